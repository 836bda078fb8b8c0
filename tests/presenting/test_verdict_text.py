"""The text of an answer: what comes first, how surely it speaks, what it leaves out."""

from dataclasses import replace
from itertools import pairwise

import pytest

from coverdict.presenting.citing import place_of
from coverdict.presenting.verdict_text import verdict_as_text
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    MissingFact,
    Reason,
    VerdictValue,
)
from tests.presenting.answers import ADULTS, MAY, MUST, RARE, USUALLY, statement, verdict


def headings(text: str) -> list[str]:
    """The lines that stand alone at the margin after a blank one."""
    lines = text.splitlines()
    return [line for above, line in pairwise(lines) if not above and line]


def test_the_verdict_and_the_amounts_come_first_then_why_then_what_to_do() -> None:
    text = verdict_as_text(verdict())
    assert text.startswith(
        "The book may be lent.\nQuestion: May it be lent?\nVerdict: yes. Date of service 2026-03-02,"
    )
    assert headings(text)[:-1] == [
        "Amounts",
        "Why",
        "What to do",
        "To know more",
        "Also",
        "Taken for granted",
        "Source: House rules (manual)",
        "Warnings",
    ]


def test_what_was_taken_for_granted_is_told_by_who_could_tell_otherwise() -> None:
    one = verdict().presumptions[0]
    more = [replace(one, fact=f"f{number}", asked_of="guard") for number in (1, 2)]
    text = verdict_as_text(verdict(presumptions=(more[0], one, more[1])))
    _, _, told = text.partition("Taken for granted\n")
    assert [line.strip() for line in told.splitlines()[1:6]] == [
        "- The guard could tell:",
        "- The reader is an adult (f1). [1]",
        "- The reader is an adult (f2). [1]",
        "- The patient could tell:",
        "- The reader is an adult (reader.adult). [1]",
    ]


@pytest.mark.parametrize(
    ("value", "modality", "words"),
    [
        (VerdictValue.COVERED, MUST, "yes."),
        (VerdictValue.COVERED, USUALLY, "usually yes."),
        (VerdictValue.COVERED, MAY, "perhaps yes."),
        (VerdictValue.NOT_COVERED, MUST, "no."),
        (VerdictValue.NOT_COVERED, USUALLY, "usually no."),
        (VerdictValue.NOT_COVERED, MAY, "perhaps no."),
        (VerdictValue.UNDETERMINED, None, "undetermined: the facts given do not settle it."),
        (VerdictValue.CONFLICTING, MUST, "conflicting: the facts given speak for and against it."),
    ],
)
def test_the_verdict_is_as_sure_as_its_weakest_rule(
    value: VerdictValue, modality: Modality | None, words: str
) -> None:
    assert f"Verdict: {words}" in verdict_as_text(verdict(verdict=value, modality=modality))


def test_a_hedge_is_said_once() -> None:
    text = verdict_as_text(
        verdict(
            reasons=(
                Reason("it usually holds", None, USUALLY, ()),
                Reason("it holds.", None, USUALLY, ()),
            )
        )
    )
    assert "  - It usually holds.\n  - It holds (usually).\n" in text


def test_statements_are_numbered_as_they_are_cited() -> None:
    reasons = (Reason("one", None, MUST, (RARE,)), Reason("two", None, MUST, (ADULTS, RARE)))
    text = verdict_as_text(verdict(reasons=reasons))
    assert "  - One. [1]\n  - Two. [1,2]\n" in text
    assert "[1] Rare is said.\n      line 3, sentence 2, under “Loans”\n" in text


def test_a_statement_that_the_page_does_not_cite_is_left_to_the_tree() -> None:
    assert "unheard" not in verdict_as_text(verdict(statements=(statement("unheard"),)))


def test_the_original_sentence_stands_beside_our_wording() -> None:
    original = statement("adults", original="Grown-ups may.", checked="the digest agrees")
    text = verdict_as_text(verdict(statements=(original,)))
    assert "source text: “Grown-ups may.”\n      checked: the digest agrees\n" in text


def test_a_document_that_is_not_held_is_said_to_be_so() -> None:
    text = verdict_as_text(verdict(statements=(statement("adults", digest=None),)))
    assert "Source: House rules (manual, not held)\n" in text


def test_an_open_question_tells_its_fact_its_values_and_who_can_answer() -> None:
    text = verdict_as_text(verdict())
    assert "  - Which kind? (ask: staff)\n    fact kind: new (a new one)\n" in text
    assert "    this can still be chosen\n" in text


def test_what_the_verdict_waits_for_stands_apart_from_what_only_adds_to_it() -> None:
    deciding = MissingFact("worn", "Is it worn?", "staff", (), False, ("lendable", "shelf"), ())
    adding = MissingFact("kind", "Which kind?", "staff", (), False, ("shelf",), ())
    text = verdict_as_text(verdict(missing_facts=(deciding, adding)))
    waits, adds = text.index("Still to find out"), text.index("To know more")
    assert waits < text.index("Is it worn?") < adds < text.index("Which kind?")


def test_a_case_outside_the_pack_is_said_to_be_undecided() -> None:
    outside = verdict(verdict=VerdictValue.UNDETERMINED, modality=None, derivation=())
    assert "Verdict: undetermined: nothing was decided." in verdict_as_text(outside)


def test_a_long_list_of_values_is_cut_short() -> None:
    values = tuple((f"v{n}", f"value {n}") for n in range(15))
    missing = MissingFact("kind", "Which kind?", "staff", values, False, (), ())
    text = " ".join(verdict_as_text(verdict(missing_facts=(missing,))).split())
    assert "v11 (value 11); and 3 more" in text


def test_what_is_not_known_stands_under_a_heading_that_says_so() -> None:
    amount = AmountFound("fee", "deposit", Type.MONEY, (), (), ())
    says = "it is not known whether it is worn"
    worn = Conclusion("worn", "criterion", says, Belnap.UNKNOWN, ("unknown",), None, ())
    text = verdict_as_text(verdict(amounts=(amount,), conclusions=(worn,)))
    assert "\nNot known\n  - Whether it is worn\n  - Deposit\n" in text
    assert "\nAmounts\n" not in text


def test_arithmetic_that_says_nothing_is_left_out() -> None:
    amount = AmountFound("fee", "rate", Type.PERCENT, ("20 %",), ("20 % = 20 %",), ())
    assert "worked out" not in verdict_as_text(verdict(amounts=(amount,)))


def test_an_amount_is_as_sure_as_its_weakest_rule() -> None:
    amount = AmountFound("fee", "rate", Type.PERCENT, ("20 %",), (), (), USUALLY)
    assert "  - Rate: 20 % (usually)\n" in verdict_as_text(verdict(amounts=(amount,)))


def test_lines_keep_to_the_width() -> None:
    reason = Reason("many words " * 30, None, MUST, (ADULTS,))
    text = verdict_as_text(verdict(reasons=(reason,)), width=60)
    assert max(map(len, text.splitlines())) <= 60


def test_a_terminal_is_not_told_to_obey_what_a_text_carries() -> None:
    assert "\x1b" not in verdict_as_text(verdict(says="\x1b[2J all gone"))


def test_the_last_line_names_the_knowledge_and_the_engine() -> None:
    last = verdict_as_text(verdict()).split("\n\n")[-1]
    assert last.startswith("Knowledge: Lending (lending 0.1.0, sha256:aaaaaaaaaaaa…).")
    assert last.endswith("Engine: Coverdict 0.1.0.\n")


@pytest.mark.parametrize("unit", ["line", "block"])
def test_a_place_is_counted_in_what_its_document_is_made_of(unit: str) -> None:
    cited = statement("adults", unit=unit)
    assert f"{unit} 3, sentence 2, under “Loans”" in place_of(cited)
