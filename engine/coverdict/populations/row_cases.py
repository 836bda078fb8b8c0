"""Rows of a table as cases, typed as a batch types them, for whoever explains one of them in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from coverdict.populations.cells import Source, type_of
from coverdict.populations.intake import NUMBER, TABLE, typed_rows
from coverdict.populations.ragged import sound_rows
from coverdict.populations.tables import Ragged, Table, unreadable
from coverdict.populations.verdict_files import CaseTable, Side
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type, Value


def cases_of_rows(cases: CaseTable, side: Side, rows: Iterable[int]) -> Mapping[int, Case]:
    """What those rows say, by their numbers; only rows that were decided may be asked for.

    Raises Unreadable and OSError.
    """
    wanted = sorted(set(rows))
    if not wanted:
        return {}
    with duckdb.connect() as connection:
        table = cases.open(connection)
        try:
            told = _typed(connection, table, side, wanted)
        except duckdb.Error as error:
            failed = unreadable(error)
            if not isinstance(failed, Ragged):
                raise failed from None
            with TemporaryDirectory() as folder:
                sound = sound_rows(cases.path, list(table.columns), Path(folder)).table()
                told = _typed(connection, sound, side, wanted)
    return {row[NUMBER]: _case(side, row[NUMBER], row) for row in told}


def _typed(
    connection: duckdb.DuckDBPyConnection, table: Table, side: Side, rows: Sequence[int]
) -> list[dict[str, Any]]:
    listed = ", ".join(map(str, rows))
    numbered = f"SELECT {table.row} AS {NUMBER}, * FROM {table.relation}"
    chosen = f"(SELECT * FROM ({numbered}) WHERE {NUMBER} IN ({listed}))"
    facts = [source.fact for source in side.sources]
    query = typed_rows(side.asked.pack, side.sources, facts, None).sql("duckdb")
    found = connection.execute(query.replace(TABLE, chosen))
    names = [name for name, *_ in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _case(side: Side, number: int, row: Mapping[str, object]) -> Case:
    pack = side.asked.pack
    given = {
        source.fact: Given(_value(pack, source, row[source.fact]), f"row {number}, {source.name}")
        for source in side.sources
        if row[source.fact] is not None
    }
    facts = {name: each for name, each in given.items() if name in pack.facts}
    return Case(facts, {name: each for name, each in given.items() if name not in facts})


def _value(pack: Pack, source: Source, cell: object) -> Value:
    """The cell as a case file would give it: counts are whole, percentages have no zeros at their end."""
    match type_of(pack, source.fact), cell:
        case Type.COUNT, Decimal():
            return int(cell)
        case Type.PERCENT, Decimal():
            whole = cell.to_integral_value()
            return whole if whole == cell else cell.normalize()
        case ((Type.CHOICES | Type.DATES), list()):
            return tuple(sorted(set(cell)))
        case _:
            return cell  # type: ignore[return-value] # DuckDB's types are those of the columns
