"""``coverdict impact``: two versions of a pack over the same cases, and what changes from the one to the other."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.batch import checked_size, installed
from coverdict_cli.batch_files import column_map
from coverdict_cli.failing import Failure, failure
from coverdict_cli.opening import known_on, opened_pack
from coverdict_cli.options import (
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    QuestionOption,
)
from coverdict_cli.output import draws_in_ascii, emit, show, width
from coverdict_cli.pictures import checked_picture, write_picture
from coverdict_cli.revisions import pack_or_revision
from coverdict_cli.table_runs import (
    DIFFERS,
    CasesArgument,
    DayOption,
    ExamplesOption,
    ExitCodeOption,
    IgnoreOption,
    KindsOption,
    MapOption,
    MemoryOption,
    ReportFormat,
    ReportFormatOption,
    Taken,
    ThreadsOption,
    case_table,
    columns_of,
    working,
)
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from datetime import date

    from coverdict.auditing.tables.impacts import ImpactReport
    from coverdict.populations.impact import Sides
    from coverdict.populations.queries import Asked
    from coverdict.populations.verdict_files import CaseTable
    from coverdict.vocabulary.packs import Pack

_VERSION = "a pack's name or folder, or REVISION:path/to/pack of a git repository"


def impact(
    before: Annotated[str, typer.Argument(metavar="OLD", help=f"The version before: {_VERSION}.")],
    after: Annotated[str, typer.Argument(metavar="NEW", help="The version after, likewise.")],
    cases: CasesArgument,
    question: QuestionOption = None,
    map_file: MapOption = None,
    ignore: IgnoreOption = None,
    day: DayOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    repository: Annotated[
        Path | None,
        typer.Option(
            "--repo", metavar="DIR", help="The git repository. Default: that of this folder."
        ),
    ] = None,
    examples: ExamplesOption = 3,
    kinds: KindsOption = 5,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture",
            metavar="FILE.svg|png",
            help="Draw what changes as a picture in this file; one that is there is replaced.",
        ),
    ] = None,
    form: ReportFormatOption = ReportFormat.TEXT,
    exit_code: ExitCodeOption = False,
    threads: ThreadsOption = None,
    memory: MemoryOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Tell what changes for a table of cases from one version of a pack to another."""
    installed()
    checked_size(memory)
    checked_picture(picture)
    table, days = case_table(cases), (known_on(knowledge_date), known_on(day))
    with ExitStack() as versions:
        places = [
            versions.enter_context(pack_or_revision(each, knowledge, repository))
            for each in (before, after)
        ]
        packs = [opened_pack(place) for place in places]
    id = question or packs[1].main_question.id
    named = zip(packs, (before, after), strict=True)
    asked = [_asked(pack, name, id, days, not no_presumptions) for pack, name in named]
    sides = _sides(asked, table, map_file, ignore or [])
    report = _report(table, sides, (before, after), (examples, kinds), Taken(threads, memory))
    _print(report, form)
    if picture is not None:
        _draw(report, picture)
    if exit_code and report.impact.changes:
        raise typer.Exit(DIFFERS)


def _asked(pack: Pack, named: str, question: str, days: tuple[date, date], presume: bool) -> Asked:
    from coverdict.explaining.deciding import nearest_day
    from coverdict.populations.impact import WANTED
    from coverdict.populations.queries import Asked

    if question not in pack.questions:
        raise failure(
            f"no question `{question}` in `{named}`", f"it answers {', '.join(pack.questions)}"
        )
    asked = pack.questions[question]
    reported = tuple(cited.key for cited in asked.reports)
    return Asked(pack, asked, days[0], nearest_day(pack, days[1]), WANTED, reported, presume)


def _sides(asked: list[Asked], table: CaseTable, map_file: Path | None, ignore: list[str]) -> Sides:
    """The columns that either version knows; one that neither does is an error, as for a batch."""
    from coverdict.populations.impact import sides_of, with_facts_of_both
    from coverdict.populations.naming import sources_of

    union = with_facts_of_both(asked[0].pack, asked[1].pack)
    named = column_map(union, map_file)
    sources, found = sources_of(union, columns_of(table), named, ignore, str(table.path))
    if found:
        raise Failure(told(found, named.texts))
    return sides_of(asked[0], asked[1], sources)


def _report(
    table: CaseTable, sides: Sides, named: tuple[str, str], most: tuple[int, int], taken: Taken
) -> ImpactReport:
    from coverdict.auditing.tables.impacts import impact_report
    from coverdict.populations.impact import compare
    from coverdict.vocabulary.diagnostics import Diagnostic

    with working(table.path, taken) as (resources, watch):
        found = compare(table, sides, *most, resources, watch)
        if isinstance(found, Diagnostic):
            raise Failure(told([found]))
        watch("explaining", -1)
        return impact_report(table, sides, found, named)


def _print(report: ImpactReport, form: ReportFormat) -> None:
    match form:
        case ReportFormat.JSON:
            from coverdict.presenting.impact_data import impact_as_json

            emit(impact_as_json(report))
        case ReportFormat.CSV:
            from coverdict.presenting.impact_data import impact_as_csv

            emit(impact_as_csv(report))
        case ReportFormat.MARKDOWN:
            from coverdict.presenting.impact_page import impact_as_markdown

            emit(impact_as_markdown(report))
        case ReportFormat.TEXT:
            from coverdict.presenting.impact_page import impact_as_text

            show(impact_as_text(report, width(), draws_in_ascii()))


def _draw(report: ImpactReport, picture: Path) -> None:
    from coverdict.presenting.impact_plot import impact_as_picture

    write_picture(picture, lambda kind: impact_as_picture(report, kind))
