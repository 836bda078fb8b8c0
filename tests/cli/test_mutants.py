"""`coverdict test --mutate`: which changes of the rules nobody would notice, and the scenarios that are missing."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.packs_written import FILES, SCENARIOS, minimal_pack

SHUT = """\
  - {id: shut, title: at a closed gate, like: in, case: {gate.open: false}, expect: {verdict: undetermined}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    minimal_pack(tmp_path / "park", scenarios=SCENARIOS + SHUT)
    return tmp_path / "park"


def test_a_change_that_nobody_would_notice_is_told_with_the_scenario_that_is_missing(
    pack: Path,
) -> None:
    told = run("test", pack, "--mutate")
    assert told.returncode == 1
    assert "Not noticed: " in told.stdout
    assert "Modality may in place of must (line 6)" in told.stdout
    plain = " ".join(told.stdout.split())
    assert (
        "a scenario like in with visit.day: 2026-07-01; today it gives verdict covered (must)"
        in plain
    )
    assert told.stderr == ""


def test_the_missing_scenarios_are_written_to_be_filled_in(pack: Path) -> None:
    run("test", pack, "--mutate", "--missing", pack / "scenarios/missing.yaml")
    written = (pack / "scenarios/missing.yaml").read_text(encoding="utf-8")
    assert "    title: TODO the case in plain words\n" in written
    refused = run("check", pack)
    assert refused.returncode == 1
    assert "CV160" in refused.stdout


def test_what_is_written_leaves_nothing_unnoticed_that_a_case_can_show(pack: Path) -> None:
    before = json.loads(run("test", pack, "--mutate", "--format", "json").stdout)["mutants"]
    run("test", pack, "--mutate", "--missing", pack / "scenarios/missing.yaml")
    path = pack / "scenarios/missing.yaml"
    filled = path.read_text(encoding="utf-8").replace("TODO the case", "the case")
    path.write_text(filled, encoding="utf-8")
    after = json.loads(run("test", pack, "--mutate", "--format", "json").stdout)["mutants"]
    own_cases = [item for each in before["missing"] if each["changes"] for item in each["notices"]]
    assert own_cases
    assert not [item for item in own_cases if item in after["survivors"]]


def test_a_pack_with_a_failing_scenario_has_no_mutants_tried(pack: Path) -> None:
    wrong = SCENARIOS.replace("verdict: covered", "verdict: undetermined")
    (pack / FILES["scenarios"][0]).write_text(wrong, encoding="utf-8")
    told = run("test", pack, "--mutate")
    assert (told.returncode, told.stderr.splitlines()[0]) == (1, "error: no mutant was tried")


def test_without_a_scenario_nothing_is_tried(pack: Path) -> None:
    (pack / FILES["scenarios"][0]).unlink()
    told = run("test", pack)
    assert (told.returncode, told.stdout) == (0, "no scenarios: nothing was tried\n")
    told = run("test", pack, "--mutate")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("error: no mutant was tried: the pack has no scenarios\n help: ")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--missing", "x.yaml"], "--missing goes with --mutate"),
        (["--about", "open-gate"], "--about goes with --mutate"),
        (["--mutate", "--only", "in"], "--mutate needs all scenarios"),
        (["--mutate", "--watch"], "--watch runs too often for --mutate"),
        (["--mutate", "--format", "junit"], "JUnit XML has no place for mutants"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    pack: Path, options: list[str], error: str
) -> None:
    told = run("test", pack, *options)
    assert told.returncode == 2
    assert error in told.stderr


def test_a_file_that_is_there_is_kept(pack: Path) -> None:
    kept = pack / "scenarios/all.yaml"
    before = kept.read_text(encoding="utf-8")
    told = run("test", pack, "--mutate", "--missing", kept)
    assert told.returncode == 1
    assert "is there already" in told.stderr
    assert kept.read_text(encoding="utf-8") == before


def test_mutants_of_one_thing_alone_can_be_tried(pack: Path) -> None:
    all_of_it = json.loads(run("test", pack, "--mutate", "--format", "json").stdout)["mutants"]
    told = run("test", pack, "--mutate", "--about", "full-*", "--format", "json")
    of_one = json.loads(told.stdout)["mutants"]
    assert of_one["tried"] < all_of_it["tried"]
    assert {item["about"] for item in of_one["survivors"]} <= {"full-price"}


def test_a_thing_that_is_not_there_is_told_with_the_nearest(pack: Path) -> None:
    told = run("test", pack, "--mutate", "--about", "ful-price")
    assert told.returncode == 1
    assert "did you mean `full-price`" in told.stderr
