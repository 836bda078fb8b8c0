"""Edits of a text at known places, everything between them kept character by character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coverdict.vocabulary.diagnostics import Span
from coverdict.writing.comments import end_of_text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What is put in the place of the characters from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


class Offsets:
    """How many characters stand before a place in a text."""

    def __init__(self, text: str) -> None:
        whole = _LINE.findall(text)
        self._starts = [0]
        for line in whole:
            self._starts.append(self._starts[-1] + len(line))
        self.lines = [line.rstrip("\r\n") for line in whole]
        self.line_end = "\r\n" if whole and whole[0].endswith("\r\n") else "\n"

    def of(self, line: int, column: int = 1) -> int:
        """Those before the place, whose line and column count from 1."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def start(self, span: Span) -> int:
        """Those before the span."""
        return self.of(span.line, span.column)

    def end(self, span: Span) -> int:
        """Those up to the end of a scalar's text."""
        return self.of(*end_of_text(span, self.lines))

    def last_line(self, span: Span) -> int:
        """The number of the last line of a scalar's text."""
        return end_of_text(span, self.lines)[0]


def edited(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The part of the text from ``start`` to ``end`` with the edits that lie in it; none overlaps another.

    >>> edited("one two three", [Edit(4, 7, "2")])
    'one 2 three'
    """
    end = len(text) if end is None else end
    pieces: list[str] = []
    at = start
    for edit in sorted(each for each in edits if start <= each.start and each.end <= end):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:end]])
