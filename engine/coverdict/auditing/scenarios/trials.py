"""Scenarios tried: each is decided and held against what it expects.

Enters a pack with its scenarios. Leaves one trial for each, with the answer and the situation it was read from, so
that whoever measures coverage need not decide again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coverdict.explaining.answers import answer, out_of_window
from coverdict.explaining.deciding import asking_for, situate
from coverdict.explaining.expectations import unexpected
from coverdict.explaining.findings import attempt, derivations, finding
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Asking, Refusal
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Difference, Scenario, ScenarioResult
from coverdict.vocabulary.verdicts import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """A scenario as it went; no ``situation`` where the case is refused or outside the window.

    ``conclusions`` are the findings on what the scenario expects besides the verdict, by id; ``found_in`` the
    situations they were read from, which is ``situation`` for all that the question reads.
    """

    scenario: Scenario
    answer: Verdict | Refusal
    differences: tuple[Difference, ...]
    situation: Situation | None = None
    conclusions: Mapping[str, Finding | None] = field(default_factory=dict)
    found_in: Mapping[str, Situation] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.differences

    @property
    def situations(self) -> tuple[Situation, ...]:
        """Every situation that was looked at, that of the question first."""
        first = [self.situation] if self.situation else []
        return tuple({id(item): item for item in (*first, *self.found_in.values())}.values())

    @property
    def result(self) -> ScenarioResult:
        """How it went, without what it was read from."""
        one, told = self.scenario, tuple(item.says for item in self.differences)
        return ScenarioResult(one.id, one.title, self.passed, told, one.span)


def try_all(pack: Pack, scenarios: Iterable[Scenario], engine: str) -> tuple[Trial, ...]:
    """Each scenario tried, in the order given; ``engine`` is this software's version."""
    return tuple(try_scenario(pack, scenario, engine) for scenario in scenarios)


def try_scenario(pack: Pack, scenario: Scenario, engine: str) -> Trial:
    """The scenario decided; known on its own day unless it names another."""
    asking = asking_of(pack, scenario)
    found = situate(pack, scenario.case, asking)
    if isinstance(found, Refusal):
        return Trial(scenario, found, held_against_refusal(found, scenario))
    if found is None:
        verdict = out_of_window(pack, asking, engine)
        return Trial(scenario, verdict, tuple(unexpected(verdict, {}, scenario.expect)))
    return held_against(found, scenario, answer(found, engine, considered=False), _with)


def asking_of(pack: Pack, scenario: Scenario) -> Asking:
    """How a scenario is asked; without a date it is asked for the first day of the window."""
    asking = asking_for(pack, scenario.case, scenario.question, pack.window.start or date.min)
    return replace(asking, knowledge_date=scenario.knowledge_date or asking.service_date)


def reported(situation: Situation) -> tuple[str, ...]:
    """What the question decides, and the conclusions that it reports."""
    return situation.pack.questions[situation.program.question].told


def found_behind(trial: Trial) -> Iterator[Finding]:
    """The findings of all that the question tells and the scenario names, and of what these rest on."""
    if trial.situation is not None:
        yield from _behind(trial.situation, trial.found_in)


def held_against_refusal(refusal: Refusal, scenario: Scenario) -> tuple[Difference, ...]:
    """Whether the scenario expects the case to be refused, and for that."""
    expected = scenario.expect.refused
    if expected in refusal.because:
        return ()
    told = "; ".join(item.message for item in refusal.diagnostics)
    wanted = f"a refusal for {expected}" if expected else "a decision"
    return (Difference("refused", expected or "", "the case", wanted, f"a refusal: {told}"),)


def held_against(
    situation: Situation,
    scenario: Scenario,
    verdict: Verdict,
    concluding: Callable[[Situation, str], Situation],
) -> Trial:
    """The verdict held against what the scenario expects; ``concluding`` finds a situation that concludes an id."""
    found_in = {id: concluding(situation, id) for id in scenario.expect.conclusions}
    conclusions = {id: finding(item, id, attempts=False) for id, item in found_in.items()}

    # Of a case that is out of scope the answer tells of no rule.
    looked_at = (*((situation,) if verdict.derivation else ()), *found_in.values())

    def status_of(rule: str) -> str | None:
        found = (item for item in looked_at if rule in item.program.rules)
        item = next(found, None)
        return attempt(item, item.pack.rules[rule]).status if item else None

    behind = _behind(situation, found_in)
    differences = unexpected(verdict, conclusions, scenario.expect, behind, status_of)
    return Trial(scenario, verdict, tuple(differences), situation, conclusions, found_in)


def _with(situation: Situation, id: str) -> Situation:
    """The situation itself if its program concludes ``id``, else the same case with ``id`` concluded too."""
    if id in situation.background.concluded:
        return situation
    found = situate(situation.pack, situation.case, situation.asking, id)
    assert isinstance(found, Situation), "the case was decided already"
    return found


def _behind(situation: Situation, found_in: Mapping[str, Situation]) -> Iterator[Finding]:
    named = [id for id, item in found_in.items() if item is situation]
    yield from derivations(situation, (*reported(situation), *named), considered=False)
    for id, item in found_in.items():
        if item is not situation:
            yield from derivations(item, [id], considered=False)
