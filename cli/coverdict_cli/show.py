"""``coverdict show``: a pack at a glance, anything of it in plain words, or all of it as a document."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import MISUSED, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened, opened_pack, with_originals
from coverdict_cli.options import (
    DocumentsOption,
    ForceOption,
    KnowledgeOption,
    OutputOption,
    PackOption,
)
from coverdict_cli.output import can_be_written, emit, width, write_new
from coverdict_cli.output import show as show_page

if TYPE_CHECKING:
    from coverdict.explaining.descriptions import Description
    from coverdict.explaining.overviews import Overview
    from coverdict.presenting.pages import Page
    from coverdict.vocabulary.packs import Pack


class ShowFormat(StrEnum):
    """How a page is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


def show(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A rule, fact, parameter, code set, criterion, choice, amount, duty, question,"
            " document, statement, number of a catalogue or term of art; `terms` lists those."
            " Default: the pack at a glance. With --plain, the pack.",
            show_default=False,
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="The whole pack as a document, each rule in sentences."),
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    pack: PackOption = None,
    documents: DocumentsOption = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        ShowFormat, typer.Option("--format", help="How it is written.", case_sensitive=False)
    ] = ShowFormat.TEXT,
) -> None:
    """Show a pack at a glance or as a document, or anything of it with all that uses it."""
    if force and output is None:
        raise failure("--force without --output", "name the file with --output", MISUSED)
    if documents is not None and (plain or id is None):
        raise failure("--documents goes with an ID", "name a rule, a statement, …", MISUSED)
    if output is not None:
        can_be_written(output, force)
    if plain:
        page = _whole(_one_pack(id, pack), knowledge, form)
        _tell(_written(page, form, output), form, output, force)
        return
    found = _found(id, pack, documents, knowledge)
    if form is ShowFormat.JSON:
        from coverdict.presenting.as_json import as_json

        _tell(as_json(found), form, output, force)
    else:
        _tell(_written(_page(found), form, output), form, output, force)


def _one_pack(id: str | None, pack: str | None) -> str | None:
    if id is not None and pack is not None and id != pack:
        raise failure("two packs are asked for", "--plain shows a whole pack: name one", MISUSED)
    return id or pack


def _whole(wanted: str | None, knowledge: Path | None, form: ShowFormat) -> Page:
    if form is ShowFormat.JSON:
        raise failure(
            "a document is for people, and has no JSON",
            "choose text, markdown or html; `coverdict show ID --format json` tells of one thing",
            MISUSED,
        )
    from coverdict.auditing.scenarios.exercises import scenarios_by_rule
    from coverdict.presenting.pack_page import pack_page

    found, scenarios = opened(find_pack(wanted, knowledge))
    return pack_page(found, scenarios_by_rule(found, scenarios))


def _found(
    id: str | None, pack: str | None, documents: Path | None, knowledge: Path | None
) -> Overview | Description:
    place = find_pack(pack, knowledge)
    of = opened_pack(place)
    if id is None:
        from coverdict.explaining.overviews import overview

        return overview(of)
    from coverdict.explaining.descriptions import describe

    found = describe(of, id)
    if found is None:
        of, _ = opened(place)  # catalogues are read only with all the rest
        found = describe(of, id)
    if found is None:
        raise failure(f"nothing in this pack is called `{id}`", _help(of, id))
    return with_originals(found, of, documents)


def _help(pack: Pack, id: str) -> str | None:
    from coverdict.explaining.descriptions import nearest_ids

    if Path(id).is_dir():
        return f"it is a folder: name a pack with `--pack {id}`, or add --plain to read all of it"
    if id == pack.id:
        return "leave it out to see the pack at a glance, or add --plain to read all of it"
    near = nearest_ids(pack, id)
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else None


def _page(found: Overview | Description) -> Page:
    from coverdict.explaining.overviews import Overview

    if isinstance(found, Overview):
        from coverdict.presenting.overview_page import overview_page

        return overview_page(found)
    from coverdict.presenting.description_page import description_page

    return description_page(found)


def _written(page: Page, form: ShowFormat, output: Path | None) -> str:
    match form:
        case ShowFormat.HTML:
            from coverdict.presenting.page_html import page_as_html

            return page_as_html(page)
        case ShowFormat.MARKDOWN:
            from coverdict.presenting.page_markdown import page_as_markdown

            return page_as_markdown(page)
        case _:
            from coverdict.presenting.page_text import WIDTH, page_as_text

            return page_as_text(page, width() if output is None else WIDTH)


def _tell(text: str, form: ShowFormat, output: Path | None, force: bool) -> None:
    if output is not None:
        write_new(output, text, force)
    elif form is ShowFormat.TEXT:
        show_page(text)
    else:
        emit(text)
