"""The relational backend: a program as columns, each worked out from columns before it.

A literal is a boolean column that is never NULL, or known outright. An amount has as many columns as it can have
values in one row; those that exclude each other share one. Where that would be many, it has a column with one of its
values and another with the list of all, which is NULL in all the rows in which they do not differ. Written apart from
the other backends, so that all can be held against one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from sqlglot import exp

from coverdict.populations.exclusions import Exclusions, Needed
from coverdict.populations.listing import Lists, all_there, on_side, references_of, test
from coverdict.populations.lists import Valued
from coverdict.populations.measures import TooWide, hull, of_fact
from coverdict.populations.values import (
    Cell,
    Node,
    as_decimal,
    calculated,
    column,
    decimal,
    rounded,
)
from coverdict.vocabulary.programs import AmountStep, Clause, Leaf, Literal, Program, literal
from coverdict.vocabulary.values import Type

MOST_COLUMNS = 8
"""So many values of one amount have a column each; more are a list."""
MOST_VALUES = 64
"""So many have one where there are no lists; more are refused."""


class Unwritable(Exception):
    """The program can't be written as columns; ``name`` is the amount or fact in the way."""

    def __init__(self, name: str, too_many: bool) -> None:
        super().__init__(name)
        self.name, self.too_many = name, too_many


@dataclass(frozen=True, slots=True)
class Definition:
    """A column worked out from facts and from columns defined before it; ``says`` is what it stands for."""

    name: str
    node: Node
    says: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A column with a value of a fact or amount, or NULL; ``needed`` holds wherever it has one."""

    cell: Cell
    needed: Needed = frozenset()


@dataclass(slots=True)
class Columns:
    """A program's columns, in an order in which each can be worked out; ``lists`` are there, or are not to be used."""

    program: Program
    types: Mapping[str, Type]
    lists: bool = True
    definitions: list[Definition] = field(default_factory=list)
    _literals: dict[Literal, Node] = field(default_factory=dict)
    _slots: dict[str, tuple[Slot, ...]] = field(default_factory=dict)
    _lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        """Raises Unwritable where a number has too many digits or an amount too many values."""
        self._lists = Lists(self.define, lambda name: [slot.cell for slot in self.slots(name)])
        exclusions = Exclusions(self.program)
        for name in (*self.program.facts, *self.program.stated):
            self._slots[name] = (Slot(self._fact(name)),)
        clauses, steps = _grouped(self.program)
        for last, step in _last_of_each(self.program):
            match step:
                case Leaf() if last:
                    self._leaf(step)
                case Clause() if last:
                    self._clauses(step.head, clauses[step.head])
                case AmountStep() if last:
                    self._amount(step.amount, steps[step.amount], exclusions)

    def literal(self, of: Literal) -> Node:
        """Whether the literal has evidence: a column, or TRUE or FALSE outright."""
        return self._literals.get(of, exp.false()).copy()

    def slots(self, name: str) -> tuple[Slot, ...]:
        """The columns with the values of a fact, a stated criterion or an amount; beside a list, with one of them."""
        return self._slots.get(name, ())

    def several(self, name: str) -> Node | None:
        """The list of all values of an amount, NULL where they do not differ; None of what has no list."""
        return self._lists.several(name)

    def _fact(self, name: str) -> Cell:
        type = self.types.get(name, Type.BOOLEAN)
        return Cell(column(name), of_fact(type) if type.is_number else None)

    def define(self, node: Node, says: str) -> Node:
        """A column that is worked out of those there are."""
        name = f"c_{len(self.definitions)}"  # no id has a low line
        self.definitions.append(Definition(name, node, says))
        return column(name)

    def _clauses(self, head: Literal, group: Sequence[Clause]) -> None:
        ways = []
        for clause in group:
            body = [self.literal(item) for item in clause.body]
            if any(_is(item, False) for item in body):
                continue
            ways.append(_joined(exp.And, [item for item in body if not _is(item, True)]))
        if any(_is(way, True) for way in ways):
            self._literals[head] = exp.true()
        elif ways:
            found = _joined(exp.Or, ways)
            is_column = isinstance(found, exp.Column)
            self._literals[head] = found if is_column else self.define(found, head)

    def _leaf(self, leaf: Leaf) -> None:
        names = [leaf.subject, *references_of(leaf.operands)]
        sides = self._lists.sides if self._needs_list(names) else self._sides
        for side in (True, False):
            try:
                ways = list(sides(leaf, side))
            except TooWide:
                raise Unwritable(leaf.subject, too_many=False) from None
            if ways:
                of = literal(leaf.proposition, side)
                self._literals[of] = self.define(_joined(exp.Or, ways), of)

    def _sides(self, leaf: Leaf, side: bool) -> Iterator[Node]:
        """For every choice of values, when it passes the test, or fails it."""
        for chosen in self._choices(leaf.subject, [leaf.subject, *references_of(leaf.operands)]):
            cells = [slot.cell for slot in chosen]
            outcome = on_side(test(leaf, iter(cells)), side)
            yield _joined(exp.And, [*all_there(cells), outcome])

    def _choices(self, of: str, names: Sequence[str]) -> Iterator[tuple[Slot, ...]]:
        """Every choice among the values of the names, which ``of`` is worked out from."""
        if self._choices_of(names) > MOST_VALUES:
            raise Unwritable(of, too_many=True)
        yield from product(*(self.slots(name) for name in names))

    def _choices_of(self, names: Sequence[str]) -> int:
        return prod(len(self.slots(name)) for name in names)

    def _needs_list(self, names: Sequence[str]) -> bool:
        """Whether one of the names has a list, or they can be chosen in many ways."""
        many = self._choices_of(names) > MOST_COLUMNS
        return self.lists and (many or any(map(self._lists.has, names)))

    def _amount(self, amount: str, steps: Sequence[AmountStep], exclusions: Exclusions) -> None:
        try:
            if any(self._needs_list([*references_of([step.expression])]) for step in steps):
                self._list(amount, [each for step in steps for each in self._listed(step)])
                return
            found = [slot for step in steps for slot in self._values(step, exclusions)]
            slots = tuple(self._shared(amount, group) for group in _groups(found, exclusions))
            if self.lists and len(slots) > MOST_COLUMNS:
                self._list(amount, [Valued(slot.cell) for slot in slots])
                return
        except TooWide:
            raise Unwritable(amount, too_many=False) from None
        if len(slots) > MOST_VALUES:
            raise Unwritable(amount, too_many=True)
        self._slots[amount] = slots

    def _list(self, amount: str, found: Sequence[Valued]) -> None:
        if found:
            self._slots[amount] = (Slot(self._lists.keep(amount, found)),)

    def _listed(self, step: AmountStep) -> Iterator[Valued]:
        guard = self._guard(step)
        return iter(()) if _is(guard, False) else self._lists.values(step, guard)

    def _guard(self, step: AmountStep) -> Node:
        return exp.true() if step.guard is None else self.literal(step.guard)

    def _values(self, step: AmountStep, exclusions: Exclusions) -> Iterator[Slot]:
        """A column for each value that the step can give in a row."""
        guard = self._guard(step)
        if _is(guard, False):
            return
        own = frozenset() if step.guard is None else exclusions.needed(step.guard)
        for chosen in self._choices(step.amount, list(references_of([step.expression]))):
            needed = own.union(*(slot.needed for slot in chosen))
            if exclusions.exclude(needed):
                continue
            cells = [slot.cell for slot in chosen]
            there = _joined(exp.And, [*([] if _is(guard, True) else [guard]), *all_there(cells)])
            cell = calculated(step.expression, iter(cells))
            yield Slot(self._rounded(step, self._where(there, cell, step.amount)), needed)

    def _where(self, there: Node, cell: Cell, amount: str) -> Cell:
        node = cell.node if cell.measure is None else as_decimal(cell, cell.measure)
        node = node if _is(there, True) else exp.case().when(there, node, copy=False)
        return Cell(self.define(node, f"amount:{amount}"), cell.measure)

    def _rounded(self, step: AmountStep, cell: Cell) -> Cell:
        if step.rounding is None:
            return cell
        found = rounded(cell, step.rounding)
        return Cell(self.define(found.node, f"amount:{step.amount}"), found.measure)

    def _shared(self, amount: str, group: Sequence[Slot]) -> Slot:
        """One column for values of which a row has at most one."""
        if len(group) == 1:
            return group[0]
        measure = None
        nodes = [slot.cell.node.copy() for slot in group]
        if group[0].cell.measure is not None:
            measure = hull(slot.cell.number for slot in group)
            nodes = [exp.Cast(this=node, to=decimal(measure)) for node in nodes]
        node = exp.Coalesce(this=nodes[0], expressions=nodes[1:])
        needed = frozenset.intersection(*(slot.needed for slot in group))
        return Slot(Cell(self.define(node, f"amount:{amount}"), measure), needed)


def _groups(slots: Iterable[Slot], exclusions: Exclusions) -> list[list[Slot]]:
    """The slots in groups in which each two exclude each other."""
    groups: list[list[Slot]] = []
    for slot in slots:
        for group in groups:
            if all(exclusions.exclude(slot.needed | other.needed) for other in group):
                group.append(slot)
                break
        else:
            groups.append([slot])
    return groups


def _grouped(program: Program) -> tuple[dict[Literal, list[Clause]], dict[str, list[AmountStep]]]:
    clauses: dict[Literal, list[Clause]] = {}
    steps: dict[str, list[AmountStep]] = {}
    for step in program.steps:
        match step:
            case Clause():
                clauses.setdefault(step.head, []).append(step)
            case AmountStep():
                steps.setdefault(step.amount, []).append(step)
            case Leaf():
                pass
    return clauses, steps


def _last_of_each(program: Program) -> Iterator[tuple[bool, Leaf | AmountStep | Clause]]:
    """The steps, and whether each is the last that settles what it settles."""
    names = [_settles(step) for step in program.steps]
    last = {name: place for place, name in enumerate(names)}
    for place, step in enumerate(program.steps):
        yield last[names[place]] == place, step


def _settles(step: Leaf | AmountStep | Clause) -> str:
    match step:
        case Leaf():
            return step.proposition
        case AmountStep():
            return f"amount:{step.amount}"
        case Clause():
            return step.head


def _is(node: Node, value: bool) -> bool:
    return isinstance(node, exp.Boolean) and node.this is value


def _joined(kind: type[exp.And | exp.Or], nodes: Sequence[Node]) -> Node:
    """The conditions joined; none at all is TRUE for AND."""
    if not nodes:
        return exp.Boolean(this=kind is exp.And)
    return (exp.and_ if kind is exp.And else exp.or_)(*nodes, copy=False)
