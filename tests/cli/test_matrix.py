"""``coverdict sources matrix`` as a process."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.explaining.lending import write_pack

NOVEL = "case: {loan.date: 2026-03-02, reader.adult: true, books.out: 1, book.kind: novel}"
RIGHT = "scenarios:\n  - {id: a-novel, title: an adult borrows a novel, " + NOVEL
RIGHT += ", expect: {verdict: covered}}\n"


def test_the_matrix_is_told_in_figures_and_a_warning_is_no_failure(tmp_path: Path) -> None:
    done = run("sources", "matrix", write_pack(tmp_path, scenarios=RIGHT))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Statements, rules and scenarios of lending 0.1.0\n")
    assert "warning[CV511]: the statement `house-rules.rare`" in done.stdout


def test_a_scenario_that_is_not_as_expected_is_a_failure(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, scenarios=RIGHT.replace("covered", "undetermined"))
    done = run("sources", "matrix", pack)
    assert done.returncode == 1
    assert "of which 1 failed" in done.stdout


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", "statement,role,says,"), ("markdown", "# Statements,"), ("html", "<!DOCTYPE html>")],
)
def test_the_matrix_comes_in_other_forms(tmp_path: Path, form: str, start: str) -> None:
    done = run("sources", "matrix", write_pack(tmp_path, scenarios=RIGHT), "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(start)


def test_the_matrix_comes_as_json(tmp_path: Path) -> None:
    done = run("sources", "matrix", write_pack(tmp_path, scenarios=RIGHT), "--format", "json")
    told = json.loads(done.stdout)
    assert list(told) == ["statements", "rules", "scenarios", "findings"]
    assert told["scenarios"][0]["rules"] == ["adults-borrow"]
    assert told["findings"][0]["code"] == "CV511"
