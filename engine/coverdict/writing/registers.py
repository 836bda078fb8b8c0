"""A register to fill in: every sentence of a document with its place and digest, nothing said of any yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from coverdict.loading.document_files import HeldDocument
from coverdict.loading.document_kinds import unit_of
from coverdict.vocabulary.sources import Rank, Role
from coverdict.writing.register_entries import NewIds, entry
from coverdict.writing.scalars import inline


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What a register says of its document; no ``encoding`` where the file itself tells it."""

    id: str
    title: str
    rank: Rank
    file: str
    encoding: str | None = None


def new_register(head: DocumentHead, held: HeldDocument, with_text: bool = False) -> str:
    """The register of the document, in canonical form; ``with_text`` puts each sentence above its entry."""
    ids = NewIds()
    lines = [*_introduction(head.file), *_document(head, held), "statements:"]
    for sentence in held.sentences:
        lines += (f"  {line}" for line in entry(sentence, ids.of(sentence), with_text))
    return "\n".join(lines) + "\n"


def id_of_file(name: str) -> str:
    """An id for a document, from its file's name.

    >>> id_of_file("Fee Schedule_2027.html"), id_of_file("2027.txt")
    ('fee-schedule-2027', 'document-2027')
    """
    words = re.findall(r"[a-z0-9]+", PurePath(name).stem.lower())
    telling = words if words and words[0][0].isalpha() else ["document", *words]
    return "-".join(telling)


def title_of(held: HeldDocument) -> str | None:
    """The document's first heading."""
    return next((each.heading for each in held.sentences if each.heading), None)


def _introduction(file: str) -> Iterator[str]:
    block = {
        "line": "a line of the file",
        "block": "a stretch of text in the page, counted from its beginning",
    }[unit_of(file)]
    roles = ", ".join(each.value for each in Role if each is not Role.UNREVIEWED)
    yield f"# Every sentence of the document in reading order; a block is {block}."
    yield "# For each: an id to your liking, what it says in your own words, and its role, which is one of"
    yield f"# {roles}; the last two with a `why`."


def _document(head: DocumentHead, held: HeldDocument) -> Iterator[str]:
    yield "document:"
    yield f"  id: {head.id}"
    yield f"  title: {inline(head.title)}"
    yield f"  rank: {head.rank}"
    yield "  held: true"
    yield f"  file: {inline(head.file)}"
    if head.encoding is not None:
        yield f"  encoding: {inline(head.encoding)}"
    yield f"  digest: {held.digest}"
