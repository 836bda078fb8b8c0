"""The page of a diagnostic code on a terminal, and the list of all codes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from coverdict.loading.code_pages import CodePage
from coverdict.presenting.page_text import WIDTH
from coverdict.presenting.pages import Item, Page, Part
from coverdict.vocabulary.codes import CODES, GROUPS

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENT = "  "


def code_page_as_text(page: CodePage, width: int = WIDTH) -> str:
    """The page in lines of ``width`` columns; files, commands and what they print are kept as they are."""
    from markdown_it import MarkdownIt

    lines = _lines(MarkdownIt("commonmark").parse(page.text), width)
    return "\n".join(line.rstrip() for line in lines).lstrip("\n") + "\n"


def list_of_codes() -> Page:
    """Every code with its title, by group."""
    parts = tuple(
        Part(
            title,
            tuple(
                Item(CODES[code], label=code) for code in sorted(CODES) if code.startswith(group)
            ),
        )
        for group, title in GROUPS.items()
    )
    return Page("What diagnostics mean", (), parts, ("More: coverdict explain-code CODE",))


def codes_by_group() -> list[dict[str, str]]:
    """Every code with its title and its group, for programs."""
    return [
        {"code": code, "title": CODES[code], "group": GROUPS[code[:3]]} for code in sorted(CODES)
    ]


def _lines(tokens: list[Token], width: int) -> Iterator[str]:
    """The lines of each block behind a blank one; only the items of a list follow on one another."""
    for before, token in pairwise(tokens):
        if token.type == "fence":
            yield ""
            yield from (_INDENT * 2 + line for line in token.content.splitlines())
        elif token.type == "inline" and before.tag.startswith("h"):
            yield from ("", _bare(token))
        elif token.type == "inline":
            yield from [] if before.hidden else [""]
            bullet = "- " if before.hidden else ""
            yield from _wrapped(_bare(token), width, bullet)
        elif token.type == "bullet_list_open":
            yield ""


def _bare(inline: Token) -> str:
    """The text without the marks of links and emphasis; names keep their backticks, as in diagnostics."""
    quoted = {"code_inline": "`{}`", "softbreak": " ", "text": "{}"}
    return "".join(quoted.get(part.type, "").format(part.content) for part in inline.children or ())


def _wrapped(text: str, width: int, bullet: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=_INDENT + bullet,
        subsequent_indent=_INDENT + " " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
