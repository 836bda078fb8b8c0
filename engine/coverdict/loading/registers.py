"""Registers of documents from their fields: a document, and the statements that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from coverdict.loading.declarations import period
from coverdict.loading.fields import Fields
from coverdict.loading.named import by_id, twice
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.sources import (
    Citation,
    Confidence,
    Contradiction,
    Document,
    Rank,
    Role,
    Statement,
)

Report = Callable[[Diagnostic], None]


def registered(
    files: Sequence[Fields], report: Report
) -> tuple[Mapping[str, Document], Mapping[str, Statement]]:
    """The documents by id and the statements by key, in the order of the files.

    A file may add statements to a document that another one registers, if nobody holds its text: a text is held
    against one register.
    """
    heads = (head for file in files if (head := file.fields("document")) is not None)
    documents = by_id(map(document, heads), report)
    statements: dict[str, Statement] = {}
    for file in files:
        id, place = _document_of(file)
        of = documents.get(id)
        if of is None:
            report(_of_no_document(id, place, documents))
        elif _is_apart(file) and of.held:
            report(held_in_parts(id, place, of.span))
        elif _is_apart(file) or place == of.span:
            for each in (statement(item, of) for item in file.mappings("statements")):
                first = statements.setdefault(each.key, each)
                if first is not each:
                    report(twice(each.id, each.span, first.span))
    return documents, statements


def held_in_parts(id: str, place: Span, registered: Span | None = None) -> Diagnostic:
    """Statements apart from the register of their document, where that must be whole."""
    return Diagnostic(
        "CV448",
        f"this file only adds statements to `{id}`",
        "the text of a document that is held is verified and indexed against one whole register",
        place,
        "keep all statements of the document in the file that registers it",
        related=(Related("registered here", registered),) if registered else (),
    )


def _of_no_document(id: str, place: Span, documents: Iterable[str]) -> Diagnostic:
    guess = nearest(id, documents)
    return Diagnostic(
        "CV444",
        f"no file registers the document `{id}`",
        "its statements would have no title and no authority",
        place,
        f"did you mean `{guess}`?"
        if guess
        else "write `document:` with id, title and rank here, or in a file of its own",
    )


def _document_of(file: Fields) -> tuple[str, Span]:
    """The id of the document whose statements a file holds, and where it is written."""
    head = file.fields("document")
    return (
        (file.text("document"), file.place("document"))
        if head is None
        else (head.text("id"), head.place("id"))
    )


def _is_apart(file: Fields) -> bool:
    """True of a file that names its document only."""
    return file.fields("document") is None


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
        fields.citations("catalogue"),
        period(fields.fields("effective")),
        period(fields.fields("known")),
    )


def _contradiction(fields: Fields) -> Contradiction:
    return Contradiction(
        Citation(fields.text("statement"), fields.place("statement")),
        Citation(fields.text("follows"), fields.place("follows")),
        fields.text("why"),
    )
