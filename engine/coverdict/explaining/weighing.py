"""How sure each value of an amount is, and each side of a test that reads amounts.

A value is as sure as the least sure of those that it was worked out from; one that was worked out in several ways, as
the surest of them. Weights are 0 for must, 1 for usually, 2 for may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from coverdict.running.evaluation import rounded, sides, values_of
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Reference
from coverdict.vocabulary.programs import AmountStep, Leaf
from coverdict.vocabulary.values import Value

Weights = Mapping[Value, int]
Known = Callable[[str], Weights]


def weighed_amount(step: AmountStep, known: Known) -> Iterator[tuple[Value, int]]:
    """The values that the step gives its amount, with how sure each is by what the step reads."""
    for value, weight in _weighed(step.expression, known):
        yield from ((found, weight) for found in rounded((value,), step.rounding))


def weighed_sides(leaf: Leaf, known: Known) -> Iterator[tuple[bool, int]]:
    """The evidence for (True) and against the test, with how sure it is."""
    subject = Reference(leaf.subject, leaf.operands[0].span)
    for (value, *operands), weight in _choices((subject, *leaf.operands), known):
        chosen = replace(leaf, operands=tuple(operands))
        holds, _ = sides(chosen, {leaf.subject: (value.value,)})
        yield holds, weight


def _weighed(expression: Expression, known: Known) -> Iterator[tuple[Value, int]]:
    match expression:
        case Constant(value):
            yield value, 0
        case Reference(id):
            yield from known(id).items()
        case Calculation(_, operands):
            for chosen, weight in _choices(operands, known):
                worked_out = values_of(replace(expression, operands=chosen), {})
                yield from ((value, weight) for value in worked_out)


def _choices(
    expressions: Sequence[Expression], known: Known
) -> Iterator[tuple[tuple[Constant, ...], int]]:
    """Every choice among the values that the expressions have, as sure as its least sure value."""
    for chosen in product(*(tuple(_weighed(item, known)) for item in expressions)):
        values = zip(chosen, expressions, strict=True)
        constants = tuple(Constant(value, item.span) for (value, _), item in values)
        yield constants, max(weight for _, weight in chosen)
