"""A table decided as a batch decides it, its verdicts in files of their own that further queries read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from coverdict.populations.batch import (
    Batch,
    Counted,
    Files,
    Resources,
    Watch,
    planned,
)
from coverdict.populations.cells import Source
from coverdict.populations.queries import Asked
from coverdict.populations.tables import Form, Table, opened, text_literal
from coverdict.vocabulary.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A table of cases in a file."""

    path: Path
    form: Form

    def open(self, connection: duckdb.DuckDBPyConnection) -> Table:
        """The table as DuckDB reads it; raises Unreadable."""
        return opened(connection, self.path, self.form)


@dataclass(frozen=True, slots=True)
class Side:
    """One way of deciding a table: what is asked, and where the facts are in it."""

    asked: Asked
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class VerdictFiles:
    """The rows that were decided and those that were not, as relations to select from."""

    verdicts: str
    rejects: str
    counted: Counted


def columns_in(cases: CaseTable) -> Table:
    """The table's columns, before anything is decided; raises Unreadable."""
    with duckdb.connect() as connection:
        return cases.open(connection)


def decide_into_files(
    cases: CaseTable, side: Side, name: str, resources: Resources, watch: Watch
) -> VerdictFiles | Diagnostic:
    """Decide the table into Parquet files called ``name`` in the folder of the ``resources``.

    A program that no query can hold is told as a diagnostic; raises Unreadable and Unwritten.
    """
    plan = planned(side.asked)
    if isinstance(plan, Diagnostic):
        return plan
    verdicts, rejects = resources.folder / f"{name}.verdicts", resources.folder / f"{name}.rejects"
    files = Files(verdicts, Form.PARQUET, rejects, Form.PARQUET)
    batch = Batch(resources, watch)
    try:
        table = batch.open(cases.path, cases.form)
        batch.read(side.asked.pack, table, side.sources, plan.facts, None)
        counted = batch.decide(plan, side.asked.pack, files, None)
    finally:
        batch.close()
    if not counted.adds_up:
        raise AssertionError(f"{counted.rows} rows came in, and not as many out")
    return VerdictFiles(_relation(verdicts), _relation(rejects), counted)


def _relation(path: Path) -> str:
    return f"read_parquet({text_literal(str(path))})"
