"""A page as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from coverdict.presenting.diagnostics import visible
from coverdict.presenting.page_style import STYLE
from coverdict.presenting.pages import MARKS, Item, Page, Part, Table, legend

_MANY = 8  # short items, from which on two columns save paper


def page_as_html(page: Page, language: str = "en") -> str:
    """The page as a whole document; ``language`` is the one it is written in, as browsers call it."""
    body = [
        "<header>",
        f"<h1>{_text(page.headline)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in page.under),
        "</header>",
        *_contents(page.chapters),
        "<main>",
        *(line for part in page.parts for line in _part(part)),
        "</main>",
        *_footer(page.close),
    ]
    return "\n".join((*_head(page, language), *body, "</body>", "</html>")) + "\n"


def _head(page: Page, language: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{_text(page.headline)}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield '<body class="long">' if page.contents else "<body>"


def _contents(chapters: Sequence[Part]) -> Iterator[str]:
    if chapters:
        yield '<nav aria-label="Contents">'
        yield "<h2>Contents</h2>"
        yield "<ol>"
        yield from (f"<li>{_linked(part.heading, part.anchor)}</li>" for part in chapters)
        yield "</ol>"
        yield "</nav>"


def _part(part: Part) -> Iterator[str]:
    yield f"<h{part.level}{_id(part.anchor)}>{_text(part.heading)}</h{part.level}>"
    if part.small:
        yield f'<p class="small">{_text(part.small)}</p>'
    lead = legend(MARKS) if part.tree else part.lead
    if lead:
        yield f"<p>{_text(lead)}</p>"
    if part.table is not None:
        yield from _table(part.table)
    if part.prose:
        yield from (line for item in part.items for line in _paragraph(item))
    elif part.items:
        yield from _list(part.items, "tree" if part.tree else None)


def _paragraph(item: Item) -> Iterator[str]:
    yield f"<p{_id(item.anchor)}>{_linked(item.text, item.link)}{_notes(item.notes)}</p>"
    if item.below:
        yield from _list(item.below)


def _list(items: Sequence[Item], kind: str | None = None) -> Iterator[str]:
    if len(items) > _MANY and not any(item.below or item.notes for item in items):
        kind = "many"
    yield f'<ul class="{kind}">' if kind else "<ul>"
    for item in items:
        yield from _item(item)
    yield "</ul>"


def _item(item: Item) -> Iterator[str]:
    signs = [item.label] if item.label else []
    signs += [MARKS[item.mark]] if item.mark else []
    kind = ' class="marked"' if signs else ""
    shown = "".join(f"<b>{_text(sign)}</b> " for sign in signs)
    text = f"{shown}{_linked(item.text, item.link)}{_notes(item.notes)}"
    if not item.below:
        yield f"<li{_id(item.anchor)}{kind}>{text}</li>"
        return
    yield f"<li{_id(item.anchor)}{kind}>{text}"
    yield from _list(item.below)
    yield "</li>"


def _notes(notes: Iterable[str]) -> str:
    return "".join(f'<br><span class="note">{_text(note)}</span>' for note in notes)


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>'
    yield f"<thead>{_row(table.titles, table.numbers, 'th')}</thead>"
    for rows in (table.rows[: table.body], table.rows[table.body :]):
        if rows:
            yield "<tbody>"
            yield from (_row(row, table.numbers, "td") for row in rows)
            yield "</tbody>"
    yield "</table></div>"


def _row(cells: Sequence[str], numbers: frozenset[int], tag: str) -> str:
    head = ' scope="col"' if tag == "th" else ""
    shown = []
    for place, cell in enumerate(cells):
        number = ' class="number"' if place in numbers else ""
        shown.append(f"<{tag}{head}{number}>{_text(cell)}</{tag}>")
    return f"<tr>{''.join(shown)}</tr>"


def _footer(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield "<footer>"
        yield from (f"<p>{_text(line)}</p>" for line in lines)
        yield "</footer>"


def _linked(text: str, link: str | None) -> str:
    return f'<a href="#{escape(link)}">{_text(text)}</a>' if link else _text(text)


def _id(anchor: str | None) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _text(text: str) -> str:
    return escape(visible(" ".join(text.split())), quote=False)
