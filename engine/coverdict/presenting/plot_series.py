"""What a picture of a course shows, before it is drawn: sums over time, and amounts against their limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverdict.explaining.course_totals import running_sums
from coverdict.presenting.comparison_page import side_title
from coverdict.presenting.money import dollars
from coverdict.presenting.pages import first_capital
from coverdict.vocabulary.estimates import Estimate, LineDrawn, LinePoint
from coverdict.vocabulary.values import Type, Value

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the picture: its points, the day from which on parts of it are not known, and its label."""

    label: str
    points: tuple[Point, ...]
    unsure_from: date | None = None
    ends: bool = False  # it is not known any more at the end of the course

    def unbroken(self, last: date) -> Iterator[tuple[Point, ...]]:
        """The points up to ``last``, parted at a New Year after which the line begins anew, lower."""
        part: list[Point] = []
        for day, value in self.points:
            new_year = date(day.year, 1, 1)
            if part and value < part[-1][1] and part[-1][0] < new_year:
                yield (*part, (new_year, part[-1][1]))
                part = []
            part.append((day, value))
        yield tuple(part) if self.ends else (*part, (last, part[-1][1]))


@dataclass(frozen=True, slots=True)
class Mark:
    """A point worth a word."""

    at: Point
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines on one scale; limits are lines of their own, each for the amount of the same place, if any."""

    title: str
    is_money: bool
    series: tuple[Series, ...]
    limits: tuple[Series | None, ...] = ()
    marks: tuple[Mark, ...] = ()


def panels_of(estimate: Estimate) -> tuple[Panel, ...]:
    """The sums, then the amounts of the pack that move, money and counts apart."""
    panels = [_sums(estimate)]
    for is_money in (True, False):
        lines = [
            line
            for line in estimate.lines
            if (line.type is Type.MONEY) is is_money and _moves(line)
        ]
        if lines:
            panels.append(_limits(estimate, lines, is_money))
    return tuple(panels)


def _sums(estimate: Estimate) -> Panel:
    days = [visit.date for visit in estimate.visits]
    if estimate.sides:
        title = f"{first_capital(estimate.totals[0].title)}, summed up"
        named = [(first_capital(side_title(side)), list(side.values)) for side in estimate.sides]
    else:
        title = "Summed up over the visits"
        named = [
            (first_capital(total.title), [visit.amounts[place].value for visit in estimate.visits])
            for place, total in enumerate(estimate.totals)
        ]
    return Panel(title, True, tuple(_sum(label, days, values) for label, values in named))


def _sum(label: str, days: Sequence[date], values: Sequence[Decimal | None]) -> Series:
    sums = list(running_sums(values))
    unsure = next((day for day, value in zip(days, values, strict=True) if value is None), None)
    if all(value is None for value in values):
        told = "not known"
    else:
        told = f"{'at least ' if unsure else ''}{dollars(sums[-1])}"
    points = [(days[0], 0.0), *zip(days, map(float, sums), strict=True)]
    return Series(f"{label}: {told}", tuple(points), unsure)


def _moves(line: LineDrawn) -> bool:
    return len({point.value for point in line.points if point.value is not None}) > 1


def _limits(estimate: Estimate, lines: Sequence[LineDrawn], is_money: bool) -> Panel:
    days = [visit.date for visit in estimate.visits]
    limits: list[Series | None] = []
    drawn: list[str] = []
    for line in lines:
        limits.append(None if line.limit in drawn else _limit(line, days, is_money))
        drawn.append(line.limit)
    return Panel(
        "Amounts against their limits" if is_money else "Counts against their limits",
        is_money,
        tuple(_amount(line, days, is_money) for line in lines),
        tuple(limits),
        tuple(mark for line in lines for mark in _crossings(line, days)),
    )


def _amount(line: LineDrawn, days: Sequence[date], is_money: bool) -> Series:
    points = tuple(_known((day, point.value) for day, point in zip(days, line.points, strict=True)))
    last = [point.value for point in line.points if point.value is not None][-1]
    ends = line.points[-1].value is None
    told = f"{_shown(last, is_money)}{', then not known' if ends else ''}"
    return Series(f"{first_capital(line.title)}: {told}", points, ends=ends)


def _limit(line: LineDrawn, days: Sequence[date], is_money: bool) -> Series:
    points = tuple(_known((day, point.limit) for day, point in zip(days, line.points, strict=True)))
    last = next((point.limit for point in reversed(line.points) if point.limit is not None), 0)
    return Series(f"{first_capital(line.limit_title)}: {_shown(last, is_money)}", points)


def _known(points: Iterable[tuple[date, Value | None]]) -> Iterator[Point]:
    return ((day, _number(value)) for day, value in points if value is not None)


def _number(value: Value) -> float:
    assert isinstance(value, Decimal | int), "what is drawn is a number"
    return float(value)


def _shown(value: Value, is_money: bool) -> str:
    assert isinstance(value, Decimal | int), "what is drawn is a number"
    return dollars(Decimal(value)) if is_money else f"{value:,}"


def _crossings(line: LineDrawn, days: Sequence[date]) -> Iterator[Mark]:
    """Where the amount first stands above its limit, once for each time that it gets there."""
    was_above = False
    for day, point in zip(days, line.points, strict=True):
        above = _is_above(point)
        if above and not was_above and point.value is not None:
            yield Mark((day, _number(point.value)), f"above from {day} on")
        was_above = above


def _is_above(point: LinePoint) -> bool:
    if point.value is None or point.limit is None:
        return False
    return _number(point.value) > _number(point.limit)
