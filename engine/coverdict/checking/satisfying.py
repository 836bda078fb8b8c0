"""Whether conditions can be met: tried out on every way in which their tests can come out.

A condition becomes a formula over variables, each with the few ways in which its tests can come out together. What is
compared with another fact or amount is taken as free: at worst a fault is not found, and never one that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coverdict.checking.domains import Domains
from coverdict.checking.eras import Era
from coverdict.checking.expression_types import type_of
from coverdict.checking.primitives import Primitives
from coverdict.vocabulary.conditions import (
    All,
    Any,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Test,
    tests_of,
)
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.values import Value

Variable = tuple[str, str]
"""A subject, with the name that it is compared with, or the value that it may include."""
Outcome = tuple[Comparison, Value | None]
"""What is asked of a variable."""
Given = dict[Variable, frozenset[Outcome]]
"""For each variable that is known, what of all that is asked holds."""

_MOST_STEPS = 20_000
_CONTENT = {
    Comparison.IS: (0,),
    Comparison.ABOVE: (1,),
    Comparison.AT_LEAST: (0, 1),
    Comparison.BELOW: (-1,),
    Comparison.AT_MOST: (-1, 0),
}
"""How a value may lie to the other for each comparison to hold: below it, at it, above it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing asked of one variable."""

    variable: Variable
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Some:
    """Holds when at least ``n`` of the parts do."""

    n: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """Holds when its part does not."""

    part: Formula


Formula = Leaf | Some | Opposite


@dataclass(frozen=True, slots=True)
class Trial:
    """Formulas of one era, and the ways in which what they ask can come out."""

    formulas: tuple[Formula, ...]
    ways: Mapping[Variable, tuple[frozenset[Outcome], ...]]

    def can_hold(self, formula: Formula) -> bool:
        """True when the facts can be such that the formula holds, or when that would take too long to tell."""
        steps = iter(range(_MOST_STEPS))
        variables = list(dict.fromkeys(_variables(formula)))

        def reaches(given: Given, place: int) -> bool:
            found = holds(formula, given)
            if found is not None or place == len(variables):
                return bool(found)
            if next(steps, None) is None:
                return True
            ways = self.ways[variables[place]]
            known = ({**given, variables[place]: way} for way in ways)
            if not ways:  # it is never known
                return reaches(given, place + 1)
            return any(reaches(each, place + 1) for each in known)

        return reaches({}, 0)

    def is_free(self, *formulas: Formula) -> bool:
        """True when no variable is asked twice, and each can come out both ways: then nothing can be wrong."""
        variables = [variable for formula in formulas for variable in _variables(formula)]
        return len(set(variables)) == len(variables) and all(
            len(self.ways[variable]) > 1 for variable in variables
        )

    def follows(self, formula: Formula, other: Formula) -> bool:
        """True when, however little is known, ``other`` holds wherever ``formula`` does."""
        steps = iter(range(_MOST_STEPS))
        variables = list(dict.fromkeys(_variables(formula)))

        def fails(given: Given, place: int) -> bool:
            """Some way on from here the formula holds and the other does not."""
            if holds(formula, given) is False or holds(other, given):
                return False
            if place == len(variables) or next(steps, None) is None:
                return bool(holds(formula, given)) or place < len(variables)
            variable = variables[place]
            known = ({**given, variable: way} for way in self.ways[variable])
            return fails(given, place + 1) or any(fails(each, place + 1) for each in known)

        return not fails({}, 0)


def tried(
    domains: Domains, era: Era, conditions: Sequence[Condition], as_concluded: bool = False
) -> Trial:
    """The conditions as formulas of one era; raises ``NoValue`` where a parameter has none.

    With ``as_concluded`` a conclusion can only be what rules in force conclude; else anything that is declared.
    """
    primitives = Primitives(domains, era)
    parts = [primitives.of(condition) for condition in conditions]
    formulas = tuple(map(_formula, parts))
    asked: dict[Variable, dict[Outcome, None]] = {}
    for test in (test for part in parts for test in tests_of(part)):
        leaf = _leaf(test)
        asked.setdefault(leaf.variable, {})[leaf.outcome] = None
    ways = {
        variable: _ways(domains, era, variable, tuple(outcomes), as_concluded)
        for variable, outcomes in asked.items()
    }
    return Trial(formulas, ways)


def holds(formula: Formula, given: Given) -> bool | None:
    """Whether the formula holds, or None where that is not known yet."""
    match formula:
        case Leaf(variable, outcome):
            return outcome in given[variable] if variable in given else None
        case Opposite(part):
            found = holds(part, given)
            return None if found is None else not found
        case Some(n, parts):
            open_ = 0
            for part in parts:
                found = holds(part, given)
                n -= found is True
                open_ += found is None
            if n <= 0:
                return True
            return None if open_ >= n else False


def _variables(formula: Formula) -> Iterator[Variable]:
    match formula:
        case Leaf(variable):
            yield variable
        case Opposite(part):
            yield from _variables(part)
        case Some(_, parts):
            for part in parts:
                yield from _variables(part)


def _formula(condition: Condition) -> Formula:
    match condition:
        case Test():
            return _leaf(condition)
        case Not(part):
            return Opposite(_formula(part))
        case All(parts):
            return Some(len(parts), tuple(map(_formula, parts)))
        case Any(parts):
            return Some(1, tuple(map(_formula, parts)))
        case AtLeast(n, parts):
            return Some(n, tuple(map(_formula, parts)))


def _leaf(test: Test) -> Leaf:
    (operand,) = test.operands
    if test.comparison is Comparison.INCLUDES:
        named = operand.id if isinstance(operand, Reference) else operand.value
        return Leaf((test.subject, f"includes {named}"), (test.comparison, None))
    if isinstance(operand, Reference):
        return Leaf((test.subject, f"${operand.id}"), (test.comparison, None))
    return Leaf((test.subject, ""), (test.comparison, operand.value))


def _ways(
    domains: Domains, era: Era, variable: Variable, asked: tuple[Outcome, ...], as_concluded: bool
) -> tuple[frozenset[Outcome], ...]:
    """Each way in which all that is asked of the variable can come out together."""
    subject, other = variable
    if any(comparison is Comparison.INCLUDES for comparison, _ in asked):
        return (frozenset(asked), frozenset())
    if other:
        signs = (0,) if other == f"${subject}" else (-1, 0, 1)
        return _told_apart({item for item in asked if sign in _CONTENT[item[0]]} for sign in signs)
    bounds = [value for _, value in asked if value is not None]
    type = type_of(domains.pack, subject)
    values: tuple[Value, ...]
    if type is not None and type.is_ordered:
        values = domains.between(subject, bounds, era)
    else:
        values = domains.concluded(subject, era) if as_concluded else domains.listed(subject)
    return _told_apart({item for item in asked if _is_so(value, item)} for value in values)


def _is_so(value: Value, asked: Outcome) -> bool:
    comparison, bound = asked
    if value == bound:
        return 0 in _CONTENT[comparison]
    if comparison is Comparison.IS:
        return False
    sign = 1 if value > bound else -1  # type: ignore[operator]  # both are numbers or both dates
    return sign in _CONTENT[comparison]


def _told_apart(ways: Iterable[set[Outcome]]) -> tuple[frozenset[Outcome], ...]:
    return tuple(dict.fromkeys(map(frozenset, ways)))
