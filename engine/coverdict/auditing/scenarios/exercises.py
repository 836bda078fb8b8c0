"""Which scenarios exercise which rule: each scenario is run, and the rules that apply to it are noted.

By the compiled backend alone: no verdict is given out, and a whole pack takes a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from coverdict.auditing.scenarios.trials import asking_of
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question, produced_by
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.programs import Program, Step, literal
from coverdict.vocabulary.scenarios import Expectation, Scenario


def scenarios_by_rule(
    pack: Pack, scenarios: Iterable[Scenario]
) -> Mapping[str, tuple[Scenario, ...]]:
    """The scenarios in which each rule applies, by rule; first those that tell most of it.

    Those are the ones that expect the rule or what it concludes, and then those in which few others apply.
    """
    programs = _Programs(pack)
    found: dict[str, list[tuple[int, int, int, Scenario]]] = {}
    for place, scenario in enumerate(scenarios):
        applied = set(_applied(programs, scenario))
        for rule in applied:
            distance = _distance(pack.rules[rule], scenario.expect)
            found.setdefault(rule, []).append((distance, len(applied), place, scenario))
    return {
        rule: tuple(each[-1] for each in sorted(trials, key=lambda each: each[:-1]))
        for rule, trials in found.items()
    }


def _distance(rule: Rule, expect: Expectation) -> int:
    """How far what is expected is from the rule: it is named, or what it cites or concludes is, or neither."""
    if rule.id in expect.rests_on:
        return 0
    named = {*expect.rests_on, *expect.conclusions, *expect.duties, *expect.no_duties}
    about = {cited.key for cited in rule.cites} | {setting.id for setting in rule.then}
    return 1 if named & about else 2


class _Programs:
    """The programs of a pack's questions, each made once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._made: dict[tuple[str, date, date, str | None], tuple[Program, Compiled]] = {}

    def of(self, asking: Asking, goals: Iterable[str]) -> Iterator[tuple[Program, Compiled]]:
        """The question's program, and one more for each goal that it does not conclude."""
        first = self._of(asking, None)
        yield first
        concluded = {_conclusion(step) for step in first[0].steps}
        yield from (self._of(asking, goal) for goal in goals if goal not in concluded)

    def _of(self, asking: Asking, goal: str | None) -> tuple[Program, Compiled]:
        days = era(self.pack, asking.service_date, asking.knowledge_date)
        key = (asking.question, *days, goal)
        if key not in self._made:
            question = self.pack.questions[asking.question]
            program = compile_question(self.pack, question, *days, goal)
            self._made[key] = program, Compiled(program)
        return self._made[key]


def _conclusion(step: Step) -> str:
    """The id of what a step settles: of ``criterion:<id>``, ``amount:<id>`` or ``choice:<id>=<value>``."""
    return produced_by(step).partition(":")[2].partition("=")[0]


def _applied(programs: _Programs, scenario: Scenario) -> Iterator[str]:
    """The rules that apply, to the question or to what else the scenario expects; none where nothing is decided."""
    pack = programs.pack
    asking = asking_of(pack, scenario)
    if asking.service_date not in pack.window:
        return
    presumed = presumptions_in_force(pack, asking.service_date, asking.knowledge_date)
    inputs = inputs_of(scenario.case, presumed)
    for program, backend in programs.of(asking, scenario.expect.conclusions):
        held = backend.run(inputs).literals
        undecided = {
            literal("scope", False),
            *(literal(f"impossible:{id}", True) for id in program.impossible),
        }
        if undecided.isdisjoint(held):
            yield from (id for id in program.rules if literal(f"rule:{id}", True) in held)
