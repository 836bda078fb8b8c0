"""Tables from codes to values: a list of codes, and the rules that say what each code stands for.

A table is rules, written short: for each value of each conclusion one rule, which applies to the codes that have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coverdict.loading.conditions import ConditionReader
from coverdict.loading.declarations import period, setting
from coverdict.loading.fields import Fields
from coverdict.vocabulary.conditions import Comparison, Test
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.nodes import Entry
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.packs import Choice, CodeSet, Criterion, Modality, Rule, Setting
from coverdict.vocabulary.periods import Period
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Type, Value

_OF_THE_ROW = ("says", "effective", "known", "modality", "cites")
_SIGNS = re.compile("[^a-z0-9]+")
Titled = Callable[[str, Value | None], str]


@dataclass(frozen=True, slots=True)
class _Row:
    """What rows have to share so that one rule says it of all of them."""

    effective: Period
    known: Period
    modality: Modality
    cites: tuple[Citation, ...]


@dataclass(slots=True)
class _Group:
    """The codes for which a rule concludes something."""

    row: _Row
    concluded: Setting
    codes: list[Constant]


def code_set_of(fields: Fields) -> CodeSet:
    """The codes of a table, with what each says."""
    rows = ((entry.key, _row(entry)) for entry in fields.entries("rows"))
    codes = {code: row.text("says") for code, row in rows}
    title, cites = fields.text("title"), fields.citations("cites")
    return CodeSet(fields.text("id"), title, codes, cites, fields.place("id"))


def rules_of(fields: Fields, reader: ConditionReader, titled: Titled) -> Iterator[Rule]:
    """The rules that the table is; ``titled`` tells a conclusion with its value in words."""
    table, subject = fields.text("id"), fields.text("of")
    symbol = reader.symbols.get(subject)
    is_several = symbol is not None and symbol.type is Type.CHOICES
    comparison = Comparison.INCLUDES_ANY if is_several else Comparison.IN
    taken: dict[str, int] = {}
    whole = period(fields.fields("effective"))
    for group in _groups(fields, reader):
        of, row = group.concluded, group.row
        id = f"{table}.{of.id}.{_SIGNS.sub('-', str(of.constant).lower()).strip('-')}"
        taken[id] = taken.get(id, 0) + 1
        by = f"by the {fields.text('title')}{_which(row, whole, taken[id])}"
        yield Rule(
            id if taken[id] == 1 else f"{id}.{taken[id]}",
            f"{titled(of.id, of.constant)} ({by})",
            row.cites,
            row.effective,
            group.codes[0].span,
            (of,),
            Test(subject, comparison, tuple(group.codes), fields.place("of")),
            known=row.known,
            modality=row.modality,
            table=table,
        )


def _which(row: _Row, whole: Period, turn: int) -> str:
    """What tells the rule from others of the table that conclude the same."""
    if turn == 1:
        return ""
    return f", from {row.effective.start}" if row.effective != whole else f", {turn}"


def _groups(fields: Fields, reader: ConditionReader) -> list[_Group]:
    groups: dict[tuple[object, ...], _Group] = {}
    for entry in fields.entries("rows"):
        written = _row(entry)
        row = _shared(fields, written)
        for said in written.node.entries:
            if said.key in _OF_THE_ROW:
                continue
            concluded = setting(said.key, said.key_span, said.value, reader)
            cited = tuple(cite.key for cite in row.cites)
            key = (said.key, concluded.constant, row.effective, row.known, row.modality, cited)
            group = groups.setdefault(key, _Group(row, concluded, []))
            group.codes.append(Constant(entry.key, entry.key_span))
    return list(groups.values())


def _shared(table: Fields, row: Fields) -> _Row:
    """What the row says of itself, and the table of all of them where the row does not."""

    def either(key: str) -> Fields:
        return row if key in row else table

    return _Row(
        period(either("effective").fields("effective")),
        period(either("known").fields("known")),
        Modality(either("modality").text("modality") or "must"),
        either("cites").citations("cites"),
    )


def _row(entry: Entry) -> Fields:
    assert isinstance(entry.value, MappingNode), "the schema lets only mappings be rows"
    return Fields(entry.value)


def in_words(
    criteria: Mapping[str, Criterion], choices: Mapping[str, Choice], amounts: Mapping[str, str]
) -> Titled:
    """A conclusion with its value, as a claim or after its title; of ``amounts`` the titles are enough."""

    def titled(id: str, value: Value | None) -> str:
        if id in criteria:
            found = criteria[id]
            denied = found.title_when_false or f"it is not so that {found.title}"
            return denied if value is False else found.title
        if id in choices:
            return f"{choices[id].title}: {choices[id].values.get(str(value), value)}"
        return f"{amounts.get(id, id)}: {value}"

    return titled
