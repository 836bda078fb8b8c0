"""The rules for rule-engine: one expression for each criterion, matched in order."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.engines import found_engines
from tests.bench.forms.deciders import name_of
from tests.bench.forms.infix import Syntax, criteria
from tests.bench.generated_rules import Facts, RuleSet

SYNTAX = Syntax(
    name=name_of,
    value=lambda _, value: f'"{value}"' if isinstance(value, str) else str(value),
)


class RuleEngine:
    """rule-engine, whose rules match or do not; what follows from a match is its user's to do."""

    def __init__(self, rules: RuleSet) -> None:
        found_engines()
        import rule_engine

        self._rules = [
            (id, name_of(id), rule_engine.Rule(text)) for id, text in criteria(rules, SYNTAX)
        ]

    def case(self, facts: Facts) -> dict[str, object]:
        return {name_of(id): value for id, value in facts.items()}

    def decide(self, case: dict[str, object]) -> dict[str, object]:
        known = dict(case)
        for _, name, rule in self._rules:
            known[name] = rule.matches(known)
        return known

    def told(self, answer: dict[str, object]) -> Mapping[str, bool]:
        return {id: bool(answer[name]) for id, name, _ in self._rules}
