"""Document files: read, decoded and cut into sentences as their kind asks.

Enters the path of a document. Leaves its sentences and the digest of its bytes, or why it cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coverdict.loading.document_kinds import HTML, MARKDOWN
from coverdict.loading.documents import document_digest, sentences
from coverdict.loading.encodings import decoded_document
from coverdict.loading.files import read_bytes
from coverdict.loading.sentences import Sentence
from coverdict.vocabulary.diagnostics import Diagnostic, Span

MAX_DOCUMENT_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document at hand: its sentences in reading order, and the digest of its bytes."""

    sentences: tuple[Sentence, ...]
    digest: str


def read_document(
    path: Path, shown_as: str, encoding: str | None = None
) -> tuple[HeldDocument | None, tuple[Diagnostic, ...]]:
    """The document, its kind told by the ending of its name: Markdown, HTML, or else plain text."""
    raw, found = read_bytes(path, shown_as, MAX_DOCUMENT_BYTES)
    if raw is None:
        return None, found
    if len(raw) > MAX_DOCUMENT_BYTES:
        return None, (_too_large(shown_as),)
    kind = path.suffix.lower()
    text, found = decoded_document(raw, shown_as, encoding, kind in HTML)
    if text is None:
        return None, found
    cut = _cut(text, kind)
    return (HeldDocument(cut, document_digest(raw)), ()) if cut else (None, (_empty(shown_as),))


def _cut(text: str, kind: str) -> tuple[Sentence, ...]:
    """The sentences; what reads a kind is imported only where there is one, so that a decision need not wait for it."""
    if kind in HTML:
        from coverdict.loading.html_documents import html_sentences

        return html_sentences(text)
    if kind in MARKDOWN:
        from coverdict.loading.markdown_documents import markdown_sentences

        return markdown_sentences(text)
    return sentences(text)


def _too_large(shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV109",
        f"`{shown_as}` is larger than {MAX_DOCUMENT_BYTES // 1_000_000} MB",
        "no document for people is that large, so it is probably the wrong file",
        Span(shown_as),
        "name the right file, or split it into documents of their own",
    )


def _empty(shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV150",
        f"`{shown_as}` holds no sentence",
        "there is nothing that a statement could be bound to",
        Span(shown_as),
        "check that it is the right file, and that its text was saved with it",
    )
