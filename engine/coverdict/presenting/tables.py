"""A table as plain text: columns as wide as they need, the widest text column wrapped to fit."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from coverdict.presenting.diagnostics import visible
from coverdict.presenting.pages import Table

_INDENT = "  "
_GAP = "  "
_NARROWEST = 8


def table_as_text(table: Table, width: int) -> Iterator[str]:
    """The table's lines, titles first, a rule under them and before the rows that sum up."""
    rows = [[visible(" ".join(cell.split())) for cell in row] for row in table.rows]
    widths = _widths(table, rows, width)
    rule = _INDENT + _GAP.join("-" * each for each in widths)
    yield from _lines(table.titles, widths, table.numbers)
    yield rule
    for place, row in enumerate(rows):
        if place == table.body and place:
            yield rule
        yield from _lines(row, widths, table.numbers)


def _widths(table: Table, rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the cells; text columns give way where there is no room, titles spread where there is."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.titles)
    widths = [
        max([*map(len, column), *map(len, title.split())], default=1)
        for title, column in zip(table.titles, columns, strict=True)
    ]
    room = width - len(_INDENT) - len(_GAP) * (len(widths) - 1)
    texts = [place for place in range(len(widths)) if place not in table.numbers]
    _narrow(widths, texts, room)
    _spread(widths, table.titles, room)
    return widths


def _narrow(widths: list[int], texts: Sequence[int], room: int) -> None:
    """Take from the widest text column until all fit, or none can give more."""
    while sum(widths) > room and texts:
        widest = max(texts, key=lambda place: widths[place])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] = max(_NARROWEST, widths[widest] - (sum(widths) - room))


def _spread(widths: list[int], titles: Sequence[str], room: int) -> None:
    """Give what is left to the column whose title takes the most lines."""
    while sum(widths) < room:
        lines = [len(_wrapped(title, of)) for title, of in zip(titles, widths, strict=True)]
        tallest = max(range(len(widths)), key=lambda place: lines[place])
        if lines[tallest] == 1:
            return
        widths[tallest] += 1


def _wrapped(cell: str, width: int) -> list[str]:
    return textwrap.wrap(cell, width, break_on_hyphens=False) or [""]


def _lines(row: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> Iterator[str]:
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        shown = [
            part.rjust(width) if place in numbers else part.ljust(width)
            for place, (part, width) in enumerate(zip(parts, widths, strict=True))
        ]
        yield (_INDENT + _GAP.join(shown)).rstrip()
