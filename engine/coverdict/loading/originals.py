"""The sentences of documents at hand, beside the statements registered from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coverdict.loading.documents import document_digest, sentences
from coverdict.loading.files import read_text
from coverdict.vocabulary.diagnostics import Diagnostic, Severity
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Document


@dataclass(frozen=True, slots=True)
class Original:
    """A sentence as its document has it; ``checked`` says whether it is the one that was registered."""

    text: str | None
    checked: str


def read_originals(
    pack: Pack, folder: Path
) -> tuple[Mapping[str, Original], tuple[Diagnostic, ...]]:
    """The sentence of each statement whose document lies in ``folder``, by the statement's key.

    ``checked`` tells when the sentence at the place is not the registered one.
    """
    originals: dict[str, Original] = {}
    found: list[Diagnostic] = []
    for document in pack.documents.values():
        if document.file is None:
            continue
        path = folder / document.file
        if not path.is_file():
            found.append(_not_at_hand(document, folder))
            continue
        text, problems = read_text(path, str(path))
        found += problems
        if text is not None:
            same = document_digest(path.read_bytes()) == document.digest
            originals |= _of_document(pack, document, text, same)
    return originals, tuple(found)


def _of_document(pack: Pack, document: Document, text: str, same: bool) -> dict[str, Original]:
    by_place = {(item.block, item.sentence): item for item in sentences(text)}
    edition = "" if same else "; the document as a whole is another edition than the one registered"
    originals = {}
    for key, statement in pack.statements.items():
        if statement.document.id != document.id:
            continue
        here = by_place.get((statement.block, statement.sentence))
        if here is None:
            originals[key] = Original(None, f"the document has no sentence at this place{edition}")
        elif here.digest != statement.digest:
            checked = f"the digest differs: this is not the sentence that was registered{edition}"
            originals[key] = Original(here.text, checked)
        else:
            originals[key] = Original(here.text, f"the digest agrees{edition}")
    return originals


def _not_at_hand(document: Document, folder: Path) -> Diagnostic:
    return Diagnostic(
        "CV141",
        f"the document `{document.file}` is not in `{folder}`",
        "the original sentences can be shown and checked only where the document is at hand",
        help="name the folder that holds it with --documents",
        severity=Severity.WARNING,
    )
