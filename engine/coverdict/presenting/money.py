"""Money of a course in words: what is not known is said, never shown as nothing."""

from __future__ import annotations

from decimal import Decimal

from coverdict.vocabulary.estimates import Total


def dollars(value: Decimal | None) -> str:
    """An amount in dollars and cents, or "not known".

    >>> dollars(Decimal("1234.50")), dollars(None)
    ('$1,234.50', 'not known')
    """
    if value is None:
        return "not known"
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}"


def sum_in_words(total: Total) -> str:
    """A sum, "at least" where parts of it are not known, "not known" where all of them are."""
    if not total.unknown:
        return dollars(total.known)
    return f"≥ {dollars(total.known)}" if total.is_partly_known else "not known"


def total_in_words(total: Total) -> str:
    """The same as a phrase."""
    if total.unknown and total.is_partly_known:
        return f"at least {dollars(total.known)}"
    return sum_in_words(total)
