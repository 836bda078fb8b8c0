"""Scenarios from their fields: cases built on one another, each with what is expected of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from coverdict.loading.cases import case_from_node
from coverdict.loading.expectations import read_expectation, unknown
from coverdict.loading.fields import Fields
from coverdict.loading.named import twice
from coverdict.loading.names import nearest
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.diagnostics import Diagnostic, Span, in_order
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario
from coverdict.vocabulary.sources import Citation

Report = Callable[[Diagnostic], None]
_NOTHING = Case({}, {})


def read_scenarios(
    pack: Pack, written: tuple[Fields, ...]
) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    """The scenarios in the order of the files, and what is wrong with them."""
    found: list[Diagnostic] = []
    by_id: dict[str, Fields] = {}
    for fields in written:
        id = fields.text("id")
        if id in by_id:
            found.append(twice(id, fields.place("id"), by_id[id].place("id")))
        by_id.setdefault(id, fields)
    scenarios = tuple(_scenario(pack, fields, by_id, found.append) for fields in by_id.values())
    return scenarios, in_order(found)


def _scenario(pack: Pack, fields: Fields, by_id: Mapping[str, Fields], report: Report) -> Scenario:
    question = fields.text_or_none("question") or pack.main_question.id
    if question not in pack.questions:
        report(unknown("question", question, fields.place("question"), pack.questions))
        question = pack.main_question.id
    expect = fields.fields("expect") or fields
    known = fields.text_or_none("knowledge-date")
    return Scenario(
        fields.text("id"),
        fields.text("title"),
        question,
        _case(pack, fields, by_id, report, ()),
        date.fromisoformat(known) if known else None,
        read_expectation(pack, expect, report),
        fields.place("id"),
    )


def _case(
    pack: Pack, fields: Fields, by_id: Mapping[str, Fields], report: Report, above: tuple[str, ...]
) -> Case:
    """The scenario's own facts over those of the one it is like."""
    base, like, id = _NOTHING, fields.text_or_none("like"), fields.text("id")
    if not above and _leads_back(id, by_id):
        report(_circle(id, fields.place("like")))
    elif like is not None and like not in by_id:
        report(unknown("scenario", like, fields.place("like"), by_id))
    elif like is not None and like not in (*above, id):
        base = _case(pack, by_id[like], by_id, lambda _: None, (*above, id))
    own, node = _NOTHING, fields.get("case")
    if isinstance(node, MappingNode):
        own, problems = case_from_node(pack, node, node.span.file)
        for problem in problems:
            report(problem)
    without = set()
    for cited in fields.citations("without"):
        without.add(cited.key)
        if cited.key not in base.facts and cited.key not in base.stated:
            report(_nothing_to_leave_out(cited, (*base.facts, *base.stated)))
    kept = {name: given for name, given in base.facts.items() if name not in without}
    stated = {name: given for name, given in base.stated.items() if name not in without}
    return Case({**kept, **own.facts}, {**stated, **own.stated})


def _nothing_to_leave_out(cited: Citation, given: Iterable[str]) -> Diagnostic:
    guess = nearest(cited.key, given)
    return Diagnostic(
        "CV501",
        f"there is no fact `{cited.key}` to leave out",
        "the scenario that this one is like doesn't give it, so the case may not be the one that was meant",
        cited.span,
        f"did you mean `{guess}`?" if guess else "take it out of `without`",
    )


def _leads_back(id: str, by_id: Mapping[str, Fields]) -> bool:
    """Whether following ``like`` from a scenario leads to that scenario again."""
    seen: list[str] = []
    like = by_id[id].text_or_none("like")
    while like is not None and like in by_id and like not in seen:
        seen.append(like)
        like = by_id[like].text_or_none("like")
    return id in seen


def _circle(id: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "CV502",
        f"the scenario `{id}` is like itself, by way of others",
        "its facts could never be gathered",
        span,
        "let one of them stand alone",
    )
