"""Programs run on Spark for some cases, many in one query, and what it found put as the other backends put it."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyspark.sql import SparkSession
from sqlglot import exp

from coverdict.populations.relational import Columns
from coverdict.populations.spark_sessions import Session
from coverdict.populations.staging import staged
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program
from coverdict.vocabulary.values import Type
from tests.populations.relationally import COLUMN, column_of, models_in, outputs_of

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark runs on Java, and there is none here"
)

_TEXTS = "ARRAY<VARCHAR>"


@dataclass(frozen=True)
class Posed:
    """A program with the cases that it is run for."""

    pack: Pack
    program: Program
    cases: Sequence[Inputs]


@cache
def spark() -> SparkSession:
    """The Spark of this process of the tests: small, and quick to start rather than to work."""
    settings = {
        "spark.master": "local[1]",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.sql.shuffle.partitions": "1",
    }
    return Session(settings, Path(tempfile.mkdtemp(prefix="spark-"))).spark


def models_of(posed: Sequence[Posed]) -> list[list[Model]]:
    """What Spark concludes in each case of each program, found by one query."""
    columns = [Columns(each.program, _types(each.pack)) for each in posed]
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(posed):
            path = f"{folder}/{number}.parquet"
            _write(each, path)
            spark().read.parquet(path).createOrReplaceTempView(f"cases_{number}")
        queries = [_query(number, each) for number, each in enumerate(columns)]
        united = reduce(lambda a, b: exp.union(a, b, distinct=False, copy=False), queries)
        rows = spark().sql(united.sql("spark")).collect()
    return [
        [*_models(each, sorted((row[1:] for row in rows if row[0] == number), key=itemgetter(0)))]
        for number, each in enumerate(columns)
    ]


def _types(pack: Pack) -> dict[str, Type]:
    return {id: fact.type for id, fact in pack.facts.items()}


def _write(posed: Posed, path: str) -> None:
    read = {*posed.program.facts, *posed.program.stated}
    types = {name: type for name, type in _types(posed.pack).items() if name in read}
    types |= dict.fromkeys(posed.program.stated, Type.BOOLEAN)
    cells = [f'unnest(?::{COLUMN[type]}[]) AS "{name}"' for name, type in types.items()]
    selected = ", ".join(["unnest(?::BIGINT[]) AS row", *cells])
    given = [column_of(name, posed.cases) for name in types]
    query = f"COPY (SELECT {selected}) TO '{path}' (FORMAT parquet)"
    duckdb.connect().execute(query, [[*range(len(posed.cases))], *given])


def _query(number: int, columns: Columns) -> exp.Query:
    """Literals and amounts as one column each: a thousand columns take Spark longer than what they hold."""
    outputs = outputs_of(columns)
    literals = [node for name, node in outputs.items() if name[-1] in "+-"]
    amounts = [exp.cast(node, "VARCHAR") for name, node in outputs.items() if name[-1].isdigit()]
    lists = [exp.cast(node, _TEXTS) for name, node in outputs.items() if name.endswith("#all")]
    packed: dict[str, exp.Expr] = {
        "program": exp.Literal.number(number),
        "row": exp.column("row"),
        "literals": exp.Array(expressions=literals),
        "amounts": exp.cast(exp.Array(expressions=amounts), _TEXTS),
        "lists": exp.cast(exp.Array(expressions=lists), f"ARRAY<{_TEXTS}>"),
    }
    return staged(exp.to_table(f"cases_{number}"), columns.definitions, packed)


def _models(columns: Columns, rows: Sequence[Sequence[Any]]) -> Iterator[Model]:
    names = sorted(outputs_of(columns), key=_place)
    for_each = ([*row[1], *map(_value, row[2]), *map(_values, row[3])] for row in rows)
    return models_in(columns, names, map(tuple, for_each))


def _place(name: str) -> int:
    """Literals before single values, lists after them."""
    return 0 if name[-1] in "+-" else 2 if name.endswith("#all") else 1


def _values(texts: Sequence[str] | None) -> object:
    return None if texts is None else [*map(_value, texts)]


def _value(text: str | None) -> object:
    """The amount as DuckDB gives it: only a day has two hyphens."""
    if text is None:
        return None
    return date.fromisoformat(text) if text.count("-") == 2 else Decimal(text)
