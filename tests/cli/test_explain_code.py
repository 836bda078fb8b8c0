"""``coverdict explain-code`` as a process."""

import json
from pathlib import Path

import pytest

from coverdict.vocabulary.codes import CODES
from tests.cli.running import ROOT, run

PAGE = (ROOT / "docs/codes/CV301.md").read_text(encoding="utf-8")


def test_the_page_of_a_code_is_printed_without_the_marks_of_markdown() -> None:
    done = run("explain-code", "CV301")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("CV301: undeclared fact or conclusion read\n\n  A condition")
    assert "\nFails\n\n  `pool/rules/desk.yaml`:\n\n    rules:\n" in done.stdout
    assert "\n      --> pool/rules/desk.yaml:6:12\n" in done.stdout
    assert not any(line.startswith(("#", "```")) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    "typed", [["cv301"], ["301"], [" CV 301 "], ["cv", "301"], ["CV-301"], ["error[CV301]:"]]
)
def test_a_code_may_be_typed_in_several_ways(typed: list[str]) -> None:
    done = run("explain-code", *typed, "--format", "markdown")
    assert (done.returncode, done.stdout) == (0, PAGE)


def test_a_page_comes_as_json_too() -> None:
    told = json.loads(run("explain-code", "CV301", "--format", "json").stdout)
    assert list(told) == ["code", "title", "meaning", "why", "mend", "text"]
    assert (told["code"], told["title"], told["text"]) == ("CV301", CODES["CV301"], PAGE)
    assert told["mend"] == "mend the name, or declare it"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CV300", "`CV301` (undeclared fact or conclusion read)"),
        ("cv3O1", "`CV301` (undeclared fact or conclusion read)"),
        ("alias", "`CV123` (alias)"),
        ("Unreviewed", "`CV317` (unreviewed statement)"),
    ],
)
def test_an_unknown_code_is_told_with_the_nearest_and_the_groups(typed: str, meant: str) -> None:
    done = run("explain-code", typed)
    assert (done.returncode, done.stdout) == (1, "")
    error, help = done.stderr.splitlines()
    assert error == f"error: no code `{typed}`"
    assert help.startswith(" help: did you mean ")
    assert meant in help
    assert "There are CV1xx Reading files and YAML, CV2xx Shape, " in help


def test_what_is_like_no_code_is_told_with_the_groups_alone() -> None:
    help = run("explain-code", "zzz").stderr.splitlines()[1]
    assert help.startswith(" help: there are CV1xx Reading files")


def test_without_a_code_all_are_listed_by_group() -> None:
    done = run("explain-code")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nKnowledge\n  CV301 undeclared fact or conclusion read\n" in done.stdout
    told = json.loads(run("explain-code", "--format", "json").stdout)["codes"]
    assert {each["code"]: each["title"] for each in told} == CODES
    assert told[0]["group"] == "Reading files and YAML"
    assert (
        "\n## Shape\n\n- CV201 unknown key\n" in run("explain-code", "--format", "markdown").stdout
    )


def test_the_command_works_wherever_it_is_started(tmp_path: Path) -> None:
    assert run("explain-code", "CV101", cwd=tmp_path).stdout.startswith("CV101: file not found\n")
