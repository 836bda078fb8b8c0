"""Periods: each begins before it ends, and a parameter has one value on every day of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from coverdict.checking.eras import knowledge_days, service_eras
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.packs import Pack, Parameter
from coverdict.vocabulary.periods import Period


def _periods(pack: Pack) -> Iterator[tuple[str, Period, Span]]:
    yield "the window", pack.window, pack.span
    for rule in pack.rules.values():
        yield f"the effective period of rule `{rule.id}`", rule.effective, rule.span
        yield f"the known period of rule `{rule.id}`", rule.known, rule.span
    for parameter in pack.parameters.values():
        for value in parameter.values:
            yield f"a period of parameter `{parameter.id}`", value.effective, value.span
            yield f"a known period of parameter `{parameter.id}`", value.known, value.span
    for key, statement in pack.statements.items():
        yield f"the effective period of statement `{key}`", statement.effective, statement.span
        yield f"the known period of statement `{key}`", statement.known, statement.span
    for item in pack.presumptions:
        yield f"the period of the presumption about `{item.fact}`", item.effective, item.span


def periods_that_end_before_they_begin(pack: Pack) -> Iterator[Diagnostic]:
    """`until` is the first day outside, so it lies after `from`."""
    for what, period, span in _periods(pack):
        if period.is_empty:
            yield Diagnostic(
                "CV311",
                f"{what} ends before it begins: from `{period.start}` until `{period.until}`",
                "no day lies in it, so what it bounds is never in force",
                span,
                "`until` is the first day on which it no longer holds; write a later one, or `open`",
            )


def parameter_gaps_and_overlaps(pack: Pack) -> Iterator[Diagnostic]:
    """A day of the window with no value of a parameter, or with two."""
    for parameter in pack.parameters.values():
        yield from _overlaps(parameter)
        yield from _gaps(pack.window, parameter)
        yield from _forgotten(pack.window, parameter)


def _overlaps(parameter: Parameter) -> Iterator[Diagnostic]:
    for one, other in combinations(parameter.values, 2):
        if one.effective.overlaps(other.effective) and one.known.overlaps(other.known):
            yield Diagnostic(
                "CV313",
                f"parameter `{parameter.id}` has two values {_shared(one.effective, other.effective)}",
                "which of them is meant could depend on their order, and order has no meaning",
                other.span,
                "end the earlier period where the later one begins",
                related=(Related("the other value", one.span),),
            )


def facts_presumed_twice(pack: Pack) -> Iterator[Diagnostic]:
    """Two presumptions about one fact that are in force and known on one day."""
    for one, other in combinations(pack.presumptions, 2):
        together = one.effective.overlaps(other.effective) and one.known.overlaps(other.known)
        if one.fact == other.fact and together:
            yield Diagnostic(
                "CV313",
                f"`{one.fact}` is presumed twice {_shared(one.effective, other.effective)}",
                "which of them is meant could depend on their order, and order has no meaning",
                other.span,
                "take one of them out, or end the earlier one where the later one begins",
                related=(Related("presumed first here", one.span),),
            )


def _shared(one: Period, other: Period) -> str:
    """The days that two overlapping periods have in common, in words."""
    start = max((day for day in (one.start, other.start) if day), default=None)
    until = min((day for day in (one.until, other.until) if day), default=None)
    if until is None:
        return f"from `{start}` on" if start else "on every day"
    last = until - timedelta(days=1)
    return _days(start, last) if start else f"up to `{last}`"


def _days(first: date, last: date) -> str:
    return f"on `{first}`" if first == last else f"from `{first}` to `{last}`"


def _gaps(window: Period, parameter: Parameter) -> Iterator[Diagnostic]:
    for start, until in service_eras(window, parameter.values):
        if not any(start in value.effective for value in parameter.values):
            yield Diagnostic(
                "CV312",
                f"parameter `{parameter.id}` has no value {days_until(start, until)}",
                "inside the pack's window every day has exactly one value;"
                " without it an answer could not be worked out",
                parameter.span,
                "add the value of that time with its statement, or narrow the window",
            )


def _forgotten(window: Period, parameter: Parameter) -> Iterator[Diagnostic]:
    """Once a value of a day is known, some value of it has to be known ever after."""
    for start, until in service_eras(window, parameter.values):
        values = [value for value in parameter.values if start in value.effective]
        first = min((value.known.start or date.min for value in values), default=date.max)
        days = [*(day for day in knowledge_days(values) if day >= first), date.max]
        for day, following in pairwise(days):
            if not any(day in value.known for value in values):
                yield Diagnostic(
                    "CV312",
                    f"parameter `{parameter.id}` has no value {days_until(start, until)}"
                    f" that is known {days_until(day, following)}",
                    "one was known before, and without it an answer could not be worked out",
                    parameter.span,
                    "let the next value be known from the day on which the one before is known no longer",
                )


def days_until(start: date, until: date) -> str:
    """The days before ``until``, in words; the calendar's last day stands for no end."""
    return f"from `{start}` on" if until == date.max else _days(start, until - timedelta(days=1))
