"""Tables of cases as files: Parquet, CSV and JSON lines, by the end of the name.

What DuckDB reads of a file is told as a relation and its columns with their types; a file that can't be read is told
with the reason. CSV is read as text throughout, with commas, quotes that are doubled inside quotes, and one header.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb
from sqlglot import exp

_LINE = re.compile(r"(?:CSV Error on Line: |in line )(\d+)", re.IGNORECASE)
JSON = "JSON"
_LINE_NUMBER = '"\x00line"'


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


class Ragged(Unreadable):
    """A CSV file with rows that have a cell too many or too few."""


@dataclass(frozen=True, slots=True)
class Table:
    """A relation to select from, the types of its columns by name, and SQL for the number of a row, from 1.

    A table that is typed can be read column by column, as often as it takes. ``unread`` is a relation of the rows that
    can't be read at all, by ``row`` and ``reason``. No order that rows happen to be worked on in says anything of where
    they stand in the file.
    """

    relation: str
    columns: Mapping[str, str]
    row: str = "row_number() OVER ()"
    is_typed: bool = False
    unread: str | None = None


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


def unreadable(error: duckdb.Error) -> Unreadable:
    """Why a table can't be read to its end."""
    ragged = "Expected Number of Columns" in str(error)
    return (Ragged if ragged else Unreadable)(why(error))


def why(error: duckdb.Error) -> str:
    """What DuckDB found, in a phrase: the line of a text file, or its own first line."""
    said = str(error)
    line = _LINE.search(said)
    if "Expected Number of Columns" in said:
        return f"line {line[1] if line else '?'} has more or fewer cells than the header"
    if "quote" in said.lower() and line:
        return f"the quotes in line {line[1]} are not closed, or text stands after them"
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
        return Table(relation, columns, is_typed=True)
    numbered = f"read_parquet({_quoted(path)}, file_row_number=true)"
    return Table(numbered, columns, "file_row_number + 1", is_typed=True)


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
    return Table(csv_relation(path, names), dict.fromkeys(names, "VARCHAR"))


def csv_relation(path: Path, names: Sequence[str]) -> str:
    """What DuckDB reads of a CSV file with these names in its header: texts, an empty one NULL."""
    columns = ", ".join(f"{text_literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({_quoted(path)}, columns={{{columns}}}, auto_detect=false, header=true,"
        " delim=',', quote='\"', escape='\"', nullstr='', strict_mode=true, null_padding=false)"
    )


def _json_lines(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Every line is looked at for its names: a name in a late line must not be passed over.

    What stands inside an object has the names of both, with a dot between: `{"visit": {"date": …}}` is `visit.date`.
    """
    lines = (
        f"(SELECT row_number() OVER () AS {_LINE_NUMBER}, json"
        f" FROM read_ndjson_objects({_quoted(path)}, ignore_errors=true))"
    )
    sound = f"(SELECT * FROM {lines} WHERE json_type(json) = 'OBJECT')"
    places = _places(connection, sound)
    cells = [f"{_value_at(place)} AS {identifier(name)}" for name, place in sorted(places.items())]
    unread = (
        f"(SELECT {_LINE_NUMBER} AS row, CASE WHEN json IS NULL THEN 'the line is not JSON'"
        " ELSE 'the line is not an object with the facts of one case' END AS reason"
        f" FROM {lines} WHERE coalesce(json_type(json), '') <> 'OBJECT')"
    )
    relation = f"(SELECT {', '.join([_LINE_NUMBER, *cells])} FROM {sound})"
    return Table(relation, dict.fromkeys(sorted(places), JSON), _LINE_NUMBER, unread=unread)


def _places(
    connection: duckdb.DuckDBPyConnection, objects: str, below: str = "$", prefix: str = ""
) -> dict[str, str]:
    """Where in the lines the cells of each name stand, as a path."""
    keys = f"SELECT json, unnest(json_keys(json, {text_literal(below)})) AS key FROM {objects}"
    path = f"""{text_literal(below + '."')} || replace(key, '"', '\\"') || '"'"""
    kinds = f"SELECT DISTINCT key, {path} AS path, json_type(json, {path}) FROM ({keys})"
    met: dict[tuple[str, str], set[str]] = {}
    for key, place, kind in sorted(connection.execute(kinds).fetchall()):
        met.setdefault((prefix + key, place), set()).add(kind)
    found: dict[str, str] = {}
    for (name, place), of in met.items():
        inside = {} if of - {"NULL"} == {"OBJECT"} else {name: place}
        if "OBJECT" in of:
            inside |= _places(connection, objects, place, f"{name}.")
        for each, where in inside.items():
            if found.setdefault(each, where) != where:
                raise Unreadable(f"`{each}` is a name and also stands inside another")
    return found


def _value_at(place: str) -> str:
    """What stands there; a JSON null says nothing, and of an object the names inside it are told."""
    path = text_literal(place)
    kind = f"coalesce(json_type(json, {path}), 'NULL')"
    return f"CASE WHEN {kind} NOT IN ('NULL', 'OBJECT') THEN json_extract(json, {path}) END"


def text_literal(text: str) -> str:
    """A text as DuckDB's SQL writes it."""
    return exp.Literal.string(text).sql("duckdb")


def identifier(text: str) -> str:
    """A name as DuckDB's SQL writes it."""
    return exp.to_identifier(text, quoted=True).sql("duckdb")


def _quoted(path: Path) -> str:
    """The path as it is: DuckDB would take signs such as `*` for a pattern."""
    return text_literal(re.sub(r"([*?\[\]])", r"[\1]", str(path)))
