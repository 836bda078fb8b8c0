"""Amounts and tests that can come out in many ways in one row.

They are worked out from one value of each name, and for every choice among the lists of all where these are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from coverdict.populations.comparing import passed
from coverdict.populations.lists import (
    Valued,
    at_each,
    at_each_choice,
    contains,
    folded,
    is_there,
    several_in,
)
from coverdict.populations.values import Cell, Node, as_decimal, calculated, rounded
from coverdict.vocabulary.expressions import Expression, Rounding, references_in
from coverdict.vocabulary.programs import AmountStep, Leaf


@dataclass(slots=True)
class Lists:
    """What has a list; ``define`` makes a column and says what for, ``cells`` are the columns with values of a name."""

    define: Callable[[Node, str], Node]
    cells: Callable[[str], Sequence[Cell]]
    _valued: dict[str, Valued] = field(default_factory=dict)
    _folded: dict[str, Valued] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether there is a list of the values of the amount."""
        return self.several(name) is not None

    def several(self, name: str) -> Node | None:
        """The list of all values of an amount, NULL where they do not differ; None of what has no list."""
        return self._valued[name].several if name in self._valued else None

    def keep(self, amount: str, found: Sequence[Valued]) -> Cell:
        """Fold all that the amount can be; the column with one of its values."""
        self._valued[amount] = folded(found, self._column(amount))
        return self._valued[amount].one

    def sides(self, leaf: Leaf, side: bool) -> Iterator[Node]:
        """When some choice of values passes the test, or fails it."""
        read = self._read([leaf.subject, *references_of(leaf.operands)])
        if read is None:
            return
        ones = [item.one for item in read]
        outcomes = at_each_choice(read, lambda chosen: test(leaf, chosen))
        listed = exp.case().when(exp.or_(*several_in(read)), outcomes, copy=False)
        ways = [on_side(test(leaf, iter(ones)), side), contains(listed, side)]
        yield exp.and_(*all_there(ones), exp.Paren(this=exp.or_(*ways)))

    def values(self, step: AmountStep, guard: Node) -> Iterator[Valued]:
        """What the step gives, if anything, where the guard holds."""
        read = self._read(references_of([step.expression]))
        if read is None:
            return
        ones, define = [item.one for item in read], self._column(step.amount)
        there = exp.and_(guard, *all_there(ones))
        one = _exact(calculated(step.expression, iter(ones)))
        alone = Cell(define(exp.case().when(there.copy(), one.node, copy=False)), one.measure)
        listed = several_in(read)
        several = None
        if listed:
            found = at_each_choice(
                read, lambda chosen: _exact(calculated(step.expression, chosen)).node
            )
            when = exp.and_(there, exp.or_(*listed))
            several = define(exp.case().when(when, found, copy=False))
        yield _rounded(Valued(alone, several), step.rounding, define)

    def _read(self, names: Iterable[str]) -> list[Valued] | None:
        """The values of the names; None where one of them never has any."""
        found = list(names)
        return [self._of(name) for name in found] if all(map(self.cells, found)) else None

    def _of(self, name: str) -> Valued:
        cells = self.cells(name)
        if name in self._valued or len(cells) == 1:
            return self._valued.get(name, Valued(cells[0]))
        if name not in self._folded:
            self._folded[name] = folded([*map(Valued, cells)], self._column(name))
        return self._folded[name]

    def _column(self, amount: str) -> Callable[[Node], Node]:
        return lambda node: self.define(node, f"amount:{amount}")


def test(leaf: Leaf, read: Iterator[Cell]) -> Node:
    """Whether the values pass the test; ``read`` gives that of its subject, then those of its operands."""
    subject = next(read)
    return passed(leaf.comparison, subject, [calculated(item, read) for item in leaf.operands])


def on_side(test: Node, side: bool) -> Node:
    """The test is passed, or failed."""
    return exp.Paren(this=test.copy()) if side else exp.Not(this=exp.Paren(this=test.copy()))


def all_there(cells: Iterable[Cell]) -> list[Node]:
    """The columns are not NULL, each asked once."""
    nodes = {cell.node.name: cell.node for cell in cells}
    return [is_there(node) for node in nodes.values()]


def references_of(expressions: Iterable[Expression]) -> Iterator[str]:
    """The names that expressions read, in the order written, as often as they are."""
    for expression in expressions:
        yield from (reference.id for reference in references_in(expression))


def _exact(cell: Cell) -> Cell:
    node = cell.node if cell.measure is None else as_decimal(cell, cell.measure)
    return Cell(node, cell.measure)


def _rounded(found: Valued, rounding: Rounding | None, define: Callable[[Node], Node]) -> Valued:
    if rounding is None:
        return found
    one = rounded(found.one, rounding)
    several = None
    if found.several is not None:
        measure = found.one.measure
        each = at_each(found.several, lambda item: rounded(Cell(item, measure), rounding).node)
        several = define(each)
    return Valued(Cell(define(one.node), one.measure), several)
