"""The rules of a course: their names lead to things of the right kind, and what meets is of one type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from coverdict.checking.names import undeclared
from coverdict.vocabulary.courses import CourseRules
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Type


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


def course_names_that_lead_nowhere(pack: Pack) -> Iterator[Diagnostic]:
    """What is carried, added up, watched or drawn and is not declared as what it has to be."""
    if pack.course is None:
        return
    for does, kind, cited, known in _names(pack, pack.course):
        if cited.key not in known:
            yield undeclared(
                "CV330",
                f"the course {does} `{cited.key}`, which is no declared {kind}",
                "nothing could be carried, added up, watched or drawn for it",
                cited.key,
                cited.span,
                {id: item.span for id, item in known.items()},
            )


def _names(
    pack: Pack, course: CourseRules
) -> Iterator[tuple[str, str, Citation, Mapping[str, _Placed]]]:
    """Each name with what the course does with it, and what it may lead to."""
    for carry in course.carries:
        yield "carries", "fact", carry.fact, pack.facts
        yield "carries on", "amount", carry.becomes, pack.amounts
    for total in course.totals:
        yield "adds up", "amount", total.amount, pack.amounts
    for milestone in course.milestones:
        yield "watches", "criterion", milestone, pack.criteria
    for line in course.lines:
        yield "draws", "amount", line.amount, pack.amounts
        yield "draws a line at", "parameter", line.limit, pack.parameters
    for fact in course.plan_facts:
        yield "leaves to plans", "fact", fact, pack.facts


def course_types_that_do_not_fit(pack: Pack) -> Iterator[Diagnostic]:
    """A count carried from money, a total that is no money, a line of another type than its limit."""
    if pack.course is None:
        return
    yield from _carried(pack, pack.course)
    for cited in (item.amount for item in pack.course.totals):
        total = pack.amounts.get(cited.key)
        if total is not None and total.type is not Type.MONEY:
            yield Diagnostic(
                "CV332",
                f"the course adds up `{cited.key}`, which is of type {total.type.value}",
                "only money is added up over a course",
                cited.span,
                "name an amount of type money",
                related=(Related("declared here", total.span),),
            )
    for line in pack.course.lines:
        drawn, limit = pack.amounts.get(line.amount.key), pack.parameters.get(line.limit.key)
        if drawn is not None and limit is not None and drawn.type is not limit.type:
            yield Diagnostic(
                "CV333",
                f"`{line.amount.key}` is of type {drawn.type.value}, `{line.limit.key}` of type {limit.type.value}",
                "the amount could not be drawn against that limit",
                line.limit.span,
                f"name a parameter of type {drawn.type.value}",
                related=(Related("the parameter is declared here", limit.span),),
            )


def _carried(pack: Pack, course: CourseRules) -> Iterator[Diagnostic]:
    for carry in course.carries:
        fact, amount = pack.facts.get(carry.fact.key), pack.amounts.get(carry.becomes.key)
        if fact is None or amount is None:
            continue
        if fact.type is not amount.type:
            yield Diagnostic(
                "CV331",
                f"`{fact.id}` is of type {fact.type.value}, `{amount.id}` of type {amount.type.value}",
                "the next visit could not be given the value",
                carry.becomes.span,
                f"carry on an amount of type {fact.type.value}",
                related=(Related("the fact is declared here", fact.span),),
            )
        elif not fact.type.is_number:
            yield Diagnostic(
                "CV331",
                f"`{fact.id}` is of type {fact.type.value}, which can't begin at 0",
                "what is carried is a number: money, a count or a percentage",
                carry.fact.span,
                "carry a number",
                related=(Related("the fact is declared here", fact.span),),
            )


def facts_carried_twice(pack: Pack) -> Iterator[Diagnostic]:
    """One fact that becomes two amounts."""
    first: dict[str, Citation] = {}
    for carry in pack.course.carries if pack.course else ():
        before = first.setdefault(carry.fact.key, carry.fact)
        if before is not carry.fact:
            yield Diagnostic(
                "CV334",
                f"`{carry.fact.key}` is carried twice",
                "which of the two amounts it becomes would depend on their order",
                carry.fact.span,
                "take one of them out",
                related=(Related("carried first here", before.span),),
            )
