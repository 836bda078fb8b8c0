"""``coverdict sources catalogue`` as a user has it."""

import json
from pathlib import Path

import pytest

from tests.auditing.catalogued import CATALOGUE, FILES, IN, LAW, write
from tests.auditing.parks import HELD
from tests.cli.within import run
from tests.packs_written import minimal_pack

ANSWERED = CATALOGUE.replace("      - {id: P-6, title: Dogs pay}\n", "")


def park(folder: Path, law: str = LAW, catalogue: str = ANSWERED) -> Path:
    pack = write(folder / "park", law, catalogue)
    minimal_pack(pack, **HELD | FILES, scenarios=f"scenarios:\n{IN}")
    return pack


def test_a_catalogue_that_is_answered_is_no_failure(tmp_path: Path) -> None:
    done = run("sources", "catalogue", park(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Rule by rule: what is encoded where\n")


def test_an_entry_without_a_statement_is_a_failure(tmp_path: Path) -> None:
    done = run("sources", "catalogue", park(tmp_path, catalogue=CATALOGUE))
    assert done.returncode == 1
    assert "  P-6 Dogs pay: no statement names it\n" in done.stdout


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("encoded", "law.more is marked encoded, and nothing that decides cites it"),
        ("advice", "law.more is marked advice, and no duty and no question cites it"),
        ("unreviewed", "law.more is not reviewed yet"),
    ],
)
def test_a_statement_that_nothing_cites_is_no_answer(tmp_path: Path, role: str, told: str) -> None:
    more = f"  - {{id: more, citation: § 6, catalogue: [P-3], says: s, role: {role}}}\n"
    done = run("sources", "catalogue", park(tmp_path, law=LAW + more))
    assert done.returncode == 1
    assert f"  P-3 Dogs stay outside: {told}\n" in done.stdout


def test_a_pack_that_is_wrong_in_another_way_is_refused(tmp_path: Path) -> None:
    done = run("sources", "catalogue", park(tmp_path, law=LAW.replace("P-5", "P-55")))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV445]: no catalogue has the number `P-55`\n")


def test_a_pack_without_a_catalogue_is_told_how_to_write_one() -> None:
    done = run("sources", "catalogue", "tests/packs/library-loans")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "error: `library-loans` has no catalogue\n"
        " help: list the rules that it means to answer in a file of catalogue/\n"
    )


def test_the_entries_come_as_json_with_stable_keys(tmp_path: Path) -> None:
    told = json.loads(run("sources", "catalogue", park(tmp_path), "--format", "json").stdout)
    assert list(told) == [
        "pack",
        "version",
        "title",
        "count",
        "standings",
        "confidences",
        "catalogues",
        "failed",
    ]
    entry = told["catalogues"][0]["sections"][1]["entries"][1]
    assert list(entry) == ["number", "title", "standing", "confidence", "statements"]
    assert (entry["number"], entry["standing"]) == ("P-4", "advice")
    assert entry["statements"][0]["encoded_in"][0]["file"] == "facts/all.yaml"


@pytest.mark.parametrize(("form", "start"), [("csv", "number,title,"), ("markdown", "# Rule by")])
def test_a_file_is_written_anew_only_with_force(tmp_path: Path, form: str, start: str) -> None:
    command = ("sources", "catalogue", park(tmp_path), "--format", form, "-o", "out.txt")
    for arguments, code in ((command, 0), (command, 1), ((*command, "--force"), 0)):
        assert run(*arguments, cwd=tmp_path).returncode == code
    written = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert written.startswith(start)
    assert written == run(*command[:-2], cwd=tmp_path).stdout
