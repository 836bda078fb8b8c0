"""The sentences of documents at hand, beside the statements registered from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coverdict.loading.document_files import HeldDocument, read_document
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
    held, found = read_held_documents(pack, folder)
    originals: dict[str, Original] = {}
    for id, document in held.items():
        originals |= _of_document(pack, pack.documents[id], document)
    return originals, found


def read_held_documents(
    pack: Pack, folder: Path, encoding: str | None = None, only: str | None = None
) -> tuple[Mapping[str, HeldDocument], tuple[Diagnostic, ...]]:
    """The pack's documents that lie in ``folder``, by id; a warning for each that it holds and that is not there.

    ``encoding`` is for those whose register names none; ``only`` is the id of the one to read.
    """
    held: dict[str, HeldDocument] = {}
    found: list[Diagnostic] = []
    for document in pack.documents.values():
        if not document.held or document.file is None or only not in (None, document.id):
            continue
        path = folder / document.file
        if not path.is_file():
            found.append(_not_at_hand(document, folder))
            continue
        read, problems = read_document(path, str(path), document.encoding or encoding)
        found += problems
        if read is not None:
            held[document.id] = read
    return held, tuple(found)


def _of_document(pack: Pack, document: Document, held: HeldDocument) -> dict[str, Original]:
    by_place = {(item.block, item.sentence): item for item in held.sentences}
    same = held.digest == document.digest
    edition = "" if same else "; the document as a whole is another edition than the one registered"
    originals = {}
    for key, statement in pack.statements.items():
        if statement.document.id != document.id:
            continue
        here = by_place.get(statement.place)
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
