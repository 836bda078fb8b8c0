"""``coverdict contradict``: determinations made elsewhere, held against the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.batch import checked_size, installed
from coverdict_cli.batch_files import beside, column_map, form_of, put
from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import asked_question, known_on, nearest, opened_pack
from coverdict_cli.options import (
    ForceOption,
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    QuestionOption,
)
from coverdict_cli.output import can_be_written, draws_in_ascii, emit, show, width
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

    from coverdict.auditing.tables.contradictions import ContradictionReport
    from coverdict.populations.contradict import Determined
    from coverdict.populations.verdict_files import CaseTable, Side
    from coverdict.vocabulary.packs import Pack


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns say what, as it was typed."""

    verdict: str
    values: list[str]
    amounts: list[str]
    ignore: list[str]
    map_file: Path | None


def contradict(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="The pack: its name, or its folder.")],
    cases: CasesArgument,
    verdict: Annotated[
        str,
        typer.Option(
            "--verdict",
            metavar="COLUMN",
            help="The column with what was determined: covered, not-covered or undetermined.",
        ),
    ],
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--values",
            metavar="WORD=VERDICT,…",
            help="What other words of the column stand for: paid=covered,denied=not-covered.",
        ),
    ] = None,
    amounts: Annotated[
        list[str] | None,
        typer.Option(
            "--amount",
            metavar="ID=COLUMN",
            help="A column that holds an amount of the pack. Give it for each.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="All rows that differ: .parquet, .csv, .jsonl or .ndjson.",
        ),
    ] = None,
    force: ForceOption = False,
    question: QuestionOption = None,
    map_file: MapOption = None,
    ignore: IgnoreOption = None,
    day: DayOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    examples: ExamplesOption = 3,
    kinds: KindsOption = 5,
    form: ReportFormatOption = ReportFormat.TEXT,
    exit_code: ExitCodeOption = False,
    threads: ThreadsOption = None,
    memory: MemoryOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Tell where determinations made elsewhere differ from the rules."""
    installed()
    checked_size(memory)
    table = case_table(cases)
    _check_output(output, cases, force)
    opened = opened_pack(find_pack(pack, knowledge))
    columns = _Columns(verdict, values or [], amounts or [], ignore or [], map_file)
    days = known_on(knowledge_date), known_on(day)
    determined, side = _determined(
        opened, table, columns, asked_question(opened, question), days, not no_presumptions
    )
    report = _report(table, side, determined, (examples, kinds), output, Taken(threads, memory))
    _print(report, form)
    if exit_code and report.found.contradicts:
        raise typer.Exit(DIFFERS)


def _check_output(output: Path | None, cases: Path, force: bool) -> None:
    if output is None:
        return
    form_of(output)
    if output.resolve() == cases.resolve():
        raise failure("the table and the output are one file", "name another output")
    can_be_written(output, force)


def _determined(
    pack: Pack,
    table: CaseTable,
    columns: _Columns,
    question: str | None,
    days: tuple[date, date],
    presume: bool,
) -> tuple[Determined, Side]:
    """What the table says of each row besides its facts, and how it is decided here."""
    from coverdict.explaining.deciding import nearest_day
    from coverdict.populations.contradict import Determined
    from coverdict.populations.naming import sources_of
    from coverdict.populations.queries import Asked
    from coverdict.populations.verdict_columns import (
        DECIDED_BY,
        MODALITY,
        STATEMENTS,
        STATUS,
        VERDICT,
    )
    from coverdict.populations.verdict_files import Side

    amounts = dict(_pair(each, "--amount price=paid") for each in columns.amounts)
    words, there = _words(columns.values), columns_of(table)
    for id, column in amounts.items():
        if id not in pack.amounts:
            raise failure(f"no amount `{id}`", nearest(id, pack.amounts))
        _check_column(column, there.columns)
    _check_column(columns.verdict, there.columns)
    named = column_map(pack, columns.map_file)
    facts = {*named.columns, *pack.facts}
    beside = {columns.verdict, *amounts.values()} - facts
    sources, found = sources_of(pack, there, named, {*columns.ignore, *beside}, str(table.path))
    if found:
        raise Failure(told(found, named.texts))
    wanted = (VERDICT, STATUS, MODALITY, DECIDED_BY, STATEMENTS)
    asked = pack.questions[question or pack.main_question.id]
    undated = nearest_day(pack, days[1])
    ours = Asked(pack, asked, days[0], undated, wanted, tuple(amounts), presume)
    return Determined(columns.verdict, words, amounts), Side(ours, sources)


def _check_column(column: str, there: Mapping[str, str]) -> None:
    if column not in there:
        raise failure(f"the table has no column `{column}`", nearest(column, there))


def _words(values: list[str]) -> dict[str, str]:
    """What each word of the column stands for."""
    from coverdict.populations.contradict import WORDS

    found = {each.value: each.value for each in WORDS}
    for each in values:
        for pair in each.split(","):
            word, verdict = _pair(pair, "--values paid=covered,denied=not-covered")
            if verdict not in WORDS:
                raise failure(
                    f"`{verdict}` is no verdict", nearest(verdict, WORDS) or _one_of(WORDS), MISUSED
                )
            found[word] = verdict
    return found


def _one_of(words: Iterable[str]) -> str:
    return f"write one of {', '.join(words)}"


def _pair(text: str, example: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals or not left.strip() or not right.strip():
        raise failure(f"`{text}` is not of the form name=value", f"write {example}", MISUSED)
    return left.strip(), right.strip()


def _report(
    table: CaseTable,
    side: Side,
    determined: Determined,
    most: tuple[int, int],
    output: Path | None,
    taken: Taken,
) -> ContradictionReport:
    from coverdict.auditing.tables.contradictions import contradiction_report
    from coverdict.populations.contradict import Listing, contradictions
    from coverdict.vocabulary.diagnostics import Diagnostic

    with ExitStack() as work:
        resources, watch = work.enter_context(working(table.path, taken))
        listing = None
        if output is not None:
            listing = Listing(work.enter_context(beside(output)) / "rows", form_of(output))
        found = contradictions(table, side, determined, most, listing, resources, watch)
        if isinstance(found, Diagnostic):
            raise Failure(told([found]))
        watch("explaining", -1)
        report = contradiction_report(table, side, determined.column, found)
        if output is not None and listing is not None:
            put(listing.path, output)
    return report


def _print(report: ContradictionReport, form: ReportFormat) -> None:
    match form:
        case ReportFormat.JSON:
            from coverdict.presenting.contradiction_data import contradictions_as_json

            emit(contradictions_as_json(report))
        case ReportFormat.CSV:
            from coverdict.presenting.contradiction_data import contradictions_as_csv

            emit(contradictions_as_csv(report))
        case ReportFormat.MARKDOWN:
            from coverdict.presenting.contradiction_page import contradictions_as_markdown

            emit(contradictions_as_markdown(report))
        case ReportFormat.TEXT:
            from coverdict.presenting.contradiction_page import contradictions_as_text

            show(contradictions_as_text(report, width(), draws_in_ascii()))
