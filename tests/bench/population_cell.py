"""One cell of the population's table, in a process of its own: `python -m tests.bench.population_cell ENGINE …`.

What is printed is JSON: rows, seconds of deciding and of what comes before it, the most memory of the process, and
which rows are covered, as their number and the sum of their numbers.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.engines import ROOT
from tests.bench.generated_rules import Facts, RuleSet, rule_set
from tests.bench.population_table import place_in_list, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from coverdict.vocabulary.packs import Pack

KNOWN, DAY = date(2026, 6, 1), date(2026, 3, 2)
CHUNK = 500
_TOLD = ("count(*)", "sum(row)")


@dataclass(frozen=True, slots=True)
class Covered:
    """Which rows are covered: so many, with this sum of their numbers, which begin at 1."""

    rows: int
    sum: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What was measured; ``first`` tells of as many rows as the engines are given that take one case at a time."""

    rows: int
    seconds: float
    planning: float
    memory: float
    all: Covered
    first: Covered | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The pack, its rules as plain data, the table, and how many rows are decided."""

    folder: Path
    of: RuleSet
    table: Path
    rows: int
    first: int
    threads: int


def query_alone(given: Given) -> Cell:
    """The query of `coverdict batch`, by DuckDB, over rows that are typed already; planned before."""
    import duckdb
    from sqlglot import exp

    from coverdict.populations.batch import OPTIMIZERS_OFF
    from coverdict.populations.queries import Asked, Decisions, decisions

    pack = _pack(given)
    began = time.perf_counter()
    asked = Asked(pack, pack.main_question, KNOWN, DAY, ("verdict",))
    found = decisions(asked, exp.to_table("typed"), ("row",))
    assert isinstance(found, Decisions)
    query = found.query.sql("duckdb", comments=False)
    written = time.perf_counter() - began
    with duckdb.connect(config={"threads": given.threads}) as connection:
        connection.execute(f"SET disabled_optimizers = '{OPTIMIZERS_OFF}'")
        types = {name: _type(pack, name) for name in found.facts}
        cells = ", ".join(f"{quoted(n)}::{type} AS {quoted(n)}" for n, type in types.items())
        connection.execute(
            "CREATE TEMP TABLE typed AS SELECT file_row_number + 1 AS row, "
            f"{cells} FROM read_parquet('{given.table}', file_row_number = true)"
        )
        covered, report = _profiled(connection, query, given)
    steps = ("planner", "optimizer", "physical_planner")
    planning = sum(report[step]["total_time"] for step in steps)
    seconds = report["query"]["total_time"] - planning
    return Cell(given.rows, seconds, written + planning, _memory(), *covered)


def _type(pack: Pack, name: str) -> str:
    """How `coverdict batch` has the fact in DuckDB: what is out of a list is a number there."""
    from coverdict.populations.queries import column_type
    from coverdict.populations.tables import text_literal
    from coverdict.vocabulary.values import Type

    fact = pack.facts.get(name)
    if fact is None or fact.type is not Type.CHOICE:
        return column_type(pack, name).sql("duckdb")
    return f"ENUM ({', '.join(map(text_literal, fact.values))})"


def _profiled(
    connection: DuckDBPyConnection, query: str, given: Given
) -> tuple[tuple[Covered, Covered], Any]:
    """The rows covered, of all and of the first, and DuckDB's own account of where the time went."""
    covered = "verdict = 'covered'"
    first = f"{covered} AND row <= {given.first}"
    told = [f"{each} FILTER ({those})" for those in (covered, first) for each in _TOLD]
    account = given.table.with_name("profile.json")
    connection.execute("PRAGMA enable_profiling = 'json'")
    connection.execute(f"PRAGMA profile_output = '{account}'")
    (row,) = connection.execute(f"SELECT {', '.join(told)} FROM ({query})").fetchall()
    connection.execute("PRAGMA disable_profiling")
    numbers = [int(each or 0) for each in row]
    return (Covered(*numbers[:2]), Covered(*numbers[2:])), json.loads(account.read_text())


def batch(given: Given) -> Cell:
    """`coverdict batch` from its start to the file of verdicts, in a process of its own."""
    output = given.table.with_name("verdicts.parquet")
    command = [sys.executable, "-m", "coverdict_cli", "batch", str(given.folder), str(given.table)]
    options = ["-o", str(output), "--columns", "verdict", "--force"]
    began = time.perf_counter()
    subprocess.run(
        [*command, *options, "--threads", str(given.threads)], check=True, capture_output=True
    )
    seconds = time.perf_counter() - began
    memory = _most(resource.RUSAGE_CHILDREN)
    import duckdb  # only now: the memory of this process counts into that of the one it begins

    told = "count(*), sum(file_row_number + 1)"
    with duckdb.connect() as connection:
        (found,) = connection.execute(
            f"SELECT {told} FROM read_parquet('{output}', file_row_number = true)"
            " WHERE verdict = 'covered'"
        ).fetchall()
    output.unlink()
    return Cell(given.rows, seconds, 0.0, memory, Covered(int(found[0]), int(found[1] or 0)))


def openfisca(given: Given) -> Cell:
    """OpenFisca-core over NumPy arrays that are there already."""
    from tests.bench.forms.openfisca_form import OpenFisca

    began = time.perf_counter()
    engine = OpenFisca(given.of)
    planning = time.perf_counter() - began
    simulation = engine.population(_arrays(given), given.rows)
    began = time.perf_counter()
    held = engine.decide(simulation, given.of.goal)
    seconds = time.perf_counter() - began
    numbers = held.nonzero()[0] + 1
    first = numbers[numbers <= given.first]
    covered = (Covered(len(each), int(each.sum())) for each in (numbers, first))
    return Cell(given.rows, seconds, planning, _memory(), *covered)


def zen(given: Given) -> Cell:
    """zen-engine's batch, without a trace, over dicts that are there already."""
    from tests.bench.forms.deciders import name_of
    from tests.bench.forms.zen_form import KEY, Zen, expressions

    began = time.perf_counter()
    engine = Zen(given.of, expressions(given.of))
    engine.decide(engine.case(next(_facts(given))))
    planning = time.perf_counter() - began
    asked = [{"key": KEY, "context": engine.case(facts)} for facts in _facts(given)]
    goal, held, seconds = name_of(given.of.goal), [], 0.0
    for start in range(0, len(asked), CHUNK):
        began = time.perf_counter()
        answers = engine.engine.evaluate_batch(asked[start : start + CHUNK])
        seconds += time.perf_counter() - began
        held += [answer["data"]["result"][goal] for answer in answers]
    return _one_by_one(given, held, seconds, planning)


def compiled(given: Given) -> Cell:
    """Our compiled backend, one case after another."""
    from tests.bench.forms.coverdict_forms import CompiledBackend

    pack = _pack(given)
    began = time.perf_counter()
    engine = CompiledBackend(pack, given.of)
    planning = time.perf_counter() - began
    ready = [engine.case(facts) for facts in _facts(given)]
    began = time.perf_counter()
    answers = [engine.decide(case) for case in ready]
    seconds = time.perf_counter() - began
    held = [f"criterion:{given.of.goal}+" in answer.literals for answer in answers]
    return _one_by_one(given, held, seconds, planning)


def _one_by_one(given: Given, held: list[bool], seconds: float, planning: float) -> Cell:
    numbers = [number for number, each in enumerate(held, 1) if each]
    covered = Covered(len(numbers), sum(numbers))
    return Cell(given.first, seconds, planning, _memory(), covered, covered)


def _pack(given: Given) -> Pack:
    import coverdict

    pack = coverdict.open_pack(given.folder, "generated").pack
    assert pack is not None
    return pack


def _facts(given: Given) -> Iterator[Facts]:
    """The first rows, as cases of whole numbers."""
    import duckdb

    cells = [
        quoted(fact.id) if fact.type in ("boolean", "choice") else f"{quoted(fact.id)}::INTEGER"
        for fact in given.of.facts
    ]
    names = [fact.id for fact in given.of.facts]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT {', '.join(cells)} FROM read_parquet('{given.table}', file_row_number = true)"
            f" WHERE file_row_number < {given.first} ORDER BY file_row_number"
        )
        for row in found.fetchall():
            yield dict(zip(names, row, strict=True))


def _arrays(given: Given) -> dict[str, Any]:
    """A NumPy array for each fact, read one after another."""
    import duckdb

    arrays = {}
    with duckdb.connect() as connection:
        for fact in given.of.facts:
            query = f"SELECT {place_in_list(fact)} AS it FROM read_parquet('{given.table}')"
            arrays[fact.id] = connection.execute(query).fetchnumpy()["it"]
    return arrays


def _memory() -> float:
    """The most memory that this process had at once, in GB."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return _most(resource.RUSAGE_SELF)
    (most,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(most) / 2**20


def _most(of: int) -> float:
    """The same as the system tells it; on Linux this counts what the process that began it had then."""
    return resource.getrusage(of).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)


ENGINES: Mapping[str, Callable[[Given], Cell]] = {
    "query": query_alone,
    "batch": batch,
    "openfisca": openfisca,
    "zen": zen,
    "compiled": compiled,
}


def run(engine: str, given: Given, longest: float | None = None) -> Cell:
    """The cell, measured in a new process; raises SubprocessError when it fails or takes too many seconds."""
    numbers = [len(given.of.rules), given.rows, given.first, given.threads]
    command = [sys.executable, "-m", "tests.bench.population_cell", engine, str(given.folder)]
    done = subprocess.run(
        [*command, str(given.table), *map(str, numbers)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=longest,
    )
    found = json.loads(done.stdout)
    covered = {name: Covered(**found[name]) for name in ("all", "first") if found[name]}
    return Cell(**found | covered)


def main(engine: str, folder: str, table: str, *numbers: str) -> None:
    """Measure one cell and print it."""
    rules, rows, first, threads = map(int, numbers)
    given = Given(Path(folder), rule_set(rules), Path(table), rows, first, threads)
    print(json.dumps(asdict(ENGINES[engine](given))))


if __name__ == "__main__":
    main(*sys.argv[1:])
