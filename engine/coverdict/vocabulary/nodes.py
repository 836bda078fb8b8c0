"""A YAML document as written: every key and value with its place."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record

PlainValue = str | int | bool | list["PlainValue"] | dict[str, "PlainValue"]


@record
class Scalar:
    """A text, whole number or boolean; ``quoted`` tells ``"12"`` from ``12``."""

    value: str | int | bool
    span: Span
    quoted: bool = False


@record
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@record
class Entry:
    """One ``key: value`` of a mapping."""

    key: str
    key_span: Span
    value: Node


@record
class Mapping:
    """Keys with their values, in the order written; no key stands twice."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None."""
        return next((entry.value for entry in self.entries if entry.key == key), None)

    def keys(self) -> Iterator[str]:
        """The keys in the order written."""
        return (entry.key for entry in self.entries)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> PlainValue:
    """The node's bare value: what a JSON Schema sees."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}
