"""A page as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coverdict.presenting.diagnostics import visible
from coverdict.presenting.pages import MARKS, Item, Page, Part, Table, legend

_SPECIAL = re.compile(r"([\\`*_<|])")
_BLOCK_START = re.compile(r"^([#>+-]|\d+[.)])(?=\s|$)")


def page_as_markdown(page: Page) -> str:
    """The page with its headline as a heading; each paragraph and item is one line."""
    blocks = [f"# {escaped(page.headline)}"]
    blocks += [escaped(line) for line in page.under]
    if page.chapters:
        blocks += ["## Contents", "\n".join(_chapter(part) for part in page.chapters)]
    for part in page.parts:
        blocks.append(f"{'#' * part.level} {_anchor(part.anchor)}{escaped(part.heading)}")
        blocks += [f"<small>{escaped(part.small)}</small>"] if part.small else []
        lead = legend(MARKS) if part.tree else part.lead
        blocks += [escaped(lead)] if lead else []
        blocks += [_table(part.table)] if part.table else []
        if part.prose:
            blocks += ["\n".join(_paragraph(item)) for item in part.items]
        elif part.items:
            blocks.append("\n".join(_items(part)))
    blocks += [escaped(line) for line in page.close]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text with what Markdown would read as its own signs made plain."""
    return _BLOCK_START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", visible(" ".join(text.split()))))


def _table(table: Table) -> str:
    rules = ["---:" if place in table.numbers else "---" for place in range(len(table.titles))]
    rows = [table.titles, tuple(rules), *table.rows]
    return "\n".join(
        f"| {' | '.join(cell if row is rows[1] else escaped(cell) for cell in row)} |"
        for row in rows
    )


def _items(part: Part) -> Iterator[str]:
    for item in part.items:
        yield from _item(item, "")


def _paragraph(item: Item) -> Iterator[str]:
    yield _linked(item)
    if item.notes or item.below:
        yield ""
    yield from _beneath(item, "")


def _item(item: Item, indent: str) -> Iterator[str]:
    mark = f"{MARKS[item.mark]} " if item.mark else ""
    label = f"{item.label} " if item.label else ""
    yield f"{indent}- {label}{mark}{_linked(item)}"
    yield from _beneath(item, indent + "  ")


def _beneath(item: Item, indent: str) -> Iterator[str]:
    for note in item.notes:
        yield f"{indent}- {escaped(note)}"
    for below in item.below:
        yield from _item(below, indent)


def _linked(item: Item) -> str:
    text = escaped(item.text)
    if item.link:
        text = f"[{text.replace('[', chr(92) + '[').replace(']', chr(92) + ']')}](#{item.link})"
    return _anchor(item.anchor) + text


def _anchor(name: str | None) -> str:
    return f'<a id="{name}"></a>' if name else ""


def _chapter(part: Part) -> str:
    return f"- {_linked(Item(part.heading, link=part.anchor))}"
