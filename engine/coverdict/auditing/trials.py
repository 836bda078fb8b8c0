"""Scenarios tried: each is decided and held against what it expects.

Enters a pack with its scenarios. Leaves one trial for each, with the answer and the situation it was read from, so
that whoever measures coverage need not decide again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coverdict.explaining.answers import answer, out_of_window
from coverdict.explaining.deciding import asking_for, situate
from coverdict.explaining.expectations import unexpected
from coverdict.explaining.findings import derivation
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Asking, Refusal
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario, ScenarioResult
from coverdict.vocabulary.verdicts import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """A scenario as it went; no ``situation`` where the case is refused or outside the window.

    ``conclusions`` are the findings on what the scenario expects besides the verdict, by id.
    """

    scenario: Scenario
    answer: Verdict | Refusal
    differences: tuple[str, ...]
    situation: Situation | None = None
    conclusions: Mapping[str, Finding | None] = field(default_factory=dict)

    @property
    def result(self) -> ScenarioResult:
        """How it went, without what it was read from."""
        one = self.scenario
        return ScenarioResult(one.id, one.title, not self.differences, self.differences, one.span)


def try_all(pack: Pack, scenarios: Iterable[Scenario], engine: str) -> tuple[Trial, ...]:
    """Each scenario tried, in the order given; ``engine`` is this software's version."""
    return tuple(try_scenario(pack, scenario, engine) for scenario in scenarios)


def try_scenario(pack: Pack, scenario: Scenario, engine: str) -> Trial:
    """The scenario decided; known on its own day unless it names another."""
    asking = asking_of(pack, scenario)
    found = situate(pack, scenario.case, asking)
    if isinstance(found, Refusal):
        refused = tuple(f"the case is refused: {item.message}" for item in found.diagnostics)
        return Trial(scenario, found, refused)
    verdict = answer(found, engine) if found else out_of_window(pack, asking, engine)
    also = scenario.expect.conclusions or {}
    conclusions = {id: _finding(pack, scenario, asking, id) for id in also}
    differences = tuple(unexpected(verdict, conclusions, scenario.expect))
    return Trial(scenario, verdict, differences, found, conclusions)


def asking_of(pack: Pack, scenario: Scenario) -> Asking:
    """How a scenario is asked; without a date it is asked for the first day of the window."""
    asking = asking_for(pack, scenario.case, scenario.question, pack.window.start or date.min)
    return replace(asking, knowledge_date=scenario.knowledge_date or asking.service_date)


def _finding(pack: Pack, scenario: Scenario, asking: Asking, id: str) -> Finding | None:
    found = situate(pack, scenario.case, asking, id)
    if not isinstance(found, Situation):
        return None
    return next(iter(derivation(found, id, whole=True)), None)
