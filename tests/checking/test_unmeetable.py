from pathlib import Path

import pytest

from tests.checking.warned import messages, rule, warned, when
from tests.packs_written import FACTS, PACK, PARAMETERS, RULES

OPEN_GATE = "rule “who comes to an open gate may enter” (`open-gate`)"
SECOND = "  - {id: guarded, title: somebody guards the gate}\n"
TOOLS = (
    FACTS + "  - {id: tools, title: t, type: choices, of: [bat, net], asks: Q?, asked-of: guard}\n"
)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("gate.open: false", "`gate.open: true` and `gate.open: false` can't hold together"),
        (
            "all: [{ticket: day}, {ticket: {not-in: $tickets}}]",
            "`ticket: {not-in: $tickets}` can never hold",
        ),
        (
            "visitor.age: {above: 5, below: 6}",
            "`visitor.age: {above: 5}` and `visitor.age: {below: 6}` can't hold together",
        ),
        ("visitor.age: {below: 0}", "`visitor.age: {below: 0}` can never hold"),
        (
            "all: [{ticket: {in: [day]}}, {not: {any: [{ticket: day}, {visitor.age: 3}]}}]",
            "`ticket: {in: [day]}` and `not: {any: [{ticket: day}, {visitor.age: 3}]}` can't hold together",
        ),
        (
            "visit.day: {at-least: 2027-01-01}",
            "`visit.day: {at-least: 2027-01-01}` can never hold",
        ),
        (
            "price: {above: $full-price, below: $full-price}",
            "`price: {above: $full-price}` and `price: {below: $full-price}` can't hold together",
        ),
        (
            "all: [{visit.day: {above: $visit.day}}]",
            "`visit.day: {above: $visit.day}` can never hold",
        ),
    ],
)
def test_a_condition_that_no_case_meets_is_told(tmp_path: Path, condition: str, said: str) -> None:
    assert messages(tmp_path, "CV340", rules=when(condition)) == [f"in {OPEN_GATE}, {said}"]


@pytest.mark.parametrize(
    "condition",
    [
        "visitor.age: {above: 5, below: 7}",
        "visitor.age: {at-least: 0}",
        "visit.day: {at-least: 2026-12-31}",
        "price: {above: $full-price}",
        "price: {below: 0}",
        "any: [{all: [{ticket: day}, {visitor.age: 3}]}, {all: [{ticket: year}, {visitor.age: 4}]}]",
        "at-least-n-of: {n: 2, of: [{ticket: day}, {ticket: year}, {visitor.age: 3}]}",
    ],
)
def test_a_condition_that_some_case_meets_is_let_through(tmp_path: Path, condition: str) -> None:
    assert messages(tmp_path, "CV340", rules=when(condition)) == []


def test_a_part_that_never_holds_is_told_with_its_place(tmp_path: Path) -> None:
    part = "any: [{visitor.age: 3}, {all: [{ticket: day}, {ticket: year}]}]"
    (found,) = warned(tmp_path, "CV340", rules=when(part))
    assert found.about == "open-gate"
    assert str(found.diagnostic.span) == "park/rules/all.yaml:10:85"
    assert found.diagnostic.why.startswith("what can never hold rules nothing in or out")
    assert [str(near.span) for near in found.diagnostic.related] == ["park/rules/all.yaml:10:70"]


def test_lists_of_several_values_are_taken_apart(tmp_path: Path) -> None:
    both = "all: [{tools: {includes-all: [bat, net]}}, {not: {tools: {includes-any: [net]}}}]"
    (said,) = messages(tmp_path, "CV340", facts=TOOLS, rules=when(both))
    assert said.endswith("`not: {tools: {includes-any: [net]}}` can't hold together")
    any_of = (
        "all: [{tools: {includes-any: [bat, net]}}, {not: {tools: {includes-all: [bat, net]}}}]"
    )
    assert messages(tmp_path, "CV340", facts=TOOLS, rules=when(any_of)) == []


def test_a_criterion_that_nothing_concludes_so_is_told(tmp_path: Path) -> None:
    rules = when("guarded: false").replace("criteria:\n", "criteria:\n" + SECOND)
    rules += rule("guard", "{guarded: true}", "when: {gate.open: false}")
    (found,) = warned(tmp_path, "CV340", rules=rules)
    assert found.diagnostic.message == (
        f"in {OPEN_GATE}, `guarded: false` can never hold:"
        " no rule in force concludes that of “somebody guards the gate” (`guarded`)"
    )
    assert found.diagnostic.why == "the rule can never apply, and nobody would notice"


@pytest.mark.parametrize(
    "given",
    [
        "otherwise: {is: false, cites: [sign.gate]}",
        "may-be-stated: {asks: Is it guarded?, asked-of: guard}",
    ],
)
def test_a_criterion_that_is_closed_or_stated_can_be_false(tmp_path: Path, given: str) -> None:
    second = SECOND.replace("gate}", f"gate, {given}}}")
    rules = when("guarded: false").replace("criteria:\n", "criteria:\n" + second)
    rules += rule("guard", "{guarded: true}", "when: {gate.open: false}")
    assert messages(tmp_path, "CV340", rules=rules) == []


@pytest.mark.parametrize(("from_", "times"), [("2026-07-01", 1), ("2026-06-30", 0)])
def test_what_is_concluded_must_be_so_while_the_rule_is_in_force(
    tmp_path: Path, from_: str, times: int
) -> None:
    until_july = "effective: {from: 2026-01-01, until: 2026-07-01}"
    rules = when("guarded: false").replace("criteria:\n", "criteria:\n" + SECOND)
    rules = rules.replace("effective: {from: 2026-01-01, until: open}", until_july)
    later = f"effective: {{from: {from_}, until: open}}"
    rules += rule("guard", "{guarded: false}", later, "when: {gate.open: false}")
    assert len(warned(tmp_path, "CV340", rules=rules)) == times


@pytest.mark.parametrize(("second", "times"), [("4.50", 1), ("4.51", 0)])
def test_a_parameter_has_its_value_of_each_time(tmp_path: Path, second: str, times: int) -> None:
    parameters = PARAMETERS.replace('"5.00"', f'"{second}"')
    rules = when('price: {at-most: $full-price, above: "4.50"}')
    assert len(warned(tmp_path, "CV340", parameters=parameters, rules=rules)) == times


def test_scope_and_impossible_facts_are_looked_at_too(tmp_path: Path) -> None:
    scope = "  scope: {title: grown up, cites: [sign.gate], when: {visitor.age: {below: 0}}}\n"
    never = "impossible:\n  - {id: two-tickets, title: one ticket each, when: {all: [{ticket: day}, {ticket: year}]}}\n"
    said = messages(tmp_path, "CV340", pack=PACK + scope + never)
    assert said == [
        "in the impossibility “one ticket each” (`two-tickets`), `ticket: day` and `ticket: year` can't hold together",
        "in the scope “grown up”, `visitor.age: {below: 0}` can never hold",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "any: [{ticket: day}, {ticket: {not: day}}]",
        "ticket: {in: [day, year]}",
        "visitor.age: {at-least: 0}",
        "visit.day: {below: 2027-01-01}",
        "not: {all: [{visitor.age: {above: 3}}, {visitor.age: {below: 3}}]}",
    ],
)
def test_a_condition_that_every_case_meets_is_told(tmp_path: Path, condition: str) -> None:
    (found,) = warned(tmp_path, "CV342", rules=when(condition))
    assert found.diagnostic.message == (
        f"in {OPEN_GATE}, `{condition}` holds in every case that knows the answer"
    )
    assert str(found.diagnostic.span) == "park/rules/all.yaml:10:38"


@pytest.mark.parametrize(
    "condition",
    [
        "ticket: {in: [day]}",
        "visitor.age: {at-least: 1}",
        "any: [{ticket: day}, {gate.open: false}]",
    ],
)
def test_a_condition_that_some_case_fails_is_let_through(tmp_path: Path, condition: str) -> None:
    assert messages(tmp_path, "CV342", rules=when(condition)) == []


def test_the_minimal_rule_has_a_list_that_leaves_nothing_out(tmp_path: Path) -> None:
    (said,) = messages(tmp_path, "CV342", rules=RULES)
    assert "`ticket: {in: $tickets}` holds in every case" in said
