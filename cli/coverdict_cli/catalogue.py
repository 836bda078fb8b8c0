"""``coverdict sources catalogue``: what became of each rule that the pack's catalogues list."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.documents import pack_in_work
from coverdict_cli.failing import WRONG, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import engine_version
from coverdict_cli.options import ForceOption, KnowledgeOption, OutputOption, PackArgument
from coverdict_cli.output import can_be_written, emit, show, width, write_new
from coverdict_cli.progress import shown

if TYPE_CHECKING:
    from coverdict.auditing.scenarios.answered import Answered

_WITHOUT_THEIR_USE = frozenset(["CV315", "CV316", "CV317"])  # what the command is there to tell


class CatalogueFormat(StrEnum):
    """How the entries are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


def catalogue(
    pack: PackArgument = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        CatalogueFormat,
        typer.Option("--format", help="How the entries are printed.", case_sensitive=False),
    ] = CatalogueFormat.TEXT,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Tell of each rule that a pack's catalogues list what became of it: encoded where, or left out and why.

    The exit code is 1 where a rule has no answer: no statement, or one that says it is encoded and that nothing cites.
    """
    if output is not None:
        can_be_written(output, force)
    found = _answered(pack, knowledge)
    text = _written(found, form, to_file=output is not None)
    if output is not None:
        write_new(output, text, force)
    elif form is CatalogueFormat.TEXT:
        show(text)
    else:
        emit(text)
    if found.standings["unanswered"]:
        raise typer.Exit(WRONG)


def _answered(wanted: str | None, knowledge: Path | None) -> Answered:
    from coverdict.auditing.scenarios.answered import answered
    from coverdict.auditing.scenarios.matrix import matrix_of
    from coverdict.auditing.scenarios.trials import try_scenario

    place = find_pack(wanted, knowledge)
    pack, scenarios = pack_in_work(place, _WITHOUT_THEIR_USE)
    if not pack.catalogues:
        raise failure(
            f"`{place.named}` has no catalogue",
            "list the rules that it means to answer in a file of catalogue/",
        )
    engine = engine_version()
    tried = (try_scenario(pack, each, engine) for each in shown(scenarios, "scenarios"))
    return answered(pack, matrix_of(pack, tried))


def _written(found: Answered, form: CatalogueFormat, to_file: bool) -> str:
    from coverdict.presenting import catalogue_page as pages

    match form:
        case CatalogueFormat.TEXT:
            from coverdict.presenting.page_text import WIDTH, page_as_text

            page = pages.catalogue_page(found, in_tables=False)
            return page_as_text(page, WIDTH if to_file else width())
        case CatalogueFormat.MARKDOWN:
            from coverdict.presenting.page_markdown import page_as_markdown

            return page_as_markdown(pages.catalogue_page(found, in_tables=True))
        case CatalogueFormat.CSV:
            return pages.catalogue_as_csv(found)
        case CatalogueFormat.JSON:
            from coverdict.presenting.as_json import as_json

            return as_json(found)
