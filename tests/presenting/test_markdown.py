"""Answers, trees and descriptions as Markdown."""

from pathlib import Path

import pytest

from coverdict.explaining.descriptions import describe
from coverdict.presenting.description_page import description_page
from coverdict.presenting.markdown import tree_as_markdown, verdict_as_markdown
from coverdict.presenting.page_markdown import escaped, page_as_markdown
from coverdict.presenting.page_text import page_as_text
from tests.explaining.lending import lending
from tests.presenting.answers import verdict


def test_an_answer_is_a_page_with_headings_and_bullets() -> None:
    text = verdict_as_markdown(verdict())
    assert text.startswith("# The book may be lent.\n\nQuestion: May it be lent?\n\nVerdict: yes.")
    assert "\n\n## Why\n\n- Adults may borrow. [1]\n\n## What to do\n\n" in text
    assert "- [1] Adults is said.\n  - line 3, sentence 2, under “Loans”\n" in text


def test_a_tree_is_nested_bullets_with_marks() -> None:
    answer = verdict()
    text = tree_as_markdown(answer, answer.derivation, ())
    assert "- ✓ lendable holds\n  - because adults may borrow\n" in text
    assert "    - rule a-rule, r.yaml:1:1\n    - ✓ the reader is an adult — given\n" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_ <d> `e` | f", r"a \*b\* \_c\_ \<d> \`e\` \| f"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"\1. no list"),
        ("- no list", r"\- no list"),
        ("-5 dollars", "-5 dollars"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_text_says_what_it_says_whatever_signs_it_has(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_description_says_the_same_in_text_and_in_markdown(tmp_path: Path) -> None:
    found = describe(lending(tmp_path), "adults-borrow")
    assert found is not None
    page = description_page(found)
    assert page_as_text(page).startswith(
        "Adults may borrow books\n"
        "Rule adults-borrow, declared at lending/rules/lending.yaml:2:9.\n\n"
        "When\n"
        "  All of these:\n"
        "  - the reader is an adult\n"
        "  - books out already: below the number of books allowed\n"
    )
    assert "## When\n\nAll of these:\n\n- the reader is an adult\n" in page_as_markdown(page)


def test_a_statement_is_shown_with_its_place_and_digest(tmp_path: Path) -> None:
    found = describe(lending(tmp_path), "house-rules.rare")
    assert found is not None
    text = page_as_text(description_page(found), width=120)
    assert "  - The house rules (manual), line 2, sentence 1, under “Rare books”\n" in text
    assert f"  - digest sha256:{'2' * 64}\n" in text
    assert "  - Criterion “the book may be lent” (lendable) closes on it\n" in text
