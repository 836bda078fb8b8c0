"""`coverdict explain --row`: a row of a batch, explained in full and held against what was written."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_batch import HEAD, LENT, LOANS, batch, table
from tests.cli.within import run

ROWS = (LENT, LENT.replace("valid", "expired"), LENT.replace("book", "bok"))


def explained(output: Path, row: int, *more: str | Path) -> subprocess.CompletedProcess[str]:
    return run("explain", output, "--row", str(row), *more)


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_a_row_is_explained_and_agrees_with_what_was_written(tmp_path: Path, suffix: str) -> None:
    batch(table(tmp_path, *ROWS), f"verdicts.{suffix}")
    ended = explained(tmp_path / f"verdicts.{suffix}", 2)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"Row 2 of {tmp_path}/verdicts.{suffix} agrees with this in all")
    assert "How it was worked out" in ended.stdout


def test_a_row_is_explained_as_json_with_the_columns_that_agree(tmp_path: Path) -> None:
    batch(table(tmp_path, *ROWS), "verdicts.csv", "--columns", "verdict,reader.owes-too-much")
    found = json.loads(explained(tmp_path / "verdicts.csv", 1, "--format", "json").stdout)
    assert (found["row"], found["agrees_in"]) == (1, ["verdict", "reader.owes-too-much"])
    assert found["explanation"]["verdict"]["verdict"] == "covered"


def test_a_row_that_says_something_else_fails_with_the_column_and_both_values(
    tmp_path: Path,
) -> None:
    batch(table(tmp_path, *ROWS), "verdicts.csv")
    output = tmp_path / "verdicts.csv"
    output.write_text(output.read_text(encoding="utf-8").replace("not-covered", "covered"))
    ended = explained(output, 2)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "\n  verdict: `covered` there, `not-covered` here\n" in ended.stderr


def test_a_rejected_row_says_why(tmp_path: Path) -> None:
    batch(table(tmp_path, *ROWS), "verdicts.csv")
    ended = explained(tmp_path / "verdicts.csv", 3)
    why = "`bok` in the column `item.kind` is not a value of `item.kind`; did you mean `book`?"
    assert ended.stdout == f"Row 3 of {tmp_path}/verdicts.csv was rejected: {why}.\n"


def test_columns_with_other_names_and_units_are_read_as_in_the_batch(tmp_path: Path) -> None:
    path = table(tmp_path, "x1,2026-03-02,B,150,?", head="nr,day,kind,cents,note")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  day: loan.date\n  kind: {fact: item.kind, values: {B: book}}\n"
        "  cents: {fact: reader.debt, unit: cents}\nignored: [note]\n",
        encoding="utf-8",
    )
    batch(path, "verdicts.csv", "--map", tmp_path / "map.yaml", "--id", "nr")
    (tmp_path / "map.yaml").unlink()
    assert "agrees with this" in explained(tmp_path / "verdicts.csv", 1).stdout


def test_a_row_after_one_that_cannot_be_read_is_explained_by_its_number(tmp_path: Path) -> None:
    batch(table(tmp_path, LENT, f"{LENT},1", LENT.replace("valid", "expired")))
    assert "more or fewer cells" in explained(tmp_path / "verdicts.csv", 2).stdout
    assert "agrees with this" in explained(tmp_path / "verdicts.csv", 3).stdout


def test_a_folder_with_table_and_output_can_be_moved(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    batch(table(tmp_path / "here", *ROWS))
    (tmp_path / "here").rename(tmp_path / "there")
    ended = explained(tmp_path / "there" / "verdicts.csv", 1, "--pack", LOANS)
    assert ended.returncode == 0, ended.stderr


def change_table(folder: Path) -> None:
    (folder / "cases.csv").write_text(f"{HEAD}\n", encoding="utf-8")


def change_pack(folder: Path) -> None:
    pack = folder / "pack" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("1.0.0", "1.0.1"), encoding="utf-8")


def lose_the_run(folder: Path) -> None:
    (folder / "verdicts.csv.run.json").unlink()


def damage_the_run(folder: Path) -> None:
    (folder / "verdicts.csv.run.json").write_text("{}", encoding="utf-8")


CHANGES = [
    (change_table, 1, "is not the table that the run read"),
    (lambda folder: (folder / "cases.csv").unlink(), 1, "help: say with --table where"),
    (change_pack, 1, "`library-loans` 1.0.1 is not the pack that decided: that was"),
    (lose_the_run, 1, "has no `verdicts.csv.run.json` beside it"),
    (damage_the_run, 1, "does not tell of a run"),
    (lambda folder: None, 4, "error: no row 4\n help: the table had 3 rows, numbered from 1"),
    (lambda folder: None, 0, "error: no row 0\n"),
]


@pytest.mark.parametrize(("change", "row", "message"), CHANGES, ids=[text for *_, text in CHANGES])
def test_what_no_longer_belongs_together_is_told(
    tmp_path: Path, change: object, row: int, message: str
) -> None:
    shutil.copytree(LOANS, tmp_path / "pack")
    path = table(tmp_path, *ROWS)
    run("batch", tmp_path / "pack", path, "-o", tmp_path / "verdicts.csv")
    assert callable(change)
    change(tmp_path)
    ended = explained(tmp_path / "verdicts.csv", row)
    assert (ended.returncode, message in ended.stderr) == (1, True), ended.stderr


def test_a_row_is_not_asked_otherwise_than_the_batch_was(tmp_path: Path) -> None:
    ended = explained(tmp_path / "verdicts.csv", 1, "--fact", "item.kind=book")
    assert ended.returncode == 2
    assert "a row of a batch is asked as the batch was" in ended.stderr
