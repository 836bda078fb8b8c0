"""The times in which the same things are in force: between turning points nothing changes.

Looking at one day of each is as good as looking at every day of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from coverdict.vocabulary.periods import Period


class Dated(Protocol):
    """What is in force for a period of service, and known for a period of days."""

    @property
    def effective(self) -> Period:
        """The days of service on which it is in force."""

    @property
    def known(self) -> Period:
        """The days on which it is known."""


@dataclass(frozen=True, slots=True)
class Era:
    """Days of service, from ``start`` until the day outside, as known from the day ``known`` on."""

    start: date
    until: date
    known: date

    def has(self, item: Dated) -> bool:
        """True when the item is in force and known throughout."""
        return self.start in item.effective and self.known in item.known


def eras(window: Period, items: Iterable[Dated]) -> tuple[Era, ...]:
    """The window cut where any of the items comes into force or ends, becomes known or is known no longer."""
    dated = tuple(items)
    return tuple(
        Era(start, until, known)
        for start, until in service_eras(window, dated)
        for known in knowledge_days(dated)
    )


def service_eras(window: Period, items: Iterable[Dated]) -> tuple[tuple[date, date], ...]:
    """The first day of each era, and the first day outside it; an open window ends with the calendar."""
    start, until = window.start or date.min, window.until or date.max
    turns = {day for item in items for day in _ends(item.effective) if start < day < until}
    return tuple(pairwise(sorted({start, until, *turns}))) if start < until else ()


def knowledge_days(items: Iterable[Dated]) -> tuple[date, ...]:
    """The first day of each time in which nothing new becomes known."""
    return tuple(sorted({date.min, *(day for item in items for day in _ends(item.known))}))


def _ends(period: Period) -> Iterator[date]:
    return (day for day in (period.start, period.until) if day is not None)
