"""Programs kept between processes: the same answers as without, of the very pack, from a folder of our own."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coverdict import (
    FilePart,
    Pack,
    TextPart,
    Verdict,
    asking_for,
    decide,
    open_to_decide,
    read_case,
)
from coverdict.explaining import deciding
from coverdict.presenting.as_json import as_json
from coverdict.presenting.markdown import verdict_as_markdown
from coverdict.presenting.questions_text import questions_as_text
from coverdict.presenting.verdict_text import verdict_as_text
from tests.cli.running import EXAMPLES
from tests.packs_written import RULES, minimal_pack

MEDICARE = EXAMPLES.parent
CASES = [
    FilePart(EXAMPLES / f"{name}.yaml", name) for name in ("knee-pt", "coaching", "first-question")
]
VISIT = TextPart(b"visit.day: 2026-03-02\ngate.open: true\nticket: day", "visit")
LATER = TextPart(b"visit.day: 2026-08-02\ngate.open: true\nticket: day", "later")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    minimal_pack(tmp_path / "park")
    return tmp_path / "cache"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions of which a program was made anew."""
    questions: list[str] = []
    right = deciding.compile_question

    def noted(pack: Pack, question: object, *others: object) -> object:
        questions.append(pack.id)
        return right(pack, question, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(deciding, "compile_question", noted)
    return questions


def opened(folder: Path, cache: Path | None) -> Pack:
    found = open_to_decide(folder, folder.name, cache).pack
    assert found is not None
    return found


def decided(pack: Pack, case: FilePart | TextPart, cache: Path | None) -> Verdict:
    """The verdict of a process that has no program yet."""
    deciding._prepared.cache_clear()
    read = read_case(pack, [case]).case
    assert read is not None
    found = decide(pack, read, asking_for(pack, read, None, date(2026, 3, 2)), cache)
    assert isinstance(found, Verdict)
    return found


def kept_in(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.program"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shown_as)
def test_answers_are_the_same_with_a_cache_and_without(case: FilePart, tmp_path: Path) -> None:
    without = as_json(decided(opened(MEDICARE, None), case, None))
    for _ in range(2):
        assert as_json(decided(opened(MEDICARE, tmp_path), case, tmp_path)) == without
    assert len(kept_in(tmp_path)) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shown_as)
def test_pages_need_no_rules_that_were_considered(case: FilePart) -> None:
    pack = opened(MEDICARE, None)
    read = read_case(pack, [case]).case
    assert read is not None
    asking = asking_for(pack, read, None, date(2026, 3, 2))
    whole, short = decide(pack, read, asking), decide(pack, read, asking, considered=False)
    assert isinstance(whole, Verdict)
    assert isinstance(short, Verdict)
    assert (bool(whole.rules_not_applied), short.rules_not_applied) == (True, ())
    for page in (verdict_as_text, verdict_as_markdown, questions_as_text):
        assert page(whole) == page(short)


def test_a_program_is_made_once(cache: Path, compiled: list[str]) -> None:
    for _ in range(3):
        decided(opened(cache.parent / "park", cache), VISIT, cache)
    assert compiled == ["park"]


def test_another_era_or_question_is_another_program(cache: Path, compiled: list[str]) -> None:
    pack = opened(cache.parent / "park", cache)
    assert decided(pack, VISIT, cache).amounts != decided(pack, LATER, cache).amounts
    assert len(kept_in(cache)) == len(compiled) == 2


def test_another_pack_is_another_program(cache: Path, compiled: list[str]) -> None:
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    minimal_pack(cache.parent / "other", rules=RULES.replace("gate.open: true", "gate.open: false"))
    found = decided(opened(cache.parent / "other", cache), VISIT, cache)
    assert (found.verdict.value, len(compiled)) == ("undetermined", 2)


def test_a_pack_that_was_changed_in_memory_has_no_program_kept(cache: Path) -> None:
    pack = opened(cache.parent / "park", cache)
    decided(pack, VISIT, cache)
    changed = replace(pack, rules={})
    assert decided(changed, VISIT, cache).verdict.value == "undetermined"
    assert len(kept_in(cache)) == 1


@pytest.mark.parametrize("damage", [b"", b"no digest\n", b"\x80\x05N."])
def test_a_program_that_is_damaged_is_made_anew(
    cache: Path, compiled: list[str], damage: bytes
) -> None:
    pack = opened(cache.parent / "park", cache)
    before = decided(pack, VISIT, cache)
    (kept,) = kept_in(cache)
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert decided(pack, VISIT, cache) == before
    assert (kept.read_bytes(), len(compiled)) == (whole, 2)


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_no_program_is_taken_from_where_others_can_write(
    cache: Path, compiled: list[str], mode: int
) -> None:
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    cache.chmod(mode)
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    assert len(compiled) == 2


def test_no_program_is_kept_where_others_can_write(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    assert kept_in(cache) == []


def test_no_program_is_taken_from_the_folder_of_another(
    cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    monkeypatch.setattr("os.getuid", lambda: -1)
    decided(opened(cache.parent / "park", cache), VISIT, cache)
    assert len(compiled) == 2


def test_another_version_of_python_makes_its_own(
    cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = opened(cache.parent / "park", cache)
    decided(pack, VISIT, cache)
    monkeypatch.setattr("sys.version", "4.0")
    decided(pack, VISIT, cache)
    assert len(kept_in(cache)) == len(compiled) == 2


def test_where_nothing_can_be_written_cases_are_still_decided(cache: Path) -> None:
    cache.write_text("", "utf-8")
    assert decided(opened(cache.parent / "park", cache), VISIT, cache).verdict.value == "covered"
