"""A page for each code: its title is the code's, its example fails with the code, and what is mended does not."""

import re
from pathlib import Path

import pytest

from coverdict.loading.code_pages import read_code_page
from coverdict.vocabulary.codes import CODES
from tests.docs.code_pages import INDEX, NOT_RUN, PAGES, Ran, index, is_as_shown, run_page

RUN = sorted(path.stem for path in PAGES.glob("CV*.md") if path.stem not in NOT_RUN)
COME_WITH = {"CV360": {"CV344"}}  # a waiver that has lapsed excuses no longer


def test_each_code_has_a_page_and_each_page_a_code() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == sorted(CODES)


def test_the_title_of_a_page_is_that_of_its_code() -> None:
    assert {code: read_code_page(code, PAGES).title for code in CODES} == CODES


@pytest.mark.parametrize("code", RUN)
def test_what_fails_on_a_page_gives_its_code_and_what_is_mended_gives_none(
    code: str, tmp_path: Path
) -> None:
    ran = list(run_page(read_code_page(code, PAGES).text, tmp_path))
    for each in ran:
        assert is_as_shown(each), f"$ {each.step.command}\n{each.step.printed}"
    *_, failing = (each for each in ran if each.section == "Fails")
    mended = [each for each in ran if each.section == "Mended"]
    assert codes_in(failing) == {code} | COME_WITH.get(code, set())
    assert mended
    for each in mended:
        assert (each.exit_code, codes_in(each)) == (0, set()), each.step.printed


def codes_in(ran: Ran) -> set[str]:
    return set(re.findall(r"\[(CV\d{3})\]", ran.step.printed))


def test_the_pack_that_the_pages_change_is_sound(tmp_path: Path) -> None:
    page = "## Mended\n\n```console\n$ coverdict check pool --strict\n$ coverdict test pool\n```\n"
    assert [each.exit_code for each in run_page(page, tmp_path)] == [0, 0]


@pytest.mark.parametrize(("code", "reason"), NOT_RUN.items())
def test_a_page_without_an_example_says_why(code: str, reason: str) -> None:
    page = read_code_page(code, PAGES)
    assert reason in page.meaning
    assert "## Fails" not in page.text


@pytest.mark.parametrize("code", sorted(CODES))
def test_pages_are_short(code: str) -> None:
    text = read_code_page(code, PAGES).text
    assert text.count("\n") <= 75
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert max(map(len, prose.splitlines())) <= 120


def test_the_index_is_made_of_the_pages() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "run python -m tests.docs.code_pages"
