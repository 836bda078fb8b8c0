"""``coverdict sources index`` as a user has it."""

from pathlib import Path

import pytest

from tests.cli.loans import RULES, copy_of_loans, write
from tests.cli.within import run


@pytest.fixture
def loans(tmp_path: Path) -> Path:
    return copy_of_loans(tmp_path)


def test_a_document_becomes_a_register_to_fill_in(tmp_path: Path) -> None:
    write(tmp_path, "# Rules\n\nThe gate is\nopen. No dog may enter.\n", "Park rules.md")
    done = run("sources", "index", "Park rules.md", "--rank", "manual", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "Park rules.md: 3 sentences to fill in\n")
    assert "\n  id: park-rules\n  title: Rules\n  rank: manual\n" in done.stdout
    assert "\n  - id: dog-enter\n    at: {block: 3, sentence: 2, heading: Rules}\n" in done.stdout
    assert "No dog may" not in done.stdout
    shown = run("sources", "index", "Park rules.md", "--with-text", cwd=tmp_path).stdout
    assert "\n  # No dog may enter.\n  - id: dog-enter\n" in shown


def test_a_register_is_written_to_a_new_file(tmp_path: Path) -> None:
    write(tmp_path, "<h1>Rules</h1><p>Open.", "rules.html")
    arguments = (
        "sources",
        "index",
        "rules.html",
        "--id",
        "park",
        "--title",
        "The park: rules",
        "-o",
        "r.yaml",
    )
    assert run(*arguments, cwd=tmp_path).returncode == 0
    text = (tmp_path / "r.yaml").read_text(encoding="utf-8")
    assert '\n  id: park\n  title: "The park: rules"\n' in text
    again = run(*arguments, cwd=tmp_path)
    assert (again.returncode, again.stderr.splitlines()[0]) == (
        1,
        "error: `r.yaml` is there already, and is not written over",
    )
    assert run(*arguments, "--force", cwd=tmp_path).returncode == 0


def test_a_fresh_register_in_a_pack_is_checked_as_unfilled_and_verified_as_unchanged(
    loans: Path,
) -> None:
    write(loans / "new", RULES)
    write(loans / "new", "The cat sleeps here. Nobody wakes it.\n", "cat.txt")
    register = ("sources", "index", "new/cat.txt", "-o", "loans/sources/cat.yaml")
    assert run(*register, cwd=loans).returncode == 0
    assert "error[CV160]: `TODO what the sentence says" in run("check", "loans", cwd=loans).stdout
    done = run("sources", "verify", "loans", "--documents", "new", cwd=loans)
    assert done.returncode == 0
    assert "cat.txt: 2 statements, 2 unchanged.\n" in done.stdout


def test_the_register_of_a_later_edition_keeps_what_stays_true(loans: Path) -> None:
    now = RULES.replace("12 items", "10 items").replace(
        "The library was founded", "Ships founded it:"
    )
    write(loans, f"Cats may read.\n{now}", "rules-2027.txt")
    like = ("--like", "loans/sources/lending-rules.yaml", "--title", "Rules of 2027")
    done = run("sources", "index", "rules-2027.txt", *like, cwd=loans)
    assert done.returncode == 0
    assert done.stderr.startswith(
        "rules-2027.txt: 0 unchanged, 19 moved, 2 reworded, 0 gone, 0 ambiguous, 1 new\n"
        "reworded: twelve-items, founders\n"
    )
    assert "\n  title: Rules of 2027\n" in done.stdout
    assert "\n  file: rules-2027.txt\n" in done.stdout
    assert (
        "    says: Twelve items at once are the limit.\n    # the sentence was reworded"
        in done.stdout
    )
    assert done.stdout.index("- id: cats-read") < done.stdout.index("- id: title")


def test_a_long_report_is_cut(loans: Path) -> None:
    write(loans, RULES + "".join(f"This is number {number} of many.\n" for number in range(40)))
    like = ("--like", "loans/sources/lending-rules.yaml", "-o", "r.yaml")
    done = run("sources", "index", "rules.txt", *like, cwd=loans)
    assert done.stderr.endswith(", number-many-24 and 16 more\n  are to be filled in\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no.txt",), "error[CV101]: no file `no.txt`"),
        ((".",), "error[CV102]: `.` is a folder"),
        (("rules.txt", "--id", "Two words"), "error: `Two words` cannot be an id"),
        (("rules.txt", "--encoding", "zip"), "error[CV107]: the encoding `zip` is not known"),
        (("rules.txt", "--like", "no.yaml"), "error[CV101]: no file `no.yaml`"),
        (("rules.txt", "--like", "rules.txt"), "error[CV"),
        (("rules.txt", "--like", "loans/facts/loan.yaml"), "error[CV20"),
        (("rules.txt", "--like", "loans/sources/leaflet.yaml"), "error: the document of `loans/s"),
        (("rules.txt", "-o", "no/r.yaml"), "error: `no/r.yaml` cannot be written"),
    ],
)  # fmt: skip
def test_what_cannot_be_indexed_says_why(
    loans: Path, arguments: tuple[str, ...], message: str
) -> None:
    write(loans, RULES)
    done = run("sources", "index", *arguments, cwd=loans)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(message)


def test_a_file_that_only_adds_statements_is_no_register_to_go_by(tmp_path: Path) -> None:
    apart = "document: rules\nstatements: [{id: a, says: s, citation: § 1, role: encoded}]\n"
    write(tmp_path, apart, "more.yaml")
    write(tmp_path, "The gate is open.\n")
    done = run("sources", "index", "rules.txt", "--like", "more.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV448]: this file only adds statements to `rules`\n")
