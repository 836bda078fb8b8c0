"""Scenarios run, by several processes where there are many: what comes out is the same for any number of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from coverdict.auditing.scenarios.outcomes import Outcome, outcome_of
from coverdict.auditing.scenarios.trials import asking_of, try_scenario
from coverdict.auditing.sharing import shared
from coverdict.compiling.in_force import era
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario

_FEW = 200  # fewer scenarios than this are tried before another process has started
_TOGETHER = 50


def outcomes(
    pack: Pack, scenarios: Sequence[Scenario], engine: str, processes: int = 1
) -> Iterator[tuple[int, Outcome]]:
    """How each scenario went, with its place among those given; those that run one program come together."""
    numbered = sorted(enumerate(scenarios), key=lambda each: _program_of(pack, each[1]))
    many = len(scenarios) >= _FEW
    yield from shared(numbered, _trying, (pack, engine), processes if many else 1, _TOGETHER)


def _program_of(pack: Pack, scenario: Scenario) -> tuple[str, date, date]:
    asking = asking_of(pack, scenario)
    return asking.question, *era(pack, asking.service_date, asking.knowledge_date)


def _trying(pack: Pack, engine: str) -> Callable[[tuple[int, Scenario]], tuple[int, Outcome]]:
    def tried(numbered: tuple[int, Scenario]) -> tuple[int, Outcome]:
        place, scenario = numbered
        return place, outcome_of(try_scenario(pack, scenario, engine))

    return tried
