"""A page as plain text, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from coverdict.presenting.diagnostics import visible
from coverdict.presenting.pages import MARKS, PLAIN_MARKS, Item, Page, Part, legend
from coverdict.presenting.tables import table_as_text
from coverdict.vocabulary.records import record

WIDTH = 88
_NARROWEST = 24
_UNDERLINES = {2: "=", 3: "-"}  # of a long page, whose headings would not stand out by themselves


@record
class _Branches:
    """What a tree is drawn with: before an item that others follow, before the last, below each."""

    inner: str
    last: str
    below_inner: str
    below_last: str


_DRAWN = _Branches("├─ ", "└─ ", "│  ", "   ")
_DRAWN_IN_ASCII = _Branches("|- ", "`- ", "|  ", "   ")


def page_as_text(page: Page, width: int = WIDTH, ascii: bool = False) -> str:
    """The page in lines of ``width`` columns, where words allow; ``ascii`` is for its drawing."""
    lines = [*_wrapped(page.headline, width), *_paragraphs(page.under, width)]
    if page.chapters:
        lines += ["", "Contents", *(f"  - {part.heading}" for part in page.chapters)]
    for part in page.parts:
        lines += ["", *_heading(part, page.contents, width), *_part(part, width, ascii)]
    if page.close:
        lines += ["", *_paragraphs(page.close, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(part: Part, is_long: bool, width: int) -> Iterator[str]:
    heading = _wrapped(part.heading, width) if is_long else [part.heading]
    if is_long and part.level == min(_UNDERLINES):
        yield ""
    yield from heading
    if is_long and part.level in _UNDERLINES:
        yield _UNDERLINES[part.level] * max(map(len, heading))
    if part.small:
        yield from _wrapped(part.small, width)


def _part(part: Part, width: int, ascii: bool) -> Iterator[str]:
    if part.lead:
        yield from _wrapped(part.lead, width, "  ")
    if part.tree:
        yield from _wrapped(legend(PLAIN_MARKS if ascii else MARKS), width, "  ")
        yield from _roots(part.items, width, ascii)
        return
    if part.table is not None:
        yield from table_as_text(part.table, width)
    for item in part.items:
        if part.prose:
            yield from _wrapped(item.text, width, "  ")
            yield from _beneath(item, width, "    ")
        else:
            yield from _item(item, width, "  ")


def _item(item: Item, width: int, indent: str) -> Iterator[str]:
    label = f"{item.label or '-'} "
    deeper = indent + " " * len(label)
    yield from _wrapped(item.text, width, indent + label, deeper)
    yield from _beneath(item, width, deeper)


def _beneath(item: Item, width: int, indent: str) -> Iterator[str]:
    for note in item.notes:
        yield from _wrapped(note, width, indent)
    for below in item.below:
        yield from _item(below, width, indent)


def _roots(items: Sequence[Item], width: int, ascii: bool) -> Iterator[str]:
    for item in items:
        yield from _branch(item, width, ascii, "  ", "  ")


def _branch(item: Item, width: int, ascii: bool, first: str, rest: str) -> Iterator[str]:
    drawn = _DRAWN_IN_ASCII if ascii else _DRAWN
    mark = f"{(PLAIN_MARKS if ascii else MARKS)[item.mark]} " if item.mark else ""
    stem = drawn.below_inner if item.below else " " * len(mark)
    yield from _wrapped(item.text, width, first + mark, rest + stem)
    for note in item.notes:
        yield from _wrapped(note, width, rest + stem)
    for below in item.below:
        last = below is item.below[-1]
        yield from _branch(
            below,
            width,
            ascii,
            rest + (drawn.last if last else drawn.inner),
            rest + (drawn.below_last if last else drawn.below_inner),
        )


def _paragraphs(texts: Sequence[str], width: int) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(text, width)


def _wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    rest = first if rest is None else rest
    room = max(width, len(rest) + _NARROWEST)
    return textwrap.wrap(
        visible(" ".join(text.split())),
        room,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
