"""A picture of what a change of the knowledge does: the verdicts that change as flows, the money as bars.

Only for where matplotlib is installed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from coverdict.auditing.tables.impacts import ImpactReport
from coverdict.populations.comparisons import AmountChange, Move
from coverdict.presenting.impact_page import impact_summary, rows_in_words
from coverdict.presenting.pages import first_capital
from coverdict.presenting.plot_files import COLOURS, FAINT, INK, picture
from coverdict.presenting.table_parts import (
    counted_rows,
    in_order,
    in_words,
    share,
    value_of,
)
from coverdict.vocabulary.values import Type

_COLOUR_OF = {
    "covered": COLOURS[2],
    "not-covered": COLOURS[1],
    "undetermined": COLOURS[4],
    "conflicting": COLOURS[3],
}
_OTHER = "#888888"
_WIDTH = 10.0
_TOP = 1.1
_FLOWS = 1.4  # the title of the flows and the room around them
_FLOW = 0.35
_BAR = 0.42
_BARS = 0.5  # the title of the bars and the room below them
_COLUMNS = 34  # of an amount's title
_GAP = 0.06  # between two outcomes, as a share of all rows
_THINNEST = 0.06  # a flow of few rows is still seen, and has room for its figures
_NODE = 0.03


@dataclass(frozen=True, slots=True)
class Band:
    """A flow: where it leaves and where it arrives, from below, in shares of all rows that change."""

    move: Move
    leaves: float
    arrives: float
    height: float


def impact_as_picture(report: ImpactReport, kind: str) -> bytes:
    """The picture as ``svg`` or ``png``."""
    return picture(lambda: figure_of(report), impact_summary(report.impact), kind)


def figure_of(report: ImpactReport) -> Figure:
    """The figure: flows where verdicts change, bars where money does."""
    found = report.impact
    moves = [move for move in found.moves if move.before != move.after]
    money = [each for each in found.amounts if each.rows and each.type is Type.MONEY]
    flows = _FLOWS + _FLOW * len(moves) if moves else 0.0
    bars = _BARS + _BAR * len(money) if money else 0.0
    height = _TOP + flows + bars
    figure = Figure(figsize=(_WIDTH, height))
    title = textwrap.fill(impact_summary(found), 78)
    figure.suptitle(title, x=0.02, y=1 - 0.12 / height, ha="left", va="top", size=13)
    figure.text(0.02, 1 - 0.42 / height, _under(report), ha="left", va="top", size=9)
    if moves:
        top = 1 - _TOP / height
        axes = figure.add_axes((0.2, top - (flows - 0.5) / height, 0.6, (flows - 0.5) / height))
        _draw_flows(axes, moves, found.rows - found.rejected_by_both)
    if money:
        axes = figure.add_axes((0.32, 0.15 / height, 0.36, (bars - _BARS) / height))
        _draw_bars(axes, money)
    return figure


def _under(report: ImpactReport) -> str:
    versions = (
        f"{each.id} {each.version} ({each.digest[7:15]})" for each in (report.before, report.after)
    )
    return f"{' → '.join(versions)}, {report.question_title}\n{rows_in_words(report.impact)}"


def bands(moves: Sequence[Move]) -> tuple[Band, ...]:
    """The flows one above the other, on both sides in the order of the outcomes; thin ones are drawn thicker."""
    total = sum(move.rows for move in moves)
    heights = {id(move): max(move.rows / total, _THINNEST) for move in moves}
    leaves = _places(moves, heights, is_before=True)
    arrives = _places(moves, heights, is_before=False)
    return tuple(
        Band(move, leaves[id(move)], arrives[id(move)], heights[id(move)]) for move in moves
    )


def _places(
    moves: Sequence[Move], heights: Mapping[int, float], is_before: bool
) -> dict[int, float]:
    def ends(move: Move) -> tuple[str, str]:
        return (move.before, move.after) if is_before else (move.after, move.before)

    order = in_order(end for move in moves for end in ends(move))
    placed, height, last = dict[int, float](), 0.0, ""
    for move in sorted(moves, key=lambda move: tuple(map(order.index, ends(move))), reverse=True):
        if last and ends(move)[0] != last:
            height += _GAP
        last = ends(move)[0]
        placed[id(move)] = height
        height += heights[id(move)]
    return placed


def _draw_flows(axes: Axes, moves: Sequence[Move], compared: int) -> None:
    found = bands(moves)
    top = max(max(band.leaves, band.arrives) + band.height for band in found)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, top)
    axes.set_axis_off()
    axes.set_title("Verdicts that change", loc="left", x=-0.3, size=10, weight="bold", color=INK)
    for band in found:
        axes.add_patch(_flow(band))
        told = f"{band.move.rows:,} ({share(band.move.rows, compared)})"
        box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.8}
        axes.text(0.05, band.leaves + band.height / 2, told, va="center", size=8.5, bbox=box)
    for is_before in (True, False):
        for outcome, low, high, rows in _nodes(found, is_before):
            left = 0.0 if is_before else 1 - _NODE
            axes.add_patch(Rectangle((left, low), _NODE, high - low, color=_colour(outcome)))
            place = -0.015 if is_before else 1.015
            side = "right" if is_before else "left"
            label = f"{in_words(outcome)}\n{counted_rows(rows)}"
            axes.text(place, (low + high) / 2, label, ha=side, va="center", size=9)


def _nodes(found: Sequence[Band], is_before: bool) -> Iterator[tuple[str, float, float, int]]:
    """Each outcome with where it begins and ends, and its rows."""
    ends = [(band.move.before if is_before else band.move.after, band) for band in found]
    for outcome in dict.fromkeys(end for end, _ in ends):
        own = [band for end, band in ends if end == outcome]
        lows = [band.leaves if is_before else band.arrives for band in own]
        highs = [low + band.height for low, band in zip(lows, own, strict=True)]
        yield outcome, min(lows), max(highs), sum(band.move.rows for band in own)


def _flow(band: Band) -> PathPatch:
    left, right, middle = _NODE, 1 - _NODE, 0.5
    low, end, height = band.leaves, band.arrives, band.height
    points = [
        (left, low),
        (middle, low),
        (middle, end),
        (right, end),
        (right, end + height),
        (middle, end + height),
        (middle, low + height),
        (left, low + height),
        (left, low),
    ]
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    return PathPatch(
        Path(points, codes), facecolor=_colour(band.move.after), edgecolor="none", alpha=0.35
    )


def _colour(outcome: str) -> str:
    return _COLOUR_OF.get(outcome, _OTHER)


def _draw_bars(axes: Axes, money: Sequence[AmountChange]) -> None:
    differences = [(each.after or 0) - (each.before or 0) for each in money]
    places = list(range(len(money)))[::-1]
    values = [float(each) for each in differences]
    colours = [COLOURS[0] if value >= 0 else COLOURS[1] for value in values]
    axes.barh(places, values, height=0.6, color=colours)
    titles = [
        "\n".join(textwrap.wrap(first_capital(each.title), _COLUMNS, max_lines=2, placeholder=" …"))
        for each in money
    ]
    axes.set_yticks(places, titles, size=8.5)
    most = max(map(abs, values)) or 1.0
    axes.set_xlim(min(0.0, *values) - 0.02 * most, max(0.0, *values) + 0.02 * most)
    axes.set_ylim(-0.6, len(money) - 0.4)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.set_title("What changes in money", loc="left", x=-0.83, size=10, weight="bold", color=INK)
    for place, each, difference in zip(places, money, differences, strict=True):
        sums = f"{value_of(each.before, each.type)} → {value_of(each.after, each.type)}"
        sign = "+" if difference > 0 else ""
        told = f"{sign}{value_of(difference, each.type)}\n({sums})"  # type: ignore[arg-type] # int 0 only where both are None
        axes.annotate(told, (1.02, place), xycoords=("axes fraction", "data"), va="center", size=8)
    axes.axhline(-0.6, color=FAINT, linewidth=0.7)
