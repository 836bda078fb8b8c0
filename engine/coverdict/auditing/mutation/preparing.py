"""Scenarios made ready to be tried on mutants: each run once on the pack as it stands, by the program of its question.

On the compiled backend alone: no answer is given out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from coverdict.auditing.mutation.outlines import Days, Outline
from coverdict.auditing.scenarios.trials import asking_of
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.explaining.background import Background
from coverdict.explaining.situation import Situation
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.programs import Program
from coverdict.vocabulary.scenarios import Scenario
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Value


class Prepared:
    """A question's program on a day, compiled; what explains it is made only when it is asked for."""

    def __init__(self, pack: Pack, question: Question, days: Days) -> None:
        self.pack, self.days = pack, days
        self.program: Program = compile_question(pack, question, *days)

    @cached_property
    def compiled(self) -> Compiled:
        """The program as a function."""
        return Compiled(self.program)

    @cached_property
    def background(self) -> Background:
        """What the explanations of its cases have in common."""
        return Background(self.pack, self.program, *self.days)

    @cached_property
    def outline(self) -> Outline:
        """The program by what its steps settle and read."""
        return Outline(self.program)

    def run(self, case: Case, asking: Asking) -> Model:
        """What the program concludes about the case, presumptions included."""
        return self.compiled.run(self.inputs(case, asking))

    def inputs(self, case: Case, asking: Asking) -> Inputs:
        """What the program reads of the case."""
        days = asking.service_date, asking.knowledge_date
        return inputs_of(case, presumptions_in_force(self.pack, *days))

    def values(self, case: Case, asking: Asking, model: Model) -> dict[str, tuple[Value, ...]]:
        """The facts and the amounts of the case, each with the values it has."""
        read = self.inputs(case, asking)
        return {name: (value,) for name, value in read.items()} | dict(model.amounts)

    def situation(self, case: Case, asking: Asking, model: Model) -> Situation:
        """The case with its model, to be explained."""
        return Situation(self.background, case, asking, model, self.compiled)


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario with what the pack as it stands concludes about it."""

    scenario: Scenario
    asking: Asking
    model: Model
    values: dict[str, tuple[Value, ...]]


@dataclass(slots=True)
class Group:
    """Scenarios that run one program: of one question, in one era. ``question`` reports all that they expect."""

    question: Question
    original: Prepared
    tried: tuple[Tried, ...]


def grouped(pack: Pack, scenarios: Iterable[Scenario]) -> Iterator[Group]:
    """The scenarios by the program that they run; those outside the window, which run none, are left out."""
    inside: dict[tuple[str, Days], list[tuple[Scenario, Asking]]] = {}
    for scenario in scenarios:
        asking = asking_of(pack, scenario)
        if asking.service_date in pack.window:
            days = era(pack, asking.service_date, asking.knowledge_date)
            inside.setdefault((asking.question, days), []).append((scenario, asking))
    for (id, days), held in inside.items():
        question = _reporting(pack.questions[id], [scenario for scenario, _ in held])
        original = Prepared(pack, question, days)
        tried = tuple(_tried(original, scenario, asking) for scenario, asking in held)
        yield Group(question, original, tried)


def _tried(original: Prepared, scenario: Scenario, asking: Asking) -> Tried:
    model = original.run(scenario.case, asking)
    return Tried(scenario, asking, model, original.values(scenario.case, asking, model))


def _reporting(question: Question, scenarios: Iterable[Scenario]) -> Question:
    """The question that also concludes whatever its scenarios expect."""
    told = question.told
    wanted = dict.fromkeys(id for each in scenarios for id in each.expect.conclusions)
    also = (Citation(id, question.span) for id in wanted if id not in told)
    return replace(question, reports=(*question.reports, *also))
