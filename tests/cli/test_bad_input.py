"""Whatever is wrong ends with a clear message, an exit code and no traceback."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, environment, run
from tests.explaining.lending import write_pack

FULL = Path("/dev/full")


def refused(folder: Path, *arguments: str | Path, stdin: str = "") -> str:
    """What the command says on the standard error when it refuses with exit code 1."""
    done = run("decide", *arguments, "--pack", write_pack(folder), stdin=stdin)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("content", "first", "place"),
    [
        (b"", "error[CV111]: empty file", "1:1"),
        (b"{}\n", "error[CV403]: the case gives no facts", "1:1"),
        (b"book.kind: [novel\n", "error[CV110]: ", "1:12"),
        (b"\x7fELF\x00\x00", "error[CV105]: the file is not a text: byte 5 is zero", "1:5"),
        (b"a" * 5_000_001, "larger than 5 MB", "1:1"),
        (b"book.kin: novel\n", "error[CV404]: the fact `book.kin` is not known", "1:1"),
        (b"books.out: many\n", "error[CV307]: `many` does not fit `books.out`", "1:12"),
        (b"book.kind: poem\n", "`poem`", "1:12"),
        (b"loan.date: 2026-02-30\n", "`2026-02-30`", "1:12"),
        (b"shelf: low\n", "error[CV405]: `shelf` is a conclusion, which a case can't state", "1:1"),
        (
            b"- novel\n",
            "error[CV401]: the case is a list, not a group of `name: value` lines",
            "1:1",
        ),
    ],
)
def test_a_bad_case_file_is_told_with_its_place(
    tmp_path: Path, content: bytes, first: str, place: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    told = refused(tmp_path, path)
    assert first in told.splitlines()[0]
    assert f"case.yaml:{place}\n" in told


def test_a_missing_file_is_told_with_names_like_it(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("book.kind: novel\n")
    told = refused(tmp_path, tmp_path / "caes.yaml")
    assert told.startswith("error[CV101]: no file `")
    assert "\n help: did you mean `case.yaml`?\n" in told


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    assert refused(tmp_path, tmp_path).startswith("error[CV102]: ")


def test_an_unknown_fact_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    told = refused(tmp_path, "--fact", "book.kin=novel")
    assert told.startswith("error[CV404]: the fact `book.kin` is not known\n")
    assert "\n help: did you mean `book.kind`?\n" in told


def test_an_option_that_is_no_fact_is_told_how_to_be_one(tmp_path: Path) -> None:
    told = refused(tmp_path, "--fact", "book.kind")
    assert told.startswith("error[CV402]: `book.kind` is not of the form name=value\n")


def test_two_files_that_contradict_each_other_are_refused_with_both_places(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("book.kind: novel\n")
    two.write_text("book.kind: atlas\n")
    told = refused(tmp_path, one, two)
    assert told.startswith("error[CV406]: the case says two different things about `book.kind`\n")
    assert "two.yaml:1:1\n" in told
    assert "one.yaml:1:1\n" in told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, "-", stdin="book.kin: novel\nbooks.out: many\n")
    assert told.count("error[") == 2
    assert told.endswith("\n2 errors\nmore about a code: coverdict explain-code CV404\n")
    assert "standard input:1:1\n" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--question", "loam"], "error: no question `loam`\n help: this pack answers loan\n"),
        (
            ["--knowledge-date", "2026-02-30"],
            "error: `2026-02-30` is no day\n help: write it as year-month-day: 2026-03-02\n",
        ),
        (
            ["--documents", "no-such-folder"],
            "error: no folder `no-such-folder`\n help: name the folder that holds the documents\n",
        ),
    ],
)
def test_a_bad_option_is_told_with_the_mend(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    assert refused(tmp_path, "--fact", "books.out=1", *arguments) == told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["decide"], "error: no case\n"),
        (["decide", "-", "-"], "error: `-` stands twice\n"),
        (["decide", "--format", "xml", "-"], "Invalid value for '--format'"),
        (["decied"], "No such command 'decied'"),
        (["show", "--force"], "error: --force without --output"),
        (["show", "--documents", "."], "error: --documents goes with an ID"),
        (["show", "--plain", "--documents", "."], "error: --documents goes with an ID"),
        (["show", "--plain", "one", "--pack", "another"], "error: two packs are asked for"),
        (["show", "--plain", "--format", "json"], "error: a document is for people"),
        (["explain", "-", "covered", "--conclusion", "other"], "error: two conclusions"),
    ],
)
def test_a_command_that_is_misused_ends_with_2(arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--pack", "lendin"], "error: no pack `lendin`\n help: did you mean `lending`?\n"),
        (["--pack", "./lendin"], "error: no pack `./lendin`\n help: did you mean `lending`?\n"),
        (["--knowledge", "nowhere"], "error: no knowledge folder `nowhere`\n"),
    ],
)
def test_a_pack_that_is_not_found_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    write_pack(tmp_path)
    found = run("decide", "-", *arguments, cwd=tmp_path, COVERDICT_KNOWLEDGE=str(tmp_path))
    assert found.returncode == 1
    assert told in found.stderr


def test_where_there_are_several_packs_one_has_to_be_named(tmp_path: Path) -> None:
    write_pack(tmp_path).rename(tmp_path / "a-pack")
    write_pack(tmp_path)
    done = run("decide", "-", "--knowledge", tmp_path)
    assert done.returncode == 2
    assert done.stderr == "error: which pack?\n help: choose one with --pack: a-pack, lending\n"


def test_a_pack_with_an_error_decides_nothing_and_tells_its_errors(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "  - id: broken\n    titel: a typing error\n")
    done = run("decide", "-", "--pack", pack, stdin="books.out: 1\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[")
    assert "rules/lending.yaml:" in done.stderr


def test_a_closed_pipe_is_told_in_one_line(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [*COMMAND, "new", "case", "--pack", str(write_pack(tmp_path))]
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, text=True, env=environment(), check=False
    )
    os.close(write)
    assert done.returncode == 1
    assert done.stderr == "error: the output was closed before all of it was written\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["new", "case"], ["check"], ["--help"], ["--version"]])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    write_pack(tmp_path)
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(COVERDICT_KNOWLEDGE=str(tmp_path)),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.lower().startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    command = [*COMMAND, "decide", "-", "--pack", str(write_pack(tmp_path))]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stderr=pipe, text=True, env=environment())
    assert process.stdin is not None
    process.stdin.write("#" * 1_000_000)  # more than a pipe holds: from here on it is being read
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "interrupted\n")


def test_an_output_without_the_letters_gets_plain_ones(tmp_path: Path) -> None:
    pack = write_pack(tmp_path)
    done = run("explain", "--fact", "books.out=1", "--pack", pack, PYTHONIOENCODING="ascii:strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "\n  ? the book may be lent\n" in done.stdout
