"""Source documents as sentences, each with its place and its digest.

Enters the text of a document. Leaves one `Sentence` for every sentence of every line that is not
blank, in reading order. Every such line is accounted for, so that a register of a document can be
complete: a heading, a list item and a table row (even one that only rules off the header) is one
sentence each, taken as it stands, marks included.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u00ad\ufeff", None),  # soft hyphen, byte order mark
    }
)
_LINE_END = re.compile(r"\r\n|\r|\n")  # splitlines() also breaks where an editor counts no new line
_MARKED_HEADING = re.compile(r"#{1,6} +(?P<title>.*?)(?: +#+)?")
_LIST_ITEM = re.compile(r"(?:[-*+\u2022\u2013]|\d{1,3}[.)]) ")
_CLOSED = re.compile(r"[.?!:;,\u2026][\"')\]]*$")
_HEADING_CHARACTERS = 90
_HEADING_WORDS = 12

# A single capital with a full stop is no abbreviation: "under Part B. If" ends a sentence.
_BOUNDARY = re.compile(r"(?<=\S)[.?!\u2026]+[\"')\]]* (?=[\"'(\[]*(?P<start>[^\W_]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s\"'(\[])(?:U\.S|U\.S\.C|C\.F\.R|e\.g|i\.e|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|Fed|Reg)$"
)
_BEFORE_A_NUMBER = re.compile(
    r"(?:^|[\s\"'(\[])(?:Nos?|Secs?|sec|Ch|ch|Art|art|Pub|Vol|vol|Figs?|pp?|para"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at its place: `block` is its line, `sentence` its rank in it, both from 1."""

    block: int
    sentence: int
    heading: str | None
    text: str
    digest: str


def sentences(text: str) -> tuple[Sentence, ...]:
    r"""Every sentence of the text under the nearest heading above; a heading stands under itself.

    >>> for each in sentences("Fees\n\nIt is free. Is it?"):
    ...     print(each.block, each.sentence, each.heading, each.text, sep=" | ")
    1 | 1 | Fees | Fees
    3 | 1 | Fees | It is free.
    3 | 2 | Fees | Is it?
    """
    return tuple(_sentences(text))


def sentence_digest(text: str) -> str:
    """The SHA-256 of a sentence, blind to white space, soft hyphens and the shape of quotes."""
    return _sha256(normalised(text).encode())


def document_digest(raw: bytes) -> str:
    """The SHA-256 of a document, byte for byte."""
    return _sha256(raw)


def normalised(text: str) -> str:
    """The text in NFC, with straight quotes, no soft hyphens, and one space for any white space.

    NFKC would go too far: it makes `x²` and `x2` the same sentence.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).split())


def _sentences(text: str) -> Iterator[Sentence]:
    heading: str | None = None
    for block, raw in enumerate(_LINE_END.split(text), start=1):
        line = normalised(raw)
        if not line:
            continue
        title = _title(line)
        heading = heading if title is None else title
        parts = (line,) if title is not None or _is_listed(line) else _split(line)
        for rank, part in enumerate(parts, start=1):
            yield Sentence(block, rank, heading, part, sentence_digest(part))


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


def _split(line: str) -> Iterator[str]:
    begin = 0
    for boundary in _BOUNDARY.finditer(line):
        if _ends_sentence(
            line[begin : boundary.start()], line[boundary.start()], boundary["start"]
        ):
            yield line[begin : boundary.end()].rstrip()
            begin = boundary.end()
    yield line[begin:]


def _ends_sentence(before: str, mark: str, start: str) -> bool:
    if not (start.isupper() or start.isdigit()):
        return False
    if mark != ".":
        return True
    return not (
        _ABBREVIATION.search(before) or (start.isdigit() and _BEFORE_A_NUMBER.search(before))
    )


def _sha256(raw: bytes) -> str:
    return "sha256:" + hashlib.sha256(raw).hexdigest()
