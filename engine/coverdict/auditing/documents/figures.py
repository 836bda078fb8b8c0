"""Figures in sentences: amounts, shares, dates and numbers, and those that differ between two wordings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_FIGURE = re.compile(
    rf"(?P<date>\b\d{{4}}-\d\d-\d\d\b|\b{_MONTHS} \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} {_MONTHS}(?: \d{{4}})?\b"
    rf"|\b{_MONTHS} \d{{4}}\b)"
    r"|(?P<share>\d+(?:[.,]\d+)*(?: ?%| per ?cent\b))"
    r"|(?P<amount>[$€£] ?\d+(?:[.,]\d+)*(?: (?:thousand|million|billion)\b)?)"
    r"|(?P<number>\b\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b)"
    rf"|(?P<word>\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_TO_NINE}))?|{_TO_NINE}|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dozen|hundred|thousand|million"
    r"|billion|half|quarter|once|twice)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of one wording and what stands for it in the other; None where nothing does."""

    was: str | None
    now: str | None


def changed_figures(was: str, now: str) -> tuple[FigureChange, ...]:
    """The figures that only one of the two sentences has, paired by kind in the order in which they stand.

    >>> changed_figures("In 2026 it is $2.50 for 3 days.", "For 3 days it is $2.75 in 2027.")
    (FigureChange(was='2026', now='2027'), FigureChange(was='$2.50', now='$2.75'))
    """
    before, after = Counter(_figures(was)), Counter(_figures(now))
    gone, come = list((before - after).elements()), list((after - before).elements())
    changes = [
        FigureChange(left, right)
        for kind in dict.fromkeys(kind for kind, _ in [*gone, *come])
        for left, right in zip_longest(_of(kind, gone), _of(kind, come))
    ]
    return tuple(dict.fromkeys(changes))


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure with its kind; a number in letters and one in digits are of one kind."""
    for found in _FIGURE.finditer(text):
        kind = found.lastgroup or ""
        yield ("number" if kind == "word" else kind), found[0]


def _of(kind: str, figures: list[tuple[str, str]]) -> list[str]:
    return [figure for each, figure in figures if each == kind]
