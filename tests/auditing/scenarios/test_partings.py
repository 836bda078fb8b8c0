from collections.abc import Iterator
from pathlib import Path

import pytest

from coverdict.auditing.scenarios.outcomes import outcome_of, run_of
from coverdict.auditing.scenarios.steps import Step
from tests.auditing.parks import HELD, OPEN, scenario, tried

GIVEN = "park/scenarios/all.yaml:2"
RULE = "park/rules/all.yaml"


def steps(folder: Path, expect: str, case: str = OPEN, **files: str) -> tuple[Step, ...]:
    """The steps of the first difference."""
    pack, trials = tried(folder, scenario(expect, case), **files)
    (outcome,) = run_of(pack, map(outcome_of, trials)).outcomes
    return outcome.differences[0].steps


def chain(found: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    """What each step says and comes to, followed down by the first below each."""
    for step in found[:1]:
        yield step.says, step.state.value
        yield from chain(step.below)


def test_a_verdict_that_is_missing_leads_to_the_first_fact_the_case_does_not_give(
    tmp_path: Path,
) -> None:
    found = steps(tmp_path, "verdict: covered", "visit.day: 2026-03-02, ticket: day")
    assert list(chain(found)) == [
        ("rule “who comes to an open gate may enter” may yet apply", "unknown"),
        ("the gate is open — the case does not say", "unknown"),
    ]
    assert (found[0].place, found[0].statements) == (f"{RULE}:10:9", ("sign.gate",))


def test_a_verdict_against_is_told_from_both_sides(tmp_path: Path) -> None:
    found = steps(tmp_path, "verdict: covered", OPEN.replace("open: true", "open: false"))
    lacking, against = found
    assert list(chain((lacking,))) == [
        ("rule “who comes to an open gate may enter” does not apply", "false"),
        ("the gate is open — given: no", "false"),
    ]
    assert next(chain((against,))) == ("rule “nobody enters by a closed gate” applies", "true")
    assert lacking.below[0].place == f"{GIVEN}:66"


def test_more_that_would_have_to_be_otherwise_is_counted(tmp_path: Path) -> None:
    found = steps(tmp_path, "verdict: covered", "visit.day: 2026-03-02")
    assert [step.says for step in found[0].below] == [
        "the gate is open — the case does not say",
        "and 1 more that would have to be otherwise",
    ]


def test_a_choice_is_told_from_the_value_expected_and_the_value_found(tmp_path: Path) -> None:
    found = steps(tmp_path, "conclusions: {queue: left}")
    assert [step.says for step in found] == [
        "rule “the old usually pay nothing” does not apply",
        "rule “the others queue on the right and pay” applies",
    ]
    assert found[0].below[0].says == "the age: above 90 — given: 30"


def test_an_exception_that_stands_in_the_way_is_told_as_one(tmp_path: Path) -> None:
    found = steps(
        tmp_path,
        "duties: [duty.pay]",
        OPEN.replace("ticket: day", "ticket: year"),
    )
    assert list(chain(found)) == [
        ("rule “the others queue on the right and pay” does not apply", "false"),
        ("the ticket: year — given: year — which must not be so", "true"),
    ]


def test_an_amount_shows_how_it_was_worked_out(tmp_path: Path) -> None:
    (found,) = steps(tmp_path, "conclusions: {price: 5}")
    assert found.says.startswith("the price: ")
    assert [step.says for step in found.below] == ["the full price — parameter: $4.00"]


LEFT = HELD["rules"].replace("is: $full-price", "is: {product: [$visitor.age, $full-price]}")


def test_an_amount_that_is_not_known_leads_to_what_it_waits_for(tmp_path: Path) -> None:
    case = OPEN.replace(", visitor.age: 30", "")
    found = steps(tmp_path, "conclusions: {price: 5}", case, rules=LEFT)
    assert list(chain(found)) == [
        ("not known: the price", "unknown"),
        ("the age — the case does not say", "unknown"),
    ]


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ("rules: [old-free]", "rule “the old usually pay nothing” does not apply"),
        ("no-rules: [young-right]", "rule “the others queue on the right and pay” applies"),
        ("rests-on: [old-free]", "rule “the old usually pay nothing” does not apply"),
        ("no-duties: [duty.pay]", "rule “the others queue on the right and pay” applies"),
        ("modality: usually", "rule “who comes to an open gate may enter” applies (must)"),
    ],
)
def test_each_kind_of_difference_leads_to_its_rule(tmp_path: Path, expect: str, says: str) -> None:
    assert steps(tmp_path, expect)[0].says == says


def test_a_conclusion_less_sure_than_expected_leads_to_the_weakest_rule(tmp_path: Path) -> None:
    sure = """\
  - id: waved-through
    title: who queues on the left may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {queue: left}
    then: {may-enter: true}
"""
    case = "visit.day: 2026-03-02, visitor.age: 95"
    found = steps(tmp_path, "modality: must", case, rules=HELD["rules"] + sure)
    assert [says for says, _ in chain(found)][:2] == [
        "rule “who queues on the left may enter” applies (usually)",
        "rule “the old usually pay nothing” applies (usually)",
    ]


def test_a_fact_that_is_asked_for_leads_to_a_rule_that_waits_for_it(tmp_path: Path) -> None:
    found = steps(tmp_path, "not-missing: [gate.open]", "visit.day: 2026-03-02, ticket: day")
    assert found[0].says == "not settled: they may enter"
    assert found[0].below[0].says == "rule “nobody enters by a closed gate” may yet apply"


def test_a_fact_that_is_not_asked_for_since_nothing_waits_for_it(tmp_path: Path) -> None:
    found = steps(
        tmp_path, "missing: [gate.open]", OPEN.replace("gate.open: true, ", ""), pack=_settled()
    )
    assert found[0].says.startswith("the gate is open — presumed: yes")


def _settled() -> str:
    presumed = (
        "presumptions:\n  - {fact: gate.open, is: true, title: gates are open, cites: [sign.gate],"
        " effective: {from: 2026-01-01, until: open}}\n"
    )
    return HELD["pack"] + presumed


def test_outside_the_scope_the_scope_is_told(tmp_path: Path) -> None:
    scope = "  scope: {title: a day ticket, cites: [sign.gate], when: {ticket: day}}\n"
    pack = HELD["pack"].replace("  questions:", scope + "  questions:")
    found = steps(
        tmp_path, "verdict: covered", OPEN.replace("ticket: day", "ticket: year"), pack=pack
    )
    assert list(chain(found)) == [
        ("in the pack's scope: a day ticket", "false"),
        ("the ticket: day — given: year", "false"),
    ]


def test_a_refused_case_has_no_steps(tmp_path: Path) -> None:
    refused = (
        "impossible:\n  - {id: never, title: a day ticket is impossible, when: {ticket: day}}\n"
    )
    assert steps(tmp_path, "verdict: covered", pack=HELD["pack"] + refused) == ()
