"""The page of figures: `make bench` measures everything anew and writes docs/benchmarks.md.

`python -m tests.bench.page --quick` is a short run, to see that everything works: it writes build/bench/quick.md.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from tests.bench import machine
from tests.bench.engines import BUILD, ROOT
from tests.bench.forms import json_rules_form
from tests.bench.sections import Section, Table

PAGE = ROOT / "docs/benchmarks.md"
QUICK = BUILD / "quick.md"
MODULES = ("one_case", "own_pack", "population", "starting", "loading")
COMMAND = "make bench"
WIDTH = 120


@dataclass(frozen=True, slots=True)
class Run:
    """When and how the figures were measured; loads are those at the start and at the end."""

    day: str
    minutes: float
    loads: tuple[str, str]
    quick: bool


def page(sections: Sequence[Section], run: Run, versions: str) -> str:
    """The page: the answers first, then each section, then how it was measured."""
    parts = [
        "# How fast",
        "\n".join(_wrapped(f"* **{each.title}.** {each.answer}") for each in sections),
        _wrapped(_measured_on(run)),
        *(_section(each) for each in sections),
        "## How it was measured",
        *(_wrapped(f"**{each.title}.** {each.how}") for each in sections if each.how),
        _wrapped(f"Versions: {versions}."),
    ]
    return "\n\n".join(parts) + "\n"


def _measured_on(run: Run) -> str:
    command = f"`{COMMAND} ARGS=--quick`, a short run," if run.quick else f"`{COMMAND}`"
    return (
        f"Measured by {command} on {run.day}, which took {run.minutes * 60:,.0f} s: {machine.machine()};"
        f" {machine.system()}. The machine is shared with other work (load {run.loads[0]} at the start,"
        f" {run.loads[1]} at the end), so times differ from run to run by a third and more;"
        " engines take turns, and their ratios differ less."
    )


def _wrapped(text: str) -> str:
    """Paragraphs in lines of the width that prose has here."""
    indent = "  " if text.startswith("* ") else ""
    return "\n\n".join(
        textwrap.fill(
            paragraph,
            WIDTH,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for paragraph in text.split("\n\n")
    )


def _section(section: Section) -> str:
    parts = [
        f"## {section.title}",
        _wrapped(section.prose),
        *(_table(each) for each in section.tables),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    rules = ["--:" if head.endswith(":") else "---" for head in table.heads]
    heads = [head.removesuffix(":") for head in table.heads]
    lines = [_row(heads), f"|{'|'.join(rules)}|", *(_row(row) for row in table.rows)]
    title = f"{table.title}\n\n" if table.title else ""
    return title + "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def measured(names: Sequence[str], quick: bool) -> list[Section]:
    """The sections of these modules, in order, each in a process of its own, with nothing left of the one before."""
    found = []
    for name in names:
        start = time.monotonic()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(measured_by, name, quick).result())
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return found


def measured_by(name: str, quick: bool) -> Section:
    """The section of one module."""
    measure: Callable[[bool], Section] = import_module(f"tests.bench.{name}").measured
    return measure(quick)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it works")
    parser.add_argument("--only", choices=MODULES, action="append", help="only these sections")
    parser.add_argument("-o", "--output", type=Path, help="where the page is written")
    given = parser.parse_args()
    start, load = time.monotonic(), machine.load()
    sections = measured(given.only or MODULES, given.quick)
    minutes = (time.monotonic() - start) / 60
    day = datetime.now(UTC).date().isoformat()
    run = Run(day, minutes, (load, machine.load()), given.quick)
    whole = not given.quick and not given.only
    path = given.output or (PAGE if whole else QUICK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        page(sections, run, machine.versions(json_rules_form.versions())), encoding="utf-8"
    )
    print(f"written: {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
