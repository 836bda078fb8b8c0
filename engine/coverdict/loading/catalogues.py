"""Catalogues from the files of a pack."""

from __future__ import annotations

from coverdict.loading.fields import Fields
from coverdict.vocabulary.catalogues import Catalogue, CatalogueEntry, CatalogueSection


def catalogue(file: Fields) -> Catalogue:
    """A file of catalogue/: what stands under no heading first, then its sections."""
    head = file.fields("catalogue")
    assert head is not None, "the schema asks for a head"
    bare = (CatalogueSection(None, _entries(file)),) if "entries" in file else ()
    under = (
        CatalogueSection(item.text("title"), _entries(item)) for item in file.mappings("sections")
    )
    return Catalogue(head.text("id"), head.text("title"), (*bare, *under), head.place("id"))


def _entries(fields: Fields) -> tuple[CatalogueEntry, ...]:
    return tuple(
        CatalogueEntry(item.text("id"), item.text("title"), item.place("id"))
        for item in fields.mappings("entries")
    )
