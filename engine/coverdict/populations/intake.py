"""The rows of a table as they are kept: a typed column for each fact that is read, the first fault, the id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlglot import exp

from coverdict.loading.names import nearest
from coverdict.populations.cells import Source, as_text, is_given, type_of, typed_cell
from coverdict.populations.queries import column_type
from coverdict.populations.values import column
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

FAULT, VALUE, ID = "_fault", "_value", "_id"
NUMBER, TABLE = "_row", "_the_table"
"""The names that stand in the query for the number of a row and for the table's relation."""


def typed_rows(
    pack: Pack, sources: Sequence[Source], facts: Sequence[str], id: str | None
) -> exp.Select:
    """The facts as typed columns, the first fault of the row and the id."""
    """The query over the table; a row has the number of the first source whose cell is at fault, or 0."""
    numbered = list(enumerate(sources, 1))
    kept = [column(id) if id else exp.cast(exp.null(), "VARCHAR")]
    raw = [_alias(column(source.name), f"raw_{number}") for number, source in numbered]
    values = [_alias(typed_cell(pack, source), f"value_{number}") for number, source in numbered]
    row = exp.column(NUMBER)
    read = exp.Select(expressions=[row, _alias(kept[0], ID), *raw, *values]).from_(TABLE)
    faults = exp.Select(expressions=[_alias(_first_fault(sources), FAULT), exp.Star()])
    found = faults.from_(read.subquery("read"))
    wrong = exp.Case(this=column(FAULT))
    for number, source in numbered:
        text = as_text(replace(source, name=f"raw_{number}"))
        wrong = wrong.when(exp.Literal.number(number), text, copy=False)
    is_faulty = exp.GT(this=column(FAULT), expression=exp.Literal.number(0))
    value = exp.Case().when(is_faulty, wrong, copy=False) if sources else exp.null()
    by_fact = {source.fact: number for number, source in numbered}
    nodes = [_alias(_as_fact(pack, fact, by_fact.get(fact)), fact) for fact in facts]
    told = [
        exp.column(NUMBER),
        column(FAULT),
        _alias(exp.cast(value, "VARCHAR"), VALUE),
        column(ID),
    ]
    return exp.Select(expressions=[*nodes, *told]).from_(found.subquery("found"))


def _first_fault(sources: Sequence[Source]) -> exp.Expr:
    """The number of the first source that has a cell without a value; 0 where there is none."""
    fault = exp.Case()
    for number, source in enumerate(sources, 1):
        there = is_given(replace(source, name=f"raw_{number}"))
        empty = exp.Is(this=column(f"value_{number}"), expression=exp.null())
        fault = fault.when(
            exp.and_(there, empty, copy=False), exp.Literal.number(number), copy=False
        )
    none = exp.Literal.number(0)
    return fault.else_(none, copy=False) if sources else none


def _as_fact(pack: Pack, fact: str, number: int | None) -> exp.Expr:
    """The value that was typed; of a fact that the table does not have, none."""
    node = column(f"value_{number}") if number is not None else exp.null()
    return exp.Cast(this=node, to=column_type(pack, fact))


def likely_meaning(pack: Pack, source: Source, value: str) -> str | None:
    """The value of the fact's list that is most like what is written."""
    if type_of(pack, source.fact) is not Type.CHOICE:
        return None
    return nearest(value, [*source.values, *pack.facts[source.fact].values])


def _alias(node: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(node, exp.to_identifier(name, quoted=True), copy=False)
