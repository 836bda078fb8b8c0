"""The forward backend's own evaluator of leaf tests and amounts, on sets of values.

A name has no value (unknown), one, or several (a conflict); an expression has a value for every choice among
those of its operands. Arithmetic is exact: numbers are whole or Decimal, in a context wide enough never to round.
A day beyond the calendar is its last day.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from functools import reduce
from itertools import product
from typing import Any

from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    Rounding,
    RoundingMode,
)
from coverdict.vocabulary.programs import Leaf
from coverdict.vocabulary.values import Value

EXACT = Context(prec=400)
"""Wide enough for any sum and product of values of the language; nothing is rounded in it."""

ROUNDINGS = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.UP: ROUND_UP,
    RoundingMode.DOWN: ROUND_DOWN,
}

Values = Mapping[str, tuple[Value, ...]]
_Compare = Callable[[Any, tuple[Any, ...]], bool]

_COMPARISONS: dict[Comparison, _Compare] = {
    Comparison.IS: lambda value, operands: value == operands[0],
    Comparison.IN: lambda value, operands: value in operands,
    Comparison.ABOVE: lambda value, operands: value > operands[0],
    Comparison.AT_LEAST: lambda value, operands: value >= operands[0],
    Comparison.BETWEEN: lambda value, operands: operands[0] <= value <= operands[1],
    Comparison.INCLUDES: lambda value, operands: operands[0] in value,
    Comparison.INCLUDES_ANY: lambda value, operands: not set(value).isdisjoint(operands),
    Comparison.INCLUDES_ALL: lambda value, operands: set(value).issuperset(operands),
}


def sides(leaf: Leaf, values: Values) -> tuple[bool, bool]:
    """Whether the test has evidence for, and whether it has evidence against."""
    compare = _COMPARISONS[leaf.comparison]
    operands = [values_of(item, values) for item in leaf.operands]
    found = [
        compare(value, chosen)
        for value in values.get(leaf.subject, ())
        for chosen in product(*operands)
    ]
    return True in found, False in found


def values_of(expression: Expression, values: Values) -> tuple[Value, ...]:
    """Every value that the expression has, each once, smallest first."""
    match expression:
        case Constant(value):
            return (value,)
        case Reference(id):
            return values.get(id, ())
        case Calculation(operation, operands):
            choices = product(*(values_of(item, values) for item in operands))
            found = (_OPERATIONS[operation](chosen) for chosen in choices)
            return in_order(value for value in found if value is not None)


def rounded(found: Iterable[Value], rounding: Rounding | None) -> tuple[Value, ...]:
    """The values rounded to a multiple, where rounding is declared."""
    if rounding is None:
        return tuple(found)
    step, mode = Decimal(rounding.to), ROUNDINGS[rounding.mode]
    steps = (
        EXACT.divide(Decimal(value), step) for value in found if isinstance(value, int | Decimal)
    )
    return in_order(EXACT.multiply(item.to_integral_value(mode), step) for item in steps)


def in_order(found: Iterable[Any]) -> tuple[Value, ...]:
    """The values found, each once, smallest first."""
    return tuple(sorted(set(found)))


def plus_days(day: date, days: int) -> date:
    """The day so many days after; beyond the calendar, its last or first day."""
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return date.max if days > 0 else date.min


def plus_months(day: date, months: int) -> date:
    """The same day so many months after, or the month's last day where it is shorter."""
    month = day.year * 12 + day.month - 1 + int(months)
    if not date.min.year * 12 <= month < (date.max.year + 1) * 12:
        return date.max if months > 0 else date.min
    last = end_of_month(date(month // 12, month % 12 + 1, 1))
    return last.replace(day=min(day.day, last.day))


def end_of_month(day: date) -> date:
    """The last day of the month."""
    if (day.year, day.month) == (date.max.year, date.max.month):
        return date.max
    in_the_next = day.replace(day=28) + timedelta(days=4)
    return in_the_next - timedelta(days=in_the_next.day)


def whole_quotient(number: Decimal | int, by: Decimal | int) -> int:
    """How many times ``by`` goes into the number as a whole; into what is below zero, not once."""
    return max(0, int(number) // int(by))


def percent_of(base: Decimal | int, rate: Decimal | int) -> Decimal:
    """``rate`` per cent of ``base``, exact."""
    return EXACT.scaleb(EXACT.multiply(Decimal(base), Decimal(rate)), -2)


def _fold(apply: Callable[[Any, Any], Any]) -> Callable[[tuple[Any, ...]], Any]:
    return lambda operands: reduce(apply, operands)


def _narrowed(passes: Callable[[Any, Any], bool]) -> Callable[[tuple[Any, ...]], Any]:
    return lambda operands: tuple(value for value in operands[0] if passes(value, operands[1]))


_OPERATIONS: dict[Operation, Callable[[tuple[Any, ...]], Any]] = {
    Operation.SUM: _fold(operator.add),
    Operation.MINIMUM: min,
    Operation.MAXIMUM: max,
    Operation.DIFFERENCE: _fold(operator.sub),
    Operation.PRODUCT: _fold(operator.mul),
    Operation.PERCENT: lambda operands: percent_of(*operands),
    Operation.DAYS_BETWEEN: lambda operands: (operands[1] - operands[0]).days,
    Operation.PLUS_DAYS: lambda operands: plus_days(*operands),
    Operation.PLUS_MONTHS: lambda operands: plus_months(*operands),
    Operation.END_OF_MONTH: lambda operands: end_of_month(*operands),
    Operation.WHOLE_QUOTIENT: lambda operands: whole_quotient(*operands),
    Operation.COUNT: lambda operands: len(operands[0]),
    Operation.EARLIEST: lambda operands: min(operands[0], default=None),
    Operation.LATEST: lambda operands: max(operands[0], default=None),
    Operation.AFTER: _narrowed(operator.gt),
    Operation.ON_OR_AFTER: _narrowed(operator.ge),
    Operation.BEFORE: _narrowed(operator.lt),
    Operation.ON_OR_BEFORE: _narrowed(operator.le),
    Operation.AMONG: _narrowed(lambda value, listed: value in listed),
}
