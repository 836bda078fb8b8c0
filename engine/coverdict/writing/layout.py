"""A YAML text as its author laid it out: entries and items, each with the comments that belong to it.

Enters a node with what stands in its margins. Leaves groups of slots; every comment is above or beside one slot, or
below the last slot of a group. A comment belongs to what comes after it, unless it is indented deeper than that: then
it ends the group of its own depth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.nodes import Mapping, Node, Scalar, Sequence
from coverdict.writing.comments import Comment, Margins, Place, end_of_text, margins

EMPTY = ""


@dataclass(slots=True)
class Slot:
    """An entry of a mapping, or with no key an item of a list; ``above`` are comments, and `EMPTY` for empty lines.

    ``is_block`` where its value is a text behind ``>`` or ``|``.
    """

    key: str | None
    value: Scalar | Group
    start: Place
    end: Place
    parent: Group
    is_block: bool = False
    above: list[str] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A mapping or a list; ``below`` are the comments behind its last slot."""

    is_mapping: bool
    span: Span
    in_brackets: bool
    owner: Slot | None = None
    slots: list[Slot] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def has_comments(self) -> bool:
        """True where a comment stands anywhere inside."""
        return any(self.below) or any(
            any(slot.above)
            or slot.beside
            or (isinstance(slot.value, Group) and slot.value.has_comments)
            for slot in self.slots
        )

    def holds(self, place: Place) -> bool:
        """True where the place is between its brackets."""
        return self.in_brackets and _start(self.span) <= place < _end(self.span)


def laid_out(text: str, root: Mapping | Sequence) -> Group:
    """The groups and slots of a text, with its comments and its empty lines."""
    lines = text.split("\n")
    group = _group(root, lines)
    _Placing(group, lines).place(margins(text, root))
    return group


def _group(node: Mapping | Sequence, lines: list[str]) -> Group:
    span = node.span
    first = lines[span.line - 1][span.column - 1 : span.column]
    is_mapping = isinstance(node, Mapping)
    group = Group(is_mapping, span, first == ("{" if is_mapping else "["))
    match node:
        case Mapping(entries=entries):
            for entry in entries:
                _add(group, entry.key, entry.value, _start(entry.key_span), lines)
        case Sequence(items=items):
            for item in items:
                _add(group, None, item, _start(item.span), lines)
    return group


def _add(group: Group, key: str | None, node: Node, start: Place, lines: list[str]) -> None:
    if isinstance(node, Scalar):
        end = end_of_text(node.span, lines)
        is_block = lines[node.span.line - 1][node.span.column - 1] in "|>"
        group.slots.append(Slot(key, node, start, end, group, is_block))
        return
    value = _group(node, lines)
    is_open = value.slots and not value.in_brackets
    end = value.slots[-1].end if is_open else (node.span.end_line, node.span.end_column)
    value.owner = Slot(key, value, start, end, group)
    group.slots.append(value.owner)


@dataclass(slots=True)
class _Placing:
    """Puts comments and empty lines to the slots that they belong to."""

    root: Group
    lines: list[str]
    slots: list[Slot] = field(init=False)
    starts: list[Place] = field(init=False)

    def __post_init__(self) -> None:
        self.slots = list(_in_order(self.root))
        self.starts = [slot.start for slot in self.slots]

    def place(self, found: Margins) -> None:
        gaps: dict[int, list[tuple[int, Comment | None]]] = {}
        for line in found.empty:
            gaps.setdefault(self._number_before((line, 1)), []).append((line, None))
        for comment in found.comments:
            slot = self._beside(comment.after) if comment.after else None
            if slot is not None:
                slot.beside.append(comment)
            else:
                number, line = self._number_before(comment.place), comment.place[0]
                gaps.setdefault(number, []).append((line, comment))
        for number, gap in gaps.items():
            self._gap(number, sorted(gap, key=lambda each: each[0]))

    def _number_before(self, place: Place) -> int:
        """How many slots begin before the place."""
        return bisect_right(self.starts, place)

    def _beside(self, after: Place) -> Slot | None:
        """The slot beside which a comment stands; none where it is behind the mark of an item, or of a document."""
        line, column = after
        while column > 1 and self.lines[line - 1][column - 1] in ", ":
            column -= 1
        slot = self._innermost((line, column))
        begins_item = self.lines[line - 1][column - 1] == "-"
        is_inside = slot is not None and not (begins_item and isinstance(slot.value, Group))
        return slot if is_inside else None

    def _innermost(self, place: Place) -> Slot | None:
        """The deepest slot in which the place lies."""
        number = self._number_before(place)
        slot = self.slots[number - 1] if number else None
        while slot is not None and not slot.start <= place < slot.end:
            slot = slot.parent.owner
        return slot

    def _gap(self, number: int, gap: list[tuple[int, Comment | None]]) -> None:
        """What stands between one slot and the next goes above the next, or below a group that ends between them."""
        last = self.slots[number - 1] if number else None
        following = self.slots[number] if number < len(self.slots) else None
        closing = _closing(last, following)
        target = following.above if following else self.root.below
        empty = False
        pending: list[str] = []
        for line, comment in gap:
            if comment is None:
                empty = empty or last is None or self._is_outside(last, (line, 1))
            elif last is not None and (line, 1) < last.end and isinstance(last.value, Scalar):
                last.above.append(comment.text)
            else:
                begun = self._item_begins(last, line)
                fits = (each for each in closing if self._may_end(each, comment, following))
                closing = [] if begun else list(fits)
                home = closing[0].below if closing else pending
                home += [EMPTY, comment.text] if empty else [comment.text]
                empty = False
        target += [*pending, EMPTY] if empty and following else pending

    def _is_outside(self, last: Slot, place: Place) -> bool:
        """True behind the slot that began last, and outside all brackets."""
        group: Group | None = last.parent
        while group is not None:
            if group.holds(place):
                return False
            group = group.owner.parent if group.owner else None
        begins_group = isinstance(last.value, Group) and not last.value.in_brackets
        return begins_group or place >= last.end

    def _item_begins(self, last: Slot | None, line: int) -> bool:
        """True where the mark of the next item stands alone on a line before this one."""
        between = self.lines[last.end[0] if last else 0 : line - 1]
        return any(each.lstrip().startswith("-") for each in between)

    def _may_end(self, group: Group, comment: Comment, following: Slot | None) -> bool:
        """True where the comment stands by itself, and deep enough to be behind the group's last slot."""
        if comment.after is not None:
            return False
        if group.in_brackets:
            return group.holds(comment.place)
        column = comment.place[1]
        around = following.parent if following else self.root
        return column >= group.span.column and column > around.span.column


def _closing(last: Slot | None, following: Slot | None) -> list[Group]:
    """The groups that end between the two slots, deepest first."""
    if last is None or (following is not None and following.parent is last.value):
        return []
    around = following.parent if following else None
    groups = [last.value] if isinstance(last.value, Group) else []  # an empty one, in brackets
    group = last.parent
    while group is not around and group.owner is not None:
        groups.append(group)
        group = group.owner.parent
    return groups


def _in_order(group: Group) -> Iterator[Slot]:
    for slot in group.slots:
        yield slot
        if isinstance(slot.value, Group):
            yield from _in_order(slot.value)


def _start(span: Span) -> Place:
    return (span.line, span.column)


def _end(span: Span) -> Place:
    return (span.end_line, span.end_column)
