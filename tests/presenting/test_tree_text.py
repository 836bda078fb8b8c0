"""The derivation as a tree: marks, each conclusion once, what stood in the way."""

from coverdict.presenting.tree_text import tree_as_text
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.verdicts import Finding, Premise, PremiseKind
from tests.presenting.answers import (
    USUALLY,
    attempt,
    derived,
    finding,
    premise,
    statement,
    support,
    verdict,
)

TRUE, FALSE, UNKNOWN, BOTH = Belnap.TRUE, Belnap.FALSE, Belnap.UNKNOWN, Belnap.CONFLICTING


def tree(*findings: Finding, ascii: bool = False) -> str:
    """The tree alone, without the page around it."""
    answer = verdict(derivation=findings[:1], warnings=())
    text = tree_as_text(answer, findings, (), width=200, ascii=ascii)
    return text.split("\n\n")[1].split("\n", 2)[2]


def test_a_conclusion_stands_above_its_rules_and_these_above_their_premises() -> None:
    given = premise("the reader is an adult", value="yes", origin="case.yaml:3:1")
    assert tree(finding("lendable", TRUE, support("adults may borrow", given))) == (
        "  ✓ lendable holds\n"
        "  └─ because adults may borrow\n"
        "     │  rule a-rule, r.yaml:1:1\n"
        "     └─ ✓ the reader is an adult — given: yes (case.yaml:3:1)"
    )


def test_a_tree_can_be_drawn_in_ascii() -> None:
    drawn = tree(
        finding("lendable", FALSE, support("it is rare"), support("it is worn")), ascii=True
    )
    assert drawn.isascii()
    assert drawn.startswith("  - lendable holds\n  |- because it is rare\n")


def test_every_value_has_its_mark() -> None:
    states = [tree(finding("lendable", state)).split()[0] for state in Belnap]
    assert states == ["✓", "✗", "?", "⚡"]


def test_a_conclusion_is_unfolded_once_and_pointed_to_afterwards() -> None:
    adult = finding("adult", TRUE, support("of age"))
    twice = support("adults may borrow", derived("adult", "adult holds"))
    text = tree(finding("lendable", TRUE, twice, twice), adult)
    assert text.count("because of age") == 1
    assert text.endswith("└─ ✓ adult holds (see above)")


def test_a_premise_that_fails_tells_what_was_found_instead() -> None:
    shelf = finding("shelf", TRUE, says="the shelf: low", kind="choice")
    goal = finding(
        "lendable", UNKNOWN, attempt("r", "ruled-out", derived("shelf", "the shelf: high", FALSE))
    )
    assert "✗ the shelf: high — the shelf: low" in tree(goal, shelf)


def test_what_did_not_happen_is_followed_down_to_the_fact_that_is_missing() -> None:
    silent = premise("the reader is an adult", UNKNOWN, kind=PremiseKind.SILENT)
    adult = finding("adult", UNKNOWN, attempt("of age", "open", silent))
    goal = finding(
        "lendable", UNKNOWN, attempt("borrow", "open", derived("adult", "adult", UNKNOWN))
    )
    marked = [line.strip(" │├└─") for line in tree(goal, adult).splitlines() if "?" in line]
    assert marked == [
        "? lendable holds",
        "? may yet apply: borrow",
        "? adult",
        "? may yet apply: of age",
        "? the reader is an adult — the case does not say",
    ]


def test_a_rule_that_could_only_say_the_same_again_is_counted_not_told() -> None:
    same = attempt("another", "ruled-out", concludes="lendable holds")
    goal = finding("lendable", TRUE, support("adults may borrow"), same)
    assert tree(goal).endswith("└─ 1 more rule that does not apply could have said the same")


def test_a_closure_tells_why_each_rule_is_ruled_out() -> None:
    rare = Premise(
        PremiseKind.RULE, "adults", "adults may borrow", FALSE, because=(premise("adult", FALSE),)
    )
    closed = support("nothing else applies", rare, how="closure", rule=None, place=None)
    ruled_out = attempt("adults", "ruled-out", premise("adult", FALSE))
    text = tree(finding("lendable", FALSE, closed, ruled_out))
    assert text.count("✗ does not apply: adults may borrow") == 1
    assert "does not apply: adults\n" not in text


def test_an_amount_tells_how_it_was_worked_out() -> None:
    worked = support(
        "deposit", concludes="20 % of $10.00 = $2.00", how="definition", rule=None, place=None
    )
    fee = finding("fee", TRUE, worked, says="deposit: $2.00", kind="amount")
    assert tree(fee) == "  ✓ deposit: $2.00\n  └─ worked out: 20 % of $10.00 = $2.00"


def test_a_hedge_stands_with_the_rule_that_is_less_sure() -> None:
    assert "because adults borrow (usually)" in tree(
        finding("lendable", TRUE, support("adults borrow", modality=USUALLY))
    )


def test_the_headline_is_the_verdict_for_the_goal_and_the_conclusion_for_another() -> None:
    answer, other = verdict(), finding("adult", TRUE)
    assert tree_as_text(answer, answer.derivation, ()).startswith(
        "The book may be lent.\nQuestion: May it be lent?\nVerdict: "
    )
    assert tree_as_text(answer, (other,), ()).startswith("Adult holds.\nDate of service ")


def test_an_answer_with_no_derivation_has_its_headline_and_its_warnings() -> None:
    text = tree_as_text(verdict(derivation=(), says="Nothing is decided."), (), ())
    assert text.startswith("Nothing is decided.")
    assert "\nWarnings\n  - The date is a guess.\n" in text
    assert "How it was worked out" not in text


def test_the_sources_are_those_that_the_tree_cites() -> None:
    answer = verdict()
    text = tree_as_text(answer, answer.derivation, (statement("adults"), statement("rare")))
    assert "[1] Adults is said." in text
    assert "Rare is said." not in text
