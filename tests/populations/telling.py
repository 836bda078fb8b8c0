"""Cases decided as a table, each row as `told_of` tells a case."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb
from sqlglot import exp

from coverdict.populations.queries import Asked, Decisions, column_type, decisions
from coverdict.populations.verdict_columns import LISTS, REFUSED
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Case


def told_by_query(asked: Asked, cases: Sequence[Case]) -> list[Mapping[str, object] | None]:
    """What the query for DuckDB tells of each case; None of one that it refuses, and of all where there is none."""
    query = decisions(asked, exp.to_table("cases"), ("row",))
    if not isinstance(query, Decisions):
        return [None] * len(cases)
    given = [inputs_of(case) for case in cases]
    values: list[list[object]] = [[*range(len(cases))]]
    values += [[_listed(each.get(name)) for each in given] for name in query.facts]
    types = [column_type(asked.pack, name).sql("duckdb") for name in query.facts]
    typed = zip(("row", *query.facts), ("BIGINT", *types), strict=True)
    cells = ", ".join(f'unnest(?::{type}[]) AS "{name}"' for name, type in typed)
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"CREATE TABLE cases AS SELECT {cells}", values)
        found = connection.execute(query.query.sql("duckdb", copy=False) + " ORDER BY row")
        names = [name for name, *_ in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [_told(row) for row in rows]


def _told(row: Mapping[str, object]) -> Mapping[str, object] | None:
    if row[REFUSED] is not None:
        return None
    names = (name for name in row if name not in ("row", REFUSED))
    return {name: _cell(name, row[name]) for name in names}


def _cell(name: str, value: object) -> object:
    return tuple(sorted(str(value).split())) if name in LISTS else value


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def alike(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The columns that differ; numbers by value, however many zeros end them."""
    names = {*one, *other}
    return sorted(name for name in names if _plain(one[name]) != _plain(other[name]))


def _plain(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
