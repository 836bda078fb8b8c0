"""Periods of days: the first day is inside, the last is the first day outside."""

from __future__ import annotations

from datetime import date

from coverdict.vocabulary.records import record


@record
class Period:
    """From a day on, until (not including) another; ``None`` leaves that end open."""

    start: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )

    def overlaps(self, other: Period) -> bool:
        """True when some day lies in both."""
        starts_in_time = other.until is None or self.start is None or self.start < other.until
        return starts_in_time and (
            self.until is None or other.start is None or other.start < self.until
        )

    @property
    def is_empty(self) -> bool:
        """True when it ends before it begins, or as it begins."""
        return self.start is not None and self.until is not None and self.until <= self.start

    def __str__(self) -> str:
        return f"{self.start or 'open'} until {self.until or 'open'}"


ALWAYS = Period()
