"""A page to be shown: sections of items, before it becomes text, Markdown or HTML.

The content of an answer is chosen once, here in the layer, so that its text, its Markdown and its
HTML never tell different things.
"""

from __future__ import annotations

from collections.abc import Mapping

from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.records import record


@record
class Item:
    """A line with its notes and the items below it.

    ``label`` takes the bullet's place, as a source's number does; ``mark`` says what a proposition
    came to. ``anchor`` is the name by which the ``link`` of another item leads here.
    """

    text: str
    notes: tuple[str, ...] = ()
    below: tuple[Item, ...] = ()
    label: str | None = None
    mark: Belnap | None = None
    anchor: str | None = None
    link: str | None = None


@record
class Table:
    """Rows under the titles of their columns; ``numbers`` are the columns that stand flush right.

    The first ``body`` rows are what the table is about, the others sum it up.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    body: int


@record
class Part:
    """A heading, perhaps a sentence that leads in, a table, items; a ``tree`` is drawn as one.

    ``level`` is the heading's, from 2 for a part that belongs to no other; ``small`` says in small letters what it is
    about. The items of ``prose`` are paragraphs.
    """

    heading: str
    items: tuple[Item, ...]
    lead: str | None = None
    tree: bool = False
    table: Table | None = None
    level: int = 2
    anchor: str | None = None
    small: str | None = None
    prose: bool = False


@record
class Page:
    """A headline, the lines under it, the parts, and the lines that close the page; a long one has its ``contents``."""

    headline: str
    under: tuple[str, ...]
    parts: tuple[Part, ...]
    close: tuple[str, ...] = ()
    contents: bool = False

    @property
    def chapters(self) -> tuple[Part, ...]:
        """The parts that the contents list."""
        return tuple(part for part in self.parts if part.level == 2) if self.contents else ()


MARKS = {
    Belnap.TRUE: "✓",
    Belnap.FALSE: "✗",
    Belnap.UNKNOWN: "?",
    Belnap.CONFLICTING: "⚡",
}
PLAIN_MARKS = {
    Belnap.TRUE: "+",
    Belnap.FALSE: "-",
    Belnap.UNKNOWN: "?",
    Belnap.CONFLICTING: "!",
}


def legend(marks: Mapping[Belnap, str]) -> str:
    """What the marks of a tree mean."""
    return (
        f"{marks[Belnap.TRUE]} holds, {marks[Belnap.FALSE]} does not hold,"
        f" {marks[Belnap.UNKNOWN]} is not known,"
        f" {marks[Belnap.CONFLICTING]} has evidence for and against."
    )


def first_capital(text: str) -> str:
    """The text as a sentence begins; the rest of its letters stay as they are."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: a capital first, a full stop last unless it closes itself."""
    closed = text.rstrip().endswith((".", "!", "?", ":", "…"))
    return first_capital(text.rstrip()) + ("" if closed else ".")
