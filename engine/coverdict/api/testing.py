"""Scenarios run."""

from __future__ import annotations

from coverdict.api.installed import ENGINE
from coverdict.auditing.scenarios.trials import try_all
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario, ScenarioResult


def run_scenarios(pack: Pack, scenarios: tuple[Scenario, ...]) -> tuple[ScenarioResult, ...]:
    """Each scenario decided and held against what it expects; known on its own day unless it names another."""
    return tuple(trial.result for trial in try_all(pack, scenarios, ENGINE))
