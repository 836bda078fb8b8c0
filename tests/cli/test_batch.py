import json
import os
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from coverdict_cli.batch_files import beside
from tests.cli.running import COMMAND, ROOT, environment, run
from tests.cli.within import run as run_here
from tests.packs_written import FACTS, minimal_pack

LOANS = ROOT / "tests/packs/library-loans"
HEAD = "loan.date,item.kind,item.owner,item.reserved,reader.card,reader.is-child,reader.items,reader.debt"
LENT = "2026-03-02,book,this-library,false,valid,false,2,0.00"
KNOWN = ("--knowledge-date", "2026-06-30", "--date", "2026-06-30")


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "cases.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def batch(
    path: Path, output: str = "verdicts.csv", *more: str | Path
) -> subprocess.CompletedProcess[str]:
    return run_here("batch", LOANS, path, "-o", path.parent / output, *KNOWN, *more)


def lines(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    found = duckdb.execute(f"FROM read_csv('{path}', header=true, all_varchar=true)")
    names = [name for name, *_ in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_each_row_gets_its_verdict_with_what_decides_it(tmp_path: Path) -> None:
    path = table(tmp_path, LENT, LENT.replace("valid", "expired"))
    ended = batch(path)
    assert ended.stderr.startswith("2 rows: 2 decided in "), ended.stderr
    lent, not_lent = lines(tmp_path / "verdicts.csv")
    assert (lent["row"], lent["verdict"], lent["status"]) == ("1", "covered", "decided")
    assert (lent["service-date"], lent["loan.due-date"]) == ("2026-03-02", "2026-03-23")
    assert not_lent["verdict"] == "not-covered"
    assert not_lent["statements"]


WRONG = [
    ("loan.date", "2026-02-30", "not a day of the calendar, written as 2026-03-02"),
    ("loan.date", "02/03/2026", "not a day of the calendar, written as 2026-03-02"),
    ("item.kind", "bok", "not a value of `item.kind`; did you mean `book`?"),
    ("item.reserved", "no", "neither `true` nor `false`"),
    ("reader.items", "2.5", "not a whole number from 0 to 999999999"),
    ("reader.items", "-1", "not a whole number from 0 to 999999999"),
    ("reader.debt", "1.005", "not dollars from 0 to 9999999999.99 with at most two decimals"),
    ("reader.debt", "a lot", "not dollars from 0 to 9999999999.99 with at most two decimals"),
    ("reader.debt", "NaN", "not dollars from 0 to 9999999999.99 with at most two decimals"),
]


def test_a_row_that_cannot_be_typed_is_rejected_with_its_column_and_the_reason(
    tmp_path: Path,
) -> None:
    places = HEAD.split(",")
    rows = []
    for column, value, _ in WRONG:
        cells = LENT.split(",")
        cells[places.index(column)] = value
        rows.append(",".join(cells))
    ended = batch(table(tmp_path, *rows, LENT))
    assert ended.stderr.startswith(f"{len(WRONG) + 1} rows: 1 decided in ")
    found = lines(tmp_path / "verdicts.rejects.csv")
    assert [(each["column"], each["value"], each["reason"]) for each in found] == WRONG
    assert [each["row"] for each in found] == [str(n + 1) for n in range(len(WRONG))]


def test_a_row_whose_facts_contradict_each_other_is_rejected(tmp_path: Path) -> None:
    path = table(tmp_path, "2026-03-02,2026-03-01", head="loan.date,item.returned")
    batch(path)
    (found,) = lines(tmp_path / "verdicts.rejects.csv")
    assert found["reason"].startswith("the facts contradict each other: ")


def test_an_empty_cell_says_nothing_and_what_is_presumed_for_it_is_told(tmp_path: Path) -> None:
    batch(table(tmp_path, ",,,,,,,"))
    (found,) = lines(tmp_path / "verdicts.csv")
    assert (found["verdict"], found["service-date"]) == ("undetermined", "2026-06-30")
    assert found["presumed"].split() == ["loan.date", "reader.lives-in-town"]


@pytest.mark.parametrize("day", ["2025-12-31", "2028-01-01"])
def test_a_row_outside_the_window_is_told_as_such(tmp_path: Path, day: str) -> None:
    batch(table(tmp_path, LENT.replace("2026-03-02", day), LENT))
    outside, inside = lines(tmp_path / "verdicts.csv")
    assert (outside["verdict"], outside["status"]) == ("undetermined", "outside-window")
    assert (inside["verdict"], inside["status"]) == ("covered", "decided")


def test_a_row_out_of_scope_is_told_as_such(tmp_path: Path) -> None:
    batch(table(tmp_path, LENT.replace("this-library", "another-library")))
    (found,) = lines(tmp_path / "verdicts.csv")
    assert (found["verdict"], found["status"]) == ("undetermined", "out-of-scope")


def test_the_three_forms_say_the_same_in_and_out(tmp_path: Path) -> None:
    batch(table(tmp_path, LENT, LENT.replace("2.00", "")))
    said = lines(tmp_path / "verdicts.csv")
    for suffix in ("parquet", "jsonl"):
        path = tmp_path / f"cases.{suffix}"
        form = {"parquet": "parquet", "jsonl": "json"}[suffix]
        types = "reader.debt: 'DECIMAL(8,2)', reader.items: 'INTEGER', loan.date: 'DATE'"
        quoted = (
            types.replace("reader.", '"reader.').replace("loan.", '"loan.').replace(": ", '": ')
        )
        cells = f"read_csv('{tmp_path / 'cases.csv'}', types={{{quoted}}})"
        duckdb.execute(f"COPY (FROM {cells}) TO '{path}' (FORMAT {form})")
        ended = batch(path, f"of-{suffix}.csv")
        assert ended.returncode == 0, ended.stderr
        assert lines(tmp_path / f"of-{suffix}.csv") == said


def test_json_lines_hold_lists_as_lists_and_amounts_exactly(tmp_path: Path) -> None:
    batch(table(tmp_path, LENT), "verdicts.jsonl")
    found = json.loads((tmp_path / "verdicts.jsonl").read_text(encoding="utf-8"))
    assert found["items.after-loan"] == "3"
    assert isinstance(found["decided-by"], list)
    assert found["statements"]


def test_columns_are_told_apart_by_a_map_with_codes_and_units(tmp_path: Path) -> None:
    path = table(tmp_path, "x1,2026-03-02,B,150,?", head="nr,day,kind,cents,note")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  day: loan.date\n  kind: {fact: item.kind, values: {B: book}}\n"
        "  cents: {fact: reader.debt, unit: cents}\nignored: [note]\n",
        encoding="utf-8",
    )
    ended = batch(path, "verdicts.csv", "--map", tmp_path / "map.yaml", "--id", "nr")
    assert ended.returncode == 0, ended.stderr
    (found,) = lines(tmp_path / "verdicts.csv")
    assert (found["row"], found["nr"], found["service-date"]) == ("1", "x1", "2026-03-02")


def test_any_conclusion_can_be_a_column_and_nothing_else_is_told_then(tmp_path: Path) -> None:
    batch(table(tmp_path, LENT), "verdicts.csv", "--columns", "verdict,reader.owes-too-much")
    (found,) = lines(tmp_path / "verdicts.csv")
    assert found == {"row": "1", "verdict": "covered", "reader.owes-too-much": "false"}


DAMAGED = [
    ("quotes.csv", f'{HEAD}\n"2026{LENT}\n', "the quotes in line 2 are not closed"),
    ("twice.csv", "loan.date,loan.date\n,\n", "two columns are called `loan.date`"),
    ("empty.csv", "", "it has no header with the names of its columns"),
    ("latin.csv", f"{HEAD},é\n".encode("latin-1"), "it is not UTF-8 text"),
    (
        "both.jsonl",
        '{"loan.date": "2026-03-02", "loan": {"date": "2026-03-02"}}\n',
        "`loan.date` is a name and also stands inside another",
    ),
    ("cut.parquet", b"PAR1abc", "it is damaged or cut short: that is no whole Parquet file"),
]


@pytest.mark.parametrize(("name", "content", "why"), DAMAGED, ids=[name for name, *_ in DAMAGED])
def test_a_damaged_table_is_told_clearly_and_nothing_is_written(
    tmp_path: Path, name: str, content: str | bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ended = batch(path)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"error: `{path}` can't be read: {why}"), ended.stderr
    assert os.listdir(tmp_path) == [name]


UNREAD = [
    ("more.csv", f"{HEAD}\n{LENT}\n{LENT},1\n{LENT}\n", "more or fewer cells than the header"),
    ("less.csv", f"{HEAD}\n{LENT}\n2026-03-02\n{LENT}\n", "more or fewer cells than the header"),
    (
        "quoted.csv",
        f'\ufeff{HEAD}\r\n"2026-03-02"{LENT[10:]}\r\n"a\nb",c\r\n\r\n{LENT}\r\n',
        "more or fewer cells than the header",
    ),
    (
        "cut.jsonl",
        '{"loan.date": "2026-03-02"}\n{"loan.da\n\n{"loan.date": "2026-03-02"}',
        "the line is not JSON",
    ),
    (
        "list.jsonl",
        '{"loan.date": "2026-03-02"}\n[1]\n{"loan.date": "2026-03-02"}',
        "the line is not an object with the facts of one case",
    ),
]


@pytest.mark.parametrize(("name", "content", "why"), UNREAD, ids=[name for name, *_ in UNREAD])
def test_a_row_that_cannot_be_read_is_rejected_and_the_others_keep_their_numbers(
    tmp_path: Path, name: str, content: str, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode())
    ended = batch(path)
    assert ended.stderr.startswith("3 rows: 2 decided in "), ended.stderr
    assert [row["row"] for row in lines(tmp_path / "verdicts.csv")] == ["1", "3"]
    (found,) = lines(tmp_path / "verdicts.rejects.csv")
    assert (found["row"], found["reason"]) == ("2", why)


def test_what_stands_inside_an_object_has_the_names_of_both(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"loan": {"date": "2026-03-02"}, "item": {"kind": "bok"}}\n'
        '{"loan": {"date": "2026-03-02"}, "item": null}\n'
    )
    assert batch(path).stderr.startswith("2 rows: 1 decided in ")
    (found,) = lines(tmp_path / "verdicts.rejects.csv")
    assert (found["row"], found["column"], found["value"]) == ("1", "item.kind", "bok")


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(f"\ufeff{HEAD}\r\n{LENT}\r\n", encoding="utf-8", newline="")
    assert batch(path).stderr.startswith("1 rows: 1 decided in ")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--rejects", "verdicts.csv"), "are not three files"),
        (("--columns", "verdit"), "no conclusion `verdit`"),
        (("--id", "nr"), "the table has no column `nr`"),
        (("--question", "weather"), "no question `weather`"),
        (("--memory", "lots"), "`lots` is no size"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    tmp_path: Path, more: tuple[str, str], message: str
) -> None:
    path = table(tmp_path, LENT)
    option, value = more
    value = str(tmp_path / value) if option == "--rejects" else value
    ended = batch(path, "verdicts.csv", option, value)
    assert (ended.returncode, message in ended.stderr) == (1, True), ended.stderr
    assert os.listdir(tmp_path) == ["cases.csv"]


def test_a_table_is_never_written_over(tmp_path: Path) -> None:
    path = table(tmp_path, LENT)
    before = path.read_bytes()
    assert "are not three files" in batch(path, "cases.csv", "--force").stderr
    assert path.read_bytes() == before


def test_an_output_that_is_there_is_written_over_only_when_told(tmp_path: Path) -> None:
    path = table(tmp_path, LENT)
    (tmp_path / "verdicts.csv").write_text("old", encoding="utf-8")
    assert "is there already" in batch(path).stderr
    assert batch(path, "verdicts.csv", "--force").returncode == 0
    assert len(lines(tmp_path / "verdicts.csv")) == 1


def test_an_output_that_does_not_fit_is_told_and_leaves_the_old_one(tmp_path: Path) -> None:
    run_here("sample", LOANS, "-n", "20000", "-o", tmp_path / "cases.parquet")
    output = tmp_path / "verdicts.csv"
    output.write_text("old", encoding="utf-8")
    command = [*COMMAND, "batch", LOANS, tmp_path / "cases.parquet", "-o", output, "--force"]
    bounded = ["bash", "-c", 'ulimit -f 100; exec "$@"', "bash", *map(str, command)]
    ended = subprocess.run(bounded, cwd=ROOT, env=environment(), capture_output=True, text=True)
    assert ended.stderr.startswith(f"error: `{output}` could not be written: file too large")
    assert output.read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(tmp_path)) == ["cases.parquet", "verdicts.csv"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table that takes longer to decide than it takes to stop the run."""
    path = tmp_path_factory.mktemp("many") / "cases.parquet"
    assert run_here("sample", LOANS, "-n", "500000", "-o", path).returncode == 0
    return path


def stopped(many: Path, output: Path, by: signal.Signals) -> int:
    """How a run ended that was stopped as soon as it wrote something."""
    command = [*COMMAND, "batch", LOANS, many, "-o", output, "--force"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE) as process:
        while not list(output.parent.glob(".verdicts*/.lock")) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(by)
        return process.wait(20)


@pytest.mark.parametrize(("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_the_old_output_and_nothing_else(
    tmp_path: Path, many: Path, by: signal.Signals, code: int
) -> None:
    output = tmp_path / "verdicts.parquet"
    output.write_text("old", encoding="utf-8")
    assert stopped(many, output, by) == code
    assert output.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["verdicts.parquet"]


def test_what_a_killed_run_leaves_is_taken_away_by_the_next(tmp_path: Path, many: Path) -> None:
    output = tmp_path / "verdicts.csv"
    assert stopped(many, output, signal.SIGKILL) == -signal.SIGKILL
    assert not output.exists()
    assert list(tmp_path.glob(".verdicts*"))
    batch(table(tmp_path, LENT))
    assert not list(tmp_path.glob(".verdicts*"))


def test_a_run_that_is_still_going_on_keeps_its_folder(tmp_path: Path) -> None:
    with beside(tmp_path / "verdicts.csv") as folder:
        batch(table(tmp_path, LENT))
        assert folder.is_dir()


def test_without_the_database_it_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfound = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'duckdb' else found(name, *more)\n",
        encoding="utf-8",
    )
    ended = run("batch", LOANS, "--sql", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "help: pip install 'coverdict[batch]'" in ended.stderr


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres", "snowflake", "bigquery"])
def test_the_query_is_printed_for_each_dialect(dialect: str) -> None:
    ended = run_here("batch", LOANS, "--sql", "--dialect", dialect, "--question", "return", *KNOWN)
    assert ended.stdout.startswith("-- library-loans 1.0.0 (sha256:"), ended.stderr
    assert ended.stdout.endswith(";\n")


def test_the_printed_query_gives_the_verdicts_that_a_batch_writes(tmp_path: Path) -> None:
    query = run_here("batch", LOANS, "--sql", "--columns", "verdict", *KNOWN).stdout
    types = [line[2:].split(": ") for line in query.splitlines() if line.startswith("--   ")]
    connection = duckdb.connect()
    columns = ", ".join(f'"{name.strip()}" {type}' for name, type in types[1:])
    connection.execute(f"CREATE TABLE cases (row BIGINT, {columns})")
    names = '(row, "loan.date", "item.owner", "reader.card")'
    values = [1, date(2026, 3, 2), "this-library", "expired"]
    connection.execute(f"INSERT INTO cases {names} VALUES (?, ?, ?, ?)", values)
    assert connection.execute(query).fetchall() == [(1, "not-covered", None)]


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
def test_rows_keep_their_numbers_and_their_order_however_many_threads_work(
    tmp_path: Path, suffix: str
) -> None:
    path, form = tmp_path / f"cases.{suffix}", suffix.replace("jsonl", "json")
    tickets = "['day', 'week', 'month', 'season', 'year', 'life']"
    cells = f"SELECT n, {tickets}[1 + n % 6] AS ticket FROM range(1, 300001) AS r(n)"
    duckdb.execute(f"COPY ({cells}) TO '{path}' (FORMAT {form})")
    listed = FACTS.replace("[day, year]", tickets.replace("'", ""))
    minimal_pack(tmp_path / "park", facts=listed)
    output = tmp_path / "verdicts.parquet"
    run_here("batch", tmp_path / "park", path, "-o", output, "--id", "n", "--columns", "verdict")
    stand = (
        f"SELECT file_row_number + 1, row, n FROM read_parquet('{output}', file_row_number=true)"
    )
    wrong = (
        f"SELECT count(*), count(*) FILTER (a = b AND b = c::BIGINT) FROM ({stand}) AS t(a, b, c)"
    )
    assert duckdb.execute(wrong).fetchall() == [(300000, 300000)]


def test_a_sample_is_the_same_each_time_and_another_seed_makes_another(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        run_here("sample", LOANS, "-n", "500", "--seed", str(seed), "-o", tmp_path / f"{name}.csv")
    one, same, other = ((tmp_path / f"{name}.csv").read_bytes() for name in "abc")
    assert one == same != other
