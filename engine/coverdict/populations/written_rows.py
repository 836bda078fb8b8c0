"""Rows that a batch has written, read back one by one and held against what the other backends tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb

from coverdict.populations.copying import read_back
from coverdict.populations.tables import Form, Unreadable, why
from coverdict.populations.told_rows import Told
from coverdict.populations.verdict_columns import LISTS

Cells = Mapping[str, object]


def written_row(path: Path, form: Form, number: int) -> Cells | None:
    """The row of that number in a file of verdicts or of rejects, if it is there. Raises Unreadable."""
    relation = read_back(path, form)
    found = "json->>'$.row'" if form is Form.JSON_LINES else '"row"'
    with duckdb.connect() as connection:
        try:
            answer = connection.execute(
                f"SELECT * FROM {relation} WHERE CAST({found} AS BIGINT) = ? LIMIT 1", [number]
            )
            names = [name for name, *_ in answer.description or ()]
            row = answer.fetchone()
        except duckdb.Error as error:
            raise Unreadable(why(error)) from None
    if row is None:
        return None
    cells: Cells = (
        json.loads(row[0]) if form is Form.JSON_LINES else dict(zip(names, row, strict=True))
    )
    return cells


def differing(row: Cells, told: Mapping[str, Told]) -> Iterator[tuple[str, str, str]]:
    """The columns in which they differ, with what stands there and what is told here."""
    for name, here in told.items():
        there = row.get(name)
        if not _same(name, there, here):
            yield name, _shown(there), _shown(here)


def _same(name: str, there: object, here: Told) -> bool:
    if name in LISTS:
        listed = str(there or "").split() if not isinstance(there, list) else there
        return tuple(sorted(listed)) == here
    match here:
        case None:
            return there is None or there == ""
        case int() | Decimal() if not isinstance(here, bool):
            return _number(there) == here
        case date():
            return str(there) == here.isoformat()
        case _:
            return there == here


def _number(cell: object) -> Decimal | None:
    try:
        return Decimal(str(cell))
    except InvalidOperation:
        return None


def _shown(cell: object) -> str:
    match cell:
        case None | "" | () | []:
            return "nothing"
        case tuple() | list():
            return f"`{' '.join(map(str, cell))}`"
        case _:
            return f"`{cell}`"
