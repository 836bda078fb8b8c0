"""Declared things from their fields: one function for each kind of thing an analyst writes."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date

from coverdict.loading.conditions import ConditionReader, Symbol
from coverdict.loading.fields import Fields
from coverdict.loading.typed_values import typed
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.expressions import Reference, Rounding, RoundingMode
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.nodes import Node, Scalar, Sequence
from coverdict.vocabulary.packs import (
    Action,
    Amount,
    Choice,
    Closure,
    CodeSet,
    Coverage,
    Criterion,
    Fact,
    Impossible,
    Modality,
    Parameter,
    ParameterValue,
    Presumption,
    Question,
    Rule,
    Scope,
    Setting,
    Stating,
    TopicHead,
)
from coverdict.vocabulary.periods import ALWAYS, Period
from coverdict.vocabulary.shades import Shade, named_in
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.terms import Term
from coverdict.vocabulary.values import Type

Report = Callable[[Diagnostic], None]


def coverage(fields: Fields | None) -> Coverage | None:
    """``coverage:`` of a pack."""
    if fields is None:
        return None
    rules = fields.number("rules") if "rules" in fields else None
    conditions = fields.number("conditions") if "conditions" in fields else None
    return Coverage(rules, conditions, fields.span)


def period(fields: Fields | None) -> Period:
    """``{from, until}``; what is ``open`` or not written is open."""
    return Period(_day(fields, "from"), _day(fields, "until")) if fields else ALWAYS


def _day(fields: Fields, key: str) -> date | None:
    written = fields.text(key)
    return None if written in ("", "open") else date.fromisoformat(written)


def worded_values(node: Node | None) -> dict[str, str]:
    """A closed list: value to plain words; of a bare list the words are the value's own."""
    if isinstance(node, MappingNode):
        return {
            entry.key: str(entry.value.value) if isinstance(entry.value, Scalar) else entry.key
            for entry in node.entries
        }
    items = node.items if isinstance(node, Sequence) else ()
    values = (str(item.value) for item in items if isinstance(item, Scalar))
    return {value: value.replace("-", " ") for value in values}


def code_set(fields: Fields) -> CodeSet:
    """One entry of ``code-sets:``."""
    return CodeSet(
        fields.text("id"),
        fields.text("title"),
        worded_values(fields.get("codes")),
        fields.citations("cites"),
        fields.place("id"),
    )


def fact(fields: Fields, code_sets: Mapping[str, CodeSet]) -> Fact:
    """One entry of ``facts:``; a list named as ``$code-set`` is filled in."""
    listed = fields.get("of")
    named = None
    if isinstance(listed, Scalar):
        named = Reference(str(listed.value).removeprefix("$"), listed.span)
    found = code_sets.get(named.id) if named else None
    return Fact(
        fields.text("id"),
        fields.text("title"),
        Type(fields.text("type")),
        fields.text("asks"),
        fields.text("asked-of"),
        fields.place("id"),
        fields.text_or_none("title-when-false"),
        found.codes if found else worded_values(listed),
        named,
        fields.flag("changeable"),
        fields.citations("cites"),
        fields.flag("only-if-told"),
        fields.citations("instead-of"),
    )


def parameter(fields: Fields, report: Report) -> Parameter:
    """One entry of ``parameters:``; a value that does not fit its type is reported and left out."""
    id, type = fields.text("id"), Type(fields.text("type"))
    values = []
    for item in fields.mappings("values"):
        node = item.get("is")
        value = typed(node, type, {}, id) if node else None
        if isinstance(value, Diagnostic):
            report(value)
        elif value is not None:
            effective, known = period(item.fields("effective")), period(item.fields("known"))
            values.append(
                ParameterValue(
                    effective, known, value, item.citations("cites"), item.place("effective")
                )
            )
    return Parameter(id, fields.text("title"), type, tuple(values), fields.place("id"))


def closure(fields: Fields | None) -> Closure | None:
    """``otherwise: {is, cites}``; ``otherwise: unknown`` is none."""
    value = fields.get("is") if fields else None
    if fields is None or not isinstance(value, Scalar):
        return None
    written = value.value if isinstance(value.value, bool) else str(value.value)
    return Closure(written, fields.citations("cites"), value.span)


def criterion(fields: Fields) -> Criterion:
    """One entry of ``criteria:``."""
    stating = fields.fields("may-be-stated")
    return Criterion(
        fields.text("id"),
        fields.text("title"),
        fields.place("id"),
        fields.text_or_none("title-when-false"),
        closure(fields.fields("otherwise")),
        Stating(stating.text("asks"), stating.text("asked-of")) if stating else None,
        None,
        fields.citations("cites"),
    )


def duty(fields: Fields) -> Criterion:
    """One entry of ``duties:``."""
    return Criterion(
        fields.text("id"),
        fields.text("title"),
        fields.place("id"),
        fields.text_or_none("title-when-false"),
        closure(fields.fields("otherwise")),
        None,
        Action(fields.text("who"), fields.text("do"), fields.text_or_none("by")),
        fields.citations("cites"),
    )


def choice(fields: Fields) -> Choice:
    """One entry of ``choices:``."""
    return Choice(
        fields.text("id"),
        fields.text("title"),
        worded_values(fields.get("of")),
        fields.place("id"),
        closure(fields.fields("otherwise")),
    )


def amount(fields: Fields, reader: ConditionReader) -> Amount:
    """One entry of ``amounts:``."""
    id, type = fields.text("id"), Type(fields.text("type"))
    written, rounding = fields.get("is"), fields.fields("round")
    return Amount(
        id,
        fields.text("title"),
        type,
        fields.place("id"),
        reader.expression(written, Symbol(type), id) if written else None,
        fields.citations("cites"),
        Rounding(rounding.text("to"), RoundingMode(rounding.text("mode") or "half-up"))
        if rounding
        else None,
        Citation(fields.text("stands-in-for"), fields.place("stands-in-for"))
        if "stands-in-for" in fields
        else None,
    )


def rule(fields: Fields, reader: ConditionReader) -> Rule:
    """One entry of ``rules:``."""
    when, unless = fields.get("when"), fields.get("unless")
    return Rule(
        fields.text("id"),
        fields.text("title"),
        fields.citations("cites"),
        period(fields.fields("effective")),
        fields.place("id"),
        tuple(
            setting(entry.key, entry.key_span, entry.value, reader)
            for entry in fields.entries("then")
        ),
        reader.condition(when) if when else None,
        reader.condition(unless) if unless else None,
        fields.citations("defeats"),
        period(fields.fields("known")),
        Modality(fields.text("modality") or "must"),
        fields.text_or_none("notes"),
    )


def setting(id: str, span: Span, node: Node, reader: ConditionReader) -> Setting:
    """What a conclusion is set to."""
    return Setting(id, reader.expression(node, reader.symbols.get(id), id), span)


def question(fields: Fields, parameters: Container[str]) -> Question:
    """One entry of ``questions:``; ``parameters`` are the ids of what is not concluded."""
    wording = {
        entry.key: str(entry.value.value)
        for entry in fields.entries("wording")
        if isinstance(entry.value, Scalar)
    }
    return Question(
        fields.text("id"),
        fields.text("title"),
        fields.text("decides"),
        fields.citations("reports"),
        wording,
        fields.place("decides"),
        tuple(shade(item, parameters) for item in fields.mappings("shades")),
    )


def shade(fields: Fields, parameters: Container[str]) -> Shade:
    """One entry of ``shades:``."""
    says = fields.text("says")
    return Shade(
        fields.text("of"),
        Citation(fields.text("when"), fields.place("when")),
        says,
        tuple(name for name in named_in(says) if name not in parameters),
        fields.place("says"),
    )


def presumption(fields: Fields, reader: ConditionReader) -> Presumption:
    """One entry of ``presumptions:``."""
    name, node = fields.text("fact"), fields.get("is")
    assert node is not None, "the schema asks for the value"
    symbol = reader.symbols.get(name)
    value = typed(node, symbol.type, symbol.values, name) if symbol else ""
    if isinstance(value, Diagnostic):
        reader.report(value)
        value = ""
    return Presumption(
        name,
        value,
        fields.text("title"),
        fields.citations("cites"),
        period(fields.fields("effective")),
        period(fields.fields("known")),
        fields.place("fact"),
        fields.citations("unless-told"),
    )


def topic(fields: Fields) -> TopicHead:
    """What a file of rules is about."""
    return TopicHead(fields.text("title"), fields.text_or_none("about"), fields.span)


def term(fields: Fields) -> Term:
    """One entry of ``terms:``."""
    return Term(
        fields.text("id"),
        fields.text("title"),
        tuple(cited.key for cited in fields.citations("also")),
        fields.text("says"),
        fields.citations("cites"),
        fields.citations("about"),
        fields.place("id"),
    )


def scope(fields: Fields, reader: ConditionReader) -> Scope:
    """``scope:`` of the pack."""
    when = fields.get("when")
    assert when is not None, "the schema asks for a condition"
    return Scope(
        fields.text("title"),
        reader.condition(when),
        fields.citations("cites"),
        fields.place("title"),
    )


def impossible(fields: Fields, reader: ConditionReader) -> Impossible:
    """One entry of ``impossible:``."""
    when = fields.get("when")
    assert when is not None, "the schema asks for a condition"
    return Impossible(
        fields.text("id"), fields.text("title"), reader.condition(when), fields.place("id")
    )
