"""Two versions of a pack over one table: each decides it as a batch, and what differs is counted row by row.

Both decide the same rows, each with the columns that it knows. The verdicts stay in files, and every query over them
gives back no more than counts, sums and a few row numbers, so that memory does not grow with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from coverdict.populations.batch import Resources, Unwritten, Watch, connected, too_little
from coverdict.populations.cells import Source
from coverdict.populations.comparisons import Impact, Move
from coverdict.populations.differences import AMOUNT, TOLD, Compared, joined, outcome_columns
from coverdict.populations.queries import Asked
from coverdict.populations.tables import identifier
from coverdict.populations.verdict_columns import DECIDED_BY, MODALITY, STATUS, VERDICT
from coverdict.populations.verdict_files import (
    CaseTable,
    Side,
    VerdictFiles,
    decide_into_files,
)
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Criterion, Fact, Pack

WANTED = (VERDICT, STATUS, MODALITY, DECIDED_BY)
_Deciding = Callable[[Side, str], VerdictFiles | Diagnostic]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both versions with the columns that each knows; the names are those of columns that only one of them knows."""

    before: Side
    after: Side
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def with_facts_of_both(before: Pack, after: Pack) -> Pack:
    """The pack after, with every fact and value that either version knows: a table may hold them all."""
    facts = dict(before.facts)
    for id, fact in after.facts.items():
        facts[id] = _with_values(before.facts.get(id), fact)
    criteria = dict(before.criteria)
    for id, criterion in after.criteria.items():
        criteria[id] = _stated_by_either(before.criteria.get(id), criterion)
    return replace(after, facts=facts, criteria=criteria)


def sides_of(before: Asked, after: Asked, sources: Sequence[Source]) -> Sides:
    """The columns that each version knows, out of those that one of them does."""
    known = [_known(asked.pack, sources) for asked in (before, after)]
    names = [[source.name for source in each] for each in known]
    return Sides(
        Side(before, known[0]),
        Side(after, known[1]),
        tuple(name for name in names[0] if name not in names[1]),
        tuple(name for name in names[1] if name not in names[0]),
    )


def compare(
    cases: CaseTable, sides: Sides, examples: int, kinds: int, resources: Resources, watch: Watch
) -> Impact | Diagnostic:
    """What changes from the one version to the other, of at most ``kinds`` kinds with so many ``examples`` each.

    A program that no query can hold is told as a diagnostic; raises Unreadable and Unwritten.
    """

    def decided(side: Side, name: str) -> VerdictFiles | Diagnostic:
        return decide_into_files(
            cases, side, name, resources, lambda what, share: watch(f"{name}: {what}", share)
        )

    before = decided(sides.before, "before")
    if isinstance(before, Diagnostic):
        return before
    after = decided(sides.after, "after")
    if isinstance(after, Diagnostic):
        return after
    watch("comparing", -1)
    try:
        with connected(resources) as connection:
            return _impact(connection, sides, before, after, (examples, kinds))
    except duckdb.Error as error:
        raise Unwritten(too_little(error)) from None


def _impact(
    connection: duckdb.DuckDBPyConnection,
    sides: Sides,
    before: VerdictFiles,
    after: VerdictFiles,
    most: tuple[int, int],
) -> Impact:
    reported = [side.asked.conclusions for side in (sides.before, sides.after)]
    packs = sides.before.asked.pack, sides.after.asked.pack
    both = [id for id in reported[1] if id in reported[0] and _is_alike(id, *packs)]
    amounts = {id: packs[1].amounts[id] for id in both if id in packs[1].amounts}
    titles = {id: _title(id, packs[1]) for id in both if id not in amounts}
    cells = {f"{AMOUNT if id in amounts else TOLD}{id}": identifier(id) for id in both}
    columns = [{**outcome_columns(), **cells} for _ in packs]
    joined(connection, (before.verdicts, columns[0]), (after.verdicts, columns[1]))
    compared = Compared(connection, amounts, *most)
    moves = compared.moves()
    rejected = compared.rejected_by_one(before.rejects, after.rejects)
    apart = {by: sum(each.rows for each in rejected if each.by == by) for by in ("before", "after")}
    moves += _rejected_moves(compared, before, after)
    counted = sum(move.rows for move in moves)
    kinds, rest = compared.kinds()
    found = Impact(
        rows=before.counted.rows,
        compared=counted - apart["before"] - apart["after"],
        rejected_before=apart["before"],
        rejected_after=apart["after"],
        rejected_by_both=before.counted.rejected - apart["before"],
        verdicts_changed=compared.count("before <> after"),
        amounts_changed=compared.count("len(changed) > 0"),
        reasons_changed=compared.count("before = after AND len(changed) = 0"),
        differing=compared.count("true"),
        moves=moves,
        amounts=compared.amounts(),
        kinds=kinds,
        rest=rest,
        rejected=rejected,
        only_before=tuple(id for id in reported[0] if id not in both),
        only_after=tuple(id for id in reported[1] if id not in both),
        turns=compared.turns(titles),
    )
    if before.counted.rows != after.counted.rows or not found.adds_up:
        raise AssertionError(f"{found.rows} rows came in, and not as many were compared")
    return found


def _is_alike(id: str, before: Pack, after: Pack) -> bool:
    """Whether the conclusion is of one kind in both, so that its values can be held against each other."""
    if id in after.amounts:
        return id in before.amounts and before.amounts[id].type is after.amounts[id].type
    return (id in before.criteria) is (id in after.criteria) and id not in before.amounts


def _title(id: str, pack: Pack) -> str:
    return (pack.criteria.get(id) or pack.choices[id]).title


def _rejected_moves(
    compared: Compared, before: VerdictFiles, after: VerdictFiles
) -> tuple[Move, ...]:
    """Rows that only one version rejects, by what the other makes of them."""
    return (
        *compared.rejected_moves(before.rejects, after.verdicts, True),
        *compared.rejected_moves(after.rejects, before.verdicts, False),
    )


def _known(pack: Pack, sources: Sequence[Source]) -> tuple[Source, ...]:
    stated: Mapping[str, Criterion] = pack.criteria
    return tuple(
        source
        for source in sources
        if source.fact in pack.facts
        or (source.fact in stated and stated[source.fact].stating is not None)
    )


def _with_values(before: Fact | None, after: Fact) -> Fact:
    if before is None:
        return after
    return replace(after, values={**before.values, **after.values})


def _stated_by_either(before: Criterion | None, after: Criterion) -> Criterion:
    if before is None or after.stating is not None:
        return after
    return replace(after, stating=before.stating)
