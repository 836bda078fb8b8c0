"""What is wrong with a course, in the words of the field: one function a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from coverdict.vocabulary.diagnostics import Diagnostic, Related, Severity, Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.periods import Period

MOST_VISITS = 5000
CENTS_FROM = 1000
UNTITLED = "visit"


def no_courses(pack: Pack, span: Span) -> Diagnostic:
    """The pack has no ``course:``."""
    return Diagnostic(
        "CV420",
        f"the pack `{pack.id}` can't estimate a course",
        "it does not say what one visit hands to the next",
        span,
        "name another pack with --pack, or write `course:` in its pack.yaml",
    )


def out_of_order(day: date, span: Span, before: date, before_span: Span) -> Diagnostic:
    """A visit that stands behind a later one; visits are taken in order of date all the same."""
    return Diagnostic(
        "CV421",
        f"the visit of {day} stands behind that of {before}",
        "a date that is out of order is often a slip of the pen; the visits are taken in order of date",
        span,
        "put the visits in order of date, or mend the date",
        Severity.WARNING,
        (Related("the later one stands here", before_span),),
    )


def same_day(day: date, span: Span, first: str, first_span: Span) -> Diagnostic:
    """A single visit on a day that has one already; it is left out."""
    whose = "" if first == UNTITLED else f", of {first}"
    return Diagnostic(
        "CV422",
        f"there is a visit on {day} already{whose}; this one is left out",
        "a visit that is counted twice costs twice",
        span,
        "take it out, or write `same-day: true` if it is one more on that day",
        related=(Related("the other one comes from here", first_span),),
    )


def outside(
    window: Period, label: str, days: Sequence[date], of: int, span: Span
) -> Diagnostic | None:
    """Visits on days that the pack cannot decide, told once for a pattern."""
    left = [day for day in days if day not in window]
    if not left:
        return None
    many = (
        f"{len(left)} of the {of} visits of {label} lie"
        if of > 1
        else f"the visit of {left[0]} lies"
    )
    these, them = ("it is", "it") if len(left) == 1 else ("these are", "them")
    return Diagnostic(
        "CV423",
        f"{many} outside the pack's window, {_window(window)}",
        f"the rules of that time are not known here, so {these} not decided; all others are",
        span,
        f"leave {them} out ({_range(left)}), or use a pack that knows that time",
        Severity.WARNING,
    )


def _window(window: Period) -> str:
    return f"from {window.start or 'any day'} to before {window.until or 'any day'}"


def _range(days: Sequence[date]) -> str:
    return f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"


def date_twice(name: str, span: Span | None) -> Diagnostic:
    """The fact of the service date, in a course that gives dates itself."""
    return Diagnostic(
        "CV424",
        f"`{name}` is the date of the visit, which the course gives already",
        "of two dates one could be wrong, and the date chooses the rules in force",
        span,
        "leave it out: a single visit has its `date`, a pattern its days",
    )


def too_many(count: int, span: Span) -> Diagnostic:
    """More visits than any course has."""
    return Diagnostic(
        "CV425",
        f"the course has {count:,} visits, more than {MOST_VISITS:,}",
        "no course has so many, so a number is probably mistyped",
        span,
        "write fewer weeks, or split the course",
    )


def beyond_calendar(span: Span) -> Diagnostic:
    """A pattern that runs past the last day there is."""
    return Diagnostic(
        "CV426",
        "the pattern runs beyond the calendar",
        "no day comes after the year 9999",
        span,
        "begin earlier, or write fewer weeks",
    )


def carried_in_pattern(name: str, span: Span | None) -> Diagnostic:
    """A carried fact that each visit of a pattern would state anew."""
    return Diagnostic(
        "CV427",
        f"`{name}` is carried from visit to visit, so a pattern can't give it",
        "each visit of the pattern would forget what came before it",
        span,
        "give it in the course's `case`, which says it of the first visit, or in a single visit",
    )


def perhaps_cents(name: str, value: Decimal, span: Span | None) -> Diagnostic:
    """A large amount written with no decimals."""
    return Diagnostic(
        "CV428",
        f"`{name}` is ${value:,.2f} for one visit",
        "if that is in cents, a hundred times too much is reckoned with",
        span,
        f'write "{value / 100:.2f}" if it is in cents, or "{value:.2f}" if it is not',
        Severity.WARNING,
    )
