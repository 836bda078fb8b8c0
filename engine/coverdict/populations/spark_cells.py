"""The cells of a table typed by Spark, as strictly as DuckDB types them: a value, nothing, or a fault.

The text is Spark's own SQL. After the ``$`` of Java's regular expressions a line break may follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlglot import exp

from coverdict.populations.cells import CENTS, DAYS, FORMS, LIST, Source, places, type_of
from coverdict.populations.intake import FAULT, ID, NUMBER, VALUE
from coverdict.populations.measures import of_fact
from coverdict.populations.queries import column_type
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

_FLOATS = ("FLOAT", "DOUBLE")
_ZEROS_AT_THE_END, _BRACKETS, _COMMA = r"(\.[0-9]+?)0+\z", r"^\[(.*)\]\z", r"\s*,\s*"


def typed_by_spark(
    pack: Pack, sources: Sequence[Source], facts: Sequence[str], id: str | None, table: str
) -> str:
    """The query over ``table``: the facts typed, each row's number, first fault with its cell as written, and id."""
    numbered = {n: replace(source, name=f"raw_{n}") for n, source in enumerate(sources, 1)}
    raw = [f"{name(source.name)} AS raw_{n}" for n, source in enumerate(sources, 1)]
    kept = f"{name(id) if id else 'CAST(NULL AS STRING)'} AS {ID}"
    cells = f"SELECT {', '.join([NUMBER, kept, *raw])} FROM {table}"
    values = [f"{_value(pack, source)} AS value_{n}" for n, source in numbered.items()]
    read = f"SELECT {', '.join(['*', *values])} FROM ({cells})"
    faults = {n: f"({_is_given(source)} AND value_{n} IS NULL)" for n, source in numbered.items()}
    by_fact = {source.fact: n for n, source in numbered.items()}
    columns = [f"{_as_fact(pack, fact, by_fact)} AS {name(fact)}" for fact in facts]
    first = _first(faults, {n: str(n) for n in faults}, "INT")
    told = _first(faults, {n: _text(source) for n, source in numbered.items()}, "STRING")
    ends = [NUMBER, f"{first} AS {FAULT}", f"{told} AS {VALUE}", ID]
    return f"SELECT {', '.join([*columns, *ends])} FROM ({read})"


def name(text: str) -> str:
    """A name as Spark's SQL writes it."""
    return exp.to_identifier(text, quoted=True).sql("spark")


def _literal(text: str) -> str:
    return exp.Literal.string(text).sql("spark")


def _first(faults: Mapping[int, str], of: Mapping[int, str], type: str) -> str:
    """What belongs to the first fault."""
    ways = "".join(f" WHEN {fault} THEN {of[n]}" for n, fault in faults.items())
    return f"CAST(CASE{ways} END AS {type})" if ways else f"CAST(NULL AS {type})"


def _as_fact(pack: Pack, fact: str, by_fact: Mapping[str, int]) -> str:
    """The value that was typed; of a fact that the table does not have, none."""
    value = f"value_{by_fact[fact]}" if fact in by_fact else "NULL"
    return f"CAST({value} AS {column_type(pack, fact).sql('spark')})"


def _is_given(source: Source) -> str:
    """Whether anything is written in the cell."""
    return f"{source.name} > ''" if source.type == "VARCHAR" else f"{source.name} IS NOT NULL"


def _text(source: Source) -> str:
    """The cell as it was written; an empty one says nothing."""
    cell = source.name
    if source.type == "VARCHAR":
        return f"NULLIF({cell}, '')"
    if source.type == "JSON":
        return f"GET_JSON_OBJECT({cell}, '$')"
    if source.type in _FLOATS:
        return _without_exponent(cell)
    if source.type == "DATE":
        return _day_as_text(cell)
    if source.type.endswith("[]"):
        item = _day_as_text("item") if source.type == DAYS else "STRING(item)"
        return f"'[' || ARRAY_JOIN(TRANSFORM({cell}, item -> {item}), ', ', 'NULL') || ']'"
    return f"CAST({cell} AS STRING)"


def _day_as_text(day: str) -> str:
    """A day without the sign that stands before years after 9999."""
    return f"REPLACE(CAST({day} AS STRING), '+', '')"


def _without_exponent(cell: str) -> str:
    """A binary number written out, as no fact is written with an exponent; `nan` and the like as DuckDB does."""
    text = f"CAST({cell} AS STRING)"
    exact = f"CAST(TRY_CAST({text} AS DECIMAL(38, 18)) AS STRING)"
    other = f"REPLACE(LOWER({text}), 'infinity', 'inf')"
    return f"COALESCE(REGEXP_REPLACE({exact}, {_literal(_ZEROS_AT_THE_END)}, '$1'), {other})"


def _value(pack: Pack, source: Source) -> str:
    """The cell's value as the fact's type; NULL where it is empty or has no such value."""
    type, cell = type_of(pack, source.fact), source.name
    if source.type in (LIST, DAYS) and not type.is_several:
        return "CAST(NULL AS STRING)"
    if type is Type.DATES:
        return _days(source)
    if source.type == LIST:
        return _items(pack, source, cell)
    if (taken := _taken(pack, source)) is not None:
        return taken
    text = _decoded(_text(source), source.values)
    match type:
        case Type.BOOLEAN:
            return f"CASE {text} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
        case Type.CHOICE:
            return f"CASE WHEN {_is_listed(pack, source.fact, text)} THEN {text} END"
        case Type.CHOICES if source.type == "JSON":
            return _items(pack, source, f"FROM_JSON({cell}, 'ARRAY<STRING>')")
        case Type.CHOICES:
            return _items(pack, source, _split(text))
        case Type.MONEY if source.cents:
            return _matched(text, CENTS, f"CAST({text} AS DECIMAL(12, 0)) * 0.01BD")
        case Type.DATE:
            return _day(text)
        case _:
            return _matched(text, FORMS[type], _cast(pack, source, text))


def _taken(pack: Pack, source: Source) -> str | None:
    """The cell as it is, where the table's own type is one of the fact's; outside what a fact can be, NULL."""
    if source.values or source.cents:
        return None
    type, cell = type_of(pack, source.fact), source.name
    if (source.type, type) == ("BOOLEAN", Type.BOOLEAN):
        return cell
    if (source.type, type) == ("DATE", Type.DATE):
        return _in_the_calendar(cell)
    if type.is_number and places(source.type) <= of_fact(type).places:
        inside = f"{cell} BETWEEN 0 AND {of_fact(type).high}BD"
        return f"CASE WHEN {inside} THEN {_cast(pack, source, cell)} END"
    return None


def _decoded(text: str, values: Mapping[str, str]) -> str:
    """What a code stands for; any other text stays, to be told as it is."""
    if not values:
        return text
    ways = "".join(f" WHEN {_literal(code)} THEN {_literal(of)}" for code, of in values.items())
    return f"CASE {text}{ways} ELSE {text} END"


def _split(text: str) -> str:
    """The items of `[a, b]` or `a, b`; of `[]` none."""
    bare = f"REGEXP_REPLACE({text}, {_literal(_BRACKETS)}, '$1')"
    return (
        f"CASE WHEN {bare} = '' THEN CAST(ARRAY() AS ARRAY<STRING>)"
        f" ELSE SPLIT({bare}, {_literal(_COMMA)}) END"
    )


def _items(pack: Pack, source: Source, items: str) -> str:
    """The items, each once and in order, where all of them are in the fact's list."""
    if source.values:
        items = f"TRANSFORM({items}, item -> {_decoded('item', source.values)})"
    all_listed = f"FORALL({items}, item -> {_is_listed(pack, source.fact, 'item')})"
    return f"CASE WHEN {all_listed} THEN ARRAY_SORT(ARRAY_DISTINCT({items})) END"


def _days(source: Source) -> str:
    """The days, each once and in order, where all of them are days of the calendar."""
    if source.type == DAYS:
        items, day = source.name, _in_the_calendar("item")
    else:
        lists = {LIST: source.name, "JSON": f"FROM_JSON({source.name}, 'ARRAY<STRING>')"}
        items, day = lists.get(source.type) or _split(_text(source)), _day("item")
    found = f"TRANSFORM({items}, item -> {day})"
    all_days = f"FORALL({found}, item -> item IS NOT NULL)"
    return f"CASE WHEN {all_days} THEN ARRAY_SORT(ARRAY_DISTINCT({found})) END"


def _day(text: str) -> str:
    day = f"CASE WHEN LEFT({text}, 4) <> '0000' THEN TRY_CAST({text} AS DATE) END"
    return _matched(text, FORMS[Type.DATE], day)


def _in_the_calendar(day: str) -> str:
    return f"CASE WHEN {day} BETWEEN DATE'0001-01-01' AND DATE'9999-12-31' THEN {day} END"


def _is_listed(pack: Pack, fact: str, text: str) -> str:
    return f"{text} IN ({', '.join(_literal(value) for value in pack.facts[fact].values)})"


def _matched(text: str, form: str, value: str) -> str:
    whole = _literal(rf"\A(?:{form})\z")
    return f"CASE WHEN {text} RLIKE {whole} THEN {value} END"


def _cast(pack: Pack, source: Source, value: str) -> str:
    return f"CAST({value} AS {column_type(pack, source.fact).sql('spark')})"
