"""Catalogues: the rules of a field under their numbers, which a pack means to answer."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record


@record
class CatalogueEntry:
    """A rule of the field: its number, by which statements name it, and what it is about in a few words."""

    id: str
    title: str
    span: Span


@record
class CatalogueSection:
    """Entries under a heading; those that stand under none have None."""

    title: str | None
    entries: tuple[CatalogueEntry, ...]


@record
class Catalogue:
    """A list of rules; it decides nothing."""

    id: str
    title: str
    sections: tuple[CatalogueSection, ...]
    span: Span

    @property
    def entries(self) -> Iterator[CatalogueEntry]:
        """All of them, in their order."""
        return (entry for section in self.sections for entry in section.entries)
