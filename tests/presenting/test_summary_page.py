"""The answer in short: nothing that it rests on is left out, and what is left out is said to be."""

import pytest

from coverdict.presenting.markdown import summary_as_markdown
from coverdict.presenting.verdict_text import summary_as_text
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.sources import Confidence
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    MissingFact,
    PremiseKind,
    Reason,
    VerdictValue,
)
from tests.presenting.answers import (
    ADULTS,
    MUST,
    RARE,
    finding,
    premise,
    statement,
    support,
    verdict,
)

CLOSED = support("nothing else applies", concludes="nothing is owed", how="closure", rule=None)


def told(**changes: object) -> str:
    """The answer in one line."""
    return " ".join(summary_as_text(verdict(**changes)).split())


def missing(number: int, matters: str) -> MissingFact:
    values = tuple((f"v{value}", f"value {value}") for value in range(7))
    return MissingFact(f"f{number}", f"What is {number}?", "staff", values, False, (matters,), ())


def reason(text: str, *cited: str) -> Reason:
    return Reason(text, None, MUST, cited)


def test_the_nearest_steps_have_a_line_each_and_the_further_ones_one_together() -> None:
    steps = tuple(reason(f"step {number}", ADULTS) for number in range(9))
    text = summary_as_text(verdict(reasons=steps))
    assert "\nWhy\n  - Step 0. [1]\n  - Step 1. [1]\n" in text
    assert "  - Step 5. [1]\n  - Further: step 6 [1]; step 7 [1]; step 8 [1].\n" in text


def test_what_no_rule_denies_is_told_in_one_line_unless_it_is_the_verdict_itself() -> None:
    below = finding("owes-nothing", Belnap.TRUE, CLOSED)
    steps = (reason("adults may", ADULTS), reason("nothing is owed", RARE))
    goal = finding("lendable", Belnap.TRUE, support("adults may"))
    assert "As nothing says otherwise: nothing is owed [2]." in told(
        derivation=(goal, below), reasons=steps
    )
    assert "- Nothing is owed. [2]" in told(derivation=(below, goal), reasons=steps)


def test_what_rests_on_a_presumption_alone_is_told_as_taken_for_granted() -> None:
    taken = premise("of age", kind=PremiseKind.PRESUMED)
    goal, below = (
        finding("lendable", Belnap.TRUE, support("adults may")),
        finding("adult", Belnap.TRUE, support("who is of age is an adult", taken)),
    )
    text = told(derivation=(goal, below), reasons=(reason("who is of age is an adult", ADULTS),))
    assert "who is of age" not in text.lower()
    assert "The patient could tell: the reader is an adult [2]." in text


def test_a_presumption_that_no_step_reads_is_counted() -> None:
    assert "- 1 thing by which no rarer rule applies." in told(derivation=())


@pytest.mark.parametrize(
    ("matters", "heading", "most"),
    [("lendable", "Still to find out", 5), ("shelf", "To know more", 3)],
)
def test_of_the_questions_the_first_are_asked_and_the_others_counted(
    matters: str, heading: str, most: int
) -> None:
    facts = tuple(missing(number, matters) for number in range(8))
    text = told(missing_facts=facts, verdict=VerdictValue.UNDETERMINED)
    assert (heading in text, f"What is {most - 1}?" in text) == (True, True)
    assert f"What is {most}?" not in text
    assert f"And {8 - most} more, which --format questions lists" in text
    assert "v4 (value 4); and 2 more" in text


def test_what_the_answer_waits_for_is_not_told_again_as_not_known() -> None:
    waits = {"reasons": (reason("not known: the kind"),), "verdict": VerdictValue.UNDETERMINED}
    assert "Not known: the kind." in told(missing_facts=(), **waits)
    assert "Not known" not in told(missing_facts=(missing(1, "lendable"),), **waits)


def test_what_is_not_so_and_what_is_a_step_already_is_left_out_of_what_else_is_told() -> None:
    others = tuple(
        Conclusion(says, "criterion", says, state, (state.value,), MUST, ())
        for says, state in (("step", Belnap.TRUE), ("worn", Belnap.TRUE), ("lost", Belnap.FALSE))
    )
    text = summary_as_text(verdict(reasons=(reason("step"),), conclusions=others))
    assert "\nAlso\n  - Worn.\n\n" in text


def test_an_amount_has_its_arithmetic_beside_it_and_one_of_nothing_is_left_to_the_sums() -> None:
    worked = AmountFound("fee", "fee", Type.MONEY, ("$3.00",), ("$1.00 + $2.00 = $3.00",), ())
    nothing = AmountFound("fine", "fine", Type.MONEY, ("$0.00",), (), ())
    text = summary_as_text(verdict(amounts=(worked, nothing)))
    assert text.count("Fee: $3.00, which is $1.00 + $2.00\n") == 1
    assert "Fine" not in text


def test_each_source_is_told_by_its_place_and_how_it_is_known() -> None:
    second = statement(
        "rare", digest=None, block=None, citation="§ 5; § 6", confidence=Confidence.SECONDARY
    )
    text = told(
        reasons=(reason("one", ADULTS), reason("two", RARE)),
        statements=(statement("adults"), second),
    )
    assert "- House rules (manual), by line and sentence: [1] 3.2" in text
    assert "- House rules (manual, not held): [2] § 5 …*" in text
    assert "- * known from what others write about it, not from the text itself" in text


def test_sources_whose_sentences_are_at_hand_are_told_in_full() -> None:
    text = told(statements=(statement("adults", original="Grown-ups may."),))
    assert "source text: “Grown-ups may.”" in text


def test_where_the_rest_is_told_is_said() -> None:
    assert "--full tells more:" in summary_as_markdown(verdict())
