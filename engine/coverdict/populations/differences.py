"""Queries over rows that have two answers, a column each for the one before and the one after.

The join of both is a view that each query reads anew; rows that differ are kept, since kinds are told of them alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from coverdict.populations.comparisons import (
    REJECTED,
    AmountChange,
    AmountOfKind,
    Kind,
    Move,
    Outcome,
    RejectedByOne,
    Rest,
    Turn,
)
from coverdict.populations.tables import identifier, text_literal
from coverdict.populations.verdict_columns import DECIDED, DECIDED_BY, MODALITY, STATUS, VERDICT
from coverdict.vocabulary.packs import Amount
from coverdict.vocabulary.values import Type

AMOUNT, TOLD = "amount:", "told:"
_DECIDED = "('covered', 'not-covered')"
_SUMMED = (Type.MONEY, Type.COUNT)
_OUTCOME = (
    f"CASE WHEN {identifier(STATUS)} = '{DECIDED}' THEN {identifier(VERDICT)}"
    f" ELSE {identifier(STATUS)} END"
)
_KEY = "differs, before, after, sure_before, sure_after, rules_before, rules_after"
_RANKS = "list_position(['verdict', 'surety', 'amounts', 'rules', 'open'], differs)"


def outcome_columns() -> dict[str, str]:
    """What is compared of a row besides its amounts: SQL by name, over the columns that a batch writes."""
    return {
        "outcome": _OUTCOME,
        "sure": identifier(MODALITY),
        "rules": f"list_sort({identifier(DECIDED_BY)})",
    }


def joined(
    connection: duckdb.DuckDBPyConnection,
    before: tuple[str, Mapping[str, str]],
    after: tuple[str, Mapping[str, str]],
) -> None:
    """Make the view of the rows that are in both relations, with the columns of both under one name each."""
    sides = []
    for relation, columns in (before, after):
        told = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in columns.items())
        sides.append(f"(SELECT row, {told} FROM {relation})")
    others = [name for name in before[1] if name.startswith((AMOUNT, TOLD))]
    cells = ", ".join(
        f"{side}.{identifier(name)} AS {_cell(name, side)}"
        for name in others
        for side in ("b", "a")
    )
    connection.execute(
        f"""CREATE TEMP VIEW joined AS SELECT row, b.outcome AS before, a.outcome AS after,
            b.sure AS sure_before, a.sure AS sure_after,
            b.rules AS rules_before, a.rules AS rules_after{", " + cells if cells else ""}
        FROM {sides[0]} AS b JOIN {sides[1]} AS a USING (row)"""
    )


class Compared:
    """What the view ``joined`` comes to; ``amounts`` are those that it has columns of.

    Where only what is ``known`` is compared, a verdict that is open after is told apart as ``open``, and an amount that
    either side lacks does not differ.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        amounts: Mapping[str, Amount],
        examples: int,
        kinds: int,
        known: bool = False,
    ) -> None:
        self._connection = connection
        self._amounts = amounts
        self._examples, self._most = examples, kinds
        self._known = known
        self._keep_differing()

    def moves(self) -> tuple[Move, ...]:
        """How many rows have which outcome before and after."""
        found = self._rows(
            "SELECT before, after, count(*) FROM joined GROUP BY ALL ORDER BY before, after"
        )
        return tuple(Move(*row) for row in found)

    def rejected_moves(self, rejects: str, verdicts: str, is_before: bool) -> tuple[Move, ...]:
        """The outcomes of rows that the other side rejects."""
        found = self._rows(
            f"""SELECT {_OUTCOME} AS outcome, count(*) FROM {verdicts} SEMI JOIN {rejects} AS r
            USING (row) GROUP BY ALL ORDER BY outcome"""
        )
        return tuple(
            Move(REJECTED, outcome, rows) if is_before else Move(outcome, REJECTED, rows)
            for outcome, rows in found
        )

    def rejected_by_one(self, before: str, after: str) -> tuple[RejectedByOne, ...]:
        """The rows that only one side rejects, by what is wrong with them there."""
        found = []
        for by, one, other in (("before", before, after), ("after", after, before)):
            rows = self._rows(
                f"""SELECT "column", reason, count(*) AS rows, min(row, {self._examples})
                FROM {one} ANTI JOIN {other} AS o USING (row)
                GROUP BY "column", reason ORDER BY rows DESC, "column", reason"""
            )
            found += [
                RejectedByOne(by, column, reason, count, tuple(examples or ()))
                for column, reason, count, examples in rows
            ]
        return tuple(found)

    def count(self, condition: str) -> int:
        """How many of the rows that differ are so."""
        ((found,),) = self._rows(f"SELECT count(*) FROM differing WHERE {condition}")
        return int(found)

    def amounts(self) -> tuple[AmountChange, ...]:
        """Each amount over all rows; where rows that lack it differ too, these tell all but its sum before."""
        if not self._amounts:
            return ()
        sums = ", ".join(self._sum(_cells(id)[0], id) for id in self._amounts)
        ((_, *whole),) = self._rows(f"SELECT count(*), {sums} FROM joined")  # one row in any case
        told = ", ".join(cell for id in self._amounts for cell in self._totals(id))
        (row,) = self._rows(f"SELECT {told} FROM {'joined' if self._known else 'differing'}")
        cells = iter(row)
        found = []
        for (id, item), before in zip(self._amounts.items(), whole, strict=True):
            changed, learned, lost, difference, more, less = (next(cells) for _ in range(6))
            after = None if before is None else before + difference
            each = (changed, learned, lost, before, after, more, less)
            found.append(AmountChange(id, item.title, item.type, *each))
        return tuple(found)

    def turns(self, titles: Mapping[str, str]) -> tuple[Turn, ...]:
        """What else is told, by its id, and comes to something else, in how many rows."""
        if not titles:
            return ()
        told = ", ".join(
            f"{{'id': {text_literal(id)}, 'b': {_cell(f'{TOLD}{id}', 'b')}::VARCHAR,"
            f" 'a': {_cell(f'{TOLD}{id}', 'a')}::VARCHAR}}"
            for id in titles
        )
        turned = f"list_filter([{told}], lambda each: each.b IS DISTINCT FROM each.a)"
        found = self._rows(
            f"""SELECT turn.id, turn.b, turn.a, count(*) AS rows
            FROM (SELECT unnest({turned}) AS turn FROM joined) GROUP BY ALL ORDER BY ALL"""
        )
        order = {id: place for place, id in enumerate(titles)}
        turns = (Turn(id, titles[id], before, after, rows) for id, before, after, rows in found)
        return tuple(sorted(turns, key=lambda turn: (order[turn.conclusion], -turn.rows)))

    def kinds(self, condition: str = "true") -> tuple[tuple[Kind, ...], Rest]:
        """The rows that differ by kind, verdicts first and those of most rows, and how many there are beyond.

        Only rows that fulfil the ``condition``, in SQL.
        """
        told = [cell for id in self._amounts for cell in self._totals_of_kind(id)]
        rows = self._rows(
            f"""SELECT {_KEY}, count(*) AS rows, min(row, {self._examples}) AS examples
                {"".join(f", {cell}" for cell in told)}
            FROM differing WHERE {condition} GROUP BY {_KEY}, kind_amounts
            ORDER BY {_RANKS}, rows DESC, min(row) LIMIT {self._most}"""
        )
        kinds = tuple(self._kind(row) for row in rows)
        ((count, total),) = self._rows(
            f"""SELECT count(*), coalesce(sum(rows), 0)::BIGINT FROM (
                SELECT count(*) AS rows FROM differing WHERE {condition}
                GROUP BY {_KEY}, kind_amounts)"""
        )
        return kinds, Rest(count - len(kinds), total - sum(kind.rows for kind in kinds))

    def _keep_differing(self) -> None:
        """The rows that differ in anything, with the amounts that do."""
        cells = ", ".join(
            f"CASE WHEN {self._differs(id)} THEN {_way(id)} END" for id in self._amounts
        )
        changed = f"list_filter([{cells}]::VARCHAR[], lambda each: each IS NOT NULL)"
        open = (
            f" WHEN before <> after AND after NOT IN {_DECIDED} THEN 'open'" if self._known else ""
        )
        self._connection.execute(
            f"""CREATE TEMP TABLE differing AS SELECT * REPLACE (
                CASE WHEN differs = 'amounts' THEN [] ELSE rules_before END AS rules_before,
                CASE WHEN differs = 'amounts' THEN [] ELSE rules_after END AS rules_after),
                CASE WHEN differs = 'amounts' THEN changed ELSE [] END AS kind_amounts
            FROM (SELECT *, CASE{open}
                    WHEN before <> after THEN 'verdict'
                    WHEN sure_before IS DISTINCT FROM sure_after THEN 'surety'
                    WHEN len(changed) > 0 THEN 'amounts'
                    WHEN rules_before IS DISTINCT FROM rules_after THEN 'rules' END AS differs
                FROM (SELECT *, {changed} AS changed FROM joined))
            WHERE differs IS NOT NULL"""
        )

    def _differs(self, id: str) -> str:
        before, after = _cells(id)
        return f"{before} {'<>' if self._known else 'IS DISTINCT FROM'} {after}"

    def _sum(self, cell: str, id: str) -> str:
        return f"coalesce(sum({cell}), 0)" if self._amounts[id].type in _SUMMED else "NULL"

    def _totals(self, id: str) -> list[str]:
        before, after = _cells(id)
        counts = [f"count(*) FILTER ({before} <> {after})", *_apart(id)]
        if self._amounts[id].type not in _SUMMED:
            return [*counts, *["NULL"] * 3]
        difference = f"sum(coalesce({after}, 0) - coalesce({before}, 0))"
        more = f"sum({after} - {before}) FILTER ({after} > {before})"
        less = f"sum({before} - {after}) FILTER ({before} > {after})"
        return [*counts, *(f"coalesce({each}, 0)" for each in (difference, more, less))]

    def _totals_of_kind(self, id: str) -> list[str]:
        before, after = _cells(id)
        counts = [f"count(*) FILTER ({self._differs(id)})", *_apart(id)]
        if self._amounts[id].type not in _SUMMED:
            return [*counts, "NULL", "NULL"]
        sums = (f"sum({cell}) FILTER ({self._differs(id)})" for cell in (before, after))
        return [*counts, *(f"coalesce({each}, 0)" for each in sums)]

    def _kind(self, row: tuple[Any, ...]) -> Kind:
        differs, before, after, sure_before, sure_after, rules_before, rules_after = row[:7]
        rows, examples, *cells = row[7:]
        told = iter(cells)
        amounts = tuple(AmountOfKind(id, *(next(told) for _ in range(5))) for id in self._amounts)
        return Kind(
            differs,
            _outcome(before, sure_before, rules_before),
            _outcome(after, sure_after, rules_after),
            rows,
            tuple(each for each in amounts if each.rows),
            tuple(examples or ()),
        )

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()


def _outcome(outcome: object, sure: object, rules: object) -> Outcome:
    named = tuple(rules) if isinstance(rules, list) else ()
    return Outcome(str(outcome), None if sure is None else str(sure), named)


def _cell(name: str, side: str) -> str:
    return identifier(f"{side}:{name}")


def _cells(id: str) -> tuple[str, str]:
    return _cell(f"{AMOUNT}{id}", "b"), _cell(f"{AMOUNT}{id}", "a")


def _apart(id: str) -> tuple[str, str]:
    """How many rows have the amount only after, and only before."""
    before, after = _cells(id)
    return (
        f"count(*) FILTER ({before} IS NULL AND {after} IS NOT NULL)",
        f"count(*) FILTER ({before} IS NOT NULL AND {after} IS NULL)",
    )


def _way(id: str) -> str:
    """The amount with the way it goes: two rows of a kind have it otherwise for like reasons."""
    before, after = _cells(id)
    named = text_literal(id)
    return (
        f"{named} || CASE WHEN {before} < {after} THEN ' up' WHEN {before} > {after} THEN ' down'"
        f" WHEN {before} IS NULL THEN ' learned' ELSE ' lost' END"
    )
