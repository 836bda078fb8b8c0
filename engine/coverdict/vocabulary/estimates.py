"""What a course comes to: each visit, the totals, the milestones, and how plans compare.

Money is in whole cents: what a visit costs is rounded half-up when it is told, and totals add what is told.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Type, Value
from coverdict.vocabulary.verdicts import (
    DutyDue,
    MissingFact,
    PackName,
    PresumptionUsed,
    Reason,
    StatementCited,
    VerdictValue,
)


@record
class PlanName:
    """A plan by which something was estimated."""

    id: str
    title: str


@record
class VisitAmount:
    """What a total's amount is for one visit: None when it is not known; ``why_not`` then says so in words."""

    amount: str
    value: Decimal | None
    modality: Modality | None = None
    why_not: str | None = None


@record
class VisitEstimate:
    """One visit as decided; ``verdict`` is None for one that was not, and ``notes`` say why."""

    number: int
    date: date
    label: str
    verdict: VerdictValue | None
    modality: Modality | None
    amounts: tuple[VisitAmount, ...]
    notes: tuple[str, ...] = ()


@record
class Total:
    """The sum of an amount over visits, exact to the cent; ``unknown`` are the visits that it leaves out.

    With any left out, the sum is the known part. ``modality`` is that of its least sure part.
    """

    amount: str
    title: str
    known: Decimal
    visits: int
    unknown: tuple[int, ...]
    modality: Modality | None = None
    statements: tuple[str, ...] = ()

    @property
    def is_partly_known(self) -> bool:
        """True when the sum has any part."""
        return len(self.unknown) < self.visits


@record
class VisitGroup:
    """Visits that were decided alike, and why."""

    verdict: VerdictValue
    modality: Modality | None
    visits: tuple[int, ...]
    reasons: tuple[Reason, ...]


@record
class YearTotals:
    """The totals of one calendar year."""

    year: int
    visits: int
    totals: tuple[Total, ...]


@record
class Reached:
    """The visit on which a milestone first holds, with what has to be done by then.

    ``figures`` are the tests of amounts that it rests on, in words, with what the amounts come to.
    """

    visit: int
    date: date
    label: str
    modality: Modality | None
    duties: tuple[DutyDue, ...]
    figures: tuple[str, ...]
    statements: tuple[str, ...]


@record
class Milestone:
    """A criterion to watch: where it first holds (once a year, where what is carried restarts), where it is open."""

    criterion: str
    title: str
    reached: tuple[Reached, ...]
    unknown: tuple[int, ...]


@record
class LinePoint:
    """An amount and its limit after one visit; None is not known."""

    visit: int
    value: Value | None
    limit: Value | None


@record
class LineDrawn:
    """An amount over the course, against its limit."""

    amount: str
    title: str
    limit: str
    limit_title: str
    type: Type
    points: tuple[LinePoint, ...]


@record
class CourseMissing:
    """A fact that could change something, with the number of visits that wait for it."""

    fact: MissingFact
    visits: int


@record
class Side:
    """The same course as one plan pays it; ``plan`` is None for the course as it is written.

    ``values`` are those of the first total, visit by visit.
    """

    plan: PlanName | None
    totals: tuple[Total, ...]
    values: tuple[Decimal | None, ...]
    undetermined: int
    missing_facts: tuple[CourseMissing, ...] = ()


@record
class Crossing:
    """From a visit on, the running sum of another side is the smaller one; sides are told by their place."""

    visit: int
    date: date
    cheaper: int
    dearer: int
    sums: tuple[Decimal, Decimal]


@record
class Estimate:
    """The whole answer about a course."""

    title: str
    question: str
    question_title: str
    knowledge_date: date
    pack: PackName
    engine: str
    plan: PlanName | None
    visits: tuple[VisitEstimate, ...]
    totals: tuple[Total, ...]
    years: tuple[YearTotals, ...]
    groups: tuple[VisitGroup, ...]
    milestones: tuple[Milestone, ...]
    lines: tuple[LineDrawn, ...]
    missing_facts: tuple[CourseMissing, ...]
    presumptions: tuple[PresumptionUsed, ...]
    statements: tuple[StatementCited, ...]
    warnings: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    crossings: tuple[Crossing, ...] = ()
