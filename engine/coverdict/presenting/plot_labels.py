"""Labels at the ends of lines, kept from lying over one another."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

_COLUMNS = 44
_LINE = 0.068  # the height of a line of text, as a share of a panel's
_GAP = 0.03


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a line, at the value where it ends."""

    text: str
    value: float
    colour: str


def placed(labels: Sequence[Label], low: float, high: float) -> list[tuple[Label, float]]:
    """The labels, wrapped, with the height of their middles as shares of the panel, lowest first."""
    ordered = sorted((_wrapped(label) for label in labels), key=lambda label: label.value)
    middles: list[float] = []
    floor = 0.0
    for label in ordered:
        half = _height(label) / 2
        middle = max((label.value - low) / (high - low), floor + half)
        middles.append(middle)
        floor = middle + half + _GAP
    return list(zip(ordered, _pushed_down(ordered, middles), strict=True))


def _pushed_down(ordered: Sequence[Label], middles: list[float]) -> list[float]:
    """From the top down, nothing stands above the panel or over its neighbour."""
    ceiling = 1.0
    for place in reversed(range(len(middles))):
        half = _height(ordered[place]) / 2
        middles[place] = min(middles[place], ceiling - half)
        ceiling = middles[place] - half - _GAP
    return middles


def _wrapped(label: Label) -> Label:
    return replace(label, text="\n".join(textwrap.wrap(label.text, _COLUMNS)))


def _height(label: Label) -> float:
    return _LINE * (label.text.count("\n") + 1)
