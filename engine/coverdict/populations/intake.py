"""The rows of a table as they are kept: a typed column for each fact that is read, the first fault, the id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlglot import exp

from coverdict.loading.names import nearest
from coverdict.populations.cells import Source, as_text, reading, type_of
from coverdict.populations.queries import column_type
from coverdict.populations.values import column
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

FAULT, VALUE, ID, WRONG = "_fault", "_value", "_id", "_wrong"
NUMBER, TABLE = "_row", "_the_table"
"""The names that stand in the query for the number of a row and for the table's relation."""


def typed_rows(
    pack: Pack, sources: Sequence[Source], facts: Sequence[str], id: str | None
) -> exp.Select:
    """The query over the table; a row has the number of the first source whose cell is at fault, or NULL.

    It gives the facts as typed columns, the number of the row, its fault with the cell as it is written, and the id.
    """
    numbered = {
        number: replace(source, name=f"raw_{number}") for number, source in enumerate(sources, 1)
    }
    read = {number: reading(pack, source, f"work_{number}") for number, source in numbered.items()}
    kept = column(id) if id else exp.cast(exp.null(), "VARCHAR")
    raw = [_alias(column(source.name), f"raw_{n}") for n, source in enumerate(sources, 1)]
    cells = exp.Select(expressions=[exp.column(NUMBER), _alias(kept, ID), *raw]).from_(TABLE)
    works = [_alias(each.work, f"work_{n}") for n, each in read.items() if each.work is not None]
    worked = exp.Select(expressions=[exp.Star(), *works]).from_(cells.subquery("cells"))
    faults = {number: each.fault for number, each in read.items() if each.fault is not None}
    values = {source.fact: read[number].value for number, source in numbered.items()}
    nodes = [_alias(values.get(fact) or _nothing(pack, fact), fact) for fact in facts]
    wrong = _alias(exp.or_(*faults.values()) if faults else exp.false(), WRONG)
    looked_at = exp.Select(expressions=[exp.Star(), wrong]).from_(worked.subquery("worked"))
    found = _first(faults, {number: exp.Literal.number(number) for number in faults}, "INTEGER")
    told = _first(faults, {number: as_text(numbered[number]) for number in faults}, "VARCHAR")
    ends = [exp.column(NUMBER), _alias(found, FAULT), _alias(told, VALUE), column(ID)]
    return exp.Select(expressions=[*nodes, *ends]).from_(looked_at.subquery("looked_at"))


def _first(faults: Mapping[int, exp.Expr], of: Mapping[int, exp.Expr], type: str) -> exp.Expr:
    """What belongs to the first fault; which it is, is looked for only in rows that have one."""
    which = exp.Case()
    for number, fault in faults.items():
        which = which.when(fault.copy(), exp.cast(of[number], type), copy=False)
    found = which if faults else exp.cast(exp.null(), type)
    return exp.Case().when(column(WRONG), found, copy=False)


def _nothing(pack: Pack, fact: str) -> exp.Expr:
    """The value of a fact that the table does not have."""
    return exp.Cast(this=exp.null(), to=column_type(pack, fact))


def likely_meaning(pack: Pack, source: Source, value: str) -> str | None:
    """The value of the fact's list that is most like what is written."""
    if type_of(pack, source.fact) is not Type.CHOICE:
        return None
    return nearest(value, [*source.values, *pack.facts[source.fact].values])


def _alias(node: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(node, exp.to_identifier(name, quoted=True), copy=False)
