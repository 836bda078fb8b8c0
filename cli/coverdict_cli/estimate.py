"""``coverdict estimate``: a course of visits goes in; what each of them and all together come to comes out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG, Failure, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import asked_question, file_part, known_on, opened_pack
from coverdict_cli.options import (
    KnowledgeDateOption,
    KnowledgeOption,
    PackOption,
    PlanOption,
    QuestionOption,
)
from coverdict_cli.output import emit, show, width, write_new
from coverdict_cli.plans import one_plan, read_plan
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.vocabulary.courses import Course, Plan
    from coverdict.vocabulary.estimates import Estimate
    from coverdict.vocabulary.packs import Pack


class EstimateFormat(StrEnum):
    """How an estimate is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def estimate(
    course: Annotated[
        str,
        typer.Argument(
            metavar="COURSE",
            help="A file with a course of visits, YAML or JSON; `-` reads the standard input."
            " `coverdict new course` writes one to start from.",
        ),
    ],
    plan: PlanOption = None,
    compare: Annotated[
        list[Path] | None,
        typer.Option(
            "--compare",
            metavar="FILE",
            help="A plan to set beside the course as it is written. Give it for each plan.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot",
            metavar="FILE.svg",
            help="Draw the sums over time as a picture in this file; one that is there is replaced.",
        ),
    ] = None,
    pack: PackOption = None,
    knowledge: KnowledgeOption = None,
    question: QuestionOption = None,
    knowledge_date: KnowledgeDateOption = None,
    form: Annotated[
        EstimateFormat,
        typer.Option("--format", help="How the estimate is printed.", case_sensitive=False),
    ] = EstimateFormat.TEXT,
) -> None:
    """Estimate what a course of visits comes to, visit by visit and in total."""
    import coverdict

    _refuse_another_kind(plot)
    asked_plan = one_plan(plan)
    opened = opened_pack(find_pack(pack, knowledge))
    known, asked = known_on(knowledge_date), asked_question(opened, question)
    under = read_plan(opened, asked_plan) if asked_plan else None
    others = [read_plan(opened, each) for each in compare or ()]
    read, is_sound = _course(opened, course, under)
    found = coverdict.estimate(opened, read, known, asked, others)
    if plot is not None:
        write_new(plot, _picture(found), over=True)
    _print(found, form)
    if not is_sound:
        raise typer.Exit(WRONG)


def _course(pack: Pack, named: str, plan: Plan | None) -> tuple[Course, bool]:
    """The course, and whether all of its visits can be decided; what is wrong is told at once."""
    from coverdict import read_course

    read = read_course(pack, file_part(named), plan)
    if read.course is None:
        raise Failure(told(read.diagnostics, read.texts))
    if read.diagnostics:
        print(told(read.diagnostics, read.texts), file=sys.stderr)
    return read.course, not any(item.is_error for item in read.diagnostics)


def _refuse_another_kind(plot: Path | None) -> None:
    if plot is not None and plot.suffix.lower() != ".svg":
        raise failure(f"`{plot}` is no name for the picture", "name a file that ends in .svg", 2)


def _picture(estimate: Estimate) -> str:
    try:
        from coverdict.presenting.course_plot import estimate_as_svg
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("matplotlib", "numpy"):
            raise
        raise failure(
            "the picture needs matplotlib, which is not installed",
            "install the extra: pip install 'coverdict[plot]'",
        ) from None
    return estimate_as_svg(estimate)


def _print(estimate: Estimate, form: EstimateFormat) -> None:
    match form:
        case EstimateFormat.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(estimate))
        case EstimateFormat.CSV:
            from coverdict.presenting.course_csv import estimate_as_csv

            emit(estimate_as_csv(estimate))
        case EstimateFormat.MARKDOWN:
            from coverdict.presenting.course_text import estimate_as_markdown

            emit(estimate_as_markdown(estimate))
        case EstimateFormat.TEXT:
            from coverdict.presenting.course_text import estimate_as_text

            show(estimate_as_text(estimate, width()))
