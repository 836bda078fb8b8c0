import re
from pathlib import Path

from coverdict.vocabulary.codes import CODES, GROUPS

ROOT = Path(__file__).parents[2]
USED = {
    code
    for folder in ("engine", "cli")
    for file in (ROOT / folder).rglob("*.py")
    if file.name != "codes.py"
    for code in re.findall(r'"(CV\d{3})"', file.read_text(encoding="utf-8"))
}


def test_every_code_that_is_used_is_registered() -> None:
    assert sorted(USED - set(CODES)) == []


def test_every_code_that_is_registered_is_used() -> None:
    assert sorted(set(CODES) - USED) == []


def test_every_code_that_is_registered_has_a_row_in_the_documentation() -> None:
    page = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    row = r"^\| \[(CV\d{3})\]\(codes/\1\.md\) \| ([^|]+) \|[^|]+\|[^|]+\|$"
    assert re.findall(row, page, re.MULTILINE) == list(CODES.items())


def test_codes_stand_in_order() -> None:
    assert list(CODES) == sorted(CODES)


def test_every_code_belongs_to_a_group() -> None:
    assert {code[:3] for code in CODES} == set(GROUPS)
