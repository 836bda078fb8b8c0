"""``coverdict ask`` as a process: from a pipe, with a file that answers, on a terminal."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, ROOT, environment, run
from tests.explaining.lending import write_pack

OUT = ("--fact", "books.out=1", "--date", "2026-03-02")


def test_the_interview_stops_as_soon_as_the_verdict_is_settled(tmp_path: Path) -> None:
    done = run("ask", "--pack", write_pack(tmp_path), *OUT, stdin="a novel\n")
    assert done.returncode == 0
    assert done.stdout.startswith("Yes.\nQuestion: May the book be lent?\nVerdict: yes.")
    assert "\n1. What kind of book is it?\n" in done.stderr
    assert "Settled after 1 question" in done.stderr


def test_the_end_tells_how_much_was_taken_for_granted_and_one_may_be_asked_instead(
    tmp_path: Path,
) -> None:
    call = ("ask", "--pack", write_pack(tmp_path), *OUT)
    assert "\n1 thing was taken for granted and" in run(*call, stdin="a novel\n").stderr
    asked = run(*call, "--presume-not", "reader.adult", stdin="\n\n\n").stderr
    assert "Is the reader of age?" in asked
    assert "taken for granted" not in asked


def test_one_can_go_back_and_look_over_the_answers(tmp_path: Path) -> None:
    done = run("ask", "--pack", write_pack(tmp_path), *OUT, stdin="b\n\nr\nb\n1\n")
    assert "This is the first question." in done.stderr
    assert "1. What kind of book is it? — I don't know\n" in done.stderr
    assert done.stderr.count("\n1. What kind of book is it?\n") == 2
    assert "Verdict: yes." in done.stdout


def test_an_answer_that_fits_nothing_is_asked_again(tmp_path: Path) -> None:
    done = run("ask", "--pack", write_pack(tmp_path), *OUT, stdin="a comic\n7\n1\n")
    assert "“a comic” is not one of the answers." in done.stderr
    assert "“7” is not one of the answers." in done.stderr
    assert (done.returncode, "Verdict: yes." in done.stdout) == (0, True)


@pytest.mark.parametrize("stdin", ["", "q\n", "stop"])
def test_an_early_end_gives_the_verdict_on_what_is_known(tmp_path: Path, stdin: str) -> None:
    done = run("ask", "--pack", write_pack(tmp_path), *OUT, stdin=stdin)
    assert (done.returncode, "Verdict: undetermined" in done.stdout) == (0, True)
    assert "Stopped. This is the answer on what is known so far." in done.stderr


def test_a_file_can_answer_and_json_stays_clean(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text("loan.date: 2026-04-01\nbook.kind: novel\nbooks.out: 9\n", encoding="utf-8")
    done = run("ask", "--pack", write_pack(tmp_path), "--answers", answers, "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["verdict"], answer["service_date"]) == ("not-covered", "2026-04-01")
    assert "books.out" not in done.stderr


def test_what_nobody_knew_is_named_in_the_end(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text("loan.date: 2026-04-01\n", encoding="utf-8")
    done = run("ask", "--pack", write_pack(tmp_path), "--answers", answers)
    assert "while this is not known:\n  - " in done.stderr
    assert "Verdict: undetermined" in done.stdout


def test_the_case_file_that_is_written_gets_the_same_verdict(tmp_path: Path) -> None:
    pack, path = write_pack(tmp_path), tmp_path / "case.yaml"
    asked = run("ask", "--pack", pack, *OUT, "-o", path, stdin="\n1\n")
    decided = run("decide", path, "--pack", pack)
    assert asked.stdout.splitlines()[:2] == decided.stdout.splitlines()[:2]
    assert "# book.kind: I don't know\n" in path.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_kept_unless_force_is_given(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("mine\n", encoding="utf-8")
    call = ("ask", "--pack", write_pack(tmp_path), *OUT, "-o", path)
    refused = run(*call, stdin="1\n")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (path.read_text(encoding="utf-8"), "1. What" in refused.stderr) == ("mine\n", False)
    assert run(*call, "--force", stdin="1\n").returncode == 0
    assert "book.kind: novel\n" in path.read_text(encoding="utf-8")


def test_the_standard_input_cannot_be_case_and_answers(tmp_path: Path) -> None:
    done = run("ask", "-", "--pack", write_pack(tmp_path), stdin="books.out: 1\n")
    assert done.returncode == 2
    assert done.stderr.startswith("error: `-` cannot give the case and the answers too")


def test_bytes_that_are_no_text_are_a_wrong_answer(tmp_path: Path) -> None:
    call = [*COMMAND, "ask", "--pack", str(write_pack(tmp_path)), *OUT]
    done = subprocess.run(
        call, input=b"\xff\xfe\n1\n", cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, b"Verdict: yes." in done.stdout) == (0, True)


def on_terminal(call: list[str], typed: bytes) -> tuple[int, str]:
    """What a terminal shows, once the first prompt was answered, and how the command ends."""
    own, theirs = pty.openpty()
    with subprocess.Popen(
        call, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(), start_new_session=True
    ) as process:
        os.close(theirs)
        shown, has_typed = b"", False
        while chunk := _read(own):
            shown += chunk
            if shown.endswith(b"> ") and not has_typed:
                has_typed = True
                os.write(own, typed) if typed != b"\x03" else process.send_signal(2)
    os.close(own)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_on_a_terminal_everything_is_shown_there(tmp_path: Path) -> None:
    call = [*COMMAND, "ask", "--pack", str(write_pack(tmp_path)), *OUT]
    code, shown = on_terminal(call, b"1\n")
    assert (code, "1. What kind of book is it?" in shown) == (0, True)
    assert "Verdict: yes." in shown


def test_ctrl_c_ends_it_with_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    call = [*COMMAND, "ask", "--pack", str(write_pack(tmp_path)), *OUT, "-o", str(path)]
    code, shown = on_terminal(call, b"\x03")
    assert (code, shown.endswith("\ninterrupted\n"), path.exists()) == (130, True, False)


def test_the_list_to_read_out_can_be_had_alone(tmp_path: Path) -> None:
    done = run("decide", "--pack", write_pack(tmp_path), *OUT, "--format", "questions")
    assert "\nTo ask: provider\n  1. What kind of book is it?\n" in done.stdout
    assert (done.returncode, "Source:" in done.stdout) == (0, False)


def test_a_file_that_answers_tells_first_what_a_presumption_gives_way_to(tmp_path: Path) -> None:
    path = write_pack(tmp_path) / "pack.yaml"
    giving = path.read_text().replace("is: true\n", "is: true\n    unless-told: [book.marks]\n")
    path.write_text(giving, encoding="utf-8")
    answers = tmp_path / "a.yaml"
    answers.write_text(
        "loan.date: 2026-04-01\nbook.kind: novel\nbook.marks: [pencil]\n", encoding="utf-8"
    )
    done = run("ask", "--pack", path.parent, "--answers", answers, "--fact", "books.out=1")
    assert "Is the reader of age?" in done.stdout
