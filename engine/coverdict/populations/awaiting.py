"""What a row's verdict still waits for, as columns: what could still have evidence, and of that what is wanted.

The first is worked out in the order of the program, the second against it: from the verdict down to the facts that are
not given, by rules and amounts whose other parts hold or still could. That is how ``decide`` finds missing facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from coverdict.populations.relational import Columns
from coverdict.populations.values import Node, column
from coverdict.vocabulary.expressions import references_in
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
    _valued: dict[str, Node] = field(default_factory=dict)  # amounts that have a value, or could
    _open: dict[str, Node] = field(default_factory=dict)  # amounts that can get a value yet
    _ways: dict[str, list[Node]] = field(default_factory=dict)  # why a literal or amount is wanted
    _asked: dict[str, list[Node]] = field(default_factory=dict)  # why a fact is

    def facts(self) -> Iterator[tuple[Node, str]]:
        """Each fact, or criterion to be stated, with whether the row's verdict waits for it."""
        for step in self.program.steps:
            self._look_ahead(step)
        self._want_verdict()
        for name, step in _first_met(reversed(self.program.steps)):
            self._want(name, step)
        for name in (*self.pack.facts, *self.pack.criteria):
            if name in self._asked:
                yield _all([self._unsettled(name), _any(self._asked[name])]), name

    def _look_ahead(self, step: Step) -> None:
        match step:
            case Leaf():
                wanting = _all([self._can_be_read(step), self._is_open(step)])
                for side in (True, False):
                    self._may_hold(literal(step.proposition, side), wanting)
            case AmountStep():
                open = _all(
                    [
                        self._has_no_value(step.amount),
                        self._passes(step),
                        _any([self._is_open(step), self._not_held(step)]),
                    ]
                )
                valued = self._valued.get(step.amount, exp.false())
                self._valued[step.amount] = self._named(
                    _any([valued, self._passes(step)]), "valued"
                )
                before = self._open.get(step.amount, exp.false())
                self._open[step.amount] = self._named(_any([before, open]), "open")
            case Clause():  # what could only contradict what is settled is out of reach
                against = self.columns.literal(opposite(step.head))
                self._may_hold(step.head, _all([_not(against), self._body_could(step)]))

    def _may_hold(self, of: Literal, way: Node) -> None:
        before = self._could.get(of, self.columns.literal(of))
        self._could[of] = self._named(_any([before, way]), f"could: {of}")

    def _holds_or_could(self, of: Literal) -> Node:
        return self._could.get(of, self.columns.literal(of)).copy()

    def _body_could(self, clause: Clause) -> Node:
        return _all(self._holds_or_could(item) for item in clause.body)

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
                self._add(literal(name, side), wanted)

    def _want(self, name: str, step: Step) -> None:
        """All reasons for what the step settles are known: its reasons are those of what it reads."""
        match step:
            case Leaf():
                sides = (literal(step.proposition, side) for side in (True, False))
                wanted = _any(self._is_wanted(of) for of in sides)
                self._ask(_reads(step), _all([wanted, self._can_be_read(step)]), name)
            case AmountStep():
                self._want_amount(step.amount)
            case Clause():
                wanted = self._named(self._is_wanted(step.head), f"wanted: {name}")
                for clause in (each for each in self.program.clauses if each.head == step.head):
                    for item in clause.body:
                        self._add(item, _all([wanted.copy(), self._body_could(clause)]))

    def _want_amount(self, amount: str) -> None:
        wanted = self._named(_any(self._ways.get(amount, ())), f"wanted: {amount}")
        for step in self.program.steps:
            if isinstance(step, AmountStep) and step.amount == amount:
                way = _all([wanted, self._passes(step)])
                self._ask(_reads(step), way, amount)
                if step.guard is not None:
                    self._add(step.guard, way)

    def _is_wanted(self, of: Literal) -> Node:
        """Wanted, not there, and within reach."""
        missing = _not(self.columns.literal(of))
        return _all([_any(self._ways.get(of, ())), missing, self._holds_or_could(of)])

    def _ask(self, names: Iterable[str], way: Node, said: str) -> None:
        way = self._named(way, f"asked for: {said}")
        for name in names:
            if name in self.pack.amounts:
                self._add(name, way)
            elif name not in self.pack.parameters and not _is(way, False):
                self._asked.setdefault(name, []).append(way.copy())

    def _add(self, name: str, way: Node) -> None:
        if not _is(way, False):
            self._ways.setdefault(name, []).append(way.copy())

    def _named(self, node: Node, says: str) -> Node:
        """The condition as a column, but for what is one or is known outright."""
        if isinstance(node, exp.Boolean | exp.Column):
            return node
        return self.columns.define(node, says)


def _reads(step: Leaf | AmountStep) -> Iterator[str]:
    match step:
        case Leaf():
            yield step.subject
            expressions = step.operands
        case AmountStep():
            expressions = (step.expression,)
    for expression in expressions:
        yield from (reference.id for reference in references_in(expression))


def _first_met(steps: Iterable[Step]) -> Iterator[tuple[str, Step]]:
    """Of the steps that settle the same, the one that comes first."""
    met = set()
    for step in steps:
        match step:
            case Leaf():
                name = step.proposition
            case AmountStep():
                name = f"amount:{step.amount}"
            case Clause():
                name = step.head
        if name not in met:
            met.add(name)
            yield name, step


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
    return exp.Not(this=exp.Paren(this=node))


def _is(node: Node, value: bool) -> bool:
    return isinstance(node, exp.Boolean) and node.this is value
