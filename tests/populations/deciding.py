"""Cases decided as a table, row by row what came out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
from sqlglot import exp

from coverdict.explaining.naming import value_in_words
from coverdict.populations.queries import Asked, Decisions, column_type, decisions
from coverdict.populations.verdict_columns import REFUSED, TOLD
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.packs import Pack


@dataclass
class Row:
    verdict: str | None = None
    modality: str | None = None
    day: str | None = None
    rules: list[str] = field(default_factory=list)
    amounts: dict[str, str] = field(default_factory=dict)
    refused: bool = False


def decided(
    pack: Pack, question: str, cases: Sequence[Case], known: date, undated: date
) -> list[Row]:
    asked = pack.questions[question]
    amounts = tuple(item.key for item in asked.reports if item.key in pack.amounts)
    query = decisions(
        Asked(pack, asked, known, undated, TOLD, amounts), exp.to_table("cases"), ("row",)
    )
    assert isinstance(query, Decisions)
    connection = duckdb.connect(config={"threads": 1})
    types = {name: column_type(pack, name).sql("duckdb") for name in query.facts}
    declared = ", ".join(f'"{name}" {type}' for name, type in types.items())
    connection.execute(f"CREATE TABLE cases (row BIGINT, {declared})")
    marks = ", ".join("?" * (len(types) + 1))
    for number, case in enumerate(cases):
        inputs = inputs_of(case)
        values = [inputs.get(name) for name in types]
        listed = [list(item) if isinstance(item, tuple) else item for item in values]
        connection.execute(f"INSERT INTO cases VALUES ({marks})", [number, *listed])
    found = connection.execute(query.query.sql("duckdb") + " ORDER BY row")
    names = [name for name, *_ in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    connection.close()
    return [_row(pack, row, amounts) for row in rows]


def _row(pack: Pack, row: dict[str, Any], amounts: Sequence[str]) -> Row:
    if row[REFUSED] is not None:
        return Row(refused=True)
    words = sorted(str(row["decided-by"]).split())
    return Row(
        str(row["verdict"]),
        row["modality"],
        str(row["service-date"]),
        words,
        {
            name: value_in_words(row[name], pack.amounts[name].type, {})
            for name in amounts
            if row[name] is not None
        },
    )
