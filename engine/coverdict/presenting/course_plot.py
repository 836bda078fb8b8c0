"""A picture of a course as SVG: what it costs, summed up over time, and amounts against their limits.

Only for where matplotlib is installed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coverdict.presenting.pages import first_capital
from coverdict.presenting.plot_files import COLOURS, FAINT, INK, picture
from coverdict.presenting.plot_labels import Label, placed
from coverdict.presenting.plot_series import Mark, Panel, Series, panels_of
from coverdict.vocabulary.estimates import Estimate

_WIDTH = 10.0
_COLUMNS = 84  # of a title
_HEIGHT = 3.0
_TOP = 0.85
_BOTTOM = 0.35
_DAYS = ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"]
_FIRSTS = ["", "%Y", "%b", "%d %b", "%H:%M", "%H:%M"]
_LEAD = 0.015  # room before the first visit, as a share of the course
_LATE = 0.6  # from here on, a mark has its words to the left


def estimate_as_svg(estimate: Estimate) -> str:
    """The picture of an estimate."""
    return picture(lambda: figure_of(estimate), estimate.title, "svg").decode()


def figure_of(estimate: Estimate) -> Figure:
    """The figure: a panel of sums, and one for each scale of limits."""
    panels = panels_of(estimate)
    height = _TOP + _BOTTOM + _HEIGHT * len(panels)
    figure = Figure(figsize=(_WIDTH, height))
    grid = figure.add_gridspec(
        len(panels),
        left=0.075,
        right=0.66,
        top=1 - _TOP / height,
        bottom=_BOTTOM / height,
        hspace=0.3,
    )
    days = [visit.date for visit in estimate.visits]
    title = f"{first_capital(estimate.title)}, {days[0]} to {days[-1]}"
    figure.suptitle(
        textwrap.fill(title, _COLUMNS), x=0.015, y=1 - 0.12 / height, ha="left", va="top", size=13
    )
    for place, panel in enumerate(panels):
        axes = figure.add_subplot(grid[place, 0])
        _draw(axes, panel, days)
    return figure


def _draw(axes: Axes, panel: Panel, days: Sequence[date]) -> None:
    axes.set_title(
        textwrap.fill(panel.title, _COLUMNS), loc="left", size=10, weight="bold", color=INK
    )
    last = date.fromordinal(min(days[-1].toordinal() + 1, date.max.toordinal()))
    labels = []
    for place, (series, colour) in enumerate(zip(panel.series, _colours(panel), strict=True)):
        labels.append(_draw_series(axes, series, colour, last))
        limit = panel.limits[place] if panel.limits else None
        if limit is not None:
            labels.append(_draw_limit(axes, limit, colour, last))
    _set_scales(axes, panel, days, last)
    for mark in panel.marks:
        _draw_mark(axes, mark)
    _write_labels(axes, labels)


def _colours(panel: Panel) -> list[str]:
    return [COLOURS[place % len(COLOURS)] for place in range(len(panel.series))]


def _draw_series(axes: Axes, series: Series, colour: str, last: date) -> Label:
    """The line in steps, dotted from where parts of it are not known; broken where it starts again."""
    for part in series.unbroken(last):
        unsure_from = series.unsure_from or date.max
        for points, style in (
            ([point for point in part if point[0] <= unsure_from], "-"),
            ([point for point in part if point[0] >= unsure_from], ":"),
        ):
            xs, ys = [_place(day) for day, _ in points], [value for _, value in points]
            axes.plot(xs, ys, style, drawstyle="steps-post", color=colour, linewidth=1.8)
    if series.ends:
        day, value = series.points[-1]
        axes.plot(_place(day), value, "o", color=colour, markersize=3.5)
    return Label(series.label, series.points[-1][1], colour)


def _place(day: date) -> float:
    """The day on matplotlib's scale: days after 1970 began."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


def _draw_limit(axes: Axes, limit: Series, colour: str, last: date) -> Label:
    steps = [*limit.points, (last, limit.points[-1][1])]
    xs, ys = [_place(day) for day, _ in steps], [value for _, value in steps]
    axes.plot(xs, ys, "--", drawstyle="steps-post", color=colour, linewidth=1.1)
    return Label(limit.label, ys[-1], colour)


def _draw_mark(axes: Axes, mark: Mark) -> None:
    at = (_place(mark.at[0]), mark.at[1])
    axes.plot(*at, "o", color=INK, markersize=5, zorder=4)
    low, high = axes.get_xlim()
    is_late = (at[0] - low) / (high - low) > _LATE
    axes.annotate(
        mark.label,
        at,
        (-7, 6) if is_late else (7, -6),
        textcoords="offset points",
        ha="right" if is_late else "left",
        va="bottom" if is_late else "top",
        size=8.5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
    )


def _set_scales(axes: Axes, panel: Panel, days: Sequence[date], last: date) -> None:
    first, end = _place(days[0]), _place(last)
    axes.set_xlim(first - _LEAD * (end - first), end)
    lowest, highest = axes.get_ylim()
    axes.set_ylim(
        min(0.0, lowest) if lowest < 0 and _has_negative(panel) else 0.0, max(highest, 1.0)
    )
    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    form = ConciseDateFormatter(locator, None, _DAYS, zero_formats=_FIRSTS, show_offset=False)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(form)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=not panel.is_money))
    money = FuncFormatter(lambda value, _: f"${value:,.0f}" if panel.is_money else f"{value:,.0f}")
    axes.yaxis.set_major_formatter(money)
    axes.grid(axis="y", color=FAINT, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for year in range(days[0].year + 1, last.year + 1):
        axes.axvline(_place(date(year, 1, 1)), color="#AAAAAA", linewidth=0.8, zorder=1)


def _has_negative(panel: Panel) -> bool:
    return any(value < 0 for series in panel.series for _, value in series.points)


def _write_labels(axes: Axes, labels: Sequence[Label]) -> None:
    """Each label beside the end of its line, moved apart where they would meet."""
    low, high = axes.get_ylim()
    for label, place in placed(labels, low, high):
        axes.annotate(
            label.text,
            xy=(1, (label.value - low) / (high - low)),
            xytext=(1.03, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=label.colour,
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": label.colour,
                "linewidth": 0.7,
                "relpos": (0, 0.5),  # from the beginning of the words, not across them
                "shrinkA": 1,
                "shrinkB": 1,
            },
        )
