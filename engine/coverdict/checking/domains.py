"""What each name of a pack can be in an era, as far as its declaration and the rules in force tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from coverdict.checking.eras import Dated, Era, eras
from coverdict.checking.expression_types import type_of
from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.packs import Pack, Rule, Setting
from coverdict.vocabulary.values import Type, Value

_STEPS = {Type.COUNT: Decimal(1), Type.MONEY: Decimal("0.01"), Type.PERCENT: Decimal("0.000001")}


@dataclass(slots=True)
class Domains:
    """What the names of a pack can be."""

    pack: Pack
    concluding: dict[str, list[tuple[Rule, Setting]]] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for rule in self.pack.rules.values():
            for setting in rule.then:
                self.concluding.setdefault(setting.id, []).append((rule, setting))
        carries = self.pack.course.carries if self.pack.course else ()
        self.carried = frozenset(item.fact.key for item in carries)

    def eras(self, conditions: Iterable[Condition], *rules: Rule) -> tuple[Era, ...]:
        """The eras of the window, cut where a rule begins or ends, or what the conditions read changes."""
        items: list[Dated] = [*rules]
        for test in (test for condition in conditions for test in tests_of(condition)):
            items += (rule for rule, _ in self.concluding.get(test.subject, ()))
            for operand in test.operands:
                if isinstance(operand, Reference) and operand.id in self.pack.parameters:
                    items += self.pack.parameters[operand.id].values
        return eras(self.pack.window, items)

    def eras_of(self, rule: Rule, conditions: Iterable[Condition]) -> tuple[Era, ...]:
        """The eras in which the rule is in force."""
        return tuple(era for era in self.eras(conditions, rule) if era.has(rule))

    def parameter(self, id: str, era: Era) -> Value | None:
        """The parameter's value, or None where the pack knows none."""
        values = (item.value for item in self.pack.parameters[id].values if era.has(item))
        return next(values, None)

    def listed(self, id: str) -> tuple[Value, ...]:
        """The values of a boolean or of a closed list."""
        if type_of(self.pack, id) is Type.BOOLEAN:
            return (True, False)
        declared = self.pack.facts.get(id) or self.pack.choices.get(id)
        return tuple(declared.values) if declared else ()

    def concluded(self, id: str, era: Era) -> tuple[Value, ...]:
        """Of the listed values, those that a rule in force, a closure or a case can give."""
        declared = self.pack.criteria.get(id) or self.pack.choices.get(id)
        if declared is None or not (declared.closure or id in self.concluding):
            return self.listed(id)
        if id in self.pack.criteria and self.pack.criteria[id].stating is not None:
            return self.listed(id)
        given = {setting.constant for rule, setting in self.concluding.get(id, ()) if era.has(rule)}
        if declared.closure is not None:
            given.add(declared.closure.value)
        return tuple(value for value in self.listed(id) if value in given)

    def between(self, id: str, bounds: Iterable[Value], era: Era) -> tuple[Value, ...]:
        """One value for each way in which an ordered name can lie to the bounds."""
        is_date = type_of(self.pack, id) is Type.DATE
        low, high, step = self._dates(id, era) if is_date else self._numbers(id)
        points = sorted({_number(bound) for bound in bounds})
        inside = [point for point in points if _within(point, low, high)]
        gaps = _gaps([low, *inside, high], step)
        return tuple(_value(each, is_date) for each in sorted({*inside, *gaps}))

    def _dates(self, id: str, era: Era) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The first day before and the first day after those that a date can be."""
        if id == self.pack.service_date:
            return _number(era.start) - 1, _number(era.until), Decimal(1)
        return _number(date.min) - 1, _number(date.max) + 1, Decimal(1)

    def _numbers(self, id: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """A fact is not negative and has few decimals; what is worked out, or carried, may be anything."""
        if id not in self.pack.facts or id in self.carried:
            return None, None, None
        step = _STEPS[self.pack.facts[id].type]
        return -step, None, step


def _number(value: Value) -> Decimal:
    if isinstance(value, date):
        return Decimal(value.toordinal())
    assert isinstance(value, int | Decimal), "only numbers and dates are ordered"
    return Decimal(value)


def _value(number: Decimal, is_date: bool) -> Value:
    return date.fromordinal(int(number)) if is_date else number


def _within(point: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or low < point) and (high is None or point < high)


def _gaps(points: list[Decimal | None], step: Decimal | None) -> Iterator[Decimal]:
    """One value between each two neighbours, where there is any; None is no end."""
    for low, high in pairwise(points):
        if low is None and high is None:
            yield Decimal(0)
        elif low is None:
            assert high is not None
            yield high - 1
        elif high is None:
            yield low + (step or 1)
        elif step is None:
            yield (low + high) / 2
        elif low + step < high:
            yield low + step
