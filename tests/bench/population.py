"""Populations: verdicts a second by DuckDB, against OpenFisca-core and the engines that take one case at a time."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError, TimeoutExpired

from tests.bench.engines import BUILD, engine_version
from tests.bench.generated_packs import write_pack
from tests.bench.population_cell import CHUNK, Cell, Covered, Given, run
from tests.bench.population_table import write_table
from tests.bench.sections import Section, Table
from tests.bench.timing import in_words

THREADS = 2
LONGEST = 1800.0  # seconds, for one cell
BAR = 1_000_000  # verdicts a second
ROWS = (100_000, 1_000_000, 10_000_000)
FIRST = {40: 20_000, 400: 5_000, 4_000: 500}  # rows for engines that take one case at a time
MOST_CELLS = 700_000_000  # of a table: more would not fit beside the engines
SEVERAL = 10_000_000  # cells up to which a run is repeated
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """An engine used in one way; ``package`` is what has to be installed for it."""

    name: str
    package: str


WHOLE_TABLES = {
    "query": Way("coverdict, the query alone", "duckdb"),
    "batch": Way("`coverdict batch`, file to file", "duckdb"),
    "openfisca": Way("OpenFisca-core", "OpenFisca-Core"),
}
ONE_BY_ONE = {
    "compiled": Way("coverdict, compiled", "coverdict"),
    "zen": Way("zen-engine, batch, not traced", "zen-engine"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's engine, number of rules and number of rows."""

    engine: str
    rules: int
    rows: int


Found = Mapping[Place, Cell | str]
"""What was measured, or in words why it was not."""


class Unequal(Exception):
    """Two engines covered different rows of the same table."""


def measured(quick: bool) -> Section:
    """Every cell in a process of its own; raises Unequal when engines differ."""
    rows = ROWS[:1] if quick else ROWS
    first, rounds = ({40: 1_000, 400: 200}, 1) if quick else (FIRST, ROUNDS)
    found: dict[Place, Cell | str] = {}
    for rules in first:
        found |= _of_rules(rules, rows, first[rules], rounds)
    return section(found, rows, first, rounds)


def _of_rules(rules: int, sizes: Sequence[int], first: int, rounds: int) -> dict[Place, Cell | str]:
    found: dict[Place, Cell | str] = {}
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as name:
        folder = Path(name)
        of = write_pack(folder / "pack", rules, plain=True)
        table = folder / "cases.parquet"
        for rows in sizes:
            cells = rows * len(of.facts)
            engines = [*WHOLE_TABLES, *(ONE_BY_ONE if rows == sizes[0] else ())]
            places = [Place(engine, rules, rows) for engine in engines]
            if cells > MOST_CELLS:
                found |= dict.fromkeys(places, "not run")
                continue
            write_table(table, of, rows)
            given = Given(folder / "pack", of, table, rows, first, THREADS)
            found |= _in_turn(places, given, rounds if cells <= SEVERAL else 1)
            _compared([cell for place in places if isinstance(cell := found[place], Cell)])
    return found


def _in_turn(places: Sequence[Place], given: Given, rounds: int) -> dict[Place, Cell | str]:
    """Each place once in each round; the round in the middle counts."""
    cells: dict[Place, list[Cell]] = {place: [] for place in places}
    failed: dict[Place, str] = {}
    for _ in range(rounds):
        for place in places:
            reason = failed.get(place) or _measure(place, given, cells[place])
            if reason:
                failed[place] = reason
    return {place: _middle(found) for place, found in cells.items() if found} | failed


def _measure(place: Place, given: Given, into: list[Cell]) -> str | None:
    """Measure once more; in words why that was not possible."""
    print(f"{place.engine}, {place.rules:,} rules, {place.rows:,} rows", file=sys.stderr)
    if engine_version((WHOLE_TABLES | ONE_BY_ONE)[place.engine].package) is None:
        return "not installed"
    try:
        into.append(run(place.engine, given, LONGEST))
    except TimeoutExpired:
        return f"over {LONGEST / 60:.0f} min"
    except CalledProcessError as error:
        return f"failed ({error.returncode})"
    return None


def _middle(cells: Sequence[Cell]) -> Cell:
    return sorted(cells, key=lambda cell: cell.seconds)[(len(cells) - 1) // 2]


def _compared(cells: Sequence[Cell]) -> None:
    """Engines that decided the same rows have to have covered the same ones."""
    covered: dict[int, set[Covered]] = {}
    for cell in cells:
        covered.setdefault(cell.rows, set()).add(cell.all)
        if cell.first is not None:
            covered.setdefault(-1, set()).add(cell.first)
    for found in covered.values():
        if len(found) > 1:
            raise Unequal(f"engines cover different rows: {found}")


def section(found: Found, rows: Sequence[int], first: Mapping[int, int], rounds: int) -> Section:
    """The tables; what is not installed, or was not run, says so."""
    return Section(
        "A population",
        _answer(found, rows, first),
        "Verdicts a second on tables whose facts are all given, and the most memory of the process. What each gives"
        " differs: DuckDB works out evidence for and against every criterion, so that it could tell `undetermined` and"
        " `conflicting` too; OpenFisca-core and zen-engine work out true or false.",
        (*(_table(found, rules, rows) for rules in first), _one_by_one(found, first, rows[0])),
        _HOW + _repeated(rounds),
    )


def _table(found: Found, rules: int, sizes: Sequence[int]) -> Table:
    heads = ["engine", "preparing:"]
    for rows in sizes:
        heads += [f"{rows:,} rows:", "memory:"]
    written = []
    for engine, way in WHOLE_TABLES.items():
        cells = [found[Place(engine, rules, rows)] for rows in sizes]
        written.append((way.name, _preparing(cells), *(c for each in cells for c in _rate(each))))
    return Table(tuple(heads), tuple(written), f"{rules:,} rules, whole tables at once:")


def _one_by_one(found: Found, first: Mapping[int, int], rows: int) -> Table:
    heads = ["engine"]
    for rules, cases in first.items():
        heads += [f"{rules:,} rules, {cases:,} rows:", "memory:"]
    written = []
    for engine, way in ONE_BY_ONE.items():
        cells = [found[Place(engine, rules, rows)] for rules in first]
        written.append((way.name, *(text for each in cells for text in _rate(each))))
    return Table(tuple(heads), tuple(written), "One case after another, in one process:")


def _rate(cell: Cell | str) -> Iterator[str]:
    if isinstance(cell, str):
        yield from (cell, "")
    else:
        yield _rounded(cell.rows / cell.seconds)
        yield f"{cell.memory:.2f} GB"


def _rounded(rate: float) -> str:
    """To three digits that count."""
    return f"{float(f'{rate:.3g}'):,.0f}"


def _preparing(cells: Sequence[Cell | str]) -> str:
    times = [cell.planning for cell in cells if isinstance(cell, Cell) and cell.planning]
    return in_words(statistics.median(times)) if times else "within"


def _answer(found: Found, rows: Sequence[int], first: Mapping[int, int]) -> str:
    told = []
    for rules in first:
        size, cell = _largest(found, "query", rules, rows)
        if cell is None:
            told.append(f"{rules:,} rules: {found[Place('query', rules, size)]}")
            continue
        rate, other = cell.rows / cell.seconds, found[Place("openfisca", rules, size)]
        against = f"OpenFisca-core {other}"
        if isinstance(other, Cell):
            against = f"OpenFisca-core {cell.seconds / other.seconds:.1f} times as many"
        told.append(f"{_rounded(rate)} with {rules:,} rules ({_bar(rate)}; {against})")
    return (
        "Verdicts a second by DuckDB from rows that are typed, on the largest table:"
        f" {', '.join(told)}. The bar is {BAR:,}."
    )


def _bar(rate: float) -> str:
    return "bar met" if rate >= BAR else f"bar missed by a factor of {BAR / rate:.1f}"


def _largest(found: Found, engine: str, rules: int, rows: Sequence[int]) -> tuple[int, Cell | None]:
    for size in reversed(rows):
        cell = found[Place(engine, rules, size)]
        if isinstance(cell, Cell):
            return size, cell
    return rows[0], None


_HOW = f"""\
The rules are the same as for one case. Each cell is a process of its own; tables are made by hashing, every value
given, and engines that decide the same rows must cover the same ones, or the run ends.

*The query alone* is what `coverdict batch` has DuckDB run, over rows that are typed and in its memory, with {THREADS}
threads. Those of DuckDB's optimizers are off that write out what the query names once and shares, or take time that
grows faster than the rules; values of lists are ENUMs, as the command types them. *Preparing* is the writing of the SQL
and DuckDB's planning, as its profile tells, and does not count into the rate. *File to file* is the whole command, from
its start to the verdicts in a Parquet file, with the pack opened, every cell read and checked, and the planning.

OpenFisca-core is given NumPy arrays and uses one thread; zen-engine is given lists of {CHUNK} `dict`s at a time.
Preparing is there the making of their rules. DuckDB divides its work by groups of
122,880 rows, so that a table of 100,000 keeps one thread busy. *Not run*: a table of more than {MOST_CELLS:,} cells."""


def _repeated(rounds: int) -> str:
    if rounds == 1:
        return " Each way ran once."
    return (
        f" Each way ran {rounds} times in turn where the table has up to {SEVERAL:,} cells, else once; the run in the"
        " middle is shown."
    )
