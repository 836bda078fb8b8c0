from pathlib import Path

import pytest

from tests.checking.warned import messages, rule, warned
from tests.packs_written import RULES, SOURCES

MORE = SOURCES + SOURCES[SOURCES.index("  - id: gate") :].replace("gate", "tree")
GATE = "when: {all: [{gate.open: true}, {ticket: {in: $tickets}}]}"
TURNED = "when: {all: [{ticket: {in: [year, day]}}, {not: {gate.open: false}}]}"


def other(*lines: str, then: str = "{may-enter: true}", cites: str = "sign.gate") -> str:
    return RULES + rule("other", then, *lines, cites=cites)


@pytest.mark.parametrize("condition", [GATE, TURNED])
def test_a_rule_that_says_the_same_as_another_is_told(tmp_path: Path, condition: str) -> None:
    rules = other(condition, cites="sign.tree")
    (found,) = warned(tmp_path, "CV343", rules=rules, sources=MORE)
    assert found.about == "other"
    assert found.diagnostic.message == (
        "rule “the rule of other” (`other`) says the same as"
        " “who comes to an open gate may enter” (`open-gate`)"
    )
    assert found.diagnostic.help is not None
    assert found.diagnostic.help.startswith("make them one rule that cites the statements of both")
    assert str(found.diagnostic.span) == "park/rules/all.yaml:12:9"
    assert [str(near.span) for near in found.diagnostic.related] == ["park/rules/all.yaml:6:9"]


NARROW = "when: {all: [{gate.open: true}, {ticket: day}, {visitor.age: 3}]}"


def test_a_narrower_rule_without_a_source_of_its_own_adds_nothing(tmp_path: Path) -> None:
    (said,) = messages(tmp_path, "CV343", rules=other(NARROW))
    assert said.startswith("rule “the rule of other” (`other`) adds nothing to “who comes")


def test_a_narrower_rule_with_a_source_of_its_own_adds_that(tmp_path: Path) -> None:
    rules = other(NARROW, cites="sign.tree")
    assert messages(tmp_path, "CV343", rules=rules, sources=MORE) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("when: {all: [{visitor.age: 3}, {ticket: day}]}",),
        (GATE, "modality: may"),
        (GATE, "defeats: [closed]"),
        ("when: {all: [{gate.open: false}, {ticket: {in: $tickets}}]}",),
    ],
)
def test_a_rule_that_says_more_is_let_through(tmp_path: Path, lines: tuple[str, ...]) -> None:
    closed = rule("closed", "{may-enter: false}", "when: {visitor.age: 3}")
    said = messages(tmp_path, "CV343", rules=other(*lines) + closed)
    assert [each for each in said if each.startswith("rule “the rule of other”")] == []


def test_a_rule_that_concludes_something_else_is_let_through(tmp_path: Path) -> None:
    assert messages(tmp_path, "CV343", rules=other(GATE, then="{may-enter: false}")) == []


@pytest.mark.parametrize(("until", "times"), [("2027-01-01", 1), ("2026-12-31", 0)])
def test_only_a_rule_in_force_all_the_time_makes_another_idle(
    tmp_path: Path, until: str, times: int
) -> None:
    rules = RULES.replace("until: open", f"until: {until}") + rule(
        "other", "{may-enter: true}", NARROW
    )
    assert len(messages(tmp_path, "CV343", rules=rules)) == times


def test_a_rule_that_knows_the_answer_sooner_adds_that(tmp_path: Path) -> None:
    sooner = "when: {visitor.age: 3}"
    later = "when: {any: [{all: [{visitor.age: 3}, {ticket: day}]}, {all: [{visitor.age: 3}, {ticket: year}]}]}"
    rules = other(sooner) + rule("later", "{may-enter: true}", later)
    (said,) = messages(tmp_path, "CV343", rules=rules)
    assert said.startswith("rule “the rule of later” (`later`) adds nothing to “the rule of other”")
