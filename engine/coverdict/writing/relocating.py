"""A register brought up to date with where its sentences stand; what it says stays as it is written."""

from __future__ import annotations

from coverdict.auditing.documents.editions import Edition, Standing
from coverdict.loading.register_files import RegisterFile
from coverdict.writing.register_entries import document_edits, moved
from coverdict.writing.rereading import Bound, as_meant, bound_to
from coverdict.writing.text_edits import Edit, Offsets, edited


def relocated(register: RegisterFile, edition: Edition) -> str:
    """The text with the new place of each statement that moved, and, where all else agrees, the digest of the file."""
    offsets = Offsets(register.text)
    found = {each.key: each for each in edition.statements}
    edits: list[Edit] = []
    meant: dict[str, Bound] = {}
    for statement, written in zip(register.statements, register.entries, strict=True):
        checked = found[statement.key]
        if checked.standing is Standing.MOVED and checked.found is not None:
            edits.append(moved(written, checked.found, offsets))
            meant[statement.id] = bound_to(checked.found)
        else:
            meant[statement.id] = (*statement.place, statement.digest or "")
    if edition.is_verified:
        edits += document_edits(register.root, {"digest": edition.digest}, offsets)
    return as_meant(edited(register.text, edits), edition.id, meant)
