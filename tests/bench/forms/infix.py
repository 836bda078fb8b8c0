"""Conditions as expressions with operators between, as most engines write them: one expression for each criterion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.generated_rules import AllOf, AnyOf, Condition, Rule, RuleSet, Test, Value

_SIGNS = {"is": "==", "above": ">", "at-least": ">=", "below": "<", "at-most": "<="}


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a language writes what the rules need; ``name`` writes a fact or criterion."""

    name: Callable[[str], str]
    value: Callable[[str, Value], str]
    both: str = " and "
    either: str = " or "
    negated: str = "not ({})"
    one_of: str | None = "({} in [{}])"


def criteria(rules: RuleSet, syntax: Syntax) -> Iterator[tuple[str, str]]:
    """Each criterion with its expression, after those on which it rests."""
    for id, rows in expressions_by_criterion(rules, syntax).items():
        yield id, syntax.either.join(rows)


def expressions_by_criterion(rules: RuleSet, syntax: Syntax) -> dict[str, list[str]]:
    """The expressions of the rules that conclude each criterion; it comes after those on which it rests."""
    last = {rule.concludes: place for place, rule in enumerate(rules.rules)}
    found: dict[str, list[str]] = {id: [] for id in sorted(last, key=last.__getitem__)}
    for rule in rules.rules:
        found[rule.concludes].append(_rule(rule, syntax))
    return found


def _rule(rule: Rule, syntax: Syntax) -> str:
    when = expression(rule.when, syntax)
    if rule.unless is None:
        return f"({when})"
    return f"({when}{syntax.both}{syntax.negated.format(expression(rule.unless, syntax))})"


def expression(condition: Condition, syntax: Syntax) -> str:
    """The condition in brackets, so that it can stand anywhere."""
    match condition:
        case AllOf(parts):
            return f"({syntax.both.join(expression(part, syntax) for part in parts)})"
        case AnyOf(parts):
            return f"({syntax.either.join(expression(part, syntax) for part in parts)})"
        case Test(subject, "is", bool() as value):
            name = syntax.name(subject)
            return name if value else syntax.negated.format(name)
        case Test(subject, "between", tuple() as bounds):
            low, high = (syntax.value(subject, bound) for bound in bounds)
            name = syntax.name(subject)
            return f"(({name} >= {low}){syntax.both}({name} <= {high}))"
        case Test(subject, "in", tuple() as values):
            return _one_of(syntax.name(subject), [syntax.value(subject, v) for v in values], syntax)
        case Test(subject, operator, value):
            assert not isinstance(value, tuple)
            return f"({syntax.name(subject)} {_SIGNS[operator]} {syntax.value(subject, value)})"


def _one_of(name: str, values: list[str], syntax: Syntax) -> str:
    if syntax.one_of is None:
        return f"({syntax.either.join(f'({name} == {value})' for value in values)})"
    return syntax.one_of.format(name, ", ".join(values))
