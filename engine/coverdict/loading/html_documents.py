"""HTML documents as sentences: the text that a reader sees, in reading order.

Enters the text of a document. Leaves its sentences; a block is the rank, from 1, of a stretch of text between the
edges of block-level elements. A heading, a caption, a list item's paragraph, a line of preformatted text and a table
row (cells joined by ` | `) is one sentence each; other text is cut. What a page does not show is left out: its head,
scripts, styles, templates, drawings and all that is hidden. Two line breaks in a row begin a new block. A row with a
heading or another table in it only lays out the page, so its cells are read as ordinary text.

The parser hands over one tag at a time and no tree is built: a page of ten megabytes takes little more room than its
text, where a tree of it takes a gigabyte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from coverdict.loading.html_elements import (
    BLOCKS,
    CELLS,
    HEADINGS,
    VOID,
    Role,
    ends,
    is_shown,
    role_in,
)
from coverdict.loading.sentences import Sentence, normalised, sentences_of_block

_LINE_END = re.compile(r"\r\n|\r|\n")


def html_sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence of the page under the nearest heading above, or under the caption of its table.

    >>> for each in html_sentences("<h1>Fees</h1><p>It is <b>free</b>. Is it?"):
    ...     print(each.block, each.sentence, each.heading, each.text, sep=" | ")
    1 | 1 | Fees | Fees
    2 | 1 | Fees | It is free.
    2 | 2 | Fees | Is it?
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return tuple(reader.found)


@dataclass(slots=True)
class _Element:
    """An element that is open; of a table, the heading above it, to which its caption gives way at its end."""

    tag: str
    shown: bool
    role: Role
    above: str | None = None
    has_caption: bool = False


class _Reader(HTMLParser):
    """Follows the open elements, gathers the text of a block, and cuts it where the block ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Sentence] = []
        self._open = [_Element("", True, Role.PROSE)]
        self._counted: Counter[str] = Counter()
        self._text: list[str] = []
        self._cells: list[str] | None = None  # of the row that is open
        self._after_break = False
        self._block = 0
        self._heading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        while ends(tag, self._open[-1].tag):
            self._end_innermost()
        if tag in HEADINGS or tag == "table":
            self._end_row()
        if tag in BLOCKS:
            self._edge()
        if tag == "br":
            self._break()
        if tag not in VOID:
            around = self._open[-1]
            shown = around.shown and is_shown(tag, dict(attrs))
            self._open.append(_Element(tag, shown, role_in(tag, around.role), self._heading))
            self._counted[tag] += 1
        if tag == "tr":
            self._cells = []

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it those inside that were left open."""
        if tag in BLOCKS:
            self._edge()
        while self._counted[tag]:
            if self._end_innermost() == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text of the innermost element."""
        if self._open[-1].shown:
            self._text.append(data)
            self._after_break = self._after_break and data.isspace()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![…>`, which a page shows as little as a comment; without this, some raise an error."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def end_block(self) -> None:
        """What was gathered becomes a block, unless it is blank."""
        text, self._text = "".join(self._text), []
        self._after_break = False
        if not text or text.isspace():
            return
        role = self._open[-1].role
        if role is Role.LINES:
            self._emit(_LINE_END.split(text), True)
        else:
            self._entitle(role, normalised(text))
            self._emit([text], role is not Role.PROSE)

    def _emit(self, texts: Iterable[str], whole: bool) -> None:
        found = sentences_of_block(self._block + 1, self._heading, texts, whole)
        self._block += bool(found)
        self.found += found

    def _entitle(self, role: Role, title: str) -> None:
        if not title or role not in (Role.HEADING, Role.CAPTION):
            return
        self._heading = title
        table = next((each for each in reversed(self._open) if each.tag == "table"), None)
        if table is not None:
            table.has_caption = role is Role.CAPTION

    def _edge(self) -> None:
        """A block ends or begins; within a cell of a row, it only parts words."""
        if self._cells is None:
            self.end_block()
        else:
            self._text.append(" ")

    def _break(self) -> None:
        if self._after_break and self._cells is None:
            self.end_block()
        elif self._open[-1].shown:
            self._text.append("\n")
            self._after_break = True

    def _end_innermost(self) -> str:
        """The innermost element ends; its tag is given back."""
        element = self._open[-1]
        if element.tag in CELLS and self._cells is not None:
            self._cells.append(normalised("".join(self._text)))
            self._text = []
        elif element.tag == "tr":
            self._end_row()
        elif element.tag in BLOCKS:
            self._edge()
        if element.has_caption:
            self._heading = element.above
        self._open.pop()
        self._counted[element.tag] -= 1
        return element.tag

    def _end_row(self) -> None:
        """The row's cells become one block; what follows in it, if anything, is ordinary text."""
        if self._cells is None:
            return
        cells, self._cells = [*self._cells, normalised("".join(self._text))], None
        self._text = []
        if any(cells):
            last = None if cells[-1] else -1
            self._emit([" | ".join(cells[:last])], True)
