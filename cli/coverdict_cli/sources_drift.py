"""``coverdict sources drift``: what a new edition of a document changes, and what rests on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.documents import (
    EncodingOption,
    opened_document,
    pack_in_work,
    refuse_unknown_document,
)
from coverdict_cli.failing import WRONG
from coverdict_cli.knowledge import find_pack
from coverdict_cli.options import Format, FormatOption, KnowledgeOption, PackArgument
from coverdict_cli.output import emit, show, width

if TYPE_CHECKING:
    from coverdict.auditing.documents.drift import Drift


def drift(
    was: Annotated[
        Path, typer.Option("--was", metavar="FILE", help="The edition that is registered.")
    ],
    now: Annotated[Path, typer.Option("--now", metavar="FILE", help="The new edition.")],
    pack: PackArgument = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="ID",
            help="The document in the pack. Default: the one whose sentences the old edition has.",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 if anything changed.")
    ] = False,
    encoding: EncodingOption = None,
    knowledge: KnowledgeOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show what a new edition changes.

    Sentence by sentence, figures first, each with all that rests on it: the list to work through.
    """
    from coverdict.auditing.documents.drift import drift as between

    knowledge_pack, scenarios = pack_in_work(find_pack(pack, knowledge))
    refuse_unknown_document(knowledge_pack, document)
    old, new = opened_document(was, encoding), opened_document(now, encoding)
    found = between(knowledge_pack, scenarios, old, new, document)
    _print(found, (was.name, now.name), form)
    if exit_code and found.changes:
        raise typer.Exit(WRONG)


def _print(found: Drift, names: tuple[str, str], form: Format) -> None:
    from coverdict.presenting import drift_page

    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(found))
        case Format.MARKDOWN:
            emit(drift_page.drift_as_markdown(found, names))
        case Format.TEXT:
            show(drift_page.drift_as_text(found, names, width()))
