"""Plain texts as sentences, each with its place and its digest.

Enters the text of a document. Leaves one `Sentence` for every sentence of every line that is not
blank, in reading order. Every such line is accounted for, so that a register of a document can be
complete: a heading, a list item and a table row (even one that only rules off the header) is one
sentence each, taken as it stands, marks included.
"""

import hashlib
import re
from collections.abc import Iterator

from coverdict.loading.sentences import Sentence, normalised, sentences_of_block

_LINE_END = re.compile(r"\r\n|\r|\n")  # splitlines() also breaks where an editor counts no new line
_MARKED_HEADING = re.compile(r"#{1,6} +(?P<title>.*?)(?: +#+)?")
_LIST_ITEM = re.compile(r"(?:[-*+\u2022\u2013]|\d{1,3}[.)]) ")
_CLOSED = re.compile(r"[.?!:;,\u2026][\"')\]]*$")
_HEADING_CHARACTERS = 90
_HEADING_WORDS = 12


def sentences(text: str) -> tuple[Sentence, ...]:
    r"""Every sentence of the text under the nearest heading above; a heading stands under itself.

    A block is a line, counted from 1.

    >>> for each in sentences("Fees\n\nIt is free. Is it?"):
    ...     print(each.block, each.sentence, each.heading, each.text, sep=" | ")
    1 | 1 | Fees | Fees
    3 | 1 | Fees | It is free.
    3 | 2 | Fees | Is it?
    """
    return tuple(_sentences(text))


def document_digest(raw: bytes) -> str:
    """The SHA-256 of a document, byte for byte."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def _sentences(text: str) -> Iterator[Sentence]:
    heading: str | None = None
    for block, raw in enumerate(_LINE_END.split(text), start=1):
        line = normalised(raw)
        if not line:
            continue
        title = _title(line)
        heading = heading if title is None else title
        whole = title is not None or _is_listed(line)
        yield from sentences_of_block(block, heading, [line], whole)


def _title(line: str) -> str | None:
    """The title, when the line is a heading: marked with `#`, or short and left open at its end."""
    marked = _MARKED_HEADING.fullmatch(line)
    if marked:
        return marked["title"]
    short = len(line) <= _HEADING_CHARACTERS and len(line.split()) <= _HEADING_WORDS
    begins = line[0].isupper() or line[0].isdigit()
    return line if short and begins and not _is_listed(line) and not _CLOSED.search(line) else None


def _is_listed(line: str) -> bool:
    return line.startswith("|") or _LIST_ITEM.match(line) is not None
