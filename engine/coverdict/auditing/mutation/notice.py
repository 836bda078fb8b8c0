"""Whether a scenario notices a mutant: the mutant's program is run on the scenarios that it can concern.

On the compiled backend alone: no answer is given out here. A scenario on which the mutant concludes just what the pack
concludes cannot notice it, unless it expects something that is not a conclusion (how sure one is, what is asked for);
so only few of them have to be explained in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.scenarios.trials import asking_of, held_against, held_against_refusal
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.explaining.answers import answer
from coverdict.explaining.background import Background
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.programs import Program, proposition_of
from coverdict.vocabulary.scenarios import Difference, Scenario
from coverdict.vocabulary.sources import Citation

Days = tuple[date, date]
"""A date of service and a day of knowledge."""

_TOLD = ("criterion:", "choice:", "rule:", "scope", "impossible:")


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

    def run(self, case: Case, asking: Asking) -> Model:
        """What the program concludes about the case, presumptions included."""
        days = asking.service_date, asking.knowledge_date
        return self.compiled.run(inputs_of(case, presumptions_in_force(self.pack, *days)))

    def situation(self, case: Case, asking: Asking, model: Model) -> Situation:
        """The case with its model, to be explained."""
        return Situation(self.background, case, asking, model, self.compiled)


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario with what the pack as it stands concludes about it."""

    scenario: Scenario
    asking: Asking
    model: Model


@dataclass(slots=True)
class Group:
    """Scenarios that run one program: of one question, in one era. ``question`` reports all that they expect."""

    question: Question
    original: Prepared
    tried: tuple[Tried, ...]


class Notice:
    """The scenarios of a pack in groups, each tried once on the pack as it stands."""

    def __init__(self, pack: Pack, scenarios: Iterable[Scenario]) -> None:
        self.pack = pack
        self.groups = tuple(_grouped(pack, scenarios))

    def of(self, mutant: Mutant) -> str | None:
        """The id of the first scenario that fails on the mutant; None where it survives."""
        changed = mutant.of(self.pack)
        for group in self.groups:
            for days, tried in self.concerned(group, mutant):
                here = Prepared(changed, group.question, days)
                if not may_differ(here, group.original, mutant):
                    continue
                noticing = _first_that_notices(here, mutant, tried)
                if noticing is not None:
                    return noticing
        return None

    def concerned(self, group: Group, mutant: Mutant) -> Iterator[tuple[Days, tuple[Tried, ...]]]:
        """The scenarios that the mutant can concern, with the days of the program that they run."""
        if not concerns(mutant, group.original.program):
            return
        if mutant.days is None:
            yield group.original.days, group.tried
            return
        by_days: dict[Days, list[Tried]] = {}
        for each in group.tried:
            if each.asking.service_date in mutant.days:
                days = each.asking.service_date, each.asking.knowledge_date
                by_days.setdefault(days, []).append(each)
        yield from ((days, tuple(tried)) for days, tried in by_days.items())


def concerns(mutant: Mutant, program: Program) -> bool:
    """Whether a program of the pack can read what is changed; a longer period may bring a rule into any."""
    return mutant.field != "rules" or mutant.days is not None or mutant.about in program.rules


def differs(one: Model, other: Model) -> bool:
    """Whether the models tell different things: conclusions, rules that apply, amounts."""
    if one.amounts != other.amounts:
        return True
    changed = one.literals ^ other.literals
    return any(item.startswith(_TOLD) for item in changed)


def _grouped(pack: Pack, scenarios: Iterable[Scenario]) -> Iterator[Group]:
    inside: dict[tuple[str, Days], list[tuple[Scenario, Asking]]] = {}
    for scenario in scenarios:
        asking = asking_of(pack, scenario)
        if asking.service_date in pack.window:
            days = era(pack, asking.service_date, asking.knowledge_date)
            inside.setdefault((asking.question, days), []).append((scenario, asking))
    for (id, days), held in inside.items():
        question = _reporting(pack.questions[id], [scenario for scenario, _ in held])
        original = Prepared(pack, question, days)
        tried = tuple(
            Tried(scenario, asking, original.run(scenario.case, asking))
            for scenario, asking in held
        )
        yield Group(question, original, tried)


def _reporting(question: Question, scenarios: Iterable[Scenario]) -> Question:
    """The question that also concludes whatever its scenarios expect."""
    told = question.told
    wanted = dict.fromkeys(id for each in scenarios for id in each.expect.conclusions)
    also = (Citation(id, question.span) for id in wanted if id not in told)
    return replace(question, reports=(*question.reports, *also))


def may_differ(here: Prepared, original: Prepared, mutant: Mutant) -> bool:
    """Whether a mutant's program can tell anything else.

    Presumptions, and how sure a rule is of an amount, are no part of a program.
    """
    outside = mutant.field == "presumptions" or mutant.changes_modality
    return outside or here.program.digest != original.program.digest


def _first_that_notices(here: Prepared, mutant: Mutant, tried: Iterable[Tried]) -> str | None:
    """The id of the first scenario that fails; those on which something expected is changed come first."""
    differing: list[tuple[bool, Tried, Model]] = []
    for each in tried:
        model = here.run(each.scenario.case, each.asking)
        if _may_notice(model, mutant, each):
            differing.append((not _changes_what_is_expected(here, model, each), each, model))
    for _, each, model in sorted(differing, key=lambda found: found[0]):
        situation = here.situation(each.scenario.case, each.asking, model)
        if differences_of(situation, each.scenario):
            return each.scenario.id
    return None


def _may_notice(model: Model, mutant: Mutant, each: Tried) -> bool:
    expect = each.scenario.expect
    if differs(model, each.model):
        return True
    if mutant.changes_modality:
        return _says_how_sure(each.scenario) and f"rule:{mutant.about}+" in model.literals
    asked = bool(expect.missing or expect.not_missing)
    return asked and not _is_settled(mutant, model)


def _is_settled(mutant: Mutant, model: Model) -> bool:
    """Whether it is a rule that applies or is ruled out: then nothing is asked on its behalf."""
    sides = {f"rule:{mutant.about}+", f"rule:{mutant.about}-"}
    return mutant.field == "rules" and not sides.isdisjoint(model.literals)


def _changes_what_is_expected(here: Prepared, model: Model, each: Tried) -> bool:
    """Whether the verdict, a duty or a conclusion that the scenario names is another: then it is sure to fail."""
    expect, question = each.scenario.expect, here.pack.questions[each.asking.question]
    names = {*expect.conclusions, *expect.duties, *expect.no_duties, question.decides}
    return not names.isdisjoint(changed_conclusions(model, each.model))


def changed_conclusions(one: Model, other: Model) -> set[str]:
    """The conclusions that two models tell differently, by id."""
    found = {
        proposition_of(item).partition(":")[2].partition("=")[0]
        for item in one.literals ^ other.literals
        if item.startswith(("criterion:", "choice:"))
    }
    names = one.amounts.keys() | other.amounts.keys()
    return found | {name for name in names if one.amounts.get(name) != other.amounts.get(name)}


def differences_of(situation: Situation, scenario: Scenario) -> tuple[Difference, ...]:
    """Where the answer to the scenario parts from what it expects; that it is refused, if it is."""
    refused = refusal(situation)
    if refused:
        return held_against_refusal(refused, scenario)
    verdict = answer(situation, "")
    return held_against(situation, scenario, verdict, lambda here, _: here).differences


def _says_how_sure(scenario: Scenario) -> bool:
    expect = scenario.expect
    return bool(expect.modality or any(item.modality for item in expect.conclusions.values()))
