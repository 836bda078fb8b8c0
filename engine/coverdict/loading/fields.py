"""Reading the fields of a mapping whose shape a schema has already vouched for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.nodes import Entry, Mapping, Node, Scalar, Sequence
from coverdict.vocabulary.sources import Citation


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping's fields by name; a missing one reads as None, empty or false."""

    node: Mapping

    @property
    def span(self) -> Span:
        """The place of the mapping's first key: where a reader would point."""
        return self.node.entries[0].key_span if self.node.entries else self.node.span

    def __contains__(self, key: str) -> bool:
        return self.node.get(key) is not None

    def get(self, key: str) -> Node | None:
        """The field's node."""
        return self.node.get(key)

    def text(self, key: str) -> str:
        """The field as text; a whole number reads as its digits."""
        node = self.node.get(key)
        return str(node.value) if isinstance(node, Scalar) else ""

    def text_or_none(self, key: str) -> str | None:
        """The field as text, or None where it is not written."""
        return self.text(key) if key in self else None

    def number(self, key: str) -> int:
        """The field as a whole number."""
        node = self.node.get(key)
        return node.value if isinstance(node, Scalar) and isinstance(node.value, int) else 0

    def flag(self, key: str, default: bool = False) -> bool:
        """The field as true or false."""
        node = self.node.get(key)
        return node.value if isinstance(node, Scalar) and isinstance(node.value, bool) else default

    def place(self, key: str) -> Span:
        """The place of the field's value, or of the mapping where the field is not written."""
        node = self.node.get(key)
        return node.span if node is not None else self.span

    def items(self, key: str) -> tuple[Node, ...]:
        """The field's list."""
        node = self.node.get(key)
        return node.items if isinstance(node, Sequence) else ()

    def mappings(self, key: str) -> Iterator[Fields]:
        """The field's list of mappings."""
        return (Fields(item) for item in self.items(key) if isinstance(item, Mapping))

    def fields(self, key: str) -> Fields | None:
        """The field as a mapping."""
        node = self.node.get(key)
        return Fields(node) if isinstance(node, Mapping) else None

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of the field's mapping."""
        node = self.node.get(key)
        return node.entries if isinstance(node, Mapping) else ()

    def citations(self, key: str) -> tuple[Citation, ...]:
        """The field's list of names, each with its place."""
        return tuple(
            Citation(str(item.value), item.span)
            for item in self.items(key)
            if isinstance(item, Scalar)
        )
