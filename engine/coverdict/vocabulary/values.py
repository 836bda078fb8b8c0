"""Types of values and the values themselves: exact, typed, never floats."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = bool | int | str | Decimal | date | tuple[str, ...] | tuple[date, ...]


class Type(StrEnum):
    """The type of a fact, parameter or amount.

    Values are: boolean bool; choice str; choices a sorted tuple of str; count int; money and percent Decimal
    (dollars, per cent); date datetime.date; dates a sorted tuple of datetime.date, each once.
    """

    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DATES = "dates"

    @property
    def is_number(self) -> bool:
        """True for what sums and percentages work on."""
        return self in (Type.COUNT, Type.MONEY, Type.PERCENT)

    @property
    def is_ordered(self) -> bool:
        """True for what can be above or below."""
        return self.is_number or self is Type.DATE

    @property
    def is_several(self) -> bool:
        """True for what has any number of values at once."""
        return self in (Type.CHOICES, Type.DATES)

    @property
    def has_list(self) -> bool:
        """True for what takes its values out of a closed list."""
        return self in (Type.CHOICE, Type.CHOICES)
