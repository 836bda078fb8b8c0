"""Whole processes from a cold shell: a decision, an empty typer program, and an interpreter that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.engines import ROOT
from tests.bench.sections import Section, Table
from tests.bench.timing import in_words

CASE = ROOT / "knowledge/medicare-therapy/examples/knee-pt.yaml"
EMPTY_TYPER = """
import typer
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
@app.command()
def nothing() -> None:
    "Do nothing."
app()
"""
BARE, EMPTY, DECIDE = "python -c pass", "an empty typer program", "coverdict decide"
UNKEPT = "coverdict decide, pack read and checked anew"
UNCOMPILED = "coverdict decide, our modules compiled anew"
AIM = 2.0


@dataclass(frozen=True, slots=True)
class Run:
    """A process from its start to its end: seconds of the clock and of the processor, most memory in MB."""

    clock: float
    worked: float
    memory: float


def measured(quick: bool) -> Section:
    """Several rounds of each, in turn; the ratio is taken within each round."""
    with tempfile.TemporaryDirectory() as folder:
        ways = _ways(Path(folder))
        for call, environment in ways.values():
            _run(call, environment)
        rounds = [
            {name: _run(*way) for name, way in ways.items()} for _ in range(5 if quick else 25)
        ]
    ratio = _ratio(rounds, DECIDE, EMPTY)
    rows = tuple(_row(name, rounds) for name in ways)
    met = "under" if ratio < AIM else "over"
    return Section(
        "From a cold shell",
        f"`coverdict decide` takes {ratio:.2f} times as long as an empty typer program, {met} the aim of {AIM:.0f}.",
        "Seconds are of the processor, the median of all rounds. The pack of the Medicare rules is kept from one"
        " command to the next, and so is the program that a decision makes of it, unless a row says otherwise; so"
        " is the bytecode of Python's modules, as where a package is installed. With `PYTHONDONTWRITEBYTECODE` the"
        " modules of a checkout are compiled anew in each run, and typer's are not: they were compiled when it was"
        " installed.",
        (
            Table(
                ("process", "seconds:", "clock:", "times the empty program:", "memory, MB:"), rows
            ),
        ),
        f"{len(rounds)} rounds, each process once in each, after one that is not counted.",
    )


def _ways(folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Each process: its arguments, and its environment."""
    (folder / "empty.py").write_text(EMPTY_TYPER, encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept = plain | {"PYTHONPYCACHEPREFIX": str(folder), "COVERDICT_CACHE": str(folder / "packs")}
    anew = plain | {"COVERDICT_CACHE": kept["COVERDICT_CACHE"], "PYTHONDONTWRITEBYTECODE": "1"}
    empty = [sys.executable, str(folder / "empty.py")]
    decide = [sys.executable, "-m", "coverdict_cli", "decide", str(CASE)]
    return {
        BARE: ([sys.executable, "-c", "pass"], kept),
        EMPTY: (empty, kept),
        DECIDE: (decide, kept),
        UNKEPT: (decide, kept | {"COVERDICT_CACHE": "off"}),
        **({} if _has_bytecode() else {UNCOMPILED: (decide, anew)}),
    }


def _has_bytecode() -> bool:
    """Whether bytecode of the engine lies beside its modules."""
    return any((ROOT / "engine/coverdict").glob("__pycache__/*.pyc"))


def _run(call: Sequence[str], environment: Mapping[str, str]) -> Run:
    start = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, call)
    return Run(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _ratio(rounds: Sequence[Mapping[str, Run]], one: str, other: str) -> float:
    return statistics.median(each[one].worked / each[other].worked for each in rounds)


def _row(name: str, rounds: Sequence[Mapping[str, Run]]) -> tuple[str, ...]:
    runs = [each[name] for each in rounds]
    worked, clock = (
        statistics.median(each) for each in zip(*((r.worked, r.clock) for r in runs), strict=True)
    )
    memory = max(run.memory for run in runs)
    ratio = _ratio(rounds, name, EMPTY)
    return name, in_words(worked), in_words(clock), f"{ratio:.2f}", f"{memory:.0f}"
