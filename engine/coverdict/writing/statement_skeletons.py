"""A statement to register: its place and digest from the document where that is at hand, our wording to be written."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.unfilled import MARK
from coverdict.loading.sentences import Sentence
from coverdict.vocabulary.sources import Document
from coverdict.writing.scalars import inline
from coverdict.writing.skeletons import Skeleton


def statement_skeleton(
    document: Document,
    id: str,
    place: tuple[int, int] | None,
    citation: str | None,
    found: Sentence | None,
) -> Skeleton:
    """The statement at a block and sentence of the document, or where it is cited.

    ``found`` is the sentence at the place, where the document is at hand.
    """
    lines = (
        f"- id: {id}",
        *_whereabouts(place, citation, found),
        *_digest(document, found),
        f"  says: {MARK} what the sentence says, in your own words",
        "  # encoded (a rule or value cites it), advice (a duty or fact cites it), definition, or, with a `why`:",
        "  # informative, out-of-scope",
        "  role: unreviewed",
    )
    head = () if document.held else (f"document: {document.id}",)
    return Skeleton("sources", "statements", lines, head)


def _whereabouts(
    place: tuple[int, int] | None, citation: str | None, found: Sentence | None
) -> Iterator[str]:
    if place is not None:
        heading = f", heading: {inline(found.heading, True)}" if found and found.heading else ""
        yield f"  at: {{block: {place[0]}, sentence: {place[1]}{heading}}}"
    if citation is not None:
        yield f"  citation: {inline(citation)}"


def _digest(document: Document, found: Sentence | None) -> Iterator[str]:
    if found is not None:
        yield f"  digest: {found.digest}"
    elif document.held:
        yield "  # digest: of the sentence; `coverdict new statement --documents DIR` writes it"
