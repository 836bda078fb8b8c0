"""``coverdict sources verify``: a pack's registers held against the documents."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.documents import (
    EncodingOption,
    checked_encoding,
    drafted_pack,
    opened_register,
    refuse_unknown_document,
)
from coverdict_cli.failing import WRONG, Failure, failure
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.options import Format, FormatOption, KnowledgeOption, PackArgument
from coverdict_cli.output import emit, show, width, write_new
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.auditing.documents.editions import Edition, Verification
    from coverdict.vocabulary.packs import Pack


def verify(
    pack: PackArgument = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="DIR",
            envvar="COVERDICT_DOCUMENTS",
            help="The folder with the documents, under the names that their registers give.",
            show_envvar=True,
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="ID",
            help="The only document to verify. Default: every one that the pack holds.",
        ),
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Write the new places of moved statements into their registers, and the digest of a document"
            " in which nothing else changed.",
        ),
    ] = False,
    encoding: EncodingOption = None,
    knowledge: KnowledgeOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Hold a pack's registers against documents.

    Each statement is unchanged, moved, reworded, gone or ambiguous, and a sentence that none covers is unreviewed.
    The exit code is 1 on anything but unchanged and moved, and where a document is missing.
    """
    if documents is None or not documents.is_dir():
        named = f"no folder `{documents}`" if documents else "no folder of documents"
        raise failure(named, "name the folder that holds them with --documents")
    place = find_pack(pack, knowledge)
    read = drafted_pack(place)
    refuse_unknown_document(read, document)
    found = _verified(read, documents, checked_encoding(encoding), document)
    _print(found, form)
    if update:
        for each in found.editions:
            _update(read, each, place)
    if not found.verified:
        raise typer.Exit(WRONG)


def _verified(pack: Pack, folder: Path, encoding: str | None, only: str | None) -> Verification:
    from coverdict.auditing.documents.editions import verify as held_against_documents
    from coverdict.loading.originals import read_held_documents

    held, found = read_held_documents(pack, folder, encoding, only)
    errors = [each for each in found if each.is_error]
    if errors:
        raise Failure(told(errors))
    return held_against_documents(pack, held, only)


def _print(found: Verification, form: Format) -> None:
    from coverdict.presenting import editions_page

    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(found))
        case Format.MARKDOWN:
            emit(editions_page.verification_as_markdown(found))
        case Format.TEXT:
            show(editions_page.verification_as_text(found, width()))


def _update(pack: Pack, edition: Edition, place: Place) -> None:
    """Rewrite the document's register, if anything in it is out of date."""
    from coverdict.writing.relocating import relocated

    shown = PurePosixPath(pack.documents[edition.id].span.file)
    path = place.folder / shown.relative_to(PurePosixPath(place.shown_as))
    register = opened_register(path)
    text = relocated(register, edition)
    if text != register.text:
        write_new(path.resolve(), text, over=True)
        print(f"written: {shown}", file=sys.stderr)
