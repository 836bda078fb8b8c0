"""The comments and empty lines of a YAML text, each with its place: what the strict reader leaves out.

Enters the text, line ends made one, and the node that was read from it. Leaves each comment, told from a `#` inside a
text, and the lines that are empty outside of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.nodes import Mapping, Node, Scalar, Sequence

Place = tuple[int, int]  # line and column, from 1

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; ``after`` is the place of the last character before it on its line, None if it stands alone."""

    text: str
    place: Place
    after: Place | None = None


@dataclass(slots=True)
class Margins:
    """What a text holds beside its values: comments, and the numbers of empty lines."""

    comments: list[Comment] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)


def margins(text: str, node: Node) -> Margins:
    """The comments and empty lines outside the values of the node."""
    lines = text.split("\n")
    hidden = [list(line) for line in lines]
    for span in _scalars(node):
        _hide(span, lines, hidden)
    found = Margins()
    for number, (line, seen) in enumerate(zip(lines, map("".join, hidden), strict=True), 1):
        if not line.strip():
            if seen == line:
                found.empty.append(number)
            continue
        comment = _COMMENT.search(seen)
        if comment:
            found.comments.append(_comment(line, number, comment.start()))
    return found


def _comment(line: str, number: int, start: int) -> Comment:
    before = line[:start].rstrip()
    after = (number, len(before)) if before else None
    return Comment(line[start:].rstrip(), (number, start + 1), after)


def _scalars(node: Node) -> Iterator[Span]:
    match node:
        case Scalar(span=span):
            yield span
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries=entries):
            for entry in entries:
                yield entry.key_span
                yield from _scalars(entry.value)


def _hide(span: Span, lines: list[str], hidden: list[list[str]]) -> None:
    """Write over the characters of a value, so that none of them can be taken for a comment."""
    first, start = span.line - 1, span.column - 1
    last, end = (number - 1 for number in end_of_text(span, lines))
    head = _BLOCK_HEAD.match(lines[first], start)
    if head:
        hidden[first][start : head.end()] = "_" * (head.end() - start)
        first, start = first + 1, 0
    for number in range(first, last + 1):
        begin = start if number == first else 0
        until = end if number == last else len(lines[number])
        hidden[number][begin:until] = "_" * (until - begin)
        if not lines[number].strip():
            hidden[number] = ["_"]


def end_of_text(span: Span, lines: list[str]) -> Place:
    """The place behind a text; empty lines behind a block of lines stand between the values, not in it."""
    if not _BLOCK_HEAD.match(lines[span.line - 1], span.column - 1):
        return (span.end_line, span.end_column)
    last = min(span.end_line, len(lines)) - (span.end_column == 1)
    while last > span.line and not lines[last - 1].strip():
        last -= 1
    return (last, len(lines[last - 1]) + 1)
