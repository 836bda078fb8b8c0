"""An item put at the end of a list of a file, everything else kept byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence as Lines

from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.nodes import Mapping, Node, Sequence
from coverdict.writing.comments import end_of_text
from coverdict.writing.skeletons import Skeleton, indented

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def inserted(text: str, file: str, skeleton: Skeleton) -> str | None:
    """The text with the item as the last one of its list; None where the list stands in brackets.

    A file that does not have the list yet gets it at its end. The text must be readable.
    """
    lines = _LINE.findall(text)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    node, _ = read_yaml(text, file)
    listed = node.get(skeleton.section) if isinstance(node, Mapping) else None
    if not isinstance(listed, Sequence):
        return _joined(lines, len(lines), skeleton.as_file.splitlines(), end)
    column = listed.span.column - 1
    if lines[listed.span.line - 1][column : column + 1] == "[":
        return None
    plain = [line.rstrip("\r\n") for line in lines]
    last = _past_comments(plain, _last_line(listed, plain), column)
    return _joined(lines, last, list(indented(skeleton.lines, column)), end)


def _joined(lines: Lines[str], at: int, item: Lines[str], end: str) -> str:
    before, after = "".join(lines[:at]), "".join(lines[at:])
    missing = end if before and not before.endswith(("\r", "\n")) else ""
    return f"{before}{missing}{''.join(f'{line}{end}' for line in item)}{after}"


def _last_line(node: Node, lines: Lines[str]) -> int:
    """The number of the last line that the node takes."""
    match node:
        case Sequence(items=(*_, last)):
            return max(_last_line(last, lines), _closing(node, lines))
        case Mapping(entries=(*_, last)):
            return max(_last_line(last.value, lines), _closing(node, lines))
        case _:
            return end_of_text(node.span, list(lines))[0]


def _past_comments(lines: Lines[str], at: int, column: int) -> int:
    """The number of the last line of comments that still belong to the list's last item: they stand further in."""
    while at < len(lines):
        inner = lines[at].lstrip(" ")
        if not inner.startswith("#") or len(lines[at]) - len(inner) <= column:
            break
        at += 1
    return at


def _closing(node: Sequence | Mapping, lines: Lines[str]) -> int:
    """The line of the bracket that closes it, if one does."""
    first = lines[node.span.line - 1][node.span.column - 1 : node.span.column]
    return node.span.end_line if first in ("[", "{") else 0
