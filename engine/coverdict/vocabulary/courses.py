"""Courses: series of visits, what a pack says one visit hands to the next, and the plans they may be paid under."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record
from coverdict.vocabulary.sources import Citation


class Restart(StrEnum):
    """When what is carried begins at 0 again."""

    EACH_YEAR = "each-year"
    NEVER = "never"


@record
class Carry:
    """A fact of the next visit becomes what an amount of this one came to; both are names with their places."""

    fact: Citation
    becomes: Citation
    restarts: Restart


@record
class Summed:
    """An amount that is added up over a course; ``title`` is short, for the head of a column."""

    amount: Citation
    title: str | None = None


@record
class Line:
    """An amount that is drawn against a parameter; ``title`` is short, for a picture."""

    amount: Citation
    limit: Citation
    title: str | None = None


@record
class CourseRules:
    """What a pack says of courses; the first total is the one by which plans are compared."""

    carries: tuple[Carry, ...]
    totals: tuple[Summed, ...]
    milestones: tuple[Citation, ...]
    lines: tuple[Line, ...]
    plan_facts: tuple[Citation, ...]
    span: Span


@record
class Plan:
    """Facts that a plan settles, kept for many cases and courses."""

    id: str
    title: str
    case: Case


@record
class CourseVisit:
    """One visit: its day, what it is called, and its case; without a case its facts could not be read.

    ``own`` are the facts that this visit states itself: of carried facts, only these go over what is carried.
    """

    date: date
    label: str
    case: Case | None
    own: frozenset[str] = frozenset()


@record
class Course:
    """A series of visits in the order of their dates."""

    title: str
    visits: tuple[CourseVisit, ...]
    plan: Plan | None = None
