"""Registers of documents from their fields: a document, and the statements that stand in it."""

from __future__ import annotations

from coverdict.loading.fields import Fields
from coverdict.vocabulary.sources import (
    Citation,
    Confidence,
    Contradiction,
    Document,
    Rank,
    Role,
    Statement,
)


def document(fields: Fields) -> Document:
    """``document:`` of a register."""
    return Document(
        fields.text("id"),
        fields.text("title"),
        Rank(fields.text("rank")),
        fields.flag("held", default=True),
        fields.place("id"),
        fields.text_or_none("file"),
        fields.text_or_none("digest"),
        fields.text_or_none("encoding"),
    )


def statement(fields: Fields, of: Document) -> Statement:
    """One entry of ``statements:``."""
    at = fields.fields("at") or fields
    return Statement(
        of,
        fields.text("id"),
        at.number("block") if "block" in at else None,
        at.number("sentence") if "sentence" in at else None,
        at.text_or_none("heading"),
        fields.text_or_none("digest"),
        fields.text("says"),
        Role(fields.text("role")),
        fields.text_or_none("why"),
        fields.place("id"),
        tuple(_contradiction(item) for item in fields.mappings("contradicts")),
        fields.text_or_none("citation"),
        Confidence(fields.text("confidence") or "primary"),
        fields.text_or_none("seen"),
    )


def _contradiction(fields: Fields) -> Contradiction:
    return Contradiction(
        Citation(fields.text("statement"), fields.place("statement")),
        Citation(fields.text("follows"), fields.place("follows")),
        fields.text("why"),
    )
