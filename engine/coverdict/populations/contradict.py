"""Determinations that a table brings along, held against the rules.

The table is decided as a batch; the verdicts are joined with what the table itself says of each row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from sqlglot import exp

from coverdict.populations.batch import Resources, Unwritten, Watch, connected, too_little
from coverdict.populations.cells import Source, as_text
from coverdict.populations.comparisons import Contradictions, Word
from coverdict.populations.copying import copied
from coverdict.populations.differences import AMOUNT, Compared, outcome_columns
from coverdict.populations.intake import FAULT, ID, NUMBER, TABLE, VALUE, typed_rows
from coverdict.populations.ragged import sound_rows
from coverdict.populations.tables import Form, Ragged, Table, identifier, unreadable
from coverdict.populations.verdict_columns import DECIDED_BY, STATEMENTS
from coverdict.populations.verdict_files import (
    CaseTable,
    Side,
    VerdictFiles,
    decide_into_files,
)
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Amount, Fact, Pack
from coverdict.vocabulary.verdicts import VerdictValue

WORDS = (VerdictValue.COVERED, VerdictValue.NOT_COVERED, VerdictValue.UNDETERMINED)
_MOST_WORDS = 20
_THEIRS, _OURS = "b", "a"


@dataclass(frozen=True, slots=True)
class Determined:
    """Where the determinations are: the column, what its words stand for, and the columns of amounts by id."""

    column: str
    words: Mapping[str, str]
    amounts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """A file for the rows that differ; it is not there yet."""

    path: Path
    form: Form


def contradictions(
    cases: CaseTable,
    side: Side,
    determined: Determined,
    most: tuple[int, int],
    listing: Listing | None,
    resources: Resources,
    watch: Watch,
) -> Contradictions | Diagnostic:
    """Where the determinations differ; of each kind so many examples, of so many kinds, both from ``most``.

    A program that no query can hold is told as a diagnostic; raises Unreadable and Unwritten.
    """
    decided = decide_into_files(cases, side, "ours", resources, watch)
    if isinstance(decided, Diagnostic):
        return decided
    watch("comparing", -1)
    try:
        with connected(resources) as connection:
            _keep(connection, cases, side.asked.pack, determined, decided, resources.folder)
            found = _found(connection, side.asked.pack, determined, decided, most)
            if listing is not None:
                _list(connection, determined, listing)
            return found
    except duckdb.Error as error:
        raise Unwritten(too_little(error)) from None


def _found(
    connection: duckdb.DuckDBPyConnection,
    pack: Pack,
    determined: Determined,
    decided: VerdictFiles,
    most: tuple[int, int],
) -> Contradictions:
    amounts = {id: pack.amounts[id] for id in determined.amounts}
    compared = Compared(connection, amounts, *most, known=True)
    moves = compared.moves()
    ((silent, not_known),) = connection.execute(
        "SELECT count(*) FILTER (word IS NULL), count(*) FILTER (word IS NOT NULL) FROM both_sides"
        " WHERE determined IS NULL"
    ).fetchall()
    differ, open = compared.count("differs = 'verdict'"), compared.count("differs = 'open'")
    rows = sum(move.rows for move in moves)
    kinds, rest = compared.kinds("differs <> 'open'")
    open_kinds, open_rest = compared.kinds("differs = 'open'")
    found = Contradictions(
        rows=decided.counted.rows,
        compared=rows,
        rejected=decided.counted.rejected,
        silent=silent,
        not_known=not_known,
        agree=sum(move.rows for move in moves if move.before == move.after),
        differ=differ,
        open=open,
        amounts_differ=compared.count("len(changed) > 0"),
        moves=moves,
        amounts=compared.amounts(),
        kinds=kinds,
        rest=rest,
        open_kinds=open_kinds,
        open_rest=open_rest,
        words=_words(connection, determined),
        unreadable=_unreadable(connection, determined),
    )
    if not found.adds_up:
        raise AssertionError(f"{found.rows} rows came in, and not as many were compared")
    return found


def _keep(
    connection: duckdb.DuckDBPyConnection,
    cases: CaseTable,
    pack: Pack,
    determined: Determined,
    decided: VerdictFiles,
    folder: Path,
) -> None:
    """Join the rows of the table; of ragged CSV those that are sound, as a batch does."""
    table = cases.open(connection)
    try:
        _join(connection, table, pack, determined, decided)
    except duckdb.Error as error:
        if not isinstance(unreadable(error), Ragged):
            raise
        sound = sound_rows(cases.path, list(table.columns), folder).table()
        _join(connection, sound, pack, determined, decided)


def _join(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    pack: Pack,
    determined: Determined,
    decided: VerdictFiles,
) -> None:
    """The rows decided with what was determined of them; those with a determination as ``joined``."""
    ours = ", ".join(f"{sql} AS {name}" for name, sql in outcome_columns().items())
    amounts = "".join(
        f", t.{identifier(id)} AS {_cell(id, _THEIRS)}, o.{identifier(id)} AS {_cell(id, _OURS)}"
        for id in determined.amounts
    )
    told = f"{identifier(DECIDED_BY)}, {identifier(STATEMENTS)}"
    connection.execute(
        f"""CREATE TEMP TABLE both_sides AS
        SELECT row, word, determined, outcome, sure, rules, fault, written, {told}{amounts}
        FROM ({_theirs(pack, table, determined)}) AS t
        JOIN (SELECT *, {ours} FROM {decided.verdicts}) AS o USING (row)"""
    )
    connection.execute(
        """CREATE TEMP VIEW joined AS SELECT *, determined AS before, outcome AS after,
            sure AS sure_before, sure AS sure_after, rules AS rules_before, rules AS rules_after
        FROM both_sides WHERE determined IS NOT NULL"""
    )


def _theirs(pack: Pack, table: Table, determined: Determined) -> str:
    """What the table says: the word, what it stands for, and the amounts, read as strictly as facts are."""
    sources = [
        Source(column, id, table.columns[column]) for id, column in determined.amounts.items()
    ]
    with_amounts = replace(
        pack, facts={**pack.facts, **{id: _as_fact(pack.amounts[id]) for id in determined.amounts}}
    )
    numbered = f"(SELECT {table.row} AS {NUMBER}, * FROM {table.relation})"
    typed = typed_rows(with_amounts, sources, tuple(determined.amounts), determined.column)
    rows = typed.sql("duckdb").replace(TABLE, numbered)
    word = as_text(Source(ID, "", table.columns[determined.column])).sql("duckdb")
    meant = exp.Case(this=exp.column("word"))
    for each, means in determined.words.items():
        meant = meant.when(exp.Literal.string(each), exp.Literal.string(means), copy=False)
    amounts = "".join(f", {identifier(id)}" for id in determined.amounts)
    return (
        f"SELECT *, {meant.sql('duckdb')} AS determined FROM (SELECT {NUMBER} AS row, {word} AS word,"
        f" {FAULT} AS fault, {VALUE} AS written{amounts} FROM ({rows}))"
    )


def _as_fact(amount: Amount) -> Fact:
    """The amount as something that a table says."""
    return Fact(amount.id, amount.title, amount.type, "", "", amount.span)


def _words(connection: duckdb.DuckDBPyConnection, determined: Determined) -> tuple[Word, ...]:
    found = connection.execute(
        f"""SELECT word, count(*) AS rows FROM both_sides
        WHERE determined IS NULL AND word IS NOT NULL
        GROUP BY word ORDER BY rows DESC, word LIMIT {_MOST_WORDS}"""
    ).fetchall()
    return tuple(Word(determined.column, word, rows) for word, rows in found)


def _unreadable(connection: duckdb.DuckDBPyConnection, determined: Determined) -> tuple[Word, ...]:
    columns: Sequence[str] = tuple(determined.amounts.values())
    found = connection.execute(
        """SELECT fault, any_value(written ORDER BY row), count(*) FROM both_sides
        WHERE fault IS NOT NULL GROUP BY fault ORDER BY fault"""
    ).fetchall()
    return tuple(Word(columns[number - 1], written, rows) for number, written, rows in found)


def _list(connection: duckdb.DuckDBPyConnection, determined: Determined, listing: Listing) -> None:
    """Every row that differs, in the order of the table."""

    def ids(name: str) -> str:
        quoted = identifier(name)
        return f"array_to_string({quoted}, ' ') AS {quoted}" if listing.form is Form.CSV else quoted

    as_texts = listing.form is Form.JSON_LINES  # its numbers would become binary ones
    amounts = "".join(
        f", {_as_written(_cell(id, side), as_texts)} AS {identifier(f'{id}.{name}')}"
        for id in determined.amounts
        for side, name in ((_THEIRS, "determined"), (_OURS, "by-rules"))
    )
    query = f"""SELECT row, differs, before AS determined, after AS "by-rules",
            {ids(DECIDED_BY)}, {ids(STATEMENTS)}{amounts}
        FROM differing WHERE differs <> 'open' ORDER BY row"""
    connection.execute(copied(query, listing.path, listing.form))


def _as_written(cell: str, as_text: bool) -> str:
    return f"CAST({cell} AS VARCHAR)" if as_text else cell


def _cell(id: str, side: str) -> str:
    return identifier(f"{side}:{AMOUNT}{id}")
