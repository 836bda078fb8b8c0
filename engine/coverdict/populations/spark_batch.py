"""A batch that Spark decides: it types the cells and runs the queries, in as many tasks as there are cores.

DuckDB, beside it, opens the table, brings text to Parquet, tells what is wrong with a row, and puts what Spark wrote
in one file: so both engines read and write the same. The table and the folder of the output have to be where Spark's
workers find them under the same path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark import StatusTracker
from pyspark.core.status import SparkStageInfo
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from sqlglot import exp

from coverdict.populations.batch import (
    ALL,
    ROW,
    SOUND,
    Batch,
    Plan,
    Resources,
    Unwritten,
    Watch,
)
from coverdict.populations.cells import Source
from coverdict.populations.copying import copied
from coverdict.populations.intake import FAULT, NUMBER
from coverdict.populations.spark_cells import typed_by_spark
from coverdict.populations.spark_sessions import Session, waited
from coverdict.populations.tables import Form, Table, Unreadable, identifier, text_literal
from coverdict.vocabulary.packs import Pack

READING = "reading"
_TABLE = "the_table"


class SparkBatch(Batch):
    """One run on Spark; ``settings`` are Spark's own, for the case that it has to be started. Raises Unstarted."""

    def __init__(self, resources: Resources, watch: Watch, settings: Mapping[str, str]) -> None:
        super().__init__(resources, watch)
        self._path, self._form = Path(), Form.PARQUET
        begun = partial(Session, settings, resources.folder)
        self._session = waited(begun, lambda: watch("starting Spark", -1))
        self._spark = self._session.spark

    def open(self, path: Path, form: Form) -> Table:
        """The table in a file; raises Unreadable."""
        self._path, self._form = path, form
        return super().open(path, form)

    def read(
        self,
        pack: Pack,
        table: Table,
        sources: Sequence[Source],
        facts: Sequence[str],
        id: str | None,
    ) -> None:
        """Type every cell and keep the ``facts``. Raises Unreadable and Unwritten."""
        self._sources = sources
        self._numbered(table).createOrReplaceTempView(_TABLE)
        query = typed_by_spark(pack, sources, facts, id, _TABLE)
        typed = self._spark.sql(f"SELECT {NUMBER} AS {ROW}, * FROM ({query})")
        self._write(READING, typed, ALL)
        self._spark.read.parquet(str(self._folder / ALL)).createOrReplaceTempView(ALL)
        self._connection.execute(f"CREATE TEMP VIEW {ALL} AS {self._parts(ALL)}")

    def _numbered(self, table: Table) -> DataFrame:
        """The table with the numbers of its rows; text comes to Spark as Parquet, as it is written."""
        if self._form is Form.PARQUET:
            found = self._spark.read.parquet(_escaped(self._path))
            number = found.metadataColumn("_metadata")["row_index"] + 1
            return found.select("*", number.alias(NUMBER))
        path = self._folder / "table"
        cells = ", ".join(
            f"CAST({identifier(each)} AS VARCHAR) AS {identifier(each)}" for each in table.columns
        )
        query = f"SELECT {table.row} AS {NUMBER}, {cells} FROM {table.relation}"
        self._read(READING, copied(query, path, Form.PARQUET))
        return self._spark.read.parquet(str(path))

    def _keep_sound(self, plan: Plan) -> None:
        """The rows without a fault."""
        sound = self._spark.table(ALL).where(f"{FAULT} IS NULL")
        sound.createOrReplaceTempView(SOUND)

    def _answers(self, what: str, query: exp.Query) -> str:
        """Run the query on Spark; the parts that it writes are what DuckDB goes on with."""
        found = self._spark.sql(query.sql("spark", comments=False))
        self._write(what, found, what)
        return self._parts(what)

    def _parts(self, folder: str) -> str:
        """A query over what Spark wrote."""
        parts = text_literal(str(self._folder / folder / "*.parquet"))
        return f"SELECT * FROM read_parquet({parts})"

    def _write(self, what: str, rows: DataFrame, folder: str) -> None:
        path = str(self._folder / folder)
        try:
            self._run_on_spark(what, lambda: rows.write.parquet(path))
        except (PySparkException, Py4JError) as error:
            short = _too_little(str(error))
            if short is None and what == READING:
                raise Unreadable(_first_line(error)) from None
            raise Unwritten(short or _first_line(error)) from None

    def _run_on_spark(self, what: str, work: Callable[[], None]) -> None:
        tracker = self._spark.sparkContext.statusTracker()
        waited(work, lambda: self._watch(what, _share(tracker)), self._session.interrupt)

    def _keeps_order(self, plan: Plan) -> bool:
        return False

    def close(self) -> None:
        """Give back what the run took."""
        super().close()
        self._session.close()


def _share(tracker: StatusTracker) -> float:
    """The share of the tasks that are done, in per cent; below zero where none are known yet."""
    stages = list(_stages(tracker))
    tasks = sum(stage.numTasks for stage in stages)
    return 100 * sum(stage.numCompletedTasks for stage in stages) / tasks if tasks else -1


def _stages(tracker: StatusTracker) -> Iterator[SparkStageInfo]:
    for job in tracker.getActiveJobsIds():
        found = tracker.getJobInfo(job)
        stages = (tracker.getStageInfo(id) for id in (found.stageIds if found else ()))
        yield from (stage for stage in stages if stage)


def _escaped(path: Path) -> str:
    """The path as it is: Spark would take signs such as `*` for a pattern."""
    return re.sub(r"([*?\[\]{}\\])", r"\\\1", str(path.resolve()))


def _too_little(said: str) -> str | None:
    """What there is too little of, if that is why Spark could not go on."""
    if "No space left on device" in said:
        return "no space left on device"
    if "OutOfMemoryError" in said:
        return "the memory allowed for it is used up"
    return None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or "Spark refused"
