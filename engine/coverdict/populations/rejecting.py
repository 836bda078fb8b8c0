"""The rows that are not decided: each with its column and the reason, put among the rejects."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from coverdict.populations.cells import Source, reason
from coverdict.populations.intake import FAULT, ID, VALUE, likely_meaning
from coverdict.populations.verdict_columns import REFUSED
from coverdict.vocabulary.packs import Pack

_MOST_LIKELY = 1000  # so many values at most are held against lists


def reject(
    connection: duckdb.DuckDBPyConnection,
    pack: Pack,
    sources: Sequence[Source],
    unread: str | None = None,
) -> None:
    """Make the table ``rejects`` of ``aside``, the rows that have a fault or whose facts can't be true together.

    ``unread`` is a relation of the rows that could not be read at all.
    """
    connection.execute(
        "CREATE TEMP TABLE sources (number INTEGER, name VARCHAR, reason VARCHAR);"
        "CREATE TEMP TABLE likely (number INTEGER, value VARCHAR, meant VARCHAR);"
        "CREATE TEMP TABLE impossible (id VARCHAR, why VARCHAR)"
    )
    for number, source in enumerate(sources, 1):
        row = [number, source.name, reason(pack, source)]
        connection.execute("INSERT INTO sources VALUES (?, ?, ?)", row)
    for item in pack.impossible:
        refused = [item.id, f"the facts contradict each other: {item.title}"]
        connection.execute("INSERT INTO impossible VALUES (?, ?)", refused)
    _tell_what_was_meant(connection, pack, sources)
    connection.execute(
        f"""CREATE TEMP TABLE rejects AS
        SELECT row, {ID} AS id, name AS "column", {VALUE} AS value,
            coalesce(reason || coalesce(meant, ''), why) AS reason
        FROM aside LEFT JOIN sources ON sources.number = {FAULT}
        LEFT JOIN likely ON likely.number = {FAULT} AND likely.value = {VALUE}
        LEFT JOIN impossible ON impossible.id = {REFUSED}"""
    )
    if unread is not None:
        connection.execute(
            f"INSERT INTO rejects SELECT row, NULL, NULL, NULL, reason FROM {unread}"
        )


def _tell_what_was_meant(
    connection: duckdb.DuckDBPyConnection, pack: Pack, sources: Sequence[Source]
) -> None:
    """Of a list, the value that is most like the one written."""
    faults = connection.execute(
        f"SELECT DISTINCT {FAULT}, {VALUE} FROM aside WHERE {FAULT} > 0 LIMIT {_MOST_LIKELY}"
    ).fetchall()
    for number, value in faults:
        meant = likely_meaning(pack, sources[number - 1], value)
        if meant:
            row = [number, value, f"; did you mean `{meant}`?"]
            connection.execute("INSERT INTO likely VALUES (?, ?, ?)", row)
