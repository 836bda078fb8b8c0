"""Declared things that nothing reads, and conclusions that nothing concludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.checking.conclusions import conclusions, has_value_without_rules, kind_of
from coverdict.checking.excusing import Place, warning
from coverdict.checking.reading import all_references, tests
from coverdict.checking.written import named
from coverdict.vocabulary.packs import CodeSet, Fact, Pack, Parameter
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.waivers import Excusable


def facts_that_nothing_reads(pack: Pack) -> Iterator[Excusable]:
    """A fact of no condition, no expression and no course, to which no presumption gives way."""
    read = _read(pack) | _of_course(pack) | {pack.service_date}
    read.update(name for item in pack.presumptions for name in item.gives_way_to)
    for fact in pack.facts.values():
        if fact.id not in read:
            used = "told" if fact.only_if_told else "asked for"
            why = f"it would be {used}, and no answer depends on it"
            yield _unread("CV344", "fact", fact, why)


def conclusions_that_nothing_concludes(pack: Pack) -> Iterator[Excusable]:
    """No rule, no expression and no `otherwise` gives it a value, and no case may state it."""
    concluded = {setting.id for rule in pack.rules.values() for setting in rule.then}
    for thing in conclusions(pack):
        if thing.id not in concluded and not has_value_without_rules(thing):
            yield warning(
                "CV345",
                f"no rule concludes the {kind_of(thing)} {named(thing.title, thing.id)}",
                "it is never known, so what reads it never holds and nothing can be told of it",
                "write a rule that concludes it, or take it out",
                Place(thing.id, thing.span),
                thing,
            )


def values_that_nothing_reads(pack: Pack) -> Iterator[Excusable]:
    """A parameter or a code set of no condition, expression, list or shade; a table is read by its own rules."""
    listed = {named.id for fact in pack.facts.values() for named in fact.values_from}
    tables = {rule.table for rule in pack.rules.values() if rule.table is not None}
    read = _read(pack) | _of_course(pack) | listed | tables
    read.update(id for item in pack.questions.values() for each in item.shades for id in each.named)
    why = "it is kept up to date for nothing, or the rule that was to read it is missing"
    for parameter in pack.parameters.values():
        if parameter.id not in read:
            yield _unread("CV346", "parameter", parameter, why)
    for code_set in pack.code_sets.values():
        if code_set.id not in read:
            yield _unread("CV346", "code set", code_set, why)


def conclusions_that_lead_nowhere(pack: Pack) -> Iterator[Excusable]:
    """Read by no rule, and neither decided nor reported by a question."""
    asked = {name for item in pack.questions.values() for name in item.told}
    used = _read(pack) | _of_course(pack) | asked
    for thing in conclusions(pack):
        if thing.id not in used:
            yield warning(
                "CV347",
                f"nothing reads or reports the {kind_of(thing)} {named(thing.title, thing.id)}",
                "what is concluded of it reaches no answer",
                "add it to the `reports` of a question, or take it out with its rules",
                Place(thing.id, thing.span),
                thing,
            )


def _unread(code: str, kind: str, thing: Fact | Parameter | CodeSet, why: str) -> Excusable:
    return warning(
        code,
        f"nothing reads the {kind} {named(thing.title, thing.id)}",
        why,
        "read it in a rule, or take it out",
        Place(thing.id, thing.span),
        thing,
    )


def _read(pack: Pack) -> set[str]:
    """What conditions test, and what they and expressions refer to."""
    return {test.subject for _, test in tests(pack)} | {item.id for item in all_references(pack)}


def _of_course(pack: Pack) -> set[str]:
    course = pack.course
    if course is None:
        return set()
    carried = (key for item in course.carries for key in (item.fact.key, item.becomes.key))
    drawn = (key for item in course.lines for key in (item.amount.key, item.limit.key))
    named_alone = (*_keys(course.milestones), *_keys(course.plan_facts))
    return {*carried, *drawn, *named_alone, *(item.amount.key for item in course.totals)}


def _keys(cited: Iterable[Citation]) -> Iterator[str]:
    return (item.key for item in cited)
