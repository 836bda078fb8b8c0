"""What a row's verdict still waits for, as columns: what could still have evidence, and of that what is wanted.

The first is worked out in the order of the program, the second against it: from the verdict down to the facts that are
not given, by rules and amounts whose other parts hold or still could. That is how ``decide`` finds missing facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from coverdict.populations.listing import references_of
from coverdict.populations.relational import Columns
from coverdict.populations.surety import resting_on, settles
from coverdict.populations.values import Node, column
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import (
    AmountStep,
    Clause,
    Leaf,
    Literal,
    Program,
    Step,
    literal,
    opposite,
)


@dataclass(slots=True)
class Awaiting:
    """The columns of ``columns`` with those that tell what is awaited; ``program`` is the one that decides.

    ``silent`` are facts that nobody is asked for: what needs one that a row does not give stays as it is.
    """

    pack: Pack
    program: Program
    columns: Columns
    silent: frozenset[str] = frozenset()
    _could: dict[Literal, Node] = field(default_factory=dict)  # holds, or could
    _bodies: dict[Literal, list[Node]] = field(default_factory=dict)  # for each clause of a head
    _valued: dict[str, Node] = field(default_factory=dict)  # amounts that have a value, or could
    _open: dict[str, Node] = field(default_factory=dict)  # amounts that can get a value yet
    _ways: dict[str, list[Node]] = field(default_factory=dict)  # why a literal or amount is wanted
    _asked: dict[str, list[Node]] = field(default_factory=dict)  # why a fact is

    def facts(self) -> Iterator[tuple[Node, str]]:
        """Each fact, or criterion to be stated, with whether the row's verdict waits for it."""
        together = self._together()
        for steps in together:
            self._look_ahead(steps)
        self._want_verdict()
        for steps in reversed(together):
            self._want(steps)
        for name in (*self.pack.facts, *self.pack.criteria):
            if name in self._asked:
                yield _all([self._unsettled(name), _any(self._asked[name])]), name

    def _together(self) -> list[list[Step]]:
        """The steps that the verdict rests on; those that settle the same stand where the last of them does."""
        sides = [
            literal(name, side) for name in (self.program.goal, "scope") for side in (True, False)
        ]
        wanted = resting_on(self.program, sides)
        found: dict[tuple[str, ...], list[Step]] = {}
        for step in self.program.steps:
            if not wanted.isdisjoint(settles(step)):
                found[settles(step)] = [*found.pop(settles(step), ()), step]
        return [*found.values()]

    def _look_ahead(self, steps: Sequence[Step]) -> None:
        """What the steps settle could hold, where all that one of them reads does or could."""
        for step in steps:
            match step:
                case Leaf():
                    self._may_come_out(step)
                case AmountStep():
                    self._may_have_value(step)
                case Clause():
                    body = _all(self._holds_or_could(item) for item in step.body)
                    self._bodies.setdefault(step.head, []).append(self._named(body, "body"))
        head = steps[0].head if isinstance(steps[0], Clause) else None
        if head is not None:
            # What could only contradict what is settled is out of reach.
            against = self.columns.literal(opposite(head))
            way = _all([_not(against), _any(body.copy() for body in self._bodies[head])])
            self._could[head] = self._named(
                _any([self.columns.literal(head), way]), f"could: {head}"
            )

    def _may_come_out(self, leaf: Leaf) -> None:
        for side in (True, False):
            of, other = literal(leaf.proposition, side), literal(leaf.proposition, not side)
            if self._is_of_facts(leaf):
                self._could[of] = _not(self.columns.literal(other))
            else:
                way = _all([self._can_be_read(leaf), self._is_open(leaf)])
                found = _any([self.columns.literal(of), way])
                self._could[of] = self._named(found, f"could: {of}")

    def _is_of_facts(self, leaf: Leaf) -> bool:
        """It reads only facts that are asked for: before one is given it could come out both ways, then in one."""
        return all(name in self.pack.facts and name not in self.silent for name in _reads(leaf))

    def _may_have_value(self, step: AmountStep) -> None:
        passes, before = self._passes(step), self._valued.get(step.amount, exp.false())
        self._valued[step.amount] = self._named(_any([before, passes]), "valued")
        unsettled = _any([self._is_open(step), self._not_held(step)])
        open = _all([self._has_no_value(step.amount), passes.copy(), unsettled])
        before = self._open.get(step.amount, exp.false())
        self._open[step.amount] = self._named(_any([before, open]), "open")

    def _holds_or_could(self, of: Literal) -> Node:
        return self._could.get(of, self.columns.literal(of)).copy()

    def _passes(self, step: AmountStep) -> Node:
        """Whether the step gives a value, or could."""
        guard = exp.true() if step.guard is None else self._holds_or_could(step.guard)
        return _all([self._can_be_read(step), guard])

    def _not_held(self, step: AmountStep) -> Node:
        return exp.false() if step.guard is None else _not(self.columns.literal(step.guard))

    def _has_no_value(self, amount: str) -> Node:
        nodes = (slot.cell.node.copy() for slot in self.columns.slots(amount))
        return _all(exp.Paren(this=exp.Is(this=each, expression=exp.null())) for each in nodes)

    def _can_be_read(self, step: Leaf | AmountStep) -> Node:
        """Nothing that the step reads is without a value for good."""
        return _all(self._can_have_value(name) for name in _reads(step))

    def _can_have_value(self, name: str) -> Node:
        if name in self.pack.parameters:
            return exp.false()
        if name in self.pack.amounts:
            return self._valued.get(name, exp.false()).copy()
        return _not(self._unsettled(name)) if name in self.silent else exp.true()

    def _is_open(self, step: Leaf | AmountStep) -> Node:
        return _any(self._unsettled(name) for name in _reads(step))

    def _unsettled(self, name: str) -> Node:
        """A fact that is not given, a criterion that nothing settles, an amount that can get a value yet."""
        if name in self.pack.facts:
            return exp.Paren(this=exp.Is(this=column(name), expression=exp.null()))
        if name in self.pack.criteria:
            return self._is_unknown(f"criterion:{name}")
        return self._open.get(name, exp.false()).copy()

    def _is_unknown(self, proposition: str) -> Node:
        return _all(
            _not(self.columns.literal(literal(proposition, side))) for side in (True, False)
        )

    def _want_verdict(self) -> None:
        """What the verdict waits for: its criterion and the scope, neither where the other can't be had."""
        goal, scope = self.program.goal, "scope"
        settled = _not(self._is_unknown(goal))
        could = [self._holds_or_could(literal(goal, side)) for side in (True, False)]
        waits = [_any([settled, *could])]
        if self.program.scoped:
            waits.append(_not(self.columns.literal(literal(scope, False))))
            waits.append(self._holds_or_could(literal(scope, True)))
        for name in (goal, scope) if self.program.scoped else (goal,):
            wanted = self._named(_all([*waits, self._is_unknown(name)]), f"awaited: {name}")
            for side in (True, False):
                of = literal(name, side)
                self._add(of, _all([wanted, self._holds_or_could(of)]))

    def _want(self, steps: Sequence[Step]) -> None:
        """All reasons for what the steps settle are known: their reasons are those of what they read.

        Whatever is wanted could hold: no reason is a reason without that.
        """
        match steps[0]:
            case Leaf():
                self._want_leaf(steps[0])
            case AmountStep():
                self._want_amount(steps[0].amount)
            case Clause():
                self._want_clauses([step for step in steps if isinstance(step, Clause)])

    def _want_clauses(self, clauses: Sequence[Clause]) -> None:
        """Of a head with one clause all that it reads is there where it is, so that nothing is asked for in vain."""
        head = clauses[0].head
        if len(clauses) == 1:
            wanted = self._named(_any(self._ways.get(head, ())), f"wanted: {head}")
            ways = [wanted]
        else:
            wanted = self._named(self._is_wanted(head), f"wanted: {head}")
            ways = [_all([wanted, body]) for body in self._bodies[head]]
        for clause, each in zip(clauses, ways, strict=True):
            way = self._named(each, f"wanted: {head}")
            for item in clause.body:
                self._add(item, way)

    def _want_leaf(self, leaf: Leaf) -> None:
        sides = [literal(leaf.proposition, side) for side in (True, False)]
        if self._is_of_facts(leaf):  # where it came out, there is no fact to ask for
            wanted = _any(way for of in sides for way in self._ways.get(of, ()))
        else:
            wanted = _any(self._is_wanted(of) for of in sides)
        self._ask(_reads(leaf), wanted, leaf.proposition)

    def _want_amount(self, amount: str) -> None:
        wanted = self._named(_any(self._ways.get(amount, ())), f"wanted: {amount}")
        for step in self.program.steps:
            if isinstance(step, AmountStep) and step.amount == amount:
                way = _all([wanted, self._passes(step)])
                self._ask(_reads(step), way, amount)
                if step.guard is not None:
                    self._add(step.guard, way)

    def _is_wanted(self, of: Literal) -> Node:
        """Wanted, and not there."""
        return _all([_any(self._ways.get(of, ())), _not(self.columns.literal(of))])

    def _ask(self, names: Iterable[str], way: Node, said: str) -> None:
        way = self._named(way, f"asked for: {said}")
        for name in names:
            if name in self.pack.amounts:
                self._add(name, way)
            elif name not in self.pack.parameters and not _is(way, False):
                self._asked.setdefault(name, []).append(way)

    def _add(self, name: str, way: Node) -> None:
        if not _is(way, False):
            self._ways.setdefault(name, []).append(way)

    def _named(self, node: Node, says: str) -> Node:
        """The condition as a column, but for what is one or its opposite, or is known outright."""
        if isinstance(node.this if isinstance(node, exp.Not) else node, exp.Boolean | exp.Column):
            return node
        return self.columns.define(node, says)


def _reads(step: Leaf | AmountStep) -> Iterator[str]:
    match step:
        case Leaf():
            yield from (step.subject, *references_of(step.operands))
        case AmountStep():
            yield from references_of((step.expression,))


def _all(nodes: Iterable[Node]) -> Node:
    """All of them; what is known outright is left out."""
    found = [node for node in nodes if not _is(node, True)]
    if any(_is(node, False) for node in found):
        return exp.false()
    return exp.and_(*found, copy=False) if found else exp.true()


def _any(nodes: Iterable[Node]) -> Node:
    found = [node for node in nodes if not _is(node, False)]
    if any(_is(node, True) for node in found):
        return exp.true()
    return exp.or_(*found, copy=False) if found else exp.false()


def _not(node: Node) -> Node:
    if isinstance(node, exp.Boolean):
        return exp.Boolean(this=not node.this)
    return exp.Not(this=node if isinstance(node, exp.Column) else exp.Paren(this=node))


def _is(node: Node, value: bool) -> bool:
    return isinstance(node, exp.Boolean) and node.this is value
