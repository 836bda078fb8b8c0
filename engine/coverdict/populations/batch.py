"""A table of cases becomes a table of verdicts: each cell typed, each row decided or rejected.

Typed columns are read as they lie in the file, in as many passes as it takes, and never held; what is text is typed
once and kept in DuckDB's own store, which goes to disk when the memory is used up. Nothing is dropped: the rows that
came in are counted against those decided and those rejected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from sqlglot import exp

from coverdict.populations.cells import Source
from coverdict.populations.copying import cells_of, copied, read_back
from coverdict.populations.intake import FAULT, ID, NUMBER, TABLE, VALUE, typed_rows
from coverdict.populations.queries import Asked, Decisions, decisions
from coverdict.populations.ragged import sound_rows
from coverdict.populations.rejecting import reject
from coverdict.populations.tables import Form, Ragged, Table, opened, unreadable
from coverdict.populations.verdict_columns import REFUSED
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack

ROW = "row"
ALL, SOUND = "cases", "typed"
OFTEN = 0.2  # seconds between two looks at how far the work is
Watch = Callable[[str, float], None]
OPTIMIZERS_OFF = "filter_pushdown,in_clause,projection_placement"
"""Optimizers of DuckDB that harm the query: they write out what it names once and shares, put rows out of their order,
or take time that grows faster than the rules."""


class Unwritten(Exception):
    """The output could not be written; the text says why."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run may take; ``folder`` is where it puts what the memory does not hold."""

    folder: Path
    threads: int | None = None
    memory: str | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """Where the verdicts and the rejected rows are written; neither file is there yet."""

    output: Path
    form: Form
    rejects: Path
    rejects_form: Form


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that came in, and what became of them."""

    rows: int
    decided: int
    rejected: int

    @property
    def adds_up(self) -> bool:
        """Nothing was dropped."""
        return self.rows == self.decided + self.rejected


@dataclass(frozen=True, slots=True)
class Plan:
    """The queries that a run decides by: which rows are refused, and the verdicts of the others."""

    refusals: Decisions
    verdicts: Decisions

    @property
    def facts(self) -> tuple[str, ...]:
        """What the queries read of the table."""
        return self.verdicts.facts

    @property
    def is_one_program(self) -> bool:
        """Whether the same program decides every row, and the rows come out as they come in."""
        return isinstance(self.verdicts.query, exp.Select)


def planned(asked: Asked) -> Plan | Diagnostic:
    """The queries that a run decides by, or why they can't be written exactly."""
    verdicts = decisions(asked, exp.to_table(SOUND), (ROW, ID))
    bare = replace(asked, wanted=(), conclusions=())
    refusals = decisions(bare, exp.to_table(ALL), (ROW, ID, FAULT, VALUE))
    if isinstance(verdicts, Diagnostic):
        return verdicts
    return refusals if isinstance(refusals, Diagnostic) else Plan(refusals, verdicts)


def connected(resources: Resources) -> duckdb.DuckDBPyConnection:
    """A database that takes no more than the resources."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(resources.folder)
    }
    if resources.threads is not None:
        config["threads"] = resources.threads
    if resources.memory is not None:
        config["memory_limit"] = resources.memory
    return duckdb.connect(config=config)


class Batch:
    """One run; ``watch`` is told what is being done and which share of it, in per cent (below zero: not known)."""

    def __init__(self, resources: Resources, watch: Watch) -> None:
        self._watch = watch
        self._folder = resources.folder
        self._sources: Sequence[Source] = ()
        self._csv: Path | None = None
        self._unread: str | None = None
        self._connection = connected(resources)
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")
        self._connection.execute(f"SET disabled_optimizers = '{OPTIMIZERS_OFF}'")

    def open(self, path: Path, form: Form) -> Table:
        """The table in a file; raises Unreadable."""
        table = opened(self._connection, path, form)
        self._csv = path if form is Form.CSV else None
        self._unread = table.unread
        return table

    def rows_of(self, table: Table) -> int | None:
        """How many rows the table has, where its file says so at once."""
        return self._one(f"SELECT count(*) FROM {table.relation}")[0] if table.is_typed else None

    def read(
        self,
        pack: Pack,
        table: Table,
        sources: Sequence[Source],
        facts: Sequence[str],
        id: str | None,
    ) -> None:
        """Say how every cell is typed, the ``facts`` that are kept among them; read what is text. Raises Unreadable."""
        self._sources = sources
        try:
            self._keep(pack, table, sources, facts, id)
        except Ragged:
            assert self._csv is not None, "only CSV is ragged"
            sound = sound_rows(self._csv, list(table.columns), self._folder).table()
            self._unread = sound.unread
            self._keep(pack, sound, sources, facts, id)

    def _keep(
        self,
        pack: Pack,
        table: Table,
        sources: Sequence[Source],
        facts: Sequence[str],
        id: str | None,
    ) -> None:
        numbered = f"(SELECT {table.row} AS {NUMBER}, * FROM {table.relation})"
        query = typed_rows(pack, sources, facts, id).sql("duckdb").replace(TABLE, numbered)
        cases = f"SELECT {NUMBER} AS {ROW}, * FROM ({query})"
        kept = "VIEW" if table.is_typed else "TABLE"
        self._read("reading", f"CREATE TEMP {kept} {ALL} AS {cases}")

    def decide(self, plan: Plan, pack: Pack, files: Files, id: str | None) -> Counted:
        """Decide what was read, and write both files, the ``id`` of a row beside its number.

        Raises Unreadable and Unwritten.
        """
        refusals = self._answers("checking", plan.refusals.query)
        found = f"{FAULT} IS NOT NULL OR {REFUSED} IS NOT NULL"
        self._read(
            "checking", f"CREATE TEMP TABLE aside AS SELECT * FROM ({refusals}) WHERE {found}"
        )
        reject(self._connection, pack, self._sources, self._unread)
        self._keep_sound(plan)
        query = self._answers("deciding", plan.verdicts.query)
        cells = cells_of(plan.verdicts.query, pack, files.form, id)
        order = "" if self._keeps_order(plan) else f" ORDER BY {ROW}"
        wanted = f"SELECT {cells} FROM ({query}) WHERE {REFUSED} IS NULL{order}"
        try:
            self._run("deciding", copied(wanted, files.output, files.form))
            rejects = f"SELECT * FROM rejects ORDER BY {ROW}"
            self._run("writing", copied(rejects, files.rejects, files.rejects_form))
        except duckdb.Error as error:
            raise Unwritten(too_little(error)) from None
        return self._counted(files)

    def close(self) -> None:
        """Give back what the run took."""
        self._connection.close()

    def _answers(self, what: str, query: exp.Query) -> str:
        """What DuckDB runs to have the answers of the query."""
        return query.sql("duckdb", comments=False, copy=False)

    def _keeps_order(self, plan: Plan) -> bool:
        """Whether the verdicts come in the order of the rows."""
        return plan.is_one_program

    def _keep_sound(self, plan: Plan) -> None:
        """The rows without a fault; where several programs read them, typed once for all of these."""
        (faulty,) = self._one(f"SELECT count({FAULT}) FROM aside")
        sound = f" WHERE {FAULT} IS NULL" if faulty else ""
        kept = "VIEW" if plan.is_one_program else "TABLE"
        self._read("reading", f"CREATE TEMP {kept} {SOUND} AS SELECT * FROM {ALL}{sound}")

    def _counted(self, files: Files) -> Counted:
        """Counted anew from what stands in the files, not from what was meant to."""
        (rows,) = self._one(f"SELECT count(*) FROM {ALL}")
        if self._unread is not None:
            rows += self._one(f"SELECT count(*) FROM {self._unread}")[0]
        (rejected,) = self._one("SELECT count(*) FROM rejects")
        (decided,) = self._one(f"SELECT count(*) FROM {read_back(files.output, files.form)}")
        return Counted(rows, decided, rejected)

    def _one(self, query: str) -> tuple[int, ...]:
        (found,) = self._connection.execute(query).fetchall()
        return tuple(found)

    def _read(self, what: str, query: str) -> None:
        try:
            self._run(what, query)
        except duckdb.OutOfMemoryException as error:
            raise Unwritten(too_little(error)) from None
        except duckdb.Error as error:
            raise unreadable(error) from None

    def _run(self, what: str, query: str) -> None:
        """Run a statement that can take long, telling how far it is; whatever stops the waiting stops the work."""
        with ThreadPoolExecutor(1) as pool:
            work = pool.submit(self._connection.execute, query)
            try:
                while not wait([work], timeout=OFTEN).done:
                    self._watch(what, self._connection.query_progress())
            except BaseException:
                self._connection.interrupt()
                wait([work])
                raise
            work.result()


_ERRNO = re.compile(r'"errno":"(\d+)"')


def too_little(error: duckdb.Error) -> str:
    """Why DuckDB could not go on, in a phrase."""
    said = str(error)
    number = _ERRNO.search(said)
    if number:
        return os.strerror(int(number[1])).lower()
    if isinstance(error, duckdb.OutOfMemoryException):
        return "the memory allowed for it and the space beside the output are used up"
    return said.partition("\n")[0].partition(": ")[2] or "the system refused"
