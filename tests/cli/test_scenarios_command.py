"""``coverdict test`` as a process: what it prints, how it ends, and how it watches."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import pytest

from tests.cli.running import COMMAND, ROOT, environment, run
from tests.explaining.lending import write_pack

NOVEL = "case: {loan.date: 2026-03-02, reader.adult: true, books.out: 1, book.kind: novel}"
RIGHT = "scenarios:\n  - {id: a-novel, title: an adult borrows a novel, " + NOVEL
RIGHT += ", expect: {verdict: covered}}\n"
WRONG = RIGHT.replace("verdict: covered", "verdict: undetermined, no-rules: [adults-borrow]")
TWO = WRONG + RIGHT.removeprefix("scenarios:\n").replace("a-novel", "another")


def test_a_run_in_which_all_is_as_expected_is_a_line(tmp_path: Path) -> None:
    done = run("test", write_pack(tmp_path, scenarios=RIGHT))
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 scenario, all as expected\n", "")


def test_what_failed_is_told_with_its_steps_and_the_run_fails(tmp_path: Path) -> None:
    done = run("test", write_pack(tmp_path, scenarios=TWO))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "Not as expected: 1 of 2 scenarios.\n\nAn adult borrows a novel\n"
    )
    assert "\n  - verdict: expected undetermined, got covered\n" in done.stdout
    assert "\n    ✓ rule “adults may borrow books” applies [1]\n" in done.stdout
    assert done.stdout.endswith("\n2 scenarios, 1 failed\n")


def test_places_lead_to_the_files_from_where_it_was_started(tmp_path: Path) -> None:
    write_pack(tmp_path, scenarios=WRONG)
    done = run("test", "lending", cwd=tmp_path)
    place = done.stdout.splitlines()[3].split(", ")[1]
    assert place == "lending/scenarios/loans.yaml:2:10"


@pytest.mark.parametrize(
    ("only", "code", "told"),
    [
        (["another"], 0, "1 scenario, all as expected\n"),
        (["a*"], 1, "2 scenarios, 1 failed\n"),
        (["another", "a-*"], 1, "2 scenarios, 1 failed\n"),
    ],
)
def test_some_can_be_run_by_id_or_pattern(
    tmp_path: Path, only: list[str], code: int, told: str
) -> None:
    chosen = [each for one in only for each in ("--only", one)]
    done = run("test", write_pack(tmp_path, scenarios=TWO), *chosen)
    assert done.returncode == code
    assert done.stdout.endswith(told)


def test_an_id_that_no_scenario_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = run("test", write_pack(tmp_path, scenarios=TWO), "--only", "anothr")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: no scenario is called `anothr`\n help: did you mean `another`?\n"


def test_results_come_as_json(tmp_path: Path) -> None:
    done = run("test", write_pack(tmp_path, scenarios=TWO), "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["failed"], told["coverage"]) == (1, 1, None)
    assert [each["id"] for each in told["scenarios"]] == ["a-novel", "another"]


def test_results_come_as_junit_the_same_each_time(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, scenarios=TWO)
    first, again = (run("test", pack, "--format", "junit").stdout for _ in range(2))
    assert first == again
    assert ElementTree.fromstring(first.partition("\n")[2]).get("failures") == "1"


@pytest.mark.parametrize(("form", "start"), [("markdown", "# Not as"), ("html", "<!DOCTYPE html>")])
def test_results_come_as_documents(tmp_path: Path, form: str, start: str) -> None:
    done = run("test", write_pack(tmp_path, scenarios=TWO), "--format", form, "--coverage")
    assert done.returncode == 1
    assert done.stdout.startswith(start)
    assert "sides of conditions" in done.stdout


def test_coverage_below_the_threshold_of_the_pack_fails(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, scenarios=RIGHT)
    written = pack / "pack.yaml"
    text = written.read_text(encoding="utf-8")
    asked = text.replace("  questions:", "  coverage: {rules: 50, conditions: 99}\n  questions:")
    written.write_text(asked, encoding="utf-8")
    done = run("test", pack, "--coverage")
    assert (done.returncode, done.stderr) == (1, "")
    assert "\nBelow the threshold\n" in done.stdout
    assert " % shown, 99 % asked for\n" in done.stdout
    assert run("test", pack).returncode == 0
    assert run("test", pack, "--coverage", "--only", "a-novel").returncode == 0


@pytest.mark.parametrize(
    "options", [("--watch", "--format", "json"), ("--coverage", "--format", "junit")]
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run("test", write_pack(tmp_path), *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert " help: " in done.stderr


def test_a_pack_with_an_error_is_told_with_its_place(tmp_path: Path) -> None:
    done = run("test", write_pack(tmp_path, scenarios=RIGHT.replace("novel}", "nuvel}")))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV306]: `nuvel` is not a value of `book.kind`\n")


@contextmanager
def watching(pack: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*COMMAND, "test", str(pack), "--watch", *options],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def report(process: subprocess.Popen[str]) -> str:
    """What is printed until it waits for the next change."""
    out: IO[str] | None = process.stdout
    assert out is not None
    lines = []
    while not (line := out.readline()).startswith("Waiting") and line:
        lines.append(line)
    return "".join(lines)


def test_a_change_runs_the_scenarios_again_and_ctrl_c_is_no_failure(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, scenarios=RIGHT)
    scenarios = pack / "scenarios" / "loans.yaml"
    with watching(pack, "--coverage") as process:
        first = report(process)
        assert first.startswith("1 scenario, all as expected\ncoverage: ")
        scenarios.write_text(WRONG, encoding="utf-8")
        assert "\n  verdict: expected undetermined, got covered\n  and 1 more\n" in report(process)
        scenarios.write_text("scenarios: [\n", encoding="utf-8")
        assert report(process).startswith("error[CV110]: ")
        scenarios.write_text(RIGHT, encoding="utf-8")
        assert report(process) == first
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.communicate() == ("", "")


def test_several_changes_at_once_are_one_run(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, scenarios=RIGHT)
    with watching(pack) as process:
        report(process)
        for text in (TWO, WRONG, RIGHT):
            (pack / "scenarios" / "loans.yaml").write_text(text, encoding="utf-8")
        (pack / "notes.txt").write_text("not read", encoding="utf-8")
        assert report(process) == "1 scenario, all as expected\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=10)
        assert out == ""
