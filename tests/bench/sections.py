"""What a benchmark hands to the page: a Section, which `measured(quick: bool) -> Section` of each module returns.

Words of a section are Markdown. Figures stand in tables; a head that ends in a colon has its column set to the right.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text below heads; a head that ends in a colon is set to the right, without the colon."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One thing measured: its answer in a line for the head of the page, what the tables show, and how it was done.

    The answer is a sentence or two, and stands behind the title there.
    """

    title: str
    answer: str
    prose: str
    tables: tuple[Table, ...]
    how: str = ""
