"""``coverdict batch``: a table of cases goes in, a table of verdicts comes out, one row for each."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.batch_files import Job, checked_paths, run_job
from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import asked_question, known_on, nearest, opened_pack
from coverdict_cli.options import (
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    QuestionOption,
)
from coverdict_cli.output import emit
from coverdict_cli.table_runs import DayOption, IgnoreOption, MapOption, ThreadsOption
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from datetime import date

    from coverdict.populations.queries import Asked
    from coverdict.vocabulary.packs import Pack


_SIZE = re.compile(r"[1-9][0-9]*(\.[0-9]+)? ?[KMGT]i?B", re.IGNORECASE)


class Engine(StrEnum):
    """What runs the query."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Dialect(StrEnum):
    """The databases for which the query can be printed."""

    DUCKDB = "duckdb"
    SPARK = "spark"
    POSTGRES = "postgres"
    SNOWFLAKE = "snowflake"
    BIGQUERY = "bigquery"


def batch(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="The pack: its name, or its folder.")],
    table: Annotated[
        Path | None,
        typer.Argument(
            metavar="INPUT",
            help="The cases, one a row: .parquet, .csv, .jsonl or .ndjson.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The verdicts; the end of the name says in what form.",
        ),
    ] = None,
    question: QuestionOption = None,
    column_map: MapOption = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="NAMES",
            help="What is told of each row, with commas: columns of verdicts, or any conclusions."
            " Default: everything, and the amounts that the question reports.",
        ),
    ] = None,
    ignore: IgnoreOption = None,
    id: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="COLUMN", help="A column that is kept beside the row's number."
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help="The rows that can't be decided, with the reason. Default: beside the output.",
        ),
    ] = None,
    day: DayOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="What decides the cases.", case_sensitive=False),
    ] = Engine.DUCKDB,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(
            "--spark-conf",
            metavar="KEY=VALUE",
            help="A setting of Spark, such as spark.master=spark://HOST:7077. Give it for each.",
        ),
    ] = None,
    threads: ThreadsOption = None,
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory", metavar="SIZE", help="The most memory, such as 2GB. Default: most of it."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that are there.")
    ] = False,
    sql: Annotated[
        bool, typer.Option("--sql", help="Print the query that decides a table named `cases`.")
    ] = False,
    dialect: Annotated[
        Dialect,
        typer.Option("--dialect", help="With --sql: for which database.", case_sensitive=False),
    ] = Dialect.DUCKDB,
    knowledge: KnowledgeOption = None,
) -> None:
    """Decide a table of cases, one row each."""
    installed()
    if sql == (table is not None):
        raise failure(
            "a query needs no table" if sql else "no table of cases",
            "leave the table out" if sql else "name a .parquet, .csv or .jsonl file, or add --sql",
            MISUSED,
        )
    checked_size(memory)
    paths = None if table is None else checked_paths(table, output, rejects, force)
    found = opened_pack(find_pack(pack, knowledge))
    known, undated = known_on(knowledge_date), known_on(day)
    asked = _asked(found, question, columns, (known, undated), not no_presumptions)
    if paths is None:
        _print_query(asked, dialect)
        return
    settings = _settings(engine, threads, memory, spark_conf)
    job = Job(asked, column_map, tuple(ignore or ()), id, threads, memory, settings, pack)
    print(run_job(job, paths), file=sys.stderr)


def _settings(
    engine: Engine, threads: int | None, memory: str | None, said: list[str] | None
) -> dict[str, str] | None:
    """Those of Spark, where it is the engine."""
    if engine is Engine.DUCKDB:
        if said:
            raise failure("`--spark-conf` is for Spark", "add --engine spark", MISUSED)
        return None
    from coverdict_cli.spark_settings import spark_settings

    return spark_settings(threads, memory, said or ())


def checked_size(memory: str | None) -> None:
    """Fail where what ``--memory`` says is no size."""
    if memory is not None and not _SIZE.fullmatch(memory):
        raise failure(f"`{memory}` is no size", "write it as a number and a unit: 2GB")


def installed() -> None:
    """Fail with the way to install what a batch needs, where it is not there."""
    from importlib.util import find_spec

    missing = [name for name in ("duckdb", "sqlglot") if find_spec(name) is None]
    if missing:
        raise failure(
            f"a batch needs {' and '.join(missing)}, which are not installed"
            if len(missing) > 1
            else f"a batch needs {missing[0]}, which is not installed",
            "pip install 'coverdict[batch]'",
        )


def _asked(
    pack: Pack,
    question: str | None,
    columns: list[str] | None,
    days: tuple[date, date],
    presume: bool,
) -> Asked:
    from coverdict.explaining.deciding import nearest_day
    from coverdict.populations.queries import Asked
    from coverdict.populations.verdict_columns import TOLD

    asked = pack.questions[asked_question(pack, question) or pack.main_question.id]
    wanted: tuple[str, ...] = TOLD
    conclusions = tuple(cited.key for cited in asked.reports if cited.key in pack.amounts)
    if columns is not None:
        names = [name.strip() for each in columns for name in each.split(",") if name.strip()]
        concluded = {**pack.criteria, **pack.choices, **pack.amounts}
        for name in names:
            if name not in TOLD and name not in concluded:
                raise failure(f"no conclusion `{name}`", nearest(name, [*TOLD, *concluded]))
        wanted = tuple(name for name in TOLD if name in names)
        conclusions = tuple(dict.fromkeys(name for name in names if name not in TOLD))
    return Asked(pack, asked, days[0], nearest_day(pack, days[1]), wanted, conclusions, presume)


def _print_query(asked: Asked, dialect: Dialect) -> None:
    from coverdict.populations.printed import printed
    from coverdict.vocabulary.diagnostics import Diagnostic

    text = printed(asked, dialect.value)
    if isinstance(text, Diagnostic):
        raise Failure(told([text]))
    emit(text)
