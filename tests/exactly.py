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

Exact = bool | str | Fraction | date | tuple[str, ...]


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
GIVES: dict[Operation, Callable[..., Exact]] = {
    Operation.SUM: lambda *numbers: sum(numbers),
    Operation.MINIMUM: lambda *values: min(values),
    Operation.MAXIMUM: lambda *values: max(values),
    Operation.DIFFERENCE: operator.sub,
    Operation.PRODUCT: lambda *numbers: prod(numbers),
    Operation.PERCENT: lambda base, rate: base * rate / 100,
    Operation.DAYS_BETWEEN: lambda first, second: Fraction((second - first).days),
    Operation.PLUS_DAYS: days_after,
}
