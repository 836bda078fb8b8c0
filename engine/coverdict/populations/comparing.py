"""SQL of a leaf test: for cells that have a value, whether the test is passed and whether it is failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from coverdict.populations.measures import hull
from coverdict.populations.values import Cell, Node, as_decimal
from coverdict.vocabulary.conditions import Comparison

_Compare = Callable[[Node, Sequence[Node]], Node]


def passed(comparison: Comparison, subject: Cell, operands: Sequence[Cell]) -> Node:
    """The test as a condition on cells of which none is NULL."""
    return _COMPARISONS[comparison](*_alike(subject, operands))


def _alike(subject: Cell, operands: Sequence[Cell]) -> tuple[Node, list[Node]]:
    """Numbers in columns of one width: no dialect is left to choose how two widths are compared."""
    if subject.measure is None:
        return subject.node.copy(), [item.node.copy() for item in operands]
    common = hull([subject.number, *(item.number for item in operands)])
    return as_decimal(subject, common), [as_decimal(item, common) for item in operands]


def _one_of(value: Node, operands: Sequence[Node]) -> Node:
    return exp.In(this=value, expressions=list(operands))


def _between(value: Node, operands: Sequence[Node]) -> Node:
    return exp.and_(
        exp.GTE(this=value, expression=operands[0]),
        exp.LTE(this=value.copy(), expression=operands[1]),
    )


def _includes(value: Node, operand: Node) -> Node:
    return exp.ArrayContains(this=value.copy(), expression=operand)


def _all_included(value: Node, operands: Sequence[Node]) -> Node:
    return exp.and_(*(_includes(value, item) for item in operands))


def _any_included(value: Node, operands: Sequence[Node]) -> Node:
    return exp.or_(*(_includes(value, item) for item in operands))


_COMPARISONS: dict[Comparison, _Compare] = {
    Comparison.IS: lambda value, operands: exp.EQ(this=value, expression=operands[0]),
    Comparison.IN: _one_of,
    Comparison.ABOVE: lambda value, operands: exp.GT(this=value, expression=operands[0]),
    Comparison.AT_LEAST: lambda value, operands: exp.GTE(this=value, expression=operands[0]),
    Comparison.BETWEEN: _between,
    Comparison.INCLUDES: lambda value, operands: _includes(value, operands[0]),
    Comparison.INCLUDES_ANY: _any_included,
    Comparison.INCLUDES_ALL: _all_included,
}
