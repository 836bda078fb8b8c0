"""Neighbours of a case: the same case with one fact otherwise, at the edges of what the program tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Leaf, Program
from coverdict.vocabulary.values import Type, Value

Changes = Mapping[str, Value | None]
"""Facts and stated criteria by name, each with its other value; None leaves it out."""

_CENT = Decimal("0.01")


def changed_case(pack: Pack, case: Case, changes: Changes) -> Case:
    """The case with the changes made."""
    facts, stated = dict(case.facts), dict(case.stated)
    for name, value in changes.items():
        held = facts if name in pack.facts else stated
        held.pop(name, None)
        if value is not None:
            held[name] = Given(value, name)
    return Case(facts, stated)


@dataclass(frozen=True, slots=True)
class Edges:
    """The values at which a program's tests turn, by what they test."""

    pack: Pack
    constants: Mapping[str, tuple[Value, ...]]
    names: tuple[str, ...]

    @classmethod
    def of(cls, pack: Pack, program: Program) -> Edges:
        """Those of every leaf of the program."""
        found: dict[str, dict[Value, None]] = {}
        for step in program.steps:
            if isinstance(step, Leaf):
                values = (item.value for item in step.operands if isinstance(item, Constant))
                found.setdefault(step.subject, {}).update(dict.fromkeys(values))
        constants = {name: tuple(values) for name, values in found.items()}
        return cls(pack, constants, (*program.facts, *program.stated))

    def neighbours(self, case: Case, model: Model, names: Iterable[str]) -> Iterator[Changes]:
        """The case with one of the ``names`` otherwise, for every value that could tell."""
        days = [given.value for given in case.facts.values() if isinstance(given.value, date)]
        for name in names:
            given = case.facts.get(name) or case.stated.get(name)
            old = given.value if given else None
            for value in dict.fromkeys(self._values(name, old, model, days)):
                if value != old:
                    yield {name: value}
            if old is not None and name != self.pack.service_date:
                yield {name: None}

    def _values(
        self, name: str, old: Value | None, model: Model, days: Sequence[date]
    ) -> Iterator[Value]:
        fact = self.pack.facts.get(name)
        if fact is None or fact.type is Type.BOOLEAN:
            yield from (True, False)
        elif fact.type is Type.CHOICE:
            yield from fact.values
        elif fact.type is Type.CHOICES:
            yield from _subsets(fact.values, old)
        elif fact.type is Type.DATES:
            worked_out = (value for values in model.amounts.values() for value in values)
            edges = (*self.constants.get(name, ()), *days, *worked_out)
            near = (day for edge in edges if isinstance(edge, date) for day in _around(edge))
            yield ()
            yield from _subsets(dict.fromkeys(near), old)
        else:
            for value in self.constants.get(name, ()):
                yield from _around(value)
            yield from self._through_amounts(old, model)

    def _through_amounts(self, old: Value | None, model: Model) -> Iterator[Value]:
        """What the fact would be if it alone took an amount that is tested to its edge."""
        for name, values in self.constants.items():
            for now in model.amounts.get(name, ()):
                for edge in (each for value in values for each in _around(value)):
                    moved = _moved(old, now, edge)
                    if moved is not None:
                        yield moved


def _moved(old: Value | None, now: Value, edge: Value) -> Value | None:
    match old, now, edge:
        case Decimal(), Decimal(), Decimal() if old + (edge - now) >= 0:
            return old + (edge - now)
        case int(), int(), int() if not isinstance(old, bool) and old + (edge - now) >= 0:
            return old + (edge - now)
    return None


def _around(value: Value) -> tuple[Value, ...]:
    match value:
        case Decimal():
            near: tuple[Value, ...] = (value, value + _CENT, value - _CENT)
            return tuple(item for item in near if isinstance(item, Decimal) and item >= 0)
        case int() if not isinstance(value, bool):
            return tuple(item for item in (value, value + 1, value - 1) if item >= 0)
        case date():
            return value, value + timedelta(days=1), value - timedelta(days=1)
        case _:
            return (value,)


def _subsets(values: Iterable[Any], old: Value | None) -> Iterator[Value]:
    """One more, one fewer, and each alone."""
    held = old if isinstance(old, tuple) else ()
    for value in values:
        yield tuple(sorted({*held} ^ {value}))
        yield (value,)
