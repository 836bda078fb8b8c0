"""Groups and slots as lines of text, in the canonical form that `canonical` describes."""

from __future__ import annotations

from collections.abc import Iterable

from coverdict.vocabulary.nodes import Scalar
from coverdict.writing.layout import EMPTY, Group, Slot
from coverdict.writing.scalars import WIDTH, block, inline

_STEP = 2


def rendered(root: Group) -> str:
    """The text of a file."""
    if not root.slots:
        lines = [*filter(None, root.below), _in_brackets(root)]
    else:
        above, below = _lines(root, 0)
        lines = [*above, *below]
    return "".join(f"{line}\n" for line in lines)


def _lines(group: Group, column: int) -> tuple[list[str], list[str]]:
    """The comments above the first slot, and the lines from there on, indented."""
    above: list[str] = []
    lines: list[str] = []
    for number, slot in enumerate(group.slots):
        comments, own = _slot(slot, column)
        if number:
            lines += _indented(comments, column)
        else:
            above = _without_empty_start(comments)
        lines += own
    return above, [*lines, *_indented(group.below, column)]


def _slot(slot: Slot, column: int) -> tuple[list[str], list[str]]:
    """The comments above the slot, and its lines; what does not fit beside it goes above it."""
    is_item = slot.key is None
    start = " " * column + ("- " if slot.key is None else f"{inline(slot.key)}: ")
    above = list(slot.above)
    if isinstance(slot.value, Scalar):
        lines = _scalar(slot, slot.value, start, column + _STEP)
    elif _fits_in_line(slot.value, start):
        above += filter(None, slot.value.below)
        lines = [start + _in_brackets(slot.value)]
    else:
        more, lines = _lines(slot.value, column + _STEP)
        if is_item:
            above += [*(each.text for each in slot.beside), *more]
            return above, [start + lines[0][column + _STEP :], *lines[1:]]
        lines = [start.rstrip(), *_indented(more, column + _STEP), *lines]
    above += _put_beside(slot, lines)
    return above, lines


def _scalar(slot: Slot, value: Scalar, start: str, indent: int) -> list[str]:
    said, line = value.value, start + inline(value.value)
    if not isinstance(said, str):
        return [line]
    may_stay = slot.is_block and line.endswith('"')
    lines = block(said, indent) if may_stay or len(line) > WIDTH or "\n" in said else ()
    return [start + lines[0], *_indented(lines[1:], indent)] if lines else [line]


def _fits_in_line(group: Group, start: str) -> bool:
    if not group.slots:
        return True
    if not group.in_brackets or group.has_comments or _has_line_breaks(group):
        return False
    return len(start + _in_brackets(group)) <= WIDTH


def _has_line_breaks(group: Group) -> bool:
    """True where a text inside has lines of its own, which no brackets can show."""
    values = (slot.value for slot in group.slots)
    return any(
        _has_line_breaks(each) if isinstance(each, Group) else "\n" in str(each.value)
        for each in values
    )


def _in_brackets(group: Group) -> str:
    within = ", ".join(map(_in_line, group.slots))
    return f"{{{within}}}" if group.is_mapping else f"[{within}]"


def _in_line(slot: Slot) -> str:
    value = slot.value
    text = _in_brackets(value) if isinstance(value, Group) else inline(value.value, True)
    return text if slot.key is None else f"{inline(slot.key, True)}: {text}"


def _put_beside(slot: Slot, lines: list[str]) -> list[str]:
    """Write the last comment beside the first line, in its column if that is free; the others are returned."""
    texts = [each.text for each in slot.beside]
    is_folded = isinstance(slot.value, Scalar) and len(lines) > 1
    if not slot.beside or is_folded:
        return texts
    comment = slot.beside[-1]
    nearest = len(lines[0]) + 2
    for column in (max(nearest, comment.place[1] - 1), nearest):
        if column + len(comment.text) <= WIDTH:
            lines[0] = lines[0].ljust(column) + comment.text
            return texts[:-1]
    return texts


def _indented(lines: Iterable[str], column: int) -> list[str]:
    return [" " * column + line if line else EMPTY for line in lines]


def _without_empty_start(lines: list[str]) -> list[str]:
    """The lines from the first one that is not empty; only one at their start can be."""
    return lines[1:] if lines[:1] == [EMPTY] else lines
