"""The cells of a table that people or other programs made, typed strictly: a value, nothing, or a fault.

A cell is read as text, as `coverdict decide` reads a fact: nothing is guessed from another form. Where the table's own
type is the fact's, the cell is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from coverdict.populations.measures import of_fact
from coverdict.populations.queries import column_type
from coverdict.populations.values import Node, column, constant
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

_WHOLE = "(0|[1-9][0-9]{0,8})"
_FORMS = {
    Type.COUNT: _WHOLE,
    Type.MONEY: "(0|[1-9][0-9]{0,9})([.][0-9]{1,2})?",
    Type.PERCENT: "(0|[1-9][0-9]{0,3})([.][0-9]{1,6})?",
    Type.DATE: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
_CENTS = "(0|[1-9][0-9]{0,11})"
_INTEGERS = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "", "BIG")
) | {"INTEGER", "UINTEGER"}
_DECIMAL = re.compile(r"DECIMAL\(\d+,(\d+)\)")
LIST = "VARCHAR[]"
_LIST = exp.DataType.build("ARRAY<VARCHAR>")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact's cells are: the column of the table, its type there, its unit and what its codes stand for."""

    name: str
    fact: str
    type: str
    cents: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


def type_of(pack: Pack, fact: str) -> Type:
    """The type of a fact, or of a criterion that may be stated."""
    return pack.facts[fact].type if fact in pack.facts else Type.BOOLEAN


def as_text(source: Source) -> Node:
    """The cell as it was written; an empty one says nothing."""
    cell = column(source.name)
    if source.type == "VARCHAR":
        return exp.Nullif(this=cell, expression=exp.Literal.string(""))
    if source.type == "JSON":
        return exp.Anonymous(
            this="json_extract_string", expressions=[cell, exp.Literal.string("$")]
        )
    return exp.Cast(this=cell, to=exp.DataType.build("VARCHAR"))


def is_given(source: Source) -> Node:
    """Whether anything is written in the cell."""
    cell = column(source.name)
    if source.type == "VARCHAR":
        return exp.GT(this=cell, expression=exp.Literal.string(""))
    return exp.Not(this=exp.Paren(this=exp.Is(this=cell, expression=exp.null())))


def typed_cell(pack: Pack, source: Source) -> Node:
    """The cell's value as the fact's type; NULL where it is empty or has no such value."""
    type = type_of(pack, source.fact)
    if source.type == LIST:
        return _items(pack, source, column(source.name)) if type is Type.CHOICES else exp.null()
    taken = _taken(pack, source)
    if taken is not None:
        return taken
    text = _decoded(as_text(source), source.values)
    match type:
        case Type.BOOLEAN:
            return (
                exp.Case(this=text)
                .when(exp.Literal.string("true"), exp.true(), copy=False)
                .when(exp.Literal.string("false"), exp.false(), copy=False)
            )
        case Type.CHOICE:
            return _if(_listed(pack, source.fact, text), text)
        case Type.CHOICES if source.type == "JSON":
            return _items(pack, source, exp.TryCast(this=column(source.name), to=_LIST))
        case Type.CHOICES:
            return _items(pack, source, _split(text))
        case Type.MONEY if source.cents:
            whole = exp.Cast(this=text, to=exp.DataType.build("DECIMAL(12, 0)"))
            cent = exp.Cast(this=exp.Literal.string("0.01"), to=exp.DataType.build("DECIMAL(3, 2)"))
            dollars = exp.Mul(this=whole, expression=cent)
            return _if(_matches(text, _CENTS), _cast(pack, source.fact, exp.Paren(this=dollars)))
        case Type.DATE:
            day = exp.TryCast(this=text, to=exp.DataType.build("DATE"))
            return _if(exp.and_(_matches(text, _FORMS[type]), _from_year_one(text)), day)
        case _:
            return _if(_matches(text, _FORMS[type]), _cast(pack, source.fact, text))


def _taken(pack: Pack, source: Source) -> Node | None:
    """The cell as it is, where the table's own type is one of the fact's; outside what a fact can be, NULL."""
    if source.values or source.cents:
        return None
    type, cell = type_of(pack, source.fact), column(source.name)
    if (source.type, type) == ("BOOLEAN", Type.BOOLEAN):
        return cell
    if (source.type, type) == ("DATE", Type.DATE):
        first, last = constant(date.min).node, constant(date.max).node
        return _if(exp.Between(this=cell, low=first, high=last), cell)
    if type.is_number and _places(source.type) <= of_fact(type).places:
        most = constant(of_fact(type).high).node
        inside = exp.Between(this=cell, low=exp.Literal.number(0), high=most)
        return _if(inside, _cast(pack, source.fact, cell))
    return None


def _places(found: str) -> int:
    """The decimals of an exact number's type; of any other, more than a fact can have."""
    if found in _INTEGERS:
        return 0
    decimal = _DECIMAL.fullmatch(found)
    return int(decimal[1]) if decimal else 99


def _decoded(text: Node, values: Mapping[str, str]) -> Node:
    """What a code stands for; any other text stays, to be told as it is."""
    if not values:
        return text
    found = exp.Case(this=text)
    for code, value in values.items():
        found = found.when(exp.Literal.string(code), exp.Literal.string(value), copy=False)
    return found.else_(text.copy(), copy=False)


def _listed(pack: Pack, fact: str, text: Node) -> Node:
    values = [exp.Literal.string(value) for value in pack.facts[fact].values]
    return exp.In(this=text.copy(), expressions=values)


def _split(text: Node) -> Node:
    """The items of `[a, b]` or `a, b`; of `[]` none."""
    bare = _call("regexp_replace", text, r"^\[(.*)\]$", r"\1")
    return (
        exp.Case()
        .when(
            exp.EQ(this=bare, expression=exp.Literal.string("")),
            exp.Cast(this=exp.Array(expressions=[]), to=exp.DataType.build("ARRAY<VARCHAR>")),
        )
        .else_(_call("regexp_split_to_array", bare.copy(), r"\s*,\s*"))
    )


def _items(pack: Pack, source: Source, items: Node) -> Node:
    """The items, each once and in order, where all of them are in the fact's list."""
    if source.values:
        codes = exp.Array(expressions=[exp.Literal.string(each) for each in source.values])
        words = exp.Array(expressions=[exp.Literal.string(each) for each in source.values.values()])
        items = exp.Anonymous(
            this="list_transform", expressions=[items, _lambda_decode(codes, words)]
        )
    allowed = exp.Array(
        expressions=[exp.Literal.string(value) for value in pack.facts[source.fact].values]
    )
    whole = exp.Anonymous(this="list_has_all", expressions=[allowed, items])
    sorted = exp.Anonymous(
        this="list_sort",
        expressions=[exp.Anonymous(this="list_distinct", expressions=[items.copy()])],
    )
    return _if(whole, sorted)


def _lambda_decode(codes: Node, words: Node) -> Node:
    item = exp.column("item")
    place = exp.Anonymous(this="list_position", expressions=[codes, item])
    word = exp.Anonymous(this="list_extract", expressions=[words, place])
    return exp.Lambda(
        this=exp.Coalesce(this=word, expressions=[item.copy()]),
        expressions=[exp.to_identifier("item")],
    )


def _from_year_one(text: Node) -> Node:
    return exp.NEQ(this=_call("left", text, 4), expression=exp.Literal.string("0000"))


def _matches(text: Node, form: str) -> Node:
    return _call("regexp_full_match", text, form)


def _call(name: str, first: Node, *rest: str | int) -> Node:
    literals = [exp.convert(item) for item in rest]
    return exp.Anonymous(this=name, expressions=[first.copy(), *literals])


def _cast(pack: Pack, fact: str, node: Node) -> Node:
    return exp.Cast(this=node.copy(), to=column_type(pack, fact))


def _if(condition: Node, value: Node) -> Node:
    return exp.Case().when(condition, value.copy(), copy=False)


def reason(pack: Pack, source: Source) -> str:
    """What a cell of the column has to be, said of one that is not."""
    type = type_of(pack, source.fact)
    if type is Type.MONEY and source.cents:
        return "not a whole number of cents from 0 to 999999999999"
    return _REASONS[type].format(fact=source.fact)


_REASONS = {
    Type.BOOLEAN: "neither `true` nor `false`",
    Type.CHOICE: "not a value of `{fact}`",
    Type.CHOICES: "not a list of values of `{fact}`, such as `[a, b]`",
    Type.COUNT: "not a whole number from 0 to 999999999",
    Type.MONEY: "not dollars from 0 to 9999999999.99 with at most two decimals",
    Type.PERCENT: "not a percentage from 0 to 9999.999999 with at most six decimals",
    Type.DATE: "not a day of the calendar, written as 2026-03-02",
}
