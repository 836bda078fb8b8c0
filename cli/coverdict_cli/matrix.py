"""``coverdict sources matrix``: what cites each statement, and which scenarios exercise it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import engine_version
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit, show, width
from coverdict_cli.progress import shown
from coverdict_cli.scenario_runs import opened_with_scenarios

if TYPE_CHECKING:
    from coverdict.auditing.scenarios.matrix import Matrix
    from coverdict.vocabulary.packs import Pack


class MatrixFormat(StrEnum):
    """How the matrix is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


def matrix(
    pack: PackArgument = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        MatrixFormat,
        typer.Option(
            "--format",
            help="Text has the figures alone, the others every name.",
            case_sensitive=False,
        ),
    ] = MatrixFormat.TEXT,
) -> None:
    """Hold statements, rules and scenarios against one another: what cites and what exercises each.

    Fails where something is wrong, or a scenario is not as expected.
    """
    from coverdict.auditing.scenarios.matrix import matrix_of
    from coverdict.auditing.scenarios.trials import try_scenario

    opened, scenarios = opened_with_scenarios(find_pack(pack, knowledge))
    engine = engine_version()
    tried = (try_scenario(opened, each, engine) for each in shown(scenarios, "scenarios"))
    found = matrix_of(opened, tried)
    _print(opened, found, form)
    if found.failed or any(item.is_error for item in found.findings):
        raise typer.Exit(WRONG)


def _print(pack: Pack, found: Matrix, form: MatrixFormat) -> None:
    from coverdict.presenting.matrix_page import matrix_as_csv, matrix_page

    match form:
        case MatrixFormat.TEXT:
            from coverdict.presenting.page_text import page_as_text

            show(page_as_text(matrix_page(pack, found, whole=False), width()))
        case MatrixFormat.MARKDOWN:
            from coverdict.presenting.page_markdown import page_as_markdown

            emit(page_as_markdown(matrix_page(pack, found)))
        case MatrixFormat.HTML:
            from coverdict.presenting.page_html import page_as_html

            emit(page_as_html(matrix_page(pack, found)))
        case MatrixFormat.CSV:
            emit(matrix_as_csv(found))
        case MatrixFormat.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(found))
