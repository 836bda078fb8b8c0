"""``coverdict new``: files to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coverdict_cli.failing import MISUSED, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.new_cases import case_of_kind
from coverdict_cli.new_entries import fact, rule, scenario, statement
from coverdict_cli.opening import opened_pack
from coverdict_cli.options import DateOption, KnowledgeOption, PackOption, QuestionOption
from coverdict_cli.output import emit, write_new

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def new() -> None:
    """Write a file to start from, or an entry of one to fill in."""


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
    output: OutputOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="ID",
            help="A kind of case that the pack knows: only what can matter to it. Default: every fact.",
        ),
    ] = None,
    question: QuestionOption = None,
    day: DateOption = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write a case to fill in: every fact, its question, its values; or those that matter to a kind."""
    from coverdict import case_template

    place = find_pack(pack, knowledge)
    if kind is None and (question or day):
        raise failure(
            "--question and --date go with --kind",
            "name the kind of case, or leave them out",
            MISUSED,
        )
    if kind is not None:
        _write(output, case_of_kind(opened_pack(place), kind, question, day))
    else:
        _write(output, case_template(opened_pack(place)))


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


@app.command("pack")
def new_pack(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters joined by hyphens.")],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What the pack is about.")
    ] = "May a visitor swim alone?",
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help="The folder to write it to. Default: one of its name."
        ),
    ] = None,
) -> None:
    """Write a tiny pack that works, every key explained, to change into your own."""
    from coverdict.writing.new_ids import refused_id
    from coverdict.writing.pack_template import pack_template

    refused = refused_id(name, {})
    if refused or not title.strip():
        raise failure(refused.message, refused.help) if refused else failure("the title is empty")
    place = folder or Path(name)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise failure(f"`{place}` is there already", "name an empty or a new folder with --folder")
    for path, text in pack_template(name, title, date(date.today().year, 1, 1)).items():
        _write_below(place / path, text)
    emit(f"{place}: a pack of one rule. Try: coverdict check {place}; coverdict test {place}\n")


app.command()(rule)
app.command()(fact)
app.command()(statement)
app.command()(scenario)


def _write_below(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise failure(f"`{path.parent}` cannot be made: {reason}") from None
    write_new(path, text)


def _write(output: Path | None, text: str) -> None:
    if output is None:
        emit(text)
    else:
        write_new(output, text)
