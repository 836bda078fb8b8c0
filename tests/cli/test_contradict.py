import csv
import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

from tests.cli.running import ROOT
from tests.cli.within import run

POOL = ROOT / "docs/codes/pool"
HEAD = "visitor.age,visitor.ticket,weather.thunder,paid.before-visit,result,amount"
ROWS = [
    "35,day-ticket,false,12.00,paid,4.00",
    "35,day-ticket,false,12.00,denied,4.00",
    "35,day-ticket,true,12.00,paid,4.00",
    "35,day-ticket,false,12.00,paid,3.00",
    "35,day-ticket,,12.00,paid,4.00",
    "35,day-ticket,false,12.00,lost,4.00",
]
KNOWN = ("--knowledge-date", "2026-06-30", "--date", "2026-06-30")
WORDS = ("--verdict", "result", "--values", "paid=covered,denied=not-covered")
AMOUNT = ("--amount", "price=amount")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    return path


def contradict(table: Path, *more: str | Path) -> CompletedProcess[str]:
    return run("contradict", POOL, table, *WORDS, *more, *KNOWN)


def test_the_report_tells_what_agrees_what_differs_and_what_is_open(table: Path) -> None:
    told = contradict(table, *AMOUNT).stdout
    assert told.startswith("2 of 5 determinations agree with the rules, 2 differ, and of 1")
    assert "6 rows: 5 compared, 1 with a word that is not known." in told
    assert "Determined covered, by the rules not covered: 1 row (20.0 %)" in told
    assert "Determined covered, and the rules can't say (undetermined): 1 row" in told
    assert "(fact weather.thunder)" in told
    assert "the price of the visit: determined $3.00, by the rules $4.00 (1 row)" in told
    assert "`lost` in 1 row: say what it stands for with --values" in told


def test_the_derivation_cites_the_statements(table: Path) -> None:
    told = contradict(table, *AMOUNT).stdout
    assert "+ rule “nobody comes in while there is thunder” applies" in told
    assert "The pool lets nobody in during thunder." in told


def test_all_rows_that_differ_are_written_in_order(tmp_path: Path, table: Path) -> None:
    output = tmp_path / "rows.csv"
    assert contradict(table, *AMOUNT, "-o", output).returncode == 0
    with output.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["row"], row["differs"], row["determined"], row["by-rules"]) for row in rows] == [
        ("2", "verdict", "not-covered", "covered"),
        ("3", "verdict", "covered", "not-covered"),
        ("4", "amounts", "covered", "covered"),
    ]
    assert sorted(rows[1]["decided-by"].split()) == ["closure", "entry.thunder"]
    assert (rows[2]["price.determined"], rows[2]["price.by-rules"]) == ("3.00", "4")


def test_an_output_that_is_there_is_written_over_only_when_told(
    tmp_path: Path, table: Path
) -> None:
    output = tmp_path / "rows.parquet"
    output.write_text("old", encoding="utf-8")
    ended = contradict(table, "--ignore", "amount", "-o", output)
    assert "is there already" in ended.stderr
    assert contradict(table, "--ignore", "amount", "-o", output, "--force").returncode == 0
    assert output.read_bytes().startswith(b"PAR1")
    assert sorted(os.listdir(tmp_path)) == ["cases.csv", "rows.parquet"]


def test_the_exit_code_tells_a_difference_only_when_it_is_asked_for(table: Path) -> None:
    more = ("--ignore", "amount")
    assert contradict(table, *more).returncode == 0
    assert contradict(table, *more, "--exit-code").returncode == 10


def test_json_has_the_counts_at_its_top(table: Path) -> None:
    told = json.loads(contradict(table, *AMOUNT, "--format", "json").stdout)
    counts = [told[name] for name in ("rows", "compared", "agree", "differ", "open", "not_known")]
    assert counts == [6, 5, 2, 2, 1, 1]
    assert [kind["differs"] for kind in told["kinds"]] == ["verdict", "verdict", "amounts"]
    assert told["open_kinds"][0]["missing"][0]["fact"] == "weather.thunder"


@pytest.mark.parametrize("suffix", ["parquet", "jsonl"])
def test_the_other_forms_of_tables_give_the_same(tmp_path: Path, table: Path, suffix: str) -> None:
    said = contradict(table, *AMOUNT, "--format", "csv").stdout
    path, form = tmp_path / f"cases.{suffix}", suffix.replace("jsonl", "json")
    money = "types={'amount': 'DECIMAL(8,2)', 'paid.before-visit': 'DECIMAL(8,2)'}"
    duckdb.execute(f"COPY (FROM read_csv('{table}', {money})) TO '{path}' (FORMAT {form})")
    assert contradict(path, *AMOUNT, "--format", "csv").stdout == said


def test_a_row_with_a_cell_too_few_is_rejected_and_the_others_keep_their_numbers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([HEAD, "35,day-ticket", *ROWS]) + "\n", encoding="utf-8")
    told = json.loads(contradict(path, *AMOUNT, "--format", "json").stdout)
    assert [told[name] for name in ("rows", "compared", "rejected")] == [7, 5, 1]
    assert [kind["examples"][0]["row"] for kind in told["kinds"]] == [3, 4, 5]


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_other_forms_tell_the_same_kinds(table: Path, form: str) -> None:
    told = contradict(table, *AMOUNT, "--format", form).stdout
    assert "entry.thunder" in told


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (("--amount", "prise=amount"), 1, "error: no amount `prise`\n help: did you mean `price`?"),
        (("--amount", "price=paid"), 1, "error: the table has no column `paid`\n"),
        (("--amount", "price"), 2, "error: `price` is not of the form name=value\n"),
        (("--values", "lost=gone"), 2, "error: `gone` is no verdict\n"),
        (("--question", "weather"), 1, "error: no question `weather`\n"),
        (("-o", "rows.txt"), 1, "error: `rows.txt` has no form that is known\n"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    table: Path, more: tuple[str, str], code: int, told: str
) -> None:
    ended = run("contradict", POOL, table, "--verdict", "result", *more)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.startswith(told), ended.stderr


def test_a_verdict_column_that_is_not_there_is_told_with_the_nearest(table: Path) -> None:
    ended = run("contradict", POOL, table, "--verdict", "resul")
    assert ended.stderr == (
        "error: the table has no column `resul`\n help: did you mean `result`?\n"
    )


def test_the_table_is_never_written_over(table: Path) -> None:
    ended = contradict(table, "--ignore", "amount", "-o", table, "--force")
    assert ended.stderr.startswith("error: the table and the output are one file\n")
