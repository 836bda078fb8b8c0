"""Which column of a table holds which fact: by name, or as a map file says.

A map file names columns of the table with the fact each holds, and what codes and units stand for:

    columns:
      service_date: visit.date
      approved_cents: {fact: visit.approved-amount, unit: cents}
      place: {fact: visit.setting, values: {"11": private-office, "22": hospital-outpatient}}
    ignored: [claim_number]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coverdict.loading.cases import FilePart
from coverdict.loading.files import read_text
from coverdict.loading.names import nearest
from coverdict.loading.strict_yaml import read_yaml
from coverdict.populations.cells import Source, type_of
from coverdict.populations.tables import Table
from coverdict.vocabulary.diagnostics import Diagnostic, Span, in_order
from coverdict.vocabulary.nodes import Entry, Node, Scalar
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.nodes import Sequence as SequenceNode
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

_UNITS = ("dollars", "cents")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a map file says of one column."""

    fact: str
    cents: bool
    values: Mapping[str, str]
    span: Span


@dataclass(slots=True)
class ColumnMap:
    """What a map file says, or what is wrong with it; ``texts`` are the files read, by the name shown."""

    columns: dict[str, Mapped] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_map(pack: Pack, part: FilePart) -> ColumnMap:
    """The map in a file."""
    text, problems = read_text(part.path, part.shown_as)
    if text is None:
        return ColumnMap(diagnostics=problems)
    node, problems = read_yaml(text, part.shown_as)
    read, found = ColumnMap(texts={part.shown_as: text}), list(problems)
    if node is not None and not found:
        found += _read(pack, node, read)
    read.diagnostics = in_order(found)
    return read


def sources_of(
    pack: Pack, table: Table, named: ColumnMap, ignored: Iterable[str], shown_as: str
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Where each fact's cells are, or what can't be told of the table's columns."""
    passed_over = named.ignored.union(ignored)
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    for name, type in table.columns.items():
        if name in passed_over:
            continue
        mapped = named.columns.get(name)
        fact = mapped.fact if mapped else name
        if not _may_be_given(pack, fact):
            found.append(_unknown(pack, name, shown_as))
        elif fact in sources:
            found.append(_twice(fact, sources[fact].name, name, shown_as))
        else:
            sources[fact] = Source(
                name, fact, type, bool(mapped and mapped.cents), mapped.values if mapped else {}
            )
    for name in [*named.columns, *sorted(passed_over)]:
        if name not in table.columns:
            found.append(_not_there(name, table, named.columns.get(name), shown_as))
    return tuple(sources.values()), tuple(found)


def _may_be_given(pack: Pack, name: str) -> bool:
    criterion = pack.criteria.get(name)
    return name in pack.facts or (criterion is not None and criterion.stating is not None)


def _names(pack: Pack) -> list[str]:
    return [*pack.facts, *(id for id, item in pack.criteria.items() if item.stating)]


def _read(pack: Pack, node: Node, read: ColumnMap) -> Iterator[Diagnostic]:
    if not isinstance(node, MappingNode):
        yield _misshapen(node.span, "the map is no group of `name: value` lines")
        return
    for entry in node.entries:
        if entry.key == "columns" and isinstance(entry.value, MappingNode):
            for column in entry.value.entries:
                yield from _column(pack, column, read)
        elif entry.key == "ignored" and isinstance(entry.value, SequenceNode):
            read.ignored |= {
                str(item.value) for item in entry.value.items if isinstance(item, Scalar)
            }
        else:
            yield _misshapen(entry.key_span, f"`{entry.key}` is not understood")


def _column(pack: Pack, entry: Entry, read: ColumnMap) -> Iterator[Diagnostic]:
    said = _said(entry)
    fact = said.get("fact")
    if fact is None or not isinstance(fact, Scalar) or set(said) - {"fact", "unit", "values"}:
        yield _misshapen(entry.key_span, f"the column `{entry.key}` has no fact")
        return
    name = str(fact.value)
    if not _may_be_given(pack, name):
        yield _no_fact(pack, name, fact.span)
        return
    unit, values = said.get("unit"), said.get("values")
    if unit is not None and not _is_unit(unit, type_of(pack, name)):
        yield _misshapen(unit.span, f"`{name}` has no such unit")
        return
    cents = isinstance(unit, Scalar) and unit.value == "cents"
    if values is not None and not isinstance(values, MappingNode):
        yield _misshapen(values.span, "what codes stand for is no group of `code: value` lines")
        return
    codes = dict(_codes(values)) if values is not None else {}
    yield from _wrong_values(pack, name, values)
    read.columns[entry.key] = Mapped(name, cents, codes, entry.key_span)


def _said(entry: Entry) -> dict[str, Node]:
    if isinstance(entry.value, MappingNode):
        return {each.key: each.value for each in entry.value.entries}
    return {"fact": entry.value}


def _is_unit(unit: Node, type: Type) -> bool:
    return isinstance(unit, Scalar) and unit.value in _UNITS and type is Type.MONEY


def _codes(values: MappingNode) -> Iterator[tuple[str, str]]:
    for each in values.entries:
        if isinstance(each.value, Scalar):
            value = each.value.value
            yield each.key, str(value).lower() if isinstance(value, bool) else str(value)


def _wrong_values(pack: Pack, name: str, values: MappingNode | None) -> Iterator[Diagnostic]:
    """What codes stand for has to be in the fact's list."""
    type = type_of(pack, name)
    if values is None or not (type.has_list or type is Type.BOOLEAN):
        return
    allowed = pack.facts[name].values if type.has_list else {"true": "yes", "false": "no"}
    for (_, value), each in zip(_codes(values), values.entries, strict=False):
        if value not in allowed:
            yield _misshapen(
                each.value.span, f"`{value}` is not a value of `{name}`", _guess(value, allowed)
            )


def _guess(name: str, known: Sequence[str] | Mapping[str, str]) -> str | None:
    guess = nearest(name, known)
    return f"did you mean `{guess}`?" if guess else None


def _misshapen(span: Span, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic(
        "CV443",
        message,
        "a column that is misread would give every row a wrong answer",
        span,
        help or "write `column: fact`, or `column: {fact: …, unit: cents, values: {code: value}}`",
    )


def _no_fact(pack: Pack, name: str, span: Span) -> Diagnostic:
    return _misshapen(span, f"the fact `{name}` is not known", _guess(name, _names(pack)))


def _unknown(pack: Pack, name: str, shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV442",
        f"the column `{name}` is no fact of the pack",
        "a column that is passed over in silence may be one that every answer needs",
        Span(shown_as),
        _guess(name, _names(pack))
        or f"say with --map which fact it holds, or leave it out with --ignore {name}",
    )


def _twice(fact: str, one: str, other: str, shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV442",
        f"the columns `{one}` and `{other}` both hold `{fact}`",
        "which of them is true can't be known",
        Span(shown_as),
        f"leave one of them out with --ignore {other}",
    )


def _not_there(name: str, table: Table, mapped: Mapped | None, shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV442",
        f"the table has no column `{name}`",
        "what was meant for it would be missing in every row",
        mapped.span if mapped else Span(shown_as),
        _guess(name, list(table.columns)),
    )
