"""A table of cases becomes a table of verdicts: read once, each cell typed, each row decided or rejected.

The rows are kept typed, in DuckDB's own store, which goes to disk when the memory is used up. Nothing is dropped: the
rows that came in are counted against those decided and those rejected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import duckdb
from sqlglot import exp

from coverdict.populations.cells import Source, reason
from coverdict.populations.intake import FAULT, ID, NUMBER, TABLE, VALUE, likely_meaning, typed_rows
from coverdict.populations.queries import Asked, Decisions, decisions
from coverdict.populations.tables import (
    Form,
    Table,
    Unreadable,
    identifier,
    opened,
    text_literal,
    why,
)
from coverdict.populations.verdict_columns import LISTS, REFUSED
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack

ROW = "row"
_KEPT = "typed"
_MOST_LIKELY = 1000  # so many values at most are held against lists
_OFTEN = 0.2  # seconds between two looks at how far the work is
Watch = Callable[[str, float], None]


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


def planned(asked: Asked) -> Decisions | Diagnostic:
    """The query that a run decides by, or why it can't be written exactly."""
    return decisions(asked, exp.to_table(_KEPT), (ROW, ID))


class Batch:
    """One run; ``watch`` is told what is being done and which share of it, in per cent (below zero: not known)."""

    def __init__(self, resources: Resources, watch: Watch) -> None:
        self._watch = watch
        config: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": str(resources.folder)
        }
        if resources.threads is not None:
            config["threads"] = resources.threads
        if resources.memory is not None:
            config["memory_limit"] = resources.memory
        self._connection = duckdb.connect(config=config)
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")

    def open(self, path: Path, form: Form) -> Table:
        """The table in a file; raises Unreadable."""
        return opened(self._connection, path, form)

    def read(
        self,
        pack: Pack,
        table: Table,
        sources: Sequence[Source],
        facts: Sequence[str],
        id: str | None,
    ) -> None:
        """Type every cell; keep the ``facts`` that are read, and for each row its first fault. Raises Unreadable."""
        numbered = f"(SELECT {table.row} AS {NUMBER}, * FROM {table.relation})"
        query = typed_rows(pack, sources, facts, id).sql("duckdb")
        try:
            self._run(
                "reading",
                f"CREATE TEMP TABLE cases AS {query.replace(TABLE, numbered)}",
            )
        except duckdb.OutOfMemoryException as error:
            raise Unwritten(too_little(error)) from None
        except duckdb.Error as error:
            raise Unreadable(why(error)) from None
        self._reject_faults(pack, sources)

    def decide(self, decisions: Decisions, pack: Pack, files: Files, id: str | None) -> Counted:
        """Decide what was read, and write both files, the ``id`` of a row beside its number. Raises Unwritten."""
        query = decisions.query.sql("duckdb", comments=False)
        try:
            self._refuse(query, pack)
            cells = _cells(decisions.query, pack, files.form, id)
            wanted = f"SELECT {cells} FROM ({query}) WHERE {REFUSED} IS NULL ORDER BY {ROW}"
            self._run("deciding", copied(wanted, files.output, files.form))
            rejects = "SELECT * FROM rejects ORDER BY row"
            self._run("writing", copied(rejects, files.rejects, files.rejects_form))
        except duckdb.Error as error:
            raise Unwritten(too_little(error)) from None
        return self._counted(files)

    def close(self) -> None:
        """Give back what the run took."""
        self._connection.close()

    def _counted(self, files: Files) -> Counted:
        """Counted anew from what stands in the files, not from what was meant to."""
        (rows,) = self._one("SELECT count(*) FROM cases")
        (rejected,) = self._one("SELECT count(*) FROM rejects")
        decided = self._connection.execute(
            f"SELECT count(*) FROM {_read_back(files.output, files.form)}"
        ).fetchall()[0][0]
        return Counted(rows, decided, rejected)

    def _one(self, query: str) -> tuple[int, ...]:
        (found,) = self._connection.execute(query).fetchall()
        return tuple(found)

    def _reject_faults(self, pack: Pack, sources: Sequence[Source]) -> None:
        """The rows with a fault, with the column and the reason; of a list, the value that is most like it."""
        self._connection.execute(
            "CREATE TEMP TABLE sources (number INTEGER, name VARCHAR, reason VARCHAR)"
        )
        self._connection.execute(
            "CREATE TEMP TABLE likely (number INTEGER, value VARCHAR, meant VARCHAR)"
        )
        for number, source in enumerate(sources, 1):
            row = [number, source.name, reason(pack, source)]
            self._connection.execute("INSERT INTO sources VALUES (?, ?, ?)", row)
        faults = self._connection.execute(
            f"SELECT DISTINCT {FAULT}, {VALUE} FROM cases WHERE {FAULT} > 0 LIMIT {_MOST_LIKELY}"
        ).fetchall()
        for number, value in faults:
            meant = likely_meaning(pack, sources[number - 1], value)
            if meant:
                row = [number, value, f"; did you mean `{meant}`?"]
                self._connection.execute("INSERT INTO likely VALUES (?, ?, ?)", row)
        self._connection.execute(
            f"""CREATE TEMP TABLE rejects AS
            SELECT cases.{NUMBER} AS {ROW}, cases.{ID} AS id, name AS "column", cases.{VALUE} AS value,
                reason || coalesce(meant, '') AS reason
            FROM cases JOIN sources ON number = {FAULT}
            LEFT JOIN likely ON likely.number = {FAULT} AND likely.value = cases.{VALUE}
            WHERE {FAULT} > 0"""
        )
        self._connection.execute(
            f"CREATE TEMP VIEW {_KEPT} AS SELECT {NUMBER} AS {ROW}, * FROM cases WHERE {FAULT} = 0"
        )

    def _refuse(self, query: str, pack: Pack) -> None:
        """The rows whose facts cannot be true together."""
        if not pack.impossible:
            return
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE impossible (id VARCHAR, why VARCHAR)"
        )
        for item in pack.impossible:
            row = [item.id, f"the facts contradict each other: {item.title}"]
            self._connection.execute("INSERT INTO impossible VALUES (?, ?)", row)
        self._connection.execute(
            f"""INSERT INTO rejects SELECT {ROW}, {ID}, NULL, NULL, why
            FROM (SELECT {ROW}, {ID}, {REFUSED} FROM ({query}) WHERE {REFUSED} IS NOT NULL)
            JOIN impossible ON impossible.id = {REFUSED}"""
        )

    def _run(self, what: str, query: str) -> None:
        """Run a statement that can take long, telling how far it is; whatever stops the waiting stops the work."""
        with ThreadPoolExecutor(1) as pool:
            work = pool.submit(self._connection.execute, query)
            try:
                while not wait([work], timeout=_OFTEN).done:
                    self._watch(what, self._connection.query_progress())
            except BaseException:
                self._connection.interrupt()
                wait([work])
                raise
            work.result()


_ERRNO = re.compile(r'"errno":"(\d+)"')


def _cells(query: exp.Query, pack: Pack, form: Form, id: str | None) -> str:
    """The columns as the form can hold them: several ids are a list, in CSV a text with blanks."""
    cells = []
    for name in query.named_selects:
        quoted = identifier(name)
        if name == ID and id is not None:
            cells.append(f"{ID} AS {identifier(id)}")
        elif name in LISTS and form is not Form.CSV:
            split = f"string_split({quoted}, ' ')"
            cells.append(f"CASE WHEN {quoted} = '' THEN [] ELSE {split} END AS {quoted}")
        elif (
            name in pack.amounts and form is Form.JSON_LINES
        ):  # its numbers would become binary ones
            cells.append(f"CAST({quoted} AS VARCHAR) AS {quoted}")
        elif name not in (ID, REFUSED):
            cells.append(quoted)
    return ", ".join(cells)


def copied(query: str, path: Path, form: Form) -> str:
    """The statement that writes what a query gives to a file."""
    options = {Form.CSV: ", HEADER", Form.PARQUET: ", COMPRESSION zstd", Form.JSON_LINES: ""}
    return f"COPY ({query}) TO {text_literal(str(path))} (FORMAT {form.value}, USE_TMP_FILE false{options[form]})"


def _read_back(path: Path, form: Form) -> str:
    match form:
        case Form.PARQUET:
            return f"read_parquet({text_literal(str(path))})"
        case Form.CSV:
            return f"read_csv({text_literal(str(path))}, header=true, all_varchar=true, delim=',', quote='\"')"
        case Form.JSON_LINES:
            return f"read_ndjson_objects({text_literal(str(path))})"


def too_little(error: duckdb.Error) -> str:
    """Why DuckDB could not go on, in a phrase."""
    said = str(error)
    number = _ERRNO.search(said)
    if number:
        return os.strerror(int(number[1])).lower()
    if isinstance(error, duckdb.OutOfMemoryException):
        return "the memory allowed for it and the space beside the output are used up"
    return said.partition("\n")[0].partition(": ")[2] or "the system refused"
