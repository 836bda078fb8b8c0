"""Scenarios run, by several processes where there are many: what comes out is the same for any number of them."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from datetime import date
from multiprocessing import get_context

from coverdict.auditing.scenarios.outcomes import Outcome, outcome_of
from coverdict.auditing.scenarios.trials import asking_of, try_scenario
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
    if processes == 1 or len(scenarios) < _FEW:
        for place, scenario in numbered:
            yield place, outcome_of(try_scenario(pack, scenario, engine))
        return
    # Processes are spawned: a fork would copy whatever a backend holds in this one.
    with get_context("spawn").Pool(processes, _start, (pack, engine)) as pool:
        yield from pool.imap(_tried, numbered, chunksize=_TOGETHER)


def _program_of(pack: Pack, scenario: Scenario) -> tuple[str, date, date]:
    asking = asking_of(pack, scenario)
    return asking.question, *era(pack, asking.service_date, asking.knowledge_date)


_asked: tuple[Pack, str]


def _start(pack: Pack, engine: str) -> None:
    global _asked
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _asked = pack, engine


def _tried(numbered: tuple[int, Scenario]) -> tuple[int, Outcome]:
    pack, engine = _asked
    place, scenario = numbered
    return place, outcome_of(try_scenario(pack, scenario, engine))
