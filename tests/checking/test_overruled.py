from pathlib import Path

import pytest

from tests.checking.warned import messages, rule, warned
from tests.packs_written import RULES

UNGUARDED = "criteria:\n  - {id: guarded, title: somebody guards the gate}\n"


def other(*lines: str, then: str = "{may-enter: false}") -> str:
    return RULES + rule("other", then, *lines)


@pytest.mark.parametrize(
    ("condition", "exception"),
    [
        ("{visitor.age: {above: 12}}", "{visitor.age: {at-least: 10}}"),
        ("{all: [{ticket: day}, {gate.open: true}]}", "{any: [{ticket: day}, {visitor.age: 3}]}"),
    ],
)
def test_an_exception_that_swallows_its_rule_is_told(
    tmp_path: Path, condition: str, exception: str
) -> None:
    rules = other(f"when: {condition}", f"unless: {exception}")
    (found,) = warned(tmp_path, "CV341", rules=rules)
    assert found.about == "other"
    assert found.diagnostic.message == (
        "rule “the rule of other” (`other`) can never apply:"
        f" its exception `{exception[1:-1]}` holds whenever its condition does"
    )
    assert found.diagnostic.span is not None
    assert found.diagnostic.span.line == 17


def test_an_exception_that_leaves_something_is_let_through(tmp_path: Path) -> None:
    rules = other("when: {visitor.age: {above: 12}}", "unless: {visitor.age: {above: 13}}")
    assert messages(tmp_path, "CV341", rules=rules) == []


def test_an_exception_that_can_never_be_ruled_out_is_told(tmp_path: Path) -> None:
    rules = other("when: {gate.open: false}", "unless: {guarded: true}")
    rules = rules.replace("criteria:\n", UNGUARDED) + rule(
        "guard", "{guarded: true}", "when: {visitor.age: 3}"
    )
    (found,) = warned(tmp_path, "CV341", rules=rules)
    assert found.diagnostic.message.endswith("its exception `guarded: true` can never be ruled out")
    assert found.diagnostic.help is not None
    assert found.diagnostic.help.startswith("say in another rule when the exception does not hold")


def test_a_condition_that_no_case_meets_is_not_told_twice(tmp_path: Path) -> None:
    rules = other("when: {visitor.age: {below: 0}}", "unless: {visitor.age: {above: 3}}")
    assert messages(tmp_path, "CV341", rules=rules) == []


@pytest.mark.parametrize(
    ("condition", "above"),
    [
        ("when: {visitor.age: 3}", "when: {visitor.age: {below: 4}}"),
        (
            "when: {all: [{visitor.age: 3}, {ticket: day}]}",
            "when: {any: [{ticket: {not: year}}, {gate.open: true}]}",
        ),
    ],
)
def test_a_rule_that_is_always_defeated_is_told(tmp_path: Path, condition: str, above: str) -> None:
    rules = other(condition) + rule("above", "{may-enter: true}", above, "defeats: [other]")
    (found,) = warned(tmp_path, "CV341", rules=rules)
    assert found.diagnostic.message == (
        "rule “the rule of other” (`other`) can never apply:"
        " “the rule of above” (`above`) takes precedence whenever it would"
    )
    assert [near.message for near in found.diagnostic.related] == ["this rule takes precedence"]


@pytest.mark.parametrize(
    "above",
    [
        ("when: {visitor.age: {below: 3}}",),
        ("when: {visitor.age: {below: 4}}", "unless: {gate.open: true}"),
        ("when: {visitor.age: {below: 4}}", "effective: {from: 2026-07-01, until: open}"),
    ],
)
def test_a_rule_that_is_sometimes_defeated_is_let_through(
    tmp_path: Path, above: tuple[str, ...]
) -> None:
    rules = other("when: {visitor.age: 3}")
    rules += rule("above", "{may-enter: true}", "defeats: [other]", *above)
    assert messages(tmp_path, "CV341", rules=rules) == []


def test_two_rules_can_leave_a_third_nothing_together(tmp_path: Path) -> None:
    rules = other("when: {visitor.age: {above: 3}}")
    rules += rule("days", "{may-enter: true}", "when: {ticket: day}", "defeats: [other]")
    rules += rule("years", "{may-enter: true}", "when: {ticket: year}", "defeats: [other]")
    (said,) = messages(tmp_path, "CV341", rules=rules)
    assert said.endswith(
        "(`days`) or “the rule of years” (`years`) takes precedence whenever it would"
    )


def test_a_rule_that_is_defeated_itself_leaves_something(tmp_path: Path) -> None:
    rules = other("when: {visitor.age: 3}")
    rules += rule("above", "{may-enter: true}", "when: {visitor.age: 3}", "defeats: [other]")
    rules += rule("top", "{may-enter: true}", "when: {gate.open: false}", "defeats: [above]")
    assert messages(tmp_path, "CV341", rules=rules) == []
