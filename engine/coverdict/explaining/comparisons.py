"""The same course under several plans, side by side, and where their running sums cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from coverdict.explaining.course_totals import running_sums
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.courses import Course, CourseVisit, Plan
from coverdict.vocabulary.estimates import Crossing, Estimate, Side
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import VerdictValue


def under_plan(pack: Pack, course: Course, plan: Plan) -> Course:
    """The course with the plan's facts in place of all that plans settle."""
    settled = {cited.key for cited in pack.course.plan_facts} if pack.course else set()
    visits = tuple(_under_plan(visit, settled, plan) for visit in course.visits)
    return Course(course.title, visits, plan)


def _under_plan(visit: CourseVisit, settled: set[str], plan: Plan) -> CourseVisit:
    if visit.case is None:
        return visit
    kept = {name: given for name, given in visit.case.facts.items() if name not in settled}
    case = Case({**kept, **plan.case.facts}, visit.case.stated)
    return replace(visit, case=case, own=visit.own - settled)


def compared(estimate: Estimate, others: Sequence[Estimate]) -> Estimate:
    """The estimate with itself and the others as sides, and where they cross by the first total."""
    sides = tuple(_side(each) for each in (estimate, *others))
    return replace(estimate, sides=sides, crossings=tuple(_crossings(estimate, sides)))


def _side(estimate: Estimate) -> Side:
    values = tuple(visit.amounts[0].value for visit in estimate.visits)
    undetermined = sum(
        visit.verdict in (None, VerdictValue.UNDETERMINED) for visit in estimate.visits
    )
    return Side(estimate.plan, estimate.totals, values, undetermined, estimate.missing_facts)


def _crossings(estimate: Estimate, sides: Sequence[Side]) -> Iterator[Crossing]:
    for (one, first), (other, second) in combinations(enumerate(sides), 2):
        cheaper: int | None = None
        for place, sums in enumerate(_known_sums(first, second)):
            if sums[0] == sums[1]:
                continue
            now = one if sums[0] < sums[1] else other
            if cheaper is not None and now != cheaper:
                visit = estimate.visits[place]
                yield Crossing(visit.number, visit.date, now, cheaper, (min(sums), max(sums)))
            cheaper = now


def _known_sums(first: Side, second: Side) -> Iterator[tuple[Decimal, Decimal]]:
    """The running sums of both, until a value of either is not known."""
    sums = zip(running_sums(first.values), running_sums(second.values), strict=True)
    for values, running in zip(zip(first.values, second.values, strict=True), sums, strict=True):
        if None in values:
            return
        yield running
