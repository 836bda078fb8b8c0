"""A course from its file: what is said of all visits, of a pattern's and of one, put together visit by visit.

What is wrong with one pattern or visit leaves its visits without a case, so that the others can still be decided;
what is wrong with the whole leaves no course.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from coverdict.loading import course_refusals as refusals
from coverdict.loading.cases import FilePart, TextPart, case_from_node
from coverdict.loading.fields import Fields
from coverdict.loading.named import twice
from coverdict.loading.plan_facts import contradictions
from coverdict.loading.schemas import SchemaStore
from coverdict.loading.shaped_files import read_shaped
from coverdict.loading.visit_days import days, offsets_on, offsets_spread
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.courses import Course, CourseVisit, Plan
from coverdict.vocabulary.diagnostics import Diagnostic, Span, in_order
from coverdict.vocabulary.nodes import Mapping
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type

_NOTHING = Case({}, {})


@dataclass(slots=True)
class ReadCourse:
    """The course, if it can be estimated at all, and what is wrong; ``texts`` are the files read, by the name shown."""

    course: Course | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_course(
    pack: Pack, part: FilePart | TextPart, schemas: SchemaStore, plan: Plan | None = None
) -> ReadCourse:
    """The course in a file, in YAML or JSON, with the facts of a plan in each of its visits."""
    read = read_shaped(part, "course", schemas)
    if read.fields is None:
        return ReadCourse(None, read.diagnostics, read.texts)
    if pack.course is None:
        return ReadCourse(None, (refusals.no_courses(pack, Span(part.shown_as)),), read.texts)
    reader = _CourseReader(pack, plan, list(read.diagnostics))
    course = reader.course(read.fields)
    return ReadCourse(course, in_order(reader.found), read.texts)


@dataclass(frozen=True, slots=True)
class _Series:
    """The visits that a pattern or a single entry makes; without a case they cannot be decided."""

    label: str
    days: tuple[date, ...]
    own: Case | None
    is_single: bool
    span: Span


@dataclass(slots=True)
class _CourseReader:
    pack: Pack
    plan: Plan | None
    found: list[Diagnostic]
    is_whole: bool = True

    @property
    def carried(self) -> frozenset[str]:
        assert self.pack.course is not None
        return frozenset(item.fact.key for item in self.pack.course.carries)

    def course(self, fields: Fields) -> Course | None:
        common = self._case(fields, is_pattern=False)
        if common is None:
            self.is_whole = False
        series = (*self._patterns(fields), *self._singles(fields))
        count = sum(len(item.days) for item in series)
        if count > refusals.MOST_VISITS:
            self._refuse(refusals.too_many(count, fields.place("title")))
        if not self.is_whole or common is None:
            return None
        kept = self._once_a_day(series)
        for item in kept:
            told = refusals.outside(
                self.pack.window, item.label, item.days, len(item.days), item.span
            )
            self.found += [told] if told else []
        visits = [visit for item in kept for visit in self._visits(item, common)]
        in_date_order = sorted(visits, key=lambda visit: visit.date)
        return Course(fields.text("title"), tuple(in_date_order), self.plan)

    def _refuse(self, why: Diagnostic) -> None:
        """The course as a whole cannot be estimated."""
        self.found.append(why)
        self.is_whole = False

    def _patterns(self, fields: Fields) -> Iterator[_Series]:
        first: dict[str, Span] = {}
        for item in fields.mappings("patterns"):
            id, span = item.text("id"), item.place("id")
            if id in first:
                self._refuse(twice(id, span, first[id]))
            first.setdefault(id, span)
            starts = date.fromisoformat(item.text("starts"))
            offsets = (
                offsets_on(starts, tuple(cited.key for cited in item.citations("days")))
                if "days" in item
                else offsets_spread(item.number("times-a-week"))
            )
            weeks = item.number("weeks")
            if weeks * len(offsets) > refusals.MOST_VISITS:
                self._refuse(refusals.too_many(weeks * len(offsets), item.place("weeks")))
                continue
            on = days(starts, offsets, weeks)
            if on is None:
                self._refuse(refusals.beyond_calendar(item.place("weeks")))
                continue
            label = item.text_or_none("title") or id.replace("-", " ")
            yield _Series(label, on, self._case(item, is_pattern=True), False, span)

    def _singles(self, fields: Fields) -> Iterator[_Series]:
        before: tuple[date, Span] | None = None
        for item in fields.mappings("visits"):
            day, span = date.fromisoformat(item.text("date")), item.place("date")
            if before is not None and day < before[0]:
                self.found.append(refusals.out_of_order(day, span, *before))
            before = (day, span)
            label = item.text_or_none("title") or refusals.UNTITLED
            own = self._case(item, is_pattern=False)
            yield _Series(label, (day,), own, not item.flag("same-day"), span)

    def _once_a_day(self, series: Iterable[_Series]) -> list[_Series]:
        """The series without single visits on days that have a visit, unless they say they are one more."""
        first: dict[date, _Series] = {}
        kept = []
        for item in series:
            other = first.get(item.days[0])
            if item.is_single and other is not None:
                day = item.days[0]
                self.found.append(refusals.same_day(day, item.span, other.label, other.span))
                continue
            kept.append(item)
            for day in item.days:
                first.setdefault(day, item)
        return kept

    def _case(self, fields: Fields, is_pattern: bool) -> Case | None:
        """What is said at one level, or None when something is wrong with it."""
        node = fields.get("case")
        if not isinstance(node, Mapping):
            return _NOTHING
        case, problems = case_from_node(self.pack, node, node.span.file)
        found = [*problems, *self._misplaced(case, is_pattern)]
        if self.plan is not None:
            against = list(contradictions(self.plan, case))
            self.is_whole = self.is_whole and not against
            found += against
        self.found += found
        self.found += self._perhaps_cents(case)
        return None if any(item.is_error for item in found) else case

    def _misplaced(self, case: Case, is_pattern: bool) -> Iterator[Diagnostic]:
        for name, given in case.facts.items():
            if name == self.pack.service_date:
                yield refusals.date_twice(name, given.span)
            elif is_pattern and name in self.carried:
                yield refusals.carried_in_pattern(name, given.span)

    def _perhaps_cents(self, case: Case) -> Iterator[Diagnostic]:
        assert self.pack.course is not None
        apart = self.carried | {cited.key for cited in self.pack.course.plan_facts}
        for name, given in case.facts.items():
            value = given.value
            if self.pack.facts[name].type is Type.MONEY and name not in apart:
                assert isinstance(value, Decimal)
                if value.as_tuple().exponent == 0 and value >= refusals.CENTS_FROM:
                    yield refusals.perhaps_cents(name, value, given.span)

    def _visits(self, series: _Series, common: Case) -> Iterator[CourseVisit]:
        own = series.own
        if own is None:
            yield from (CourseVisit(day, series.label, None) for day in series.days)
            return
        plan = self.plan.case if self.plan is not None else _NOTHING
        facts = {**plan.facts, **common.facts, **own.facts}
        stated = {**plan.stated, **common.stated, **own.stated}
        for day in series.days:
            said = Given(day, str(series.span), series.span)
            case = Case({**facts, self.pack.service_date: said}, stated)
            yield CourseVisit(day, series.label, case, frozenset(own.facts))
