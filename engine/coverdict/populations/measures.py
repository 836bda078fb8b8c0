"""How large a number can be and how many decimals it has, so that a DECIMAL column holds it exactly.

Bounds begin at the facts, which are checked row by row, and at constants; every operation widens them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import product

from coverdict.vocabulary.values import Type

MOST_DIGITS = 38
"""What the widest DECIMAL of the dialects holds."""
WHOLE_DIGITS = 18
"""What a whole number of 64 bits holds."""
_EXACT = Context(prec=400)
_FACTS = {
    Type.MONEY: (Decimal("9999999999.99"), 2),
    Type.PERCENT: (Decimal("9999.999999"), 6),
    Type.COUNT: (Decimal("999999999"), 0),
}
DAYS_OF_THE_CALENDAR = 3_652_058


class TooWide(Exception):
    """A number that no DECIMAL column holds exactly."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number between ``low`` and ``high`` with at most ``places`` decimals."""

    low: Decimal
    high: Decimal
    places: int

    @property
    def digits(self) -> int:
        """All the digits that it can need, decimals among them."""
        most = max(abs(self.low), abs(self.high))
        return max(1, len(str(int(most))) if most >= 1 else 0) + self.places

    def __post_init__(self) -> None:
        if self.digits > MOST_DIGITS:
            raise TooWide


def of_fact(type: Type) -> Measure:
    """What a fact of a numeric type can be in a batch."""
    high, places = _FACTS[type]
    return Measure(Decimal(0), high, places)


def of_constant(value: Decimal | int) -> Measure:
    """A number that is written out."""
    exact = Decimal(value)
    exponent = exact.as_tuple().exponent
    assert isinstance(exponent, int), "no number of a pack is infinite"
    return Measure(exact, exact, max(0, -exponent))


def of_days() -> Measure:
    """Days between two dates."""
    most = Decimal(DAYS_OF_THE_CALENDAR)
    return Measure(-most, most, 0)


def of_many() -> Measure:
    """How many there are in a list."""
    return Measure(Decimal(0), _FACTS[Type.COUNT][0], 0)


def of_whole_quotient(measure: Measure, by: int) -> Measure:
    """How many times ``by`` goes into the number; it has to be one that every dialect divides as a whole."""
    if measure.digits - measure.places > WHOLE_DIGITS:
        raise TooWide
    return Measure(Decimal(0), Decimal(max(0, int(measure.high) // by)), 0)


def hull(measures: Iterable[Measure]) -> Measure:
    """What holds any of them."""
    found = tuple(measures)
    return Measure(
        min(item.low for item in found),
        max(item.high for item in found),
        max(item.places for item in found),
    )


def of_sum(measures: Sequence[Measure]) -> Measure:
    """Their sum."""
    low = high = Decimal(0)
    for item in measures:
        low, high = _EXACT.add(low, item.low), _EXACT.add(high, item.high)
    return Measure(low, high, max(item.places for item in measures))


def negated(measure: Measure) -> Measure:
    """The number with the other sign."""
    return Measure(-measure.high, -measure.low, measure.places)


def of_product(one: Measure, other: Measure) -> Measure:
    """Their product; the operands' own digits have to fit beside each other, as the databases reckon."""
    if one.digits + other.digits > MOST_DIGITS:
        raise TooWide
    corners = [
        _EXACT.multiply(a, b) for a, b in product((one.low, one.high), (other.low, other.high))
    ]
    return Measure(min(corners), max(corners), one.places + other.places)


def of_rounded(measure: Measure, step: Decimal) -> Measure:
    """A multiple of ``step`` next to the number."""
    places = of_constant(step).places
    return Measure(_EXACT.subtract(measure.low, step), _EXACT.add(measure.high, step), places)
