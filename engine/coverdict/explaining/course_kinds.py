"""Visits that were decided alike, so that a long course is explained once for each kind of visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from coverdict.explaining.course_runs import Decided, Run
from coverdict.explaining.findings import derivation, finding
from coverdict.explaining.missing import missing_facts
from coverdict.explaining.reasons import reasons
from coverdict.explaining.reports import presumptions_used
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.courses import CourseRules
from coverdict.vocabulary.estimates import CourseMissing, VisitGroup
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.programs import Literal
from coverdict.vocabulary.verdicts import (
    Finding,
    MissingFact,
    PresumptionUsed,
    Reason,
    VerdictValue,
)

Key = tuple[int, frozenset[Literal], frozenset[str]]


@dataclass
class Kind:
    """The visits with the same evidence and the same facts given: one stands for all.

    Numbers may differ between them; reasons, sureness and what is missing do not.
    """

    first: Decided
    rules: CourseRules
    visits: list[int] = field(default_factory=list)

    @cached_property
    def situation(self) -> Situation:
        """What the explanations of the first visit read."""
        return self.first.situation()

    @cached_property
    def derivation(self) -> tuple[Finding, ...]:
        """The finding that answers the question, and those it rests on."""
        decides = self.first.background.program.goal.removeprefix("criterion:")
        return derivation(self.situation, decides)

    @cached_property
    def told(self) -> dict[str, Finding]:
        """The findings of totals and milestones, by id."""
        names = (*(total.amount for total in self.rules.totals), *self.rules.milestones)
        return {cited.key: finding(self.situation, cited.key, attempts=False) for cited in names}

    @property
    def modality(self) -> Modality | None:
        """How sure the verdict is."""
        undetermined = self.first.verdict is VerdictValue.UNDETERMINED
        return None if undetermined else self.derivation[0].modality

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the verdict is what it is."""
        return reasons(self.situation, self.derivation)

    @cached_property
    def presumptions(self) -> tuple[PresumptionUsed, ...]:
        """What the verdict, a total or a milestone takes for granted."""
        return presumptions_used(self.situation, (*self.derivation, *self.told.values()))

    @cached_property
    def missing(self) -> tuple[MissingFact, ...]:
        """What the verdict, a total or a milestone waits for."""
        undetermined = self.first.verdict is VerdictValue.UNDETERMINED
        unknown = [id for id, item in self.told.items() if item.state is Belnap.UNKNOWN]
        return missing_facts(self.situation, undetermined, unknown)


Kinds = dict[Key, Kind]


def key_of(decided: Decided) -> Key:
    """What visits that were decided alike have in common."""
    given = frozenset((*decided.case.facts, *decided.case.stated))
    return id(decided.background), decided.model.literals, given


def kinds_of(run: Run, rules: CourseRules) -> Kinds:
    """The kinds of visits, in the order of their first ones; visits are told by number, from 1 on."""
    kinds: Kinds = {}
    for number, item in enumerate(run, 1):
        if isinstance(item, Decided):
            kinds.setdefault(key_of(item), Kind(item, rules)).visits.append(number)
    return kinds


def groups_of(kinds: Iterable[Kind]) -> tuple[VisitGroup, ...]:
    """The visits by verdict and reasons."""
    visits: dict[tuple[VerdictValue, Modality | None, tuple[Reason, ...]], list[int]] = {}
    for kind in kinds:
        key = (kind.first.verdict, kind.modality, kind.reasons)
        visits.setdefault(key, []).extend(kind.visits)
    return tuple(
        VisitGroup(verdict, modality, tuple(sorted(numbers)), why)
        for (verdict, modality, why), numbers in visits.items()
    )


def missing_of(kinds: Iterable[Kind], rules: CourseRules) -> tuple[CourseMissing, ...]:
    """Each missing fact once, the one that most visits wait for first.

    A carried fact can be given for the first visit only; later on, what is missing is what it is made from.
    """
    carried = {carry.fact.key for carry in rules.carries}
    facts: dict[str, MissingFact] = {}
    visits: dict[str, int] = {}
    for kind in kinds:
        for item in kind.missing:
            if item.fact in carried and kind.visits[0] != 1:
                continue
            facts.setdefault(item.fact, item)
            visits[item.fact] = visits.get(item.fact, 0) + len(kind.visits)
    ordered = sorted(facts, key=lambda name: -visits[name])
    return tuple(CourseMissing(facts[name], visits[name]) for name in ordered)


def presumptions_of(kinds: Iterable[Kind]) -> tuple[PresumptionUsed, ...]:
    """Each presumption that some visit rests on, once."""
    return tuple(dict.fromkeys(item for kind in kinds for item in kind.presumptions))
