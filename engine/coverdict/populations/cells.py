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
FORMS = {
    Type.COUNT: _WHOLE,
    Type.MONEY: "(0|[1-9][0-9]{0,9})([.][0-9]{1,2})?",
    Type.PERCENT: "(0|[1-9][0-9]{0,3})([.][0-9]{1,6})?",
    Type.DATE: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
CENTS = "(0|[1-9][0-9]{0,11})"
_INTEGERS = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "", "BIG")
) | {"INTEGER", "UINTEGER"}
_DECIMAL = re.compile(r"DECIMAL\(\d+,(\d+)\)")
LIST, DAYS = "VARCHAR[]", "DATE[]"
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
    cell = as_written(source)
    if source.type == "VARCHAR":
        return exp.Nullif(this=cell, expression=exp.Literal.string(""))
    return cell


def as_written(source: Source) -> Node:
    """The cell as text, empty or not."""
    cell = column(source.name)
    if source.type == "VARCHAR":
        return cell
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


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cell is read: what is worked out of it first, when it is at fault, and its value where it is not."""

    work: Node | None
    fault: Node | None
    value: Node


def reading(pack: Pack, source: Source, work: str) -> Reading:
    """The cheapest way to read the cell strictly; ``work`` is the column that what is worked out first is put in.

    What is no value of a list is found by a cast to it: DuckDB looks a text up there once, and compares no texts.
    """
    type, cell = type_of(pack, source.fact), column(source.name)
    if (source.type, type) == ("BOOLEAN", Type.BOOLEAN) and not source.values:
        return Reading(None, None, cell)
    inside = _inside(pack, source)
    if inside is not None:
        return Reading(
            None, exp.Not(this=exp.Paren(this=inside)), _if(inside, _exact(pack, source))
        )
    if (source.type, type) == (LIST, Type.CHOICES) and not source.values:
        cast = exp.TryCast(this=cell, to=_values(pack, source.fact, several=True))
        number, known = _call("len", cell), _call("list_count", column(work))
        return Reading(cast, exp.NEQ(this=number, expression=known), cell)
    empty = exp.Is(this=column(work), expression=exp.null())
    fault = exp.Paren(this=exp.and_(is_given(source), empty, copy=False))
    if type is Type.CHOICE and source.type != LIST:
        text = _decoded(as_text(source), source.values) if source.values else as_written(source)
        return Reading(exp.TryCast(this=text, to=_values(pack, source.fact)), fault, column(work))
    return Reading(_typed(pack, source), fault, column(work))


def _typed(pack: Pack, source: Source) -> Node:
    """The cell's value as the fact's type; NULL where it is empty or has no such value."""
    type = type_of(pack, source.fact)
    if source.type in (LIST, DAYS) and not type.is_several:
        return exp.null()
    if type is Type.DATES:
        return _days(source)
    if source.type == LIST:
        return _items(pack, source, column(source.name))
    text = _decoded(as_text(source), source.values)
    match type:
        case Type.BOOLEAN:
            return (
                exp.Case(this=text)
                .when(exp.Literal.string("true"), exp.true(), copy=False)
                .when(exp.Literal.string("false"), exp.false(), copy=False)
            )
        case Type.CHOICES if source.type == "JSON":
            return _items(pack, source, exp.TryCast(this=column(source.name), to=_LIST))
        case Type.CHOICES:
            return _items(pack, source, _split(text))
        case Type.MONEY if source.cents:
            whole = exp.Cast(this=text, to=exp.DataType.build("DECIMAL(12, 0)"))
            cent = exp.Cast(this=exp.Literal.string("0.01"), to=exp.DataType.build("DECIMAL(3, 2)"))
            dollars = exp.Mul(this=whole, expression=cent)
            return _if(_matches(text, CENTS), _cast(pack, source.fact, exp.Paren(this=dollars)))
        case Type.DATE:
            day = exp.TryCast(this=text, to=exp.DataType.build("DATE"))
            return _if(exp.and_(_matches(text, FORMS[type]), _from_year_one(text)), day)
        case _:
            return _if(_matches(text, FORMS[type]), _cast(pack, source.fact, text))


def _inside(pack: Pack, source: Source) -> Node | None:
    """Where the table's own type is one of the fact's, whether the cell is what a fact can be."""
    if source.values or source.cents:
        return None
    type, cell = type_of(pack, source.fact), column(source.name)
    if (source.type, type) == ("DATE", Type.DATE):
        first, last = constant(date.min).node, constant(date.max).node
        return exp.Between(this=cell, low=first, high=last)
    if type.is_number and places(source.type) <= of_fact(type).places:
        most = constant(of_fact(type).high).node
        return exp.Between(this=cell, low=exp.Literal.number(0), high=most)
    return None


def _exact(pack: Pack, source: Source) -> Node:
    """The cell in the fact's own type, cast only where it has another."""
    type = column_type(pack, source.fact)
    as_it_is = source.type == type.sql("duckdb").replace(" ", "")
    return column(source.name) if as_it_is else _cast(pack, source.fact, column(source.name))


def places(found: str) -> int:
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


def _values(pack: Pack, fact: str, several: bool = False) -> exp.DataType:
    """The fact's list as a type: one of its values, or ``several`` of them."""
    values = [exp.Literal.string(value) for value in pack.facts[fact].values]
    one = exp.DataType(this=exp.DType.ENUM, expressions=values)
    return exp.DataType(this=exp.DType.ARRAY, expressions=[one], nested=True) if several else one


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
    cast = exp.TryCast(this=items.copy(), to=_values(pack, source.fact, several=True))
    whole = exp.EQ(this=_call("len", items), expression=_call("list_count", cast))
    return _if(whole, _each_once(items))


def _days(source: Source) -> Node:
    """The days, each once and in order, where all of them are days of the calendar."""
    item = exp.column("item")
    if source.type == DAYS:
        items, first, last = column(source.name), constant(date.min).node, constant(date.max).node
        day = _if(exp.Between(this=item, low=first, high=last), item)
    else:
        texts = exp.TryCast(this=column(source.name), to=_LIST)
        items = texts if source.type in (LIST, "JSON") else _split(as_text(source))
        written = exp.and_(_matches(item, FORMS[Type.DATE]), _from_year_one(item))
        day = _if(written, exp.TryCast(this=item.copy(), to=exp.DataType.build("DATE")))
    function = exp.Lambda(this=day, expressions=[exp.to_identifier("item")])
    found = exp.Anonymous(this="list_transform", expressions=[items, function])
    whole = exp.EQ(this=_call("len", found), expression=_call("list_count", found))
    return _if(whole, _each_once(found))


def _each_once(items: Node) -> Node:
    return _call("list_sort", _call("list_distinct", items))


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
    Type.DATES: "not a list of days of the calendar, such as `[2026-03-02, 2026-03-09]`",
}
