"""Whether a scenario notices a mutant: the mutant's program is run on the scenarios that it can concern.

On the compiled backend alone: no answer is given out here. A scenario on which the mutant concludes just what the pack
concludes cannot notice it, unless it expects something that is not a conclusion (how sure one is, what is asked for);
so only few of them have to be explained in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from coverdict.auditing.mutation.foreseeing import Days, Foreseen, Values
from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.scenarios.trials import asking_of, held_against, held_against_refusal
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.explaining.answers import answer
from coverdict.explaining.background import Background
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Question, Rule
from coverdict.vocabulary.programs import Program, proposition_of
from coverdict.vocabulary.scenarios import Difference, Expectation, Scenario
from coverdict.vocabulary.sources import Citation

_OTHERS, _NEVER = 2, 3
_RANKS = (0, 1, _OTHERS)
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
        return self.compiled.run(self.inputs(case, asking))

    def inputs(self, case: Case, asking: Asking) -> Inputs:
        """What the program reads of the case."""
        days = asking.service_date, asking.knowledge_date
        return inputs_of(case, presumptions_in_force(self.pack, *days))

    def situation(self, case: Case, asking: Asking, model: Model) -> Situation:
        """The case with its model, to be explained."""
        return Situation(self.background, case, asking, model, self.compiled)


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario with what the pack as it stands concludes about it."""

    scenario: Scenario
    asking: Asking
    model: Model
    values: Values


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
        made: dict[tuple[int, Days], Prepared] = {}
        for group, days, tried in self._likely_first(mutant):
            key = id(group), days
            here = made[key] = made.get(key) or Prepared(changed, group.question, days)
            if may_differ(here, group.original, mutant):
                noticing = _first_that_notices(here, mutant, tried)
                if noticing is not None:
                    return noticing
        return None

    def _likely_first(self, mutant: Mutant) -> Iterator[tuple[Group, Days, tuple[Tried, ...]]]:
        """The scenarios to try: those in which the rule comes to something else first, of these those that name it.

        Where it comes to the same, so do all conclusions: it can only show in what they rest on, or what is asked.
        """
        ranked: list[dict[int, list[Tried]]] = []
        concerned = [
            (group, days, tried)
            for group in self.groups
            for days, tried in self.concerned(group, mutant)
        ]
        for group, days, tried in concerned:
            rank = _rank(self.pack, group, days, mutant)
            by_rank: dict[int, list[Tried]] = {}
            for each in tried:
                by_rank.setdefault(rank(each), []).append(each)
            ranked.append(by_rank)
        for place in _RANKS:
            of_place = [
                (group, days, tuple(by_rank[place]))
                for (group, days, _), by_rank in zip(concerned, ranked, strict=True)
                if place in by_rank
            ]
            yield from sorted(of_place, key=lambda each: len(each[2]), reverse=place != _OTHERS)

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
        tried = tuple(_tried(original, scenario, asking) for scenario, asking in held)
        yield Group(question, original, tried)


def _tried(original: Prepared, scenario: Scenario, asking: Asking) -> Tried:
    model = original.run(scenario.case, asking)
    read = original.inputs(scenario.case, asking)
    values = {name: (value,) for name, value in read.items()} | dict(model.amounts)
    return Tried(scenario, asking, model, values)


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
    return outside or here.program.steps != original.program.steps


def _rank(pack: Pack, group: Group, days: Days, mutant: Mutant) -> Callable[[Tried], int]:
    """How likely a scenario of the group notices the mutant: 0 most, ``_NEVER`` where it can't."""
    was, now = mutant.was, mutant.now
    if not isinstance(was, Rule) or mutant.days is not None:
        return lambda each: 0
    told = {setting.id for setting in was.then}
    foreseen = None
    if isinstance(now, Rule):
        foreseen = Foreseen.of(pack, group.original.program, was, now, days)

    def rank(each: Tried) -> int:
        expect = each.scenario.expect
        if mutant.changes_modality:  # which changes no conclusion
            likely = _shows_how_sure(mutant, each.model, each.scenario)
            if not likely:
                return _NEVER
        elif foreseen is None:
            likely = f"rule:{was.id}+" in each.model.literals
        else:
            likely = foreseen.changes(each.model, each.values)
            if not likely and not _tells_more_than_values(expect):
                return _NEVER
        names = {*expect.conclusions, *expect.rests_on, *expect.rules, *expect.no_rules}
        named = was.id in names or not told.isdisjoint(names)
        return (0 if named else 1) if likely else _OTHERS

    return rank


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
        return _shows_how_sure(mutant, model, each.scenario)
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
    verdict = answer(situation, "", considered=False)
    return held_against(situation, scenario, verdict, lambda here, _: here).differences


def _tells_more_than_values(expect: Expectation) -> bool:
    """Whether anything besides values is expected: what they rest on, how sure they are, what is asked for."""
    sure = expect.modality or any(item.modality for item in expect.conclusions.values())
    rests_on = expect.rests_on or expect.rules or expect.no_rules
    return bool(sure or rests_on or expect.missing or expect.not_missing)


def _shows_how_sure(mutant: Mutant, model: Model, scenario: Scenario) -> bool:
    """Whether the rule applies in a case of which how sure something is, is expected."""
    expect = scenario.expect
    told = expect.modality or any(item.modality for item in expect.conclusions.values())
    return bool(told) and f"rule:{mutant.about}+" in model.literals
