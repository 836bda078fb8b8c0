"""A table of cases for a generated rule set: every fact a column, the same rows every time."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.bench.generated_packs import DAY
from tests.bench.generated_rules import Fact, RuleSet

ROW = "row"
TODAY = "2026-03-02"
_MOST = {"case.age": 100}
_DEFAULT_MOST = 1_000


def write_table(path: Path, of: RuleSet, rows: int) -> None:
    """Write a Parquet file with so many rows: values evenly drawn, by a hash of row and fact."""
    columns = [f"{_drawn(fact, place)} AS {quoted(fact.id)}" for place, fact in enumerate(of.facts)]
    cells = ", ".join([f"DATE '{TODAY}' AS {quoted(DAY)}", *columns])
    query = f"SELECT {cells} FROM range({rows}) AS made(n) ORDER BY n"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def _drawn(fact: Fact, place: int) -> str:
    number = f"hash(n * 100003 + {place})"
    if fact.type == "boolean":
        return f"({number} % 2 = 0)"
    if fact.type == "choice":
        values = ", ".join(f"'{value}'" for value in fact.values)
        return f"[{values}][1 + ({number} % {len(fact.values)})::INTEGER]"
    type = "DECIMAL(12, 2)" if fact.type == "money" else "INTEGER"
    return f"({number} % {_MOST.get(fact.id, _DEFAULT_MOST)})::{type}"


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return f'"{name}"'


def place_in_list(fact: Fact) -> str:
    """The column as a number, of a list the place of the value in it: what arrays are made of."""
    if fact.type == "choice":
        values = ", ".join(f"'{value}'" for value in fact.values)
        return f"(list_position([{values}], {quoted(fact.id)}) - 1)::SMALLINT"
    if fact.type == "boolean":
        return quoted(fact.id)
    return f"{quoted(fact.id)}::INTEGER"
