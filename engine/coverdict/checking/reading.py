"""Where a pack's conditions and expressions stand, and what they read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverdict.vocabulary.conditions import Condition, Test, tests_of
from coverdict.vocabulary.expressions import Expression, Reference, references_in
from coverdict.vocabulary.packs import Pack


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition with what reads it, in words and by id."""

    by: str
    kind: str
    id: str
    condition: Condition


def readings(pack: Pack) -> Iterator[Reading]:
    """Every condition of the pack."""
    for rule in pack.rules.values():
        for condition in (rule.when, rule.unless):
            if condition is not None:
                yield Reading("rule", "rule", rule.id, condition)
    for item in pack.impossible:
        yield Reading("`impossible`", "impossible", item.id, item.when)
    if pack.scope is not None:
        yield Reading("`scope`", "scope", "scope", pack.scope.when)


def tests(pack: Pack) -> Iterator[tuple[Reading, Test]]:
    """Every test of the pack, with the condition it stands in."""
    for reading in readings(pack):
        for test in tests_of(reading.condition):
            yield reading, test


def expressions(pack: Pack) -> Iterator[tuple[str, Expression]]:
    """Every expression that sets an amount, with the amount's id."""
    for amount in pack.amounts.values():
        if amount.expression is not None:
            yield amount.id, amount.expression
    for rule in pack.rules.values():
        for setting in rule.then:
            if setting.id in pack.amounts:
                yield setting.id, setting.value


def all_references(pack: Pack) -> Iterator[Reference]:
    """Every ``$reference`` of the pack."""
    for _, test in tests(pack):
        for operand in test.operands:
            yield from references_in(operand)
    for _, expression in expressions(pack):
        yield from references_in(expression)
