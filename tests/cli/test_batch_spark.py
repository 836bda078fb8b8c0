"""`--engine spark` reads, decides, rejects and writes as DuckDB does, to the byte."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.cli.running import ROOT, run
from tests.cli.within import run as run_here
from tests.packs_written import FACTS, minimal_pack
from tests.populations.on_spark import needs_java, spark

LOANS = ROOT / "tests/packs/library-loans"
KNOWN = ("--knowledge-date", "2026-06-30", "--date", "2026-06-30")
LENT = "loan.date,item.kind,item.owner,reader.card\n2026-03-02,book,this-library,valid\n"
MORE_FACTS = """\
  - {id: fee, title: the fee, type: money, asks: How much?, asked-of: guard}
  - {id: share, title: the share, type: percent, asks: How much?, asked-of: guard}
  - {id: days, title: the days, type: dates, asks: Which?, asked-of: visitor}
  - {id: pets, title: the pets, type: choices, of: [cat, dog, "3"], asks: Which?, asked-of: visitor}
"""


@pytest.fixture
def park(tmp_path: Path) -> Path:
    """A pack with a fact of each type."""
    opened = minimal_pack(tmp_path / "park", facts=FACTS + MORE_FACTS)
    assert opened.pack is not None
    return tmp_path / "park"


def both(pack: Path, table: Path, suffix: str, *more: str | Path) -> Iterator[list[object]]:
    """The verdicts and the rejects that each engine writes; of Parquet, the columns and rows."""
    spark()
    for engine in ("duckdb", "spark"):
        output = table.parent / f"{engine}.{suffix}"
        ended = run_here(
            "batch", pack, table, "-o", output, "--engine", engine, *KNOWN, *more, "--force"
        )
        assert ended.returncode == 0, ended.stderr
        rejects = output.with_name(f"{engine}.rejects.csv").read_text(encoding="utf-8")
        yield [rows_of(output) if suffix == "parquet" else output.read_bytes(), rejects]


def rows_of(path: Path) -> list[object]:
    found = duckdb.execute(f"FROM read_parquet('{path}')")
    return [*(found.description or ()), *found.fetchall()]


CELLS = {
    "visit.day": [
        "2026-03-02",
        "2026-02-30",
        "0000-01-01",
        "2026-3-2",
        " 2026-03-02",
        "9999-12-31",
    ],
    "visitor.age": ["0", "007", "999999999", "1000000000", "-1", "2.0", "1e3", "٣", "7\n"],
    "gate.open": ["true", "false", "True", "yes", "1", " true"],
    "ticket": ["day", "Day", "dya", "day ", "'day'", "\\", "`"],
    "fee": ["0", "0.5", "1.005", "01", "9999999999.99", "10000000000", "NaN", "+1", "1."],
    "share": ["100", "0.123456", "0.1234567", "9999.999999", "Infinity"],
    "days": [
        "[]",
        "[2026-03-02]",
        "2026-03-02, 2026-03-01,2026-03-02",
        "2026-02-30",
        "[2026-03-02,]",
        "0000-01-01",
    ],
    "pets": ["[]", "[cat]", "dog, cat,cat", "[cat,]", "cow", "[cat", "3", "[ cat ]", "cat\ndog"],
}


def written(path: Path, **types: str) -> Path:
    """A table with one odd cell in each row, written in the form of the name."""
    rows = [(name, cell) for name, cells in CELLS.items() for cell in cells]
    cells = ", ".join(f"CASE WHEN name = '{name}' THEN cell END AS \"{name}\"" for name in CELLS)
    connection = duckdb.connect()
    connection.execute("CREATE TABLE cells (name VARCHAR, cell VARCHAR)")
    connection.executemany("INSERT INTO cells VALUES (?, ?)", rows)
    form = {".jsonl": "json", ".csv": "csv, HEADER", ".parquet": "parquet"}[path.suffix]
    connection.execute(f"COPY (SELECT {cells} FROM cells) TO '{path}' (FORMAT {form})")
    return path


IN_EACH_FORM = [
    "csv",
    *(pytest.param(form, marks=pytest.mark.prove) for form in ("jsonl", "parquet")),
]


@needs_java
@pytest.mark.parametrize("suffix", IN_EACH_FORM)
def test_text_is_typed_as_duckdb_types_it(park: Path, tmp_path: Path, suffix: str) -> None:
    by_duckdb, by_spark = both(park, written(tmp_path / f"cases.{suffix}"), suffix)
    assert by_spark == by_duckdb
    assert "did you mean `day`" in str(by_spark[1])


TYPED = [
    ("visitor.age", "TINYINT", "7"),
    ("visitor.age", "UBIGINT", "1000000000"),
    ("visitor.age", "DOUBLE", "2"),
    ("fee", "DOUBLE", "1234567890.5"),
    ("fee", "DOUBLE", "0.001"),
    ("fee", "FLOAT", "20.25"),
    ("fee", "DOUBLE", "'nan'"),
    ("fee", "DECIMAL(18, 2)", "10000000000.00"),
    ("fee", "DECIMAL(9, 4)", "1.5000"),
    ("share", "DECIMAL(18, 6)", "0.123456"),
    ("visit.day", "DATE", "'2026-03-02'"),
    ("visit.day", "DATE", "'10000-01-01'"),
    ("visit.day", "TIMESTAMP", "'2026-03-02 00:00:00'"),
    ("gate.open", "BOOLEAN", "true"),
    ("gate.open", "INTEGER", "1"),
    ("ticket", "VARCHAR[]", "['day']"),
    ("pets", "VARCHAR[]", "['dog', 'cat', 'cat']"),
    ("pets", "VARCHAR[]", "['cat', NULL]"),
    ("pets", "VARCHAR[]", "[]"),
    ("pets", "INTEGER[]", "[3]"),
    ("days", "DATE[]", "[DATE '2026-03-02', DATE '2026-03-01', DATE '2026-03-02']"),
    ("days", "DATE[]", "[DATE '2026-03-02', NULL]"),
    ("days", "DATE[]", "[DATE '10000-01-01']"),
    ("days", "VARCHAR[]", "['2026-03-02', '2026-02-30']"),
    ("days", "DATE", "DATE '2026-03-02'"),
    ("visit.day", "DATE[]", "[DATE '2026-03-02']"),
]


def turns() -> Iterator[dict[str, tuple[str, str]]]:
    """Types and values by fact, each fact once in a turn: a column has one type."""
    left = [*TYPED]
    while left:
        turn = {fact: (type, value) for fact, type, value in reversed(left)}
        left = [each for each in left if turn[each[0]] != each[1:]]
        yield turn


@pytest.mark.prove
@needs_java
@pytest.mark.parametrize("typed", [*turns()], ids=lambda typed: str(len(typed)))
def test_typed_columns_of_parquet_are_taken_as_duckdb_takes_them(
    park: Path, tmp_path: Path, typed: dict[str, tuple[str, str]]
) -> None:
    path = tmp_path / "cases.parquet"
    columns = ", ".join(f'NULL::{type} AS "{fact}"' for fact, (type, _) in typed.items())
    rows = (f'SELECT {value} AS "{fact}"' for fact, (_, value) in typed.items())
    table = f"SELECT {columns} UNION ALL BY NAME " + " UNION ALL BY NAME ".join(rows)
    cast = ", ".join(f'CAST("{fact}" AS {type}) AS "{fact}"' for fact, (type, _) in typed.items())
    duckdb.execute(f"COPY (SELECT {cast} FROM ({table})) TO '{path}'")
    by_duckdb, by_spark = both(park, path, "csv")
    assert by_spark == by_duckdb


@needs_java
def test_codes_and_cents_of_a_map_and_ids_are_read_as_duckdb_reads_them(
    park: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cases [a]*.csv"
    path.write_text('nr,t,c,p\nx,D,150,K\ny,day,1.5,K\nz,D,,"[K, dog]"\n', encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  t: {fact: ticket, values: {D: day}}\n  c: {fact: fee, unit: cents}\n"
        "  p: {fact: pets, values: {K: cat}}\n",
        encoding="utf-8",
    )
    by_duckdb, by_spark = both(park, path, "csv", "--map", tmp_path / "map.yaml", "--id", "nr")
    assert by_spark == by_duckdb


@needs_java
@pytest.mark.parametrize("suffix", ["csv", pytest.param("parquet", marks=pytest.mark.prove)])
def test_a_table_of_many_cases_gives_the_same_files(tmp_path: Path, suffix: str) -> None:
    table = tmp_path / "cases [a]*.parquet"
    run_here("sample", LOANS, "-n", "500", "-o", table)
    by_duckdb, by_spark = both(LOANS, table, suffix)
    assert by_spark == by_duckdb
    assert "the facts contradict each other" in str(by_spark[1])


@needs_java
@pytest.mark.parametrize("rows", ["", "bad,,,\n"])
def test_a_table_without_a_row_to_decide_gives_a_table_without_verdicts(
    tmp_path: Path, rows: str
) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(LENT.partition("\n")[0] + "\n" + rows, encoding="utf-8")
    by_duckdb, by_spark = both(LOANS, path, "csv")
    assert by_spark == by_duckdb


@pytest.mark.prove
@needs_java
def test_spark_starts_by_itself_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(LENT, encoding="utf-8")
    more = ("--engine", "spark", "--threads", "1", "--memory", "1GB", "--columns", "verdict")
    ended = run("batch", LOANS, "cases.csv", "-o", "verdicts.csv", *KNOWN, *more, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr.startswith("1 rows: 1 decided in verdicts.csv, 0 rejected in ")
    assert ended.stderr.count("\n") == 1
    left = [path.name for path in tmp_path.iterdir()]
    assert [name for name in left if not name.startswith(("cases.", "verdicts."))] == []


WRONG = [
    (("--spark-conf", "master=local"), "`master=local` is no setting of Spark"),
    (("--spark-conf", "spark.master"), "`spark.master` is no setting of Spark"),
    (
        ("--threads", "2", "--spark-conf", "spark.master=spark://elsewhere:7077"),
        "`--threads` is for Spark on this machine",
    ),
]


@needs_java
@pytest.mark.parametrize(("more", "message"), WRONG, ids=[message for _, message in WRONG])
def test_settings_that_cannot_be_meant_are_refused(
    tmp_path: Path, more: tuple[str, ...], message: str
) -> None:
    (tmp_path / "cases.csv").write_text(LENT, encoding="utf-8")
    output = tmp_path / "verdicts.csv"
    ended = run_here(
        "batch", LOANS, tmp_path / "cases.csv", "-o", output, "--engine", "spark", *more
    )
    assert ended.stderr.startswith(f"error: {message}")


def test_a_setting_of_spark_is_refused_for_duckdb(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(LENT, encoding="utf-8")
    more = ("-o", tmp_path / "verdicts.csv", "--spark-conf", "spark.ui.enabled=true")
    ended = run_here("batch", LOANS, tmp_path / "cases.csv", *more)
    assert (ended.returncode, ended.stderr) == (
        2,
        "error: `--spark-conf` is for Spark\n help: add --engine spark\n",
    )


OLD = "echo 'openjdk version \"1.8.0_392\"' >&2"
JAVAS = [("", "and there is none in the PATH"), (OLD, "is 8"), ("", "which JAVA_HOME names")]


@pytest.mark.parametrize(("script", "reason"), JAVAS, ids=["none", "old", "wrong home"])
def test_a_missing_or_old_java_is_told_with_the_mend(
    tmp_path: Path, script: str, reason: str
) -> None:
    (tmp_path / "cases.csv").write_text(LENT, encoding="utf-8")
    if script:
        java = tmp_path / "java"
        java.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        java.chmod(0o755)
    more = {"JAVA_HOME": str(tmp_path) if "JAVA_HOME" in reason else "", "PATH": str(tmp_path)}
    output = tmp_path / "verdicts.csv"
    ended = run("batch", LOANS, tmp_path / "cases.csv", "-o", output, "--engine", "spark", **more)
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: `--engine spark` needs Java 17 or newer, "), ended.stderr
    assert reason in ended.stderr
    assert (
        "help: install one, for example `apt-get install openjdk-17-jre-headless`" in ended.stderr
    )


def test_without_pyspark_it_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfound = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'pyspark' else found(name, *more)\n",
        encoding="utf-8",
    )
    (tmp_path / "cases.csv").write_text(LENT, encoding="utf-8")
    command = (
        "batch",
        LOANS,
        tmp_path / "cases.csv",
        "-o",
        tmp_path / "v.csv",
        "--engine",
        "spark",
    )
    ended = run(*command, PYTHONPATH=str(tmp_path))
    assert "help: pip install 'coverdict[spark]'" in ended.stderr
