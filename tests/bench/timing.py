"""Times taken in turn: what else the machine does meets every way alike, and so leaves the ratios as they are."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

_Case = TypeVar("_Case")
Round = Callable[[], float]
"""Does a way's work once over, and gives the seconds of one case."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one case, one for each round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The round in the middle."""
        return statistics.median(self.rounds)

    @property
    def least(self) -> float:
        """The quickest round: the one that was disturbed least."""
        return min(self.rounds)


def in_turn(ways: Mapping[str, Round], rounds: int) -> dict[str, Times]:
    """Every way once in each round, after a round that is not counted."""
    for run in ways.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, run in ways.items():
            gc.collect()
            taken[name].append(run())
    return {name: Times(tuple(found)) for name, found in taken.items()}


def over(
    cases: Sequence[_Case], made: Callable[[], Callable[[_Case], object]]
) -> Callable[[], float]:
    """A way that decides the cases one after another, by what is made before the clock starts.

    The seconds are those of the clock, or of the processor where these are fewer: the clock also runs while other work
    has the processor, and the processor's seconds are added up over its cores.
    """

    def run() -> float:
        decide = made()
        start, worked = time.perf_counter(), time.process_time()
        for case in cases:
            decide(case)
        spent = min(time.perf_counter() - start, time.process_time() - worked)
        return spent / len(cases)

    return run


def in_words(seconds: float) -> str:
    """A time with three digits that count, in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            value = seconds / size
            digits = 0 if value >= 100 else 1 if value >= 10 else 2
            return f"{value:,.{digits}f} {unit}"
    raise AssertionError


def pilot(cases: Sequence[_Case], decide: Callable[[_Case], object], seconds: float) -> int:
    """How many of the cases are decided in about so many seconds: at least one."""
    start = time.perf_counter()
    for number, case in enumerate(cases, 1):
        decide(case)
        if time.perf_counter() - start > seconds:
            return number
    return len(cases)
