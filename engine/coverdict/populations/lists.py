"""SQL of an amount with several values: one of them in a column, and the list of all in another.

The list is NULL wherever the values do not differ. So a row without a conflict costs no work on lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from coverdict.populations.measures import Measure, hull
from coverdict.populations.values import Cell, Node, as_decimal, decimal


@dataclass(frozen=True, slots=True)
class Valued:
    """One value, or NULL, and the list of all values where there are two that differ; None where there never are."""

    one: Cell
    several: Node | None = None

    @property
    def all(self) -> Node:
        """The list of the values, where there is one at all."""
        alone = exp.Array(expressions=[self.one.node.copy()])
        if self.several is None:
            return alone
        return exp.Coalesce(this=self.several.copy(), expressions=[alone])


def several_in(operands: Sequence[Valued]) -> list[Node]:
    """For each operand that can have several values, whether it has."""
    lists = dict.fromkeys(item.several for item in operands if item.several is not None)
    return [is_there(node) for node in lists]


def at_each_choice(operands: Sequence[Valued], of: Callable[[Iterator[Cell]], Node]) -> Node:
    """The list of what ``of`` makes of every choice among the values of the operands, one of which has several."""
    names = iter(f"v_{number}" for number in range(len(operands)))  # no id has a low line
    listed = [next(names) if item.several is not None else None for item in operands]
    chosen = (
        item.one if name is None else Cell(exp.to_identifier(name), item.one.measure)
        for item, name in zip(operands, listed, strict=True)
    )
    node, is_list = of(chosen), False
    for item, name in reversed([*zip(operands, listed, strict=True)]):
        if name is not None:
            node = exp.Transform(this=item.all, expression=_function(name, node))
            node, is_list = (exp.Flatten(this=node) if is_list else node), True
    return node


def at_each(several: Node, of: Callable[[Node], Node]) -> Node:
    """The list of what ``of`` makes of each item."""
    made = of(exp.to_identifier("v_0"))
    return exp.Transform(this=several.copy(), expression=_function("v_0", made))


def folded(values: Sequence[Valued], define: Callable[[Node], Node]) -> Valued:
    """The values in one column and one list; ``define`` makes a column of what is read more than once."""
    measure = hull([item.one.number for item in values]) if values[0].one.measure else None
    wide = [Valued(*_as_wide(item, measure)) for item in values]
    ones = [item.one.node for item in wide]
    first, *others = (node.copy() for node in ones)
    one = define(exp.Coalesce(this=first, expressions=others) if others else first)
    differ = [exp.NEQ(this=node.copy(), expression=one.copy()) for node in ones[1:]]
    found = _distinct([item.all for item in wide])
    all = define(exp.case().when(exp.or_(*several_in(wide), *differ), found, copy=False))
    size = exp.GT(this=exp.ArraySize(this=all.copy()), expression=exp.Literal.number(1))
    return Valued(Cell(one, measure), define(exp.case().when(size, all.copy(), copy=False)))


def contains(several: Node, value: bool) -> Node:
    """Whether the value is in the list, which may be NULL."""
    found = exp.ArrayContains(this=several.copy(), expression=exp.Boolean(this=value))
    return exp.Coalesce(this=found, expressions=[exp.false()])


def is_there(node: Node) -> Node:
    """Not NULL; in brackets, since dialects differ in how far a bare NOT reaches."""
    return exp.Not(this=exp.Paren(this=exp.Is(this=node.copy(), expression=exp.null())))


def _as_wide(item: Valued, measure: Measure | None) -> tuple[Cell, Node | None]:
    if measure is None or measure == item.one.measure:
        return item.one, item.several
    one = Cell(as_decimal(item.one, measure), measure)
    if item.several is None:
        return one, None
    type = exp.DataType(this=exp.DType.ARRAY, expressions=[decimal(measure)], nested=True)
    return one, exp.Cast(this=item.several.copy(), to=type)


def _distinct(lists: Sequence[Node]) -> Node:
    """All that is in the lists but NULL, each once."""
    joined = exp.Flatten(this=exp.Array(expressions=list(lists)))
    there = is_there(exp.to_identifier("v_0"))
    return exp.ArrayDistinct(this=exp.ArrayFilter(this=joined, expression=_function("v_0", there)))


def _function(name: str, of: Node) -> exp.Lambda:
    return exp.Lambda(this=of, expressions=[exp.to_identifier(name)])
