"""``coverdict new``: files to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coverdict_cli.failing import failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened_pack
from coverdict_cli.options import KnowledgeOption, PackOption
from coverdict_cli.output import emit, write_new

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def new() -> None:
    """Write a file to start from."""


OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write; one that is there already is kept. Default: print it.",
    ),
]


@app.command()
def case(
    output: OutputOption = None, pack: PackOption = None, knowledge: KnowledgeOption = None
) -> None:
    """Write a case to fill in: every fact, its question, its values."""
    from coverdict import case_template

    _write(output, case_template(opened_pack(find_pack(pack, knowledge))))


@app.command()
def course(
    output: OutputOption = None, pack: PackOption = None, knowledge: KnowledgeOption = None
) -> None:
    """Write a course of visits to fill in, for `coverdict estimate`."""
    from coverdict import course_template

    opened = opened_pack(find_pack(pack, knowledge))
    if opened.course is None:
        raise failure(f"the pack `{opened.id}` can't estimate a course", "name another with --pack")
    _write(output, course_template(opened))


def _write(output: Path | None, text: str) -> None:
    if output is None:
        emit(text)
    else:
        write_new(output, text)
