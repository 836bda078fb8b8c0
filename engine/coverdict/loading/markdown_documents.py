"""Markdown documents as sentences: the text that a reader sees, without the marks.

Enters the text of a document. Leaves its sentences in reading order; a block is the line on which a heading, a
paragraph, a table row or a piece of code begins. A heading, a list item's paragraph, a table row (cells joined by
` | `) and a line of code is one sentence each; other paragraphs are cut. Pictures, the addresses of links and what
stands between lines of `---` at the very top are left out; HTML within is read as in an HTML document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coverdict.loading.html_documents import html_sentences
from coverdict.loading.sentences import Sentence, normalised, sentences_of_block

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?s:.*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_HTML_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_MOST_NESTED = (
    100  # lists and quotes; what lies deeper is left out, and the parser's own bound is 20
)


def markdown_sentences(text: str) -> tuple[Sentence, ...]:
    r"""Every sentence of the text under the nearest heading above; a heading stands under itself.

    >>> for each in markdown_sentences("# Fees\n\nIt is\n*free*. Is it?\n"):
    ...     print(each.block, each.sentence, each.heading, each.text, sep=" | ")
    1 | 1 | Fees | Fees
    3 | 1 | Fees | It is free.
    3 | 2 | Fees | Is it?
    """
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED})
    return tuple(_sentences(parser.enable(["table", "strikethrough"]).parse(body)))


def _sentences(tokens: Sequence[Token]) -> Iterator[Sentence]:
    heading: str | None = None
    around = [""]  # what the token lies in, the innermost last
    cells: list[str] = []
    block = 1
    for token in tokens:
        block = token.map[0] + 1 if token.map else block
        if token.nesting > 0:
            around.append(token.type)
        elif token.nesting < 0:
            around.pop()
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield from sentences_of_block(
                block, heading, [" | ".join(cells)] if any(cells) else (), True
            )
        elif around[-1] in ("td_open", "th_open"):
            cells += [_seen(token)] if token.type == "inline" else ()
        elif token.type == "inline":
            heading = _seen(token) if around[-1] == "heading_open" else heading
            whole = around[-1] == "heading_open" or around[-2] == "list_item_open"
            yield from sentences_of_block(block, heading, [_seen(token)], whole)
        elif token.type in ("fence", "code_block"):
            yield from sentences_of_block(block, heading, token.content.split("\n"), True)
        elif token.type == "html_block":
            for rank, each in enumerate(html_sentences(token.content), start=1):
                heading = each.heading or heading
                yield replace(each, block=block, sentence=rank, heading=heading)


def _seen(token: Token) -> str:
    """The text of a paragraph, heading or cell as a reader sees it."""
    parts = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "text_special":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "html_inline" if _HTML_BREAK.match(child.content):
                parts.append(" ")
    return normalised("".join(parts))
