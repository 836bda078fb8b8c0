"""Comparisons, operations and rounding for the definitional evaluator, in fractions."""

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, prod

from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import Operation, Rounding, RoundingMode
from coverdict.vocabulary.values import Value

Exact = bool | str | Fraction | date | tuple[str, ...] | tuple[date, ...]


def exact(value: Value) -> Exact:
    """A number as a fraction, anything else as it is."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Fraction(value) if is_number else value


def rounded(value: Exact, rounding: Rounding | None) -> Exact:
    """To a multiple, where that is declared; what is negative as what is not."""
    if rounding is None or not isinstance(value, Fraction):
        return value
    step = Fraction(rounding.to)
    multiple = _TO_WHOLE[rounding.mode](abs(value) / step) * step
    return multiple if value >= 0 else -multiple


def days_after(day: date, days: Fraction) -> date:
    """The day so many days after; the calendar's last or first day beyond it."""
    ordinal = day.toordinal() + int(days)
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def end_of_month(day: date) -> date:
    """The last day that the month has."""
    days = (_day(day.year, day.month, number) for number in range(28, 32))
    return max(filter(None, days))


def months_after(day: date, months: Fraction) -> date:
    """The same day so many months on, or the last day before it that the month has; the calendar's ends beyond it."""
    month = 12 * day.year + day.month - 1 + int(months)
    if not 12 <= month <= 12 * 9999 + 11:
        return date.max if months > 0 else date.min
    days = (day.day - shorter for shorter in range(4))
    return next(filter(None, (_day(month // 12, month % 12 + 1, number) for number in days)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_TO_WHOLE: dict[RoundingMode, Callable[[Fraction], int]] = {
    RoundingMode.HALF_UP: lambda number: floor(number + Fraction(1, 2)),
    RoundingMode.HALF_EVEN: round,
    RoundingMode.UP: ceil,
    RoundingMode.DOWN: floor,
}
PASSES: dict[Comparison, Callable[..., bool]] = {
    Comparison.IS: operator.eq,
    Comparison.NOT: operator.ne,
    Comparison.IN: lambda value, *listed: value in listed,
    Comparison.NOT_IN: lambda value, *listed: value not in listed,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.BETWEEN: lambda value, low, high: low <= value <= high,
    Comparison.INCLUDES: operator.contains,
    Comparison.INCLUDES_ANY: lambda value, *listed: any(item in value for item in listed),
    Comparison.INCLUDES_ALL: lambda value, *listed: all(item in value for item in listed),
}
GIVES: dict[Operation, Callable[..., Exact | None]] = {
    Operation.SUM: lambda *numbers: sum(numbers),
    Operation.MINIMUM: lambda *values: min(values),
    Operation.MAXIMUM: lambda *values: max(values),
    Operation.DIFFERENCE: operator.sub,
    Operation.PRODUCT: lambda *numbers: prod(numbers),
    Operation.PERCENT: lambda base, rate: base * rate / 100,
    Operation.DAYS_BETWEEN: lambda first, second: Fraction((second - first).days),
    Operation.PLUS_DAYS: days_after,
    Operation.PLUS_MONTHS: months_after,
    Operation.END_OF_MONTH: end_of_month,
    Operation.WHOLE_QUOTIENT: lambda number, by: Fraction(max(0, floor(number / by))),
    Operation.COUNT: lambda several: Fraction(len(several)),
    Operation.EARLIEST: lambda days: days[0] if days else None,
    Operation.LATEST: lambda days: days[-1] if days else None,
    Operation.AFTER: lambda days, bound: tuple(day for day in days if day > bound),
    Operation.ON_OR_AFTER: lambda days, bound: tuple(day for day in days if day >= bound),
    Operation.BEFORE: lambda days, bound: tuple(day for day in days if day < bound),
    Operation.ON_OR_BEFORE: lambda days, bound: tuple(day for day in days if day <= bound),
    Operation.AMONG: lambda several, listed: tuple(item for item in several if item in listed),
}
