"""``show``: a pack at a glance, anything of it, or all of it as a document."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.explaining.lending import write_pack
from tests.packs_written import catalogue_of

LOANS = "tests/packs/library-loans"


def test_without_an_id_the_pack_is_shown_at_a_glance() -> None:
    done = run("show", "--pack", LOANS)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Lending in the Harbour Street Library\n")
    assert "\n  - May the reader take this item home? (lending)\n" in done.stdout
    assert (
        "\n  - Lending: 12 rules\n    - The reader may take the item home (may-borrow)\n"
        in done.stdout
    )


def test_the_glance_comes_as_json_too() -> None:
    told = json.loads(run("show", "--pack", LOANS, "--format", "json").stdout)
    assert [each["id"] for each in told["topics"]] == ["lending", "returns"]
    assert (told["window_from"], told["rules"]) == ("2026-01-01", 14)


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "May this book go home with the reader?\nFor dates of service from 2026-01-01"),
        ("markdown", "# May this book go home with the reader?\n\nFor dates"),
        ("html", '<!DOCTYPE html>\n<html lang="en">\n'),
    ],
)
def test_a_whole_pack_is_shown_as_a_document(tmp_path: Path, form: str, start: str) -> None:
    folder = write_pack(tmp_path)
    done = run("show", "--plain", folder, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(start)
    assert "an adult borrows a novel" in done.stdout
    assert run("show", "--plain", "--pack", folder, "--format", form).stdout == done.stdout


def test_a_thing_is_shown_as_html(tmp_path: Path) -> None:
    done = run("show", "fee", "--pack", write_pack(tmp_path), "--format", "html")
    assert "<h1>Deposit</h1>\n<p>Amount fee, declared at " in done.stdout


def test_a_document_is_written_to_a_file_and_over_one_only_if_asked(tmp_path: Path) -> None:
    written, folder = tmp_path / "pack.html", write_pack(tmp_path)
    arguments = ("show", "--plain", folder, "--format", "html", "-o", written)
    assert (run(*arguments).stdout, written.read_text(encoding="utf-8")[:9]) == ("", "<!DOCTYPE")
    again = run(*arguments)
    assert (again.returncode, "name another file, or add --force" in again.stderr) == (1, True)
    assert run(*arguments, "--force").returncode == 0


def test_the_name_of_the_pack_is_no_id_and_the_help_says_so(tmp_path: Path) -> None:
    done = run("show", "lending", "--pack", write_pack(tmp_path))
    assert done.stderr == (
        "error: nothing in this pack is called `lending`\n"
        " help: leave it out to see the pack at a glance, or add --plain to read all of it\n"
    )


def test_a_pack_with_an_error_is_not_shown_as_a_document(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, "  - id: broken\n")
    done = run("show", "--plain", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[CV202]" in done.stderr


def test_a_number_of_a_catalogue_is_shown_and_one_that_is_not_there_suggests_one(
    tmp_path: Path,
) -> None:
    folder = write_pack(tmp_path)
    catalogue_of(folder, "L-01")
    shown, unknown = (run("show", number, "--pack", folder) for number in ("L-01", "l-1"))
    assert "Answered by\n  - no statement yet\n" in shown.stdout
    assert " help: did you mean `L-01`?\n" in unknown.stderr
