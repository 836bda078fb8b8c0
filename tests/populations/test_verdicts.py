"""A table of scenarios is decided as `decide` decides each: in the query, and in the files that are written.

`make test` takes a sample of each pack's scenarios, `make prove` and continuous integration all of them.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from coverdict.explaining.deciding import nearest_day
from coverdict.populations.queries import column_type
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type, Value
from tests.cli.within import run
from tests.populations.deciding import Row, alike, decided, differing, row_of, told
from tests.populations.scenarios import PACKS, pack_at, scenarios_at
from tests.sampled import sampled

KNOWN, TODAY = date(2026, 6, 30), date(2026, 6, 30)
ASKED = [(path, question) for path in PACKS for question in pack_at(path).questions]
SOME = 200


def cases_at(path: Path, most: int = SOME) -> list[Case]:
    return [each.case for each in sampled(scenarios_at(path), most)]


@cache
def as_decide_says(path: Path, question: str, most: int = SOME) -> list[Row]:
    pack, undated = pack_at(path), nearest_day(pack_at(path), TODAY)
    return [told(pack, question, case, KNOWN, undated) for case in cases_at(path, most)]


def assert_decided_alike(path: Path, question: str, most: int) -> None:
    pack = pack_at(path)
    rows = decided(pack, question, cases_at(path, most), KNOWN, nearest_day(pack, TODAY))
    assert differing(pack, rows, as_decide_says(path, question, most)) == []


@pytest.mark.parametrize(("path", "question"), ASKED, ids=lambda item: getattr(item, "name", item))
def test_a_scenario_gets_the_verdict_that_decide_gives(path: Path, question: str) -> None:
    assert_decided_alike(path, question, SOME)


@pytest.mark.prove
@pytest.mark.parametrize(("path", "question"), ASKED, ids=lambda item: getattr(item, "name", item))
def test_every_scenario_gets_the_verdict_that_decide_gives(path: Path, question: str) -> None:
    assert_decided_alike(path, question, len(scenarios_at(path)))


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_the_files_that_the_command_writes_say_what_decide_says(
    path: Path, suffix: str, tmp_path: Path
) -> None:
    pack, output = pack_at(path), tmp_path / f"verdicts.{suffix}"
    table = written(pack, [inputs_of(case) for case in cases_at(path)], tmp_path, suffix)
    days = ("--knowledge-date", str(KNOWN), "--date", str(TODAY))
    ended = run("batch", path, table, "-o", output, *days)
    assert ended.returncode == 0, ended.stderr
    said = as_decide_says(path, pack.main_question.id)
    rows = {row["row"]: row_of(row, amounts_in(pack, row)) for row in read(output, suffix)}
    assert [*rows] == [str(n) for n, row in enumerate(said, 1) if not row.refused]
    assert [n for n, row in rows.items() if not alike(pack, row, said[int(n) - 1])] == []


def written(pack: Pack, cases: Sequence[Inputs], folder: Path, suffix: str) -> Path:
    """The cases as a table with a column for each fact and for each criterion that may be stated."""
    path = folder / f"cases.{suffix}"
    names = [*pack.facts, *(id for id, item in pack.criteria.items() if item.stating)]
    rows = [{name: cell(case[name], suffix) for name in names if name in case} for case in cases]
    match suffix:
        case "jsonl":
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        case "csv":
            with path.open("w", encoding="utf-8", newline="") as stream:
                table = csv.DictWriter(stream, names)
                table.writeheader()
                table.writerows(rows)
        case _:
            types = {name: column_type(pack, name).sql("duckdb") for name in names}
            cells = ", ".join(f'unnest(?::{type}[]) AS "{name}"' for name, type in types.items())
            columns = [[row.get(name) for row in rows] for name in names]
            duckdb.execute(f"COPY (SELECT {cells}) TO '{path}' (FORMAT parquet)", columns)
    return path


def cell(value: Value, suffix: str) -> object:
    """The value as the form of table writes it."""
    match value:
        case bool():
            return str(value).lower() if suffix == "csv" else value
        case tuple():
            return f"[{', '.join(value)}]" if suffix == "csv" else [*value]
        case int() | str():
            return value
        case _:
            return value if suffix == "parquet" else str(value)


def read(path: Path, suffix: str) -> list[dict[str, Any]]:
    """The rows of a table of verdicts."""
    form = {
        "parquet": f"read_parquet('{path}')",
        "csv": f"read_csv('{path}', header=true, all_varchar=true)",
        "jsonl": f"read_ndjson('{path}')",
    }[suffix]
    found = duckdb.execute(f"SELECT * REPLACE (row::VARCHAR AS row) FROM {form}")
    names = [name for name, *_ in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [{name: "" if value is None else value for name, value in row.items()} for row in rows]


def amounts_in(pack: Pack, row: Mapping[str, Any]) -> dict[str, Value]:
    """The amounts of a row, exact: a number or day that is written as text is read as one."""
    found = {id: row[id] for id in pack.amounts if row.get(id, "") != ""}
    return {
        id: date.fromisoformat(str(value))
        if pack.amounts[id].type is Type.DATE
        else Decimal(str(value))
        for id, value in found.items()
    }
