"""Sentences: what a document is cut into, and the digest that binds a statement to one of them.

The digest is blind to what typesetting changes and a reader does not hear: white space of any kind, the shape of
quotation marks, hyphens that are only there for a line's end or against one, letters joined in print, and marks of no
width. It tells apart whatever may mean something else: dashes and minus signs, raised figures, fractions, capitals.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),  # the hyphen proper, and the one that does not break
        # Soft hyphen, byte order mark, zero-width space, word joiner, marks of direction. The zero-width joiner and
        # non-joiner stay: they change letters of some scripts.
        **dict.fromkeys("\u00ad\ufeff\u200b\u2060\u200e\u200f", None),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
# A boundary begins at the first mark of a run, or at the second where the first stands alone before it: a long run of
# dots is then looked at twice and not once for each dot. A single capital with a full stop is no abbreviation:
# "under Part B. If" ends a sentence.
_BOUNDARY = re.compile(
    r"(?<=\S)(?:(?<![.?!\u2026])|(?<=^[.?!\u2026])|(?<=\s[.?!\u2026]))"
    r"[.?!\u2026]+[\"')\]]* (?=[\"'(\[]*(?P<start>[^\W_]))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s\"'(\[])(?:U\.S|U\.S\.C|C\.F\.R|e\.g|i\.e|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|Fed|Reg)$"
)
_BEFORE_A_NUMBER = re.compile(
    r"(?:^|[\s\"'(\[])(?:Nos?|Secs?|sec|Ch|ch|Art|art|Pub|Vol|vol|Figs?|pp?|para"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_LONGEST_ABBREVIATION = 8  # characters, with the sign before it and some to spare


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at its place: its block and its rank in that block, both from 1, and the heading above it."""

    block: int
    sentence: int
    heading: str | None
    text: str
    digest: str


def sentences_of_block(
    block: int, heading: str | None, texts: Iterable[str], whole: bool
) -> tuple[Sentence, ...]:
    """The sentences of a block's texts, ranked through all of them; a text that is ``whole`` is a single sentence."""
    parts: list[str] = []
    for text in filter(None, map(normalised, texts)):
        parts += (text,) if whole else _split(text)
    return tuple(
        Sentence(block, rank, heading, part, _digest(part))
        for rank, part in enumerate(parts, start=1)
    )


def sentence_digest(text: str) -> str:
    """The SHA-256 of a sentence as `normalised` makes it."""
    return _digest(normalised(text))


def normalised(text: str) -> str:
    """The text in NFC, without what only typesetting adds, and with one space for any white space.

    NFKC would go too far: it makes `x²` and `x2` the same sentence.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_STRAIGHT))
    return " ".join(text.split())


def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _split(line: str) -> Iterator[str]:
    begin = 0
    for boundary in _BOUNDARY.finditer(line):
        nearest = max(begin, boundary.start() - _LONGEST_ABBREVIATION)
        before = line[nearest : boundary.start()]
        if _ends_sentence(before, line[boundary.start()], boundary["start"]):
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
