"""Cases at the edges of a program: each fact below, at and above all that it is held against, and silent, around bases.

Edges are looked for around several bases, since what a fact is held against can be another fact, or an amount that is
worked out: then the edge lies where the two are equal in that base.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from random import Random

from coverdict.populations.measures import of_fact
from coverdict.running.compiled import Compiled
from coverdict.running.evaluation import values_of
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Reference,
    references_in,
)
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import AmountStep, Leaf, Program, proposition_of
from coverdict.vocabulary.values import Type, Value

STEPS = {Type.COUNT: 1, Type.MONEY: Decimal("0.01"), Type.PERCENT: Decimal("0.000001")}
SOME_DAY = date(2026, 3, 2)
Change = tuple[str, Value | None]


class Edges:
    """The values to try for each fact of a program in the place of what a base says; None is silence."""

    def __init__(self, pack: Pack, program: Program) -> None:
        self.pack, self.program, self._compiled = pack, program, Compiled(program)

    def around(self, base: Inputs) -> dict[str, list[Value | None]]:
        """For each fact what lies below, at and above all that it can be told apart by in this base."""
        values = self.values(base)
        return {
            name: [None, *self._of(name, base.get(name), values)]
            for name in (*self.program.facts, *self.program.stated)
        }

    def values(self, inputs: Inputs) -> dict[str, tuple[Value, ...]]:
        """The values of facts and amounts in a case."""
        given = {name: (value,) for name, value in inputs.items()}
        return given | dict(self._compiled.run(inputs).amounts)

    def cases(self, base: Inputs) -> list[Inputs]:
        """The base with each fact at each of its edges."""
        tried = self.around(base).items()
        return [changed(base, [(name, value)]) for name, values in tried for value in values]

    def pairs(self, base: Inputs, most: int) -> list[Inputs]:
        """The base with the facts of each two tests that stand in one clause at each of their edges, ``most`` each."""
        tried, random = self.around(base), Random(1)
        found = []
        for one, other in sorted(self._together):
            both = [*product(tried[one], tried[other])]
            chosen = both if len(both) <= most else random.sample(both, most)
            found += [changed(base, [(one, a), (other, b)]) for a, b in chosen]
        return found

    @cached_property
    def _together(self) -> set[tuple[str, str]]:
        """The facts that tests in the body of one clause rest on, two and two."""
        leaves = {leaf.proposition: self._rests_on(leaf) for leaf in self.program.leaves}
        found = set()
        for clause in self.program.clauses:
            tests = [leaves.get(proposition_of(item), set()) for item in clause.body]
            for some, others in combinations(tests, 2):
                found |= {(min(a, b), max(a, b)) for a in some for b in others if a != b}
        return found

    def _of(
        self, name: str, given: Value | None, values: Mapping[str, tuple[Value, ...]]
    ) -> list[Value]:
        type = self.pack.facts[name].type if name in self.pack.facts else Type.BOOLEAN
        match type:
            case Type.BOOLEAN:
                return [True, False]
            case Type.CHOICE | Type.CHOICES:
                return self._listed(name, type)
            case Type.DATES:
                return self._several(values)
            case _:
                near = {*self._written(type), *self._meeting(name, given, values)}
                return _allowed({moved for at in near for moved in neighbours(at, type)}, type)

    def _listed(self, name: str, type: Type) -> list[Value]:
        """Each value that is read and one that is not; of a list none, each alone, and all."""
        read = {value for leaf in self.program.leaves for value in _read(leaf, name)}
        others = [value for value in self.pack.facts[name].values if value not in read]
        single: list[Value] = [*sorted(map(str, read)), *others[:1]]
        if type is Type.CHOICE:
            return single
        return [
            (),
            *((str(value),) for value in single),
            tuple(sorted(self.pack.facts[name].values)),
        ]

    def _several(self, values: Mapping[str, tuple[Value, ...]]) -> list[Value]:
        """No day, each day near one that is written or known in this base, and all of them."""
        known = (value for found in values.values() for value in found if isinstance(value, date))
        near = {*self._written(Type.DATE), *known}
        days = {day for at in near for day in neighbours(at, Type.DATE) if isinstance(day, date)}
        return [(), *((day,) for day in sorted(days)), tuple(sorted(days))]

    def _written(self, type: Type) -> Iterator[Value]:
        """What the program writes out of the type, whatever it holds against it."""
        yield SOME_DAY if type is Type.DATE else Decimal(0)
        for expression in self._expressions:
            for value in _constants(expression):
                is_date = isinstance(value, date)
                if is_date is (type is Type.DATE) and not isinstance(value, bool | str | tuple):
                    yield value if is_date else Decimal(str(value))

    @cached_property
    def _expressions(self) -> list[Expression]:
        steps = self.program.steps
        tested = [item for step in steps if isinstance(step, Leaf) for item in step.operands]
        return tested + [step.expression for step in steps if isinstance(step, AmountStep)]

    def _meeting(
        self, name: str, given: Value | None, values: Mapping[str, tuple[Value, ...]]
    ) -> Iterator[Value]:
        """What the fact would have to be for a test that it bears on to be held against what is equal."""
        if given is None:
            return
        for leaf in self.program.leaves:
            if name in self._rests_on(leaf):
                held = [value for item in leaf.operands for value in values_of(item, values)]
                for one, other in product(values.get(leaf.subject, ()), held):
                    distance = _distance(one, other)
                    yield from (_moved(given, way) for way in (distance, -distance))

    def _rests_on(self, leaf: Leaf) -> set[str]:
        """The facts that a test rests on, by way of amounts too."""
        below = [leaf.subject, *(item.id for each in leaf.operands for item in references_in(each))]
        found: set[str] = set()
        while below:
            name = below.pop()
            if name in self._amounts and name not in found:
                below += self._amounts[name]
            found.add(name)
        return found & {*self.program.facts, *self.program.stated}

    @cached_property
    def _amounts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for step in self.program.steps:
            if isinstance(step, AmountStep):
                found.setdefault(step.amount, []).extend(
                    item.id for item in references_in(step.expression)
                )
        return found


def changed(base: Inputs, changes: Iterable[Change]) -> Inputs:
    """The base with these values; None takes one away."""
    found = {**base, **dict(changes)}
    return {name: value for name, value in found.items() if value is not None}


def neighbours(at: Value, type: Type) -> list[Value]:
    """The value just below, the value, and the one just above."""
    if isinstance(at, date):
        return [_day(at.toordinal() + n) for n in (-1, 0, 1)]
    return [Decimal(str(at)) + n * STEPS[type] for n in (-1, 0, 1)]


def _allowed(found: Iterable[Value], type: Type) -> list[Value]:
    """Those that a fact of the type can have, in order."""
    if type is Type.DATE:
        return sorted(item for item in found if isinstance(item, date))
    numbers = sorted(item for item in found if isinstance(item, Decimal))
    most = of_fact(type).high
    exact = [item for item in numbers if 0 <= item <= most and item % STEPS[type] == 0]
    return [int(item) if type is Type.COUNT else item for item in exact]


def _distance(one: Value, other: Value) -> Decimal:
    """How far the second lies above the first: in days, or as the numbers tell; nothing for what has no order."""
    if isinstance(one, date) and isinstance(other, date):
        return Decimal((other - one).days)
    if isinstance(one, date | bool | str | tuple) or isinstance(other, date | bool | str | tuple):
        return Decimal(0)
    return Decimal(other) - Decimal(one)


def _moved(given: Value, by: Decimal) -> Value:
    if isinstance(given, date):
        return _day(given.toordinal() + int(by))
    return Decimal(str(given)) + by


def _day(ordinal: int) -> date:
    """The day of that number; beyond the calendar, its first or last one."""
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _read(leaf: Leaf, name: str) -> Iterator[str]:
    """The values of a list that a test of the fact names."""
    if leaf.subject == name:
        for value in _constants_of(leaf.operands):
            yield from value if isinstance(value, tuple) else [str(value)]


def _constants_of(expressions: Sequence[Expression]) -> Iterator[Value]:
    return (value for item in expressions for value in _constants(item))


def _constants(expression: Expression) -> Iterator[Value]:
    match expression:
        case Constant(value):
            yield value
        case Calculation(operands=operands):
            yield from _constants_of(operands)
        case Reference():
            return
