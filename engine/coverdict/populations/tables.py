"""Tables of cases as files: Parquet, CSV and JSON lines, by the end of the name.

What DuckDB reads of a file is told as a relation and its columns with their types; a file that can't be read is told
with the reason. CSV is read as text throughout, with commas, quotes that are doubled inside quotes, and one header.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb
from sqlglot import exp

_LINE = re.compile(r"(?:CSV Error on Line: |in line )(\d+)", re.IGNORECASE)
JSON = "JSON"


class Form(StrEnum):
    """How a table is written; the value is DuckDB's name for it."""

    PARQUET = "parquet"
    CSV = "csv"
    JSON_LINES = "json"


_SUFFIXES = {
    ".parquet": Form.PARQUET,
    ".csv": Form.CSV,
    ".jsonl": Form.JSON_LINES,
    ".ndjson": Form.JSON_LINES,
}
SUFFIXES = ", ".join(f"`{suffix}`" for suffix in _SUFFIXES)


class Unreadable(Exception):
    """A file that is no table; the text says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A relation to select from, the types of its columns by name, and SQL for the number of a row, from 1.

    No order that rows happen to be worked on in says anything of where they stand in the file.
    """

    relation: str
    columns: Mapping[str, str]
    row: str = "row_number() OVER ()"


def form_of(path: Path) -> Form | None:
    """The form that the name's end asks for."""
    return _SUFFIXES.get(path.suffix.lower())


def opened(connection: duckdb.DuckDBPyConnection, path: Path, form: Form) -> Table:
    """The table in a file; raises Unreadable."""
    try:
        match form:
            case Form.PARQUET:
                return _parquet(connection, path)
            case Form.CSV:
                return _csv(path)
            case Form.JSON_LINES:
                return _json_lines(connection, path)
    except duckdb.Error as error:
        raise Unreadable(why(error)) from None
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8 text") from None
    except OSError as error:
        raise Unreadable((error.strerror or "the system refused").lower()) from None


def why(error: duckdb.Error) -> str:
    """What DuckDB found, in a phrase: the line of a text file, or its own first line."""
    said = str(error)
    line = _LINE.search(said)
    if "Expected Number of Columns" in said:
        return f"line {line[1] if line else '?'} has more or fewer cells than the header"
    if "quote" in said.lower() and line:
        return f"the quotes in line {line[1]} are not closed, or text stands after them"
    if "Malformed JSON" in said and line:
        return f"line {int(line[1]) - 1} is not JSON"  # DuckDB names the line after it
    if "magic bytes" in said or "Parquet" in said or "parquet" in said:
        return "it is damaged or cut short: that is no whole Parquet file"
    if line:
        return f"line {line[1]} can't be read"
    return said.partition("\n")[0].partition(": ")[2] or "the file can't be read"


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    relation = f"read_parquet({_quoted(path)})"
    found = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    columns = {name: type for name, type, *_ in found}
    if "file_row_number" in columns:  # the name is taken, and only then does the option fail
        return Table(relation, columns)
    numbered = f"read_parquet({_quoted(path)}, file_row_number=true)"
    return Table(numbered, columns, "file_row_number + 1")


def _csv(path: Path) -> Table:
    """The header is read here, so that no name or type is guessed; a byte-order mark before it says nothing."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            names = next(csv.reader(stream, strict=True), [])
        except csv.Error:
            raise Unreadable(
                "the quotes in line 1 are not closed, or text stands after them"
            ) from None
    if not any(names):
        raise Unreadable("it has no header with the names of its columns")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice or "" in names:
        raise Unreadable(
            f"two columns are called `{twice[0]}`" if twice and twice[0] else "a column has no name"
        )
    columns = ", ".join(f"{text_literal(name)}: 'VARCHAR'" for name in names)
    relation = (
        f"read_csv({_quoted(path)}, columns={{{columns}}}, auto_detect=false, header=true,"
        " delim=',', quote='\"', escape='\"', nullstr='', strict_mode=true, null_padding=false)"
    )
    return Table(relation, dict.fromkeys(names, "VARCHAR"))


def _json_lines(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Every line is looked at for its names: a name in a late line must not be passed over."""
    objects = f"read_ndjson_objects({_quoted(path)})"
    kinds = connection.execute(f"SELECT DISTINCT json_type(json) FROM {objects}").fetchall()
    if any(kind != "OBJECT" for (kind,) in kinds):
        raise Unreadable("a line is not an object with the facts of one case")
    keys = connection.execute(f"SELECT DISTINCT unnest(json_keys(json)) FROM {objects}").fetchall()
    names = sorted(name for (name,) in keys)
    cells = ", ".join(f"{_value_at(name)} AS {identifier(name)}" for name in names)
    return Table(
        f"(SELECT {cells or 'NULL AS nothing'} FROM {objects})", dict.fromkeys(names, JSON)
    )


def _value_at(name: str) -> str:
    """The value under the name; a JSON null says nothing."""
    path = text_literal('$."' + name.replace('"', '\\"') + '"')
    return f"CASE WHEN json_type(json, {path}) <> 'NULL' THEN json_extract(json, {path}) END"


def text_literal(text: str) -> str:
    """A text as DuckDB's SQL writes it."""
    return exp.Literal.string(text).sql("duckdb")


def identifier(text: str) -> str:
    """A name as DuckDB's SQL writes it."""
    return exp.to_identifier(text, quoted=True).sql("duckdb")


def _quoted(path: Path) -> str:
    """The path as it is: DuckDB would take signs such as `*` for a pattern."""
    return text_literal(re.sub(r"([*?\[\]])", r"[\1]", str(path)))
