"""The days of a pattern of visits."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = 7


def offsets_on(starts: date, weekdays: tuple[str, ...]) -> tuple[int, ...]:
    """How many days after the first day of a week each visit is; weeks begin on the day of ``starts``.

    >>> offsets_on(date(2026, 11, 4), ("monday", "thursday"))
    (1, 5)
    """
    return tuple(sorted((WEEKDAYS.index(day) - starts.weekday()) % _WEEK for day in weekdays))


def offsets_spread(times: int) -> tuple[int, ...]:
    """So many visits a week, as evenly as whole days allow, from the first day on.

    >>> offsets_spread(2), offsets_spread(3)
    ((0, 3), (0, 2, 4))
    """
    return tuple(visit * _WEEK // times for visit in range(times))


def days(starts: date, offsets: tuple[int, ...], weeks: int) -> tuple[date, ...] | None:
    """Each day of the pattern; None when one of them would lie beyond the calendar."""
    first = starts.toordinal()
    if first + (weeks - 1) * _WEEK + offsets[-1] > date.max.toordinal():
        return None
    return tuple(
        date.fromordinal(first + week * _WEEK + offset)
        for week in range(weeks)
        for offset in offsets
    )
