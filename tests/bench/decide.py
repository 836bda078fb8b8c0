"""How long a decision takes in one process: `make bench`.

Every scenario of the Medicare pack is decided in turn. Printed for each way of deciding, over several rounds: the
median and the ninetieth percentile of the time of one case, in milliseconds, and the ratio to the compiled backend.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import coverdict
from coverdict import asking_for
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.agreement import CrossChecked
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.packs import Pack

ROUNDS = 15
TODAY = date(2026, 6, 1)
PACK = Path(__file__).parents[2] / "knowledge" / "medicare-therapy"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with everything that is made once for its program."""

    case: Case
    asking: Asking
    inputs: Inputs
    backends: CrossChecked


def prepared(pack: Pack, case: Case, question: str) -> Prepared:
    asking = asking_for(pack, case, question, TODAY)
    day, known = era(pack, asking.service_date, asking.knowledge_date)
    program = compile_question(pack, pack.questions[question], day, known)
    presumed = presumptions_in_force(pack, asking.service_date, asking.knowledge_date)
    return Prepared(case, asking, inputs_of(case, presumed), CrossChecked(program))


def milliseconds(run: Callable[[Prepared], object], cases: list[Prepared]) -> list[float]:
    """The time of each case in each round, after a round that is not counted."""
    for case in cases:
        run(case)
    times = []
    for _ in range(ROUNDS):
        for case in cases:
            start = time.perf_counter_ns()
            run(case)
            times.append((time.perf_counter_ns() - start) / 1e6)
    return times


def main() -> None:
    opened = coverdict.open_pack(PACK, PACK.name)
    if opened.pack is None:
        sys.exit("the pack has errors: run `coverdict check`")
    pack = opened.pack
    made: dict[str, CrossChecked] = {}
    cases = []
    for scenario in opened.scenarios:
        case = prepared(pack, scenario.case, scenario.question)
        backends = made.setdefault(scenario.question, case.backends)
        cases.append(Prepared(case.case, case.asking, case.inputs, backends))
    ways: dict[str, Callable[[Prepared], object]] = {
        "decide: forward, cross-checked, explained": lambda each: coverdict.decide(
            pack, each.case, each.asking
        ),
        "forward and compiled, agreeing": lambda each: each.backends.run(each.inputs),
        "forward alone": lambda each: each.backends.forward.run(each.inputs),
        "compiled alone": lambda each: each.backends.compiled.run(each.inputs),
    }
    measured = {name: milliseconds(run, cases) for name, run in ways.items()}
    base = statistics.median(measured["compiled alone"])
    print(
        f"{pack.id} {pack.version}: {len(pack.rules)} rules, {len(cases)} cases, {ROUNDS} rounds, "
        f"Python {platform.python_version()}, {platform.machine()}"
    )
    print(f"{'':43}{'median ms':>10}{'p90 ms':>10}{'ratio':>8}")
    for name, times in measured.items():
        median, slow = statistics.median(times), statistics.quantiles(times, n=10)[-1]
        print(f"{name:43}{median:10.3f}{slow:10.3f}{median / base:8.0f}")


if __name__ == "__main__":
    main()
