"""The query as text, for the database where the cases lie."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from coverdict.populations.queries import Asked, Decisions, column_type, decisions
from coverdict.populations.values import Node
from coverdict.populations.verdict_columns import REFUSED
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack

ROW, TABLE = "row", "cases"
WITH_LISTS = ("duckdb", "spark")
"""The databases that work on lists of values as we write them."""
_SQL = exp.Expr
_WIDE_DECIMAL = exp.DataType.build("BIGDECIMAL", dialect="bigquery")


def printed(asked: Asked, dialect: str) -> str | Diagnostic:
    """The SELECT that decides the table ``cases``, what the table has to have before it as a comment."""
    asked = replace(asked, lists=dialect in WITH_LISTS)
    found = decisions(asked, exp.to_table(TABLE), (ROW,))
    if isinstance(found, Diagnostic):
        return found
    query: Node = found.query
    if dialect == "bigquery":
        query = _for_bigquery(query)
    types = _types(asked.pack, found, dialect)
    return f"{_head(asked, types)}{query.sql(dialect, pretty=True)};\n"


def _types(pack: Pack, found: Decisions, dialect: str) -> list[tuple[str, str]]:
    listed = [(name, column_type(pack, name)) for name in found.facts]
    types: list[tuple[str, str]] = [(ROW, "any type")]
    for name, type in listed:
        node: Node = exp.ColumnDef(this=exp.to_identifier(name), kind=type)
        if dialect == "bigquery":
            node, name = _for_bigquery(node), _bare(name)
        types.append((name, node.args["kind"].sql(dialect)))
    return types


def _head(asked: Asked, types: list[tuple[str, str]]) -> str:
    pack = asked.pack
    lines = [
        f"{pack.id} {pack.version} ({pack.digest}): {asked.question.id}, as known on {asked.known}.",
        f"Rows without a date of service are decided for {asked.undated}.",
        f"Where `{REFUSED}` is not NULL, the facts contradict each other, and the row has no verdict.",
        f"The table `{TABLE}` has these columns, NULL where nothing is given, lists sorted, each item once:",
        *(f"  {name}: {type}" for name, type in types),
    ]
    return "".join(f"-- {line}\n" for line in lines)


def _for_bigquery(node: Node) -> Node:
    """BigQuery has no dots and hyphens in names, and another type for numbers with many digits."""

    def put(each: _SQL) -> _SQL:
        if isinstance(each, exp.Identifier):
            return exp.to_identifier(_bare(each.name), quoted=each.quoted)
        if isinstance(each, exp.DataType) and each.is_type(exp.DType.DECIMAL):
            return _WIDE_DECIMAL.copy()
        return each

    return node.copy().transform(put)


def _bare(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)
