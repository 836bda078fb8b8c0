"""The rules for CLIPS: a case is one fact with a slot for each of ours; a rule asserts its criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.engines import found_engines
from tests.bench.forms.deciders import name_of
from tests.bench.generated_rules import AllOf, AnyOf, Condition, Facts, Rule, RuleSet, Test

_SIGNS = {"above": ">", "at-least": ">=", "below": "<", "at-most": "<="}
_TYPES = {"boolean": "SYMBOL", "choice": "SYMBOL", "count": "INTEGER", "money": "INTEGER"}


def constructs(rules: RuleSet) -> Iterator[str]:
    """The templates and rules."""
    slots = "".join(f"(slot {name_of(fact.id)} (type {_TYPES[fact.type]}))" for fact in rules.facts)
    yield f"(deftemplate case {slots})"
    yield "(deftemplate holds (slot id (type SYMBOL)))"
    criteria = set(rules.criteria)
    for rule in rules.rules:
        yield _rule(rule, criteria)


def _rule(rule: Rule, criteria: set[str]) -> str:
    when = _pattern(rule.when, criteria)
    unless = f" (not {_pattern(rule.unless, criteria)})" if rule.unless else ""
    concluded = f"(assert (holds (id {name_of(rule.concludes)})))"
    return f"(defrule {name_of(rule.id)} {when}{unless} => {concluded})"


def _pattern(condition: Condition, criteria: set[str]) -> str:
    match condition:
        case AllOf(parts):
            return f"(and {' '.join(_pattern(part, criteria) for part in parts)})"
        case AnyOf(parts):
            return f"(or {' '.join(_pattern(part, criteria) for part in parts)})"
        case Test(subject) if subject in criteria:
            return f"(holds (id {name_of(subject)}))"
        case Test(subject, operator, value):
            return f"(case ({name_of(subject)} {_constraint(operator, value)}))"


def _constraint(operator: str, value: object) -> str:
    if operator == "is":
        return _symbol(value)
    if isinstance(value, tuple):
        if operator == "in":
            return "|".join(map(_symbol, value))
        return f"?v&:(>= ?v {value[0]})&:(<= ?v {value[1]})"
    return f"?v&:({_SIGNS[operator]} ?v {value})"


def _symbol(value: object) -> str:
    return str(value).upper() if isinstance(value, bool) else str(value)


class Clips:
    """CLIPS: one environment; for each case it is reset, given the case's fact, and run."""

    def __init__(self, rules: RuleSet) -> None:
        found_engines()
        import clips

        self._symbol, self._criteria = clips.Symbol, rules.criteria
        self._environment = clips.Environment()
        for construct in constructs(rules):
            self._environment.build(construct)
        self._case = self._environment.find_template("case")
        self._holds = self._environment.find_template("holds")

    def case(self, facts: Facts) -> dict[str, Any]:
        return {
            name_of(id): self._symbol(value) if isinstance(value, str) else value
            for id, value in facts.items()
        }

    def decide(self, case: dict[str, Any]) -> list[str]:
        self._environment.reset()
        self._case.assert_fact(**case)
        self._environment.run()
        return [fact["id"] for fact in self._holds.facts()]

    def told(self, answer: list[str]) -> Mapping[str, bool]:
        held = set(answer)
        return {id: name_of(id) in held for id in self._criteria}
