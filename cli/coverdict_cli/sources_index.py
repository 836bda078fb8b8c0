"""``coverdict sources index``: a register of a document, to fill in."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.documents import EncodingOption, opened_document, opened_register
from coverdict_cli.failing import failure
from coverdict_cli.options import ForceOption, OutputOption
from coverdict_cli.output import can_be_written, emit, write_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coverdict.writing.next_editions import NextEdition


_MOST_LISTED = 24
_TO_DO = {
    "reworded": "keep their ids and words, and are unreviewed again",
    "ambiguous": "stand at one of several equal sentences, and are unreviewed again",
    "gone": "are left out; what cites them is not known here: `coverdict show ID` tells",
    "new": "are to be filled in",
}


class RankChoice(StrEnum):
    """The authority of a document, highest first."""

    STATUTE = "statute"
    REGULATION = "regulation"
    NATIONAL_DETERMINATION = "national-determination"
    LOCAL_DETERMINATION = "local-determination"
    MANUAL = "manual"
    GUIDANCE = "guidance"
    SECONDARY = "secondary"
    PLAN_INTERNAL = "plan-internal"


def index(
    document: Annotated[
        Path,
        typer.Argument(
            metavar="DOCUMENT",
            help="A document as plain text, Markdown (.md) or HTML (.html).",
            show_default=False,
        ),
    ],
    id: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="The document's id. Default: from its file's name."
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="Its title. Default: its first heading."),
    ] = None,
    rank: Annotated[
        RankChoice | None,
        typer.Option("--rank", help="Its authority. Default: secondary.", case_sensitive=False),
    ] = None,
    like: Annotated[
        Path | None,
        typer.Option(
            "--like",
            metavar="REGISTER",
            help="The register of an earlier edition: its entries are kept for all that is found again.",
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text",
            help="Write each sentence above its entry, as a comment. Take them out before you share the register:"
            " the document may not be yours to copy.",
        ),
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    encoding: EncodingOption = None,
) -> None:
    """Write a register of a document to fill in.

    Every sentence gets an entry with its place and digest; what it says and its role are yours to write.
    """
    if output is not None:
        can_be_written(output, force)
    given = {"id": id, "title": title, "rank": rank.value if rank else None, "encoding": encoding}
    told = {key: value for key, value in given.items() if value is not None}
    _refuse_id(id)
    text, report = (
        _new(document, told, with_text) if like is None else _next(document, like, told, with_text)
    )
    if output is None:
        emit(text)
    else:
        write_new(output, text, force)
    print(report, file=sys.stderr)


def _refuse_id(id: str | None) -> None:
    from coverdict.writing.new_ids import refused_id

    refused = refused_id(id, {}) if id is not None else None
    if refused is not None:
        raise failure(refused.message, refused.help)


def _new(document: Path, given: Mapping[str, str], with_text: bool) -> tuple[str, str]:
    from coverdict.vocabulary.sources import Rank
    from coverdict.writing.registers import DocumentHead, id_of_file, new_register, title_of

    encoding = given.get("encoding")
    held = opened_document(document, encoding)
    head = DocumentHead(
        given.get("id") or id_of_file(document.name),
        given.get("title") or title_of(held) or document.stem,
        Rank(given.get("rank", Rank.SECONDARY)),
        document.name,
        encoding,
    )
    report = f"{document}: {len(held.sentences)} sentences to fill in"
    return new_register(head, held, with_text), report


def _next(document: Path, like: Path, given: Mapping[str, str], with_text: bool) -> tuple[str, str]:
    from coverdict.writing.next_editions import next_edition

    old = opened_register(like)
    if not old.document.held or old.document.file is None:
        raise failure(
            f"the document of `{like}` is not held",
            "without a digest no statement can be found again: leave --like out",
        )
    held = opened_document(document, given.get("encoding") or old.document.encoding)
    found = next_edition(old, held, {"file": document.name, **given}, with_text)
    if found is None:
        raise failure(
            f"the statements of `{like}` stand in brackets",
            "write each of them on lines of its own",
        )
    return found.text, _report(document, found)


def _report(document: Path, found: NextEdition) -> str:
    named = {str(standing): ids for standing, ids in found.standings.items()}
    named["new"] = found.new
    counts = ", ".join(f"{len(ids)} {standing}" for standing, ids in named.items())
    lines = [f"{document}: {counts}"]
    for standing, what in _TO_DO.items():
        if named[standing]:
            lines.append(f"{standing}: {_listed(named[standing])}\n  {what}")
    return "\n".join(lines)


def _listed(ids: Sequence[str]) -> str:
    more = len(ids) - _MOST_LISTED
    return ", ".join(ids[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
