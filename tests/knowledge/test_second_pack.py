"""A pack of another field, a public library's rules of lending: decided by the same engine, beside its document."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coverdict import (
    Case,
    Pack,
    TextPart,
    Verdict,
    asking_for,
    decide,
    open_pack,
    read_case,
    with_originals,
)
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.verdicts import StatementCited

ROOT = Path(__file__).parents[2]
LOANS = ROOT / "tests" / "packs" / "library-loans"
RULES = (LOANS / "documents" / "rules.txt").read_text(encoding="utf-8")
LATE = """
loan.date: 2026-03-02
item: {owner: this-library, due: 2026-03-23, returned: 2026-03-26}
"""
MAP = """
item: {kind: map, owner: this-library, reserved: false}
reader: {card: valid, is-child: false, items: 0, debt: 0}
"""


@cache
def pack() -> Pack:
    opened = open_pack(LOANS, "library-loans")
    assert opened.pack is not None
    return opened.pack


def decided(written: str, question: str) -> Verdict:
    case = read_case(pack(), [TextPart(written.encode(), "case.yaml")]).case
    assert isinstance(case, Case)
    found = decide(pack(), case, asking_for(pack(), case, question, date(2026, 1, 1)))
    assert isinstance(found, Verdict)
    return found


def cited(text: str | None, folder: Path) -> tuple[StatementCited, tuple[Diagnostic, ...]]:
    """The statement on the fine for each day, beside the document as it stands in ``folder``."""
    if text is not None:
        (folder / "rules.txt").write_text(text, encoding="utf-8")
    verdict, problems = with_originals(decided(LATE, "return"), pack(), folder)
    return next(item for item in verdict.statements if item.id == "fine-per-day"), problems


def test_the_engine_has_no_word_of_either_field() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("engine/**/*.py"))
    assert not [
        word for word in ("medicare", "therap", "librarian", "borrow") if word in source.lower()
    ]


def test_a_fine_is_worked_out_and_somebody_has_to_pay_it() -> None:
    verdict = decided(LATE, "return")
    assert verdict.verdict == "covered"
    assert {item.amount: item.values for item in verdict.amounts} == {
        "days-late": ("3",),
        "fine": ("$0.75",),
        "fine.pay-by": ("2026-04-25",),
    }
    assert [(item.who, item.do) for item in verdict.duties] == [
        ("reader", "Pay the fine at the desk.")
    ]


def test_the_answer_is_in_the_words_of_the_pack() -> None:
    verdict = decided("item: {kind: book, owner: this-library}", "lending")
    assert verdict.says == "It cannot be told yet whether the reader may take it home."
    assert "Does the reader hold a valid card?" in [item.asks for item in verdict.missing_facts]


def test_what_is_presumed_is_told_and_can_be_denied() -> None:
    presuming = decided(MAP, "lending")
    assert [item.fact for item in presuming.presumptions] == ["reader.lives-in-town"]
    assert presuming.verdict == "covered"
    denied = MAP + "reader.lives-in-town: false\nreader.home-library-agrees: false\n"
    assert decided(denied, "lending").verdict == "not-covered"


def test_an_item_that_is_back_before_it_was_lent_is_refused() -> None:
    case = read_case(pack(), [TextPart(LATE.replace("03-26", "03-01").encode(), "c.yaml")]).case
    assert isinstance(case, Case)
    found = decide(pack(), case, asking_for(pack(), case, "return", date(2026, 1, 1)))
    assert not isinstance(found, Verdict)
    assert [item.code for item in found.diagnostics] == ["CV407"]


def test_the_original_sentence_stands_beside_our_wording(tmp_path: Path) -> None:
    statement, problems = cited(RULES, tmp_path)
    assert (
        statement.original == "In 2026 each day late costs 25 cents; from 2027 on it is 30 cents."
    )
    assert (statement.checked, problems) == ("the digest agrees", ())


def test_a_sentence_that_was_changed_is_reported(tmp_path: Path) -> None:
    statement, _ = cited(RULES.replace("25 cents", "35 cents"), tmp_path)
    assert (
        statement.original == "In 2026 each day late costs 35 cents; from 2027 on it is 30 cents."
    )
    assert (statement.checked or "").startswith("the digest differs")


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        (
            RULES + "Nothing else.\n",
            "the digest agrees; the document as a whole is another edition",
        ),
        (RULES.split("Late returns")[0], "the document has no sentence at this place"),
    ],
)
def test_another_edition_of_the_document_is_reported(
    tmp_path: Path, text: str, checked: str
) -> None:
    statement, _ = cited(text, tmp_path)
    assert (statement.checked or "").startswith(checked)


def test_a_document_that_is_not_at_hand_is_a_warning(tmp_path: Path) -> None:
    statement, (problem,) = cited(None, tmp_path)
    assert (statement.original, statement.checked) == (None, None)
    assert (problem.code, problem.is_error) == ("CV141", False)
