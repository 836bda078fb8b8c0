"""A fault in any backend makes the backends disagree at some edge, and one in the choice of an era on some day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest
from sqlglot import exp

from coverdict.populations import (
    comparing,
    listing,
    lists,
    queries,
    relational,
    values,
    verdict_columns,
)
from coverdict.populations.exclusions import Exclusions
from coverdict.populations.verdict_columns import Told
from coverdict.running import compiled, evaluation, forward
from coverdict.running.agenda import Clause
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.conditions import Comparison as C
from coverdict.vocabulary.expressions import Operation as O
from coverdict.vocabulary.expressions import RoundingMode as R
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import Program
from tests.populations.backends import ASKED, Asked, at_edges, disagreeing, disagreements
from tests.populations.deciding import Row, differing
from tests.populations.relationally import models_of
from tests.populations.test_agreement_over_periods import rows_of, said_of
from tests.populations.written import park, strangers, visitors, visits

DAY, KNOWN = date(2026, 5, 1), date(2026, 3, 1)  # every rule of the park is in force, and known
BEFORE = date(2026, 2, 28)  # the day before some of it became known
COME = [*visitors(), *strangers()]
Fault = Callable[[], AbstractContextManager[Any]]

TAKEN_FOR = {
    C.IS: C.AT_LEAST,
    C.IN: C.IS,
    C.ABOVE: C.AT_LEAST,
    C.AT_LEAST: C.ABOVE,
    C.BETWEEN: C.AT_LEAST,
    C.INCLUDES_ANY: C.INCLUDES_ALL,
    C.INCLUDES_ALL: C.INCLUDES_ANY,
}
RECKONED_AS = {
    O.SUM: O.DIFFERENCE,
    O.DIFFERENCE: O.SUM,
    O.PRODUCT: O.SUM,
    O.PERCENT: O.PRODUCT,
    O.MINIMUM: O.MAXIMUM,
    O.MAXIMUM: O.MINIMUM,
    O.PLUS_MONTHS: O.PLUS_DAYS,
    O.EARLIEST: O.LATEST,
    O.LATEST: O.EARLIEST,
}
NARROWED_AS = {
    O.AFTER: O.ON_OR_AFTER,
    O.ON_OR_AFTER: O.AFTER,
    O.BEFORE: O.ON_OR_BEFORE,
    O.ON_OR_BEFORE: O.BEFORE,
}
ROUNDED_AS = {R.HALF_UP: R.HALF_EVEN, R.HALF_EVEN: R.HALF_UP, R.UP: R.DOWN, R.DOWN: R.UP}


def taken_for(table: dict[Any, Any], names: Mapping[Any, Any]) -> dict[str, Fault]:
    """A fault for each name: what belongs to another of the table is taken in its place."""
    return {
        f"{one} as {other}": lambda one=one, other=other: patch.dict(table, {one: table[other]})
        for one, other in names.items()
    }


def clauses_changed(change: Callable[[list[Clause]], list[Clause]]) -> Fault:
    """The forward backend joins other clauses."""
    right = forward.agenda_program
    return lambda: patch.object(forward, "agenda_program", lambda clauses: right(change(clauses)))


def source_changed(old: str, new: str) -> Fault:
    """The compiled backend runs other lines."""
    right = compiled._Writer.source
    return lambda: patch.object(
        compiled._Writer, "source", lambda self: right(self).replace(old, new)
    )


def only_the_first(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(set(found)))[:1]


IN_FORWARD: dict[str, Fault] = {
    **taken_for(evaluation._COMPARISONS, TAKEN_FOR),
    **taken_for(evaluation._OPERATIONS, RECKONED_AS | NARROWED_AS),
    **taken_for(evaluation.ROUNDINGS, ROUNDED_AS),
    "includes as is": lambda: patch.dict(
        evaluation._COMPARISONS, {C.INCLUDES: lambda value, operands: value == operands}
    ),
    "days the other way": lambda: patch.dict(
        evaluation._OPERATIONS, {O.DAYS_BETWEEN: lambda days: (days[0] - days[1]).days}
    ),
    "no days on": lambda: patch.dict(evaluation._OPERATIONS, {O.PLUS_DAYS: lambda of: of[0]}),
    "a clause lost": clauses_changed(
        lambda clauses: [each for each in clauses if each[0] != "rule:open-gate+"]
    ),
    "a premise lost": clauses_changed(
        lambda clauses: [
            (head, body[:3]) if len(body) > 3 else (head, body) for head, body in clauses
        ]
    ),
    "evidence against lost": lambda: patch.object(
        forward, "sides", lambda leaf, read: (evaluation.sides(leaf, read)[0], False)
    ),
    "a second value lost": lambda: patch.object(forward, "in_order", only_the_first),
}
IN_COMPILED: dict[str, Fault] = {
    **taken_for(compiled._TESTS, TAKEN_FOR),
    **taken_for(compiled._INFIX, {O.SUM: O.DIFFERENCE, O.DIFFERENCE: O.SUM, O.PRODUCT: O.SUM}),
    **taken_for(compiled._ROUNDING, ROUNDED_AS),
    **taken_for(compiled._NARROWING, NARROWED_AS),
    **taken_for(compiled._CALLS, {O.EARLIEST: O.LATEST, O.LATEST: O.EARLIEST}),
    "a value too many": source_changed("len(", "1 + len("),
    "a quotient too high": source_changed("int(", "1 + int("),
    "the month's end as the day": lambda: patch.dict(
        compiled._LIBRARY, {"end_of_month": lambda day: day}
    ),
    "includes as is": lambda: patch.dict(compiled._TESTS, {C.INCLUDES: "{0} == ({1},)"}),
    "minimum as maximum": source_changed("min((", "max(("),
    "maximum as minimum": source_changed("max((", "min(("),
    "a tenth for a hundredth": source_changed("scaleb(-2)", "scaleb(-1)"),
    "a day more": source_changed(").days", ").days + 1"),
    "no days on": lambda: patch.dict(compiled._LIBRARY, {"plus_days": lambda day, _: day}),
    "and as or": source_changed(" and ", " or "),
    "or as and": source_changed(" or ", " and "),
    "evidence against lost": source_changed("else: v", "else: lost"),
}
IN_DUCKDB: dict[str, Fault] = {
    **taken_for(comparing._COMPARISONS, TAKEN_FOR),
    **taken_for(values._OPERATIONS, RECKONED_AS | NARROWED_AS),
    "values of no list": lambda: patch.dict(values._OPERATIONS, {O.AMONG: lambda of: of[0]}),
    "the month's end as the day": lambda: patch.dict(
        values._OPERATIONS, {O.END_OF_MONTH: lambda of: of[0]}
    ),
    "includes as is": lambda: patch.dict(
        comparing._COMPARISONS,
        {C.INCLUDES: lambda of, those: exp.EQ(this=of, expression=exp.Array(expressions=those))},
    ),
    "days the other way": lambda: patch.dict(
        values._OPERATIONS, {O.DAYS_BETWEEN: lambda days: values._days_between(days[::-1])}
    ),
    "no days on": lambda: patch.dict(values._OPERATIONS, {O.PLUS_DAYS: lambda of: of[0]}),
    "half-up as half-even": lambda: rounded_as(R.HALF_UP, R.HALF_EVEN),
    "half-even as half-up": lambda: rounded_as(R.HALF_EVEN, R.HALF_UP),
    "up as down": lambda: rounded_as(R.UP, R.DOWN),
    "down as up": lambda: rounded_as(R.DOWN, R.UP),
    "evidence against lost": lambda: patch.object(
        relational, "on_side", lambda test, side: test if side else exp.false()
    ),
    "a premise lost": lambda: joined_otherwise(exp.And, lambda nodes: nodes[:3]),
    "a clause lost": lambda: joined_otherwise(exp.Or, lambda nodes: nodes[:1]),
    "a second value lost": lambda: patch.object(Exclusions, "exclude", lambda self, needed: True),
}

IN_LISTS: dict[str, Fault] = {
    "tests of several values lost": lambda: patch.object(
        listing, "contains", lambda several, value: exp.false()
    ),
    "one choice for all": lambda: patch.object(
        listing, "at_each_choice", lambda read, of: exp.Array(expressions=[of(ones_of(read))])
    ),
    "rounding of several values lost": lambda: patch.object(
        listing, "at_each", lambda several, of: several.copy()
    ),
    "no conflict": lambda: patch.object(lists, "_distinct", lambda found: found[0]),
}


def ones_of(read: Sequence[lists.Valued]) -> Iterator[values.Cell]:
    return iter([item.one for item in read])


def rounded_as(one: R, other: R) -> AbstractContextManager[Any]:
    right = values._goes_outward
    return patch.object(
        values,
        "_goes_outward",
        lambda mode, *nodes: right(other if mode is one else mode, *nodes),
    )


def joined_otherwise(
    of: type[exp.Expr], change: Callable[[Sequence[exp.Expr]], Sequence[exp.Expr]]
) -> AbstractContextManager[Any]:
    right = relational._joined
    return patch.object(
        relational,
        "_joined",
        lambda kind, nodes: right(kind, change(nodes) if kind is of else nodes),
    )


@cache
def at_the_park() -> tuple[Program, tuple[Inputs, ...], list[Model]]:
    """Visits at the edges, and what DuckDB concludes of them without a fault."""
    program, cases = visits(DAY, KNOWN)
    return program, cases, models_of(park(), program, cases)


def test_without_a_fault_nothing_disagrees() -> None:
    program, cases, models = at_the_park()
    assert [*disagreements(models, program, cases)] == []


@pytest.mark.parametrize("fault", IN_FORWARD.values(), ids=IN_FORWARD)
def test_a_fault_in_the_forward_backend_makes_an_edge_disagree(fault: Fault) -> None:
    program, cases, models = at_the_park()
    with fault():
        assert next(disagreements(models, program, cases), None)


@pytest.mark.parametrize("fault", IN_COMPILED.values(), ids=IN_COMPILED)
def test_a_fault_in_the_compiled_backend_makes_an_edge_disagree(fault: Fault) -> None:
    program, cases, models = at_the_park()
    with fault():
        assert next(disagreements(models, program, cases, every=len(cases)), None)


@pytest.mark.parametrize("fault", IN_DUCKDB.values(), ids=IN_DUCKDB)
def test_a_fault_in_the_sql_makes_an_edge_disagree(fault: Fault) -> None:
    program, cases, _ = at_the_park()
    with fault():
        assert disagreeing(park(), program, cases, every=len(cases))


@pytest.mark.parametrize("fault", IN_LISTS.values(), ids=IN_LISTS)
def test_a_fault_in_lists_of_values_makes_an_edge_disagree(fault: Fault) -> None:
    program, cases, _ = at_the_park()
    with patch.object(relational, "MOST_COLUMNS", 1), fault():
        assert disagreeing(park(), program, cases, every=len(cases))


def test_lists_of_values_without_a_fault_agree_at_every_edge() -> None:
    program, cases, _ = at_the_park()
    with patch.object(relational, "MOST_COLUMNS", 1):
        assert disagreeing(park(), program, cases, every=len(cases)) == []


TABLES = {
    "forward": evaluation._COMPARISONS,
    "compiled": compiled._TESTS,
    "DuckDB": comparing._COMPARISONS,
}
MADE = {leaf.comparison for asked in ASKED for leaf in asked.program.leaves}
AT_HAND = [(backend, one) for backend in TABLES for one in TAKEN_FOR if one in MADE]


@pytest.mark.parametrize(("backend", "comparison"), AT_HAND, ids=lambda item: str(item))
def test_a_fault_in_a_comparison_of_a_pack_at_hand_makes_an_edge_disagree(
    backend: str, comparison: C
) -> None:
    asked, table = asked_with(comparison), TABLES[backend]
    program, cases = asked.program, at_edges(asked, pairs=0)
    with patch.dict(table, {comparison: table[TAKEN_FOR[comparison]]}):
        models = models_of(asked.pack, program, cases)
        assert next(disagreements(models, program, cases), None)


def asked_with(comparison: C) -> Asked:
    """A question whose program makes the comparison; of those, the one with the fewest edges."""
    found = (
        asked
        for asked in ASKED
        if any(leaf.comparison is comparison for leaf in asked.program.leaves)
    )
    return min(found, key=lambda asked: len(at_edges(asked, pairs=0)))


def test_a_side_that_comes_out_as_null_is_no_side() -> None:
    program, cases, _ = at_the_park()
    with (
        patch.object(relational, "all_there", lambda chosen: []),
        pytest.raises(AssertionError, match="never NULL"),
    ):
        disagreeing(park(), program, cases)


def later(days: int) -> AbstractContextManager[Any]:
    """Every era begins and ends so many days later."""
    right, moved = queries._during, timedelta(days=days)
    return patch.object(
        queries, "_during", lambda start, until, day: right(start + moved, until + moved, day)
    )


def presumed_in(change: Callable[[Any], Any]) -> AbstractContextManager[Any]:
    right = queries.presumptions_in_force
    return patch.object(queries, "presumptions_in_force", lambda *asked: change(right(*asked)))


def eras_changed(change: Callable[[list[Any]], list[Any]]) -> AbstractContextManager[Any]:
    right = queries._eras
    return patch.object(queries, "_eras", lambda asked: change([*right(asked)]))


def known_since_ever() -> AbstractContextManager[Any]:
    right = queries.compile_question
    return patch.object(
        queries, "compile_question", lambda pack, asked, day, _: right(pack, asked, day, date.max)
    )


IN_TABLES: dict[str, Fault] = {
    "a day late": lambda: later(1),
    "a day early": lambda: later(-1),
    "the last era lost": lambda: eras_changed(lambda eras: eras[:-1]),
    "one era for all": lambda: eras_changed(lambda eras: [replace(eras[0], until=eras[-1].until)]),
    "known before it was": known_since_ever,
    "nothing presumed": lambda: presumed_in(lambda found: ()),
    "nothing rejected": lambda: patch.object(Told, "_refused", lambda self: exp.null()),
    "all rejected": lambda: patch.object(Told, "_refused", lambda self: exp.Literal.string("all")),
    "all in scope": lambda: patch.object(Told, "_scope", lambda self: (exp.true(), exp.false())),
    "the least sure": lambda: patch.object(
        verdict_columns, "SUREST_FIRST", verdict_columns.SUREST_FIRST[::-1]
    ),
    "conflicts not told": lambda: patch.object(
        verdict_columns, "_differ", lambda slots: exp.false()
    ),
}


@cache
def said() -> list[Row]:
    return said_of(park(), "on-the-day", COME, BEFORE)


def test_without_a_fault_no_row_disagrees() -> None:
    assert differing(park(), rows_of(park(), "on-the-day", COME, BEFORE), said()) == []


@pytest.mark.parametrize("fault", IN_TABLES.values(), ids=IN_TABLES)
def test_a_fault_in_what_a_table_is_decided_by_makes_a_row_disagree(fault: Fault) -> None:
    with fault():
        rows = rows_of(park(), "on-the-day", COME, BEFORE)
    assert differing(park(), rows, said())
