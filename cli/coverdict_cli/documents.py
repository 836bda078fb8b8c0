"""Documents and registers read for a command, or the failure that says why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import Failure, failure
from coverdict_cli.knowledge import Place
from coverdict_cli.opening import nearest
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.loading.document_files import HeldDocument
    from coverdict.loading.register_files import RegisterFile
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.scenarios import Scenario

# What is to be filled in, and roles that wait for a review: a pack is like this while a register is being written.
_UNFINISHED = frozenset(["CV160", "CV315", "CV316", "CV317", "CV318"])

EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="The encoding of a document that is not UTF-8 and does not say so itself, such as windows-1252.",
    ),
]


def opened_document(path: Path, encoding: str | None) -> HeldDocument:
    """The document in a file."""
    from coverdict.loading.document_files import read_document

    held, found = read_document(path, str(path), checked_encoding(encoding))
    if held is None:
        raise Failure(told(found))
    return held


def opened_register(path: Path) -> RegisterFile:
    """The register in a file, without an error in it."""
    from coverdict.api.opening import read_register

    read = read_register(path, str(path))
    if read.register is None:
        raise Failure(told(read.diagnostics, read.texts))
    return read.register


def drafted_pack(place: Place) -> Pack:
    """The pack as far as its files can be read, its held documents bound to their sentences.

    Whatever else a check would find does not keep its sources from being verified.
    """
    from coverdict.api.opening import read_draft
    from coverdict.checking.statements import statements_bound_to_nothing

    read = read_draft(place.folder, place.shown_as)
    unbound = statements_bound_to_nothing(read.pack) if read.pack else ()
    errors = [each for each in (*read.diagnostics, *unbound) if each.is_error]
    if read.pack is None or errors:
        raise Failure(told(errors, read.texts))
    return read.pack


def pack_in_work(
    place: Place, unfinished: frozenset[str] = _UNFINISHED
) -> tuple[Pack, tuple[Scenario, ...]]:
    """The pack and its scenarios, where nothing is wrong but what is ``unfinished``, to be filled in or reviewed."""
    from coverdict import open_pack
    from coverdict.api.opening import read_draft
    from coverdict.loading.scenarios import read_scenarios

    found = open_pack(place.folder, place.shown_as)
    if found.pack is not None:
        return found.pack, found.scenarios
    wrong = [each for each in found.diagnostics if each.is_error and each.code not in unfinished]
    if wrong:
        raise Failure(told(wrong, found.texts))
    read = read_draft(place.folder, place.shown_as)
    assert read.pack is not None, "nothing is wrong with its files"
    return read.pack, read_scenarios(read.pack, read.scenarios)[0]


def checked_encoding(name: str | None) -> str | None:
    """The name of an encoding that there is."""
    from coverdict.loading.encodings import is_encoding, unknown_encoding
    from coverdict.vocabulary.diagnostics import Span

    if name is not None and not is_encoding(name):
        raise Failure(told([unknown_encoding(name, Span(f"--encoding {name}", 0))]))
    return name


def refuse_unknown_document(pack: Pack, id: str | None) -> None:
    """End the command if the pack has no document of that id."""
    if id is not None and id not in pack.documents:
        raise failure(f"no document `{id}`", nearest(id, pack.documents))
