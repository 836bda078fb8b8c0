"""``coverdict check`` on warnings and waivers, as a process."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.explaining.lending import write_pack

IDLE = """\
  - id: idle
    title: a rule of another year
    cites: [house-rules.adults]
    effective: {from: 2020-01-01, until: 2021-01-01}
    when: {reader.adult: true}
    then: {shelf: high}
"""
COUNTS = (
    "May this book go home with the reader? (lending 0.1.0): no errors;"
    " 3 rules, 5 facts, 2 statements, 1 scenario"
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one warning."""
    folder = write_pack(tmp_path, IDLE)
    facts = folder / "facts" / "loans.yaml"
    head, marks = facts.read_text(encoding="utf-8").split("  - id: book.marks\n")
    facts.write_text(head + marks[marks.index("  - {id: ") :], encoding="utf-8")
    return folder


def excused(pack: Path, why: str) -> None:
    waivers = run("check", pack, "--waivers").stdout.replace("TODO", why)
    (pack / "waivers").mkdir()
    (pack / "waivers" / "all.yaml").write_text(waivers, encoding="utf-8")


def test_a_pack_with_a_warning_passes_the_check_and_fails_the_strict_one(pack: Path) -> None:
    done = run("check", pack)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("warning[CV348]: rule “a rule of another year” (`idle`) is in")
    assert done.stdout.endswith(f"\n\n1 warning\n\n{COUNTS}\n")
    strict = run("check", pack, "--strict")
    assert (strict.returncode, strict.stdout) == (1, done.stdout)


def test_the_waivers_of_a_pack_are_printed_to_be_copied(pack: Path) -> None:
    done = run("check", pack, "--waivers")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n  - excuses: CV348\n    about: idle\n    digest: sha256:" in done.stdout
    assert done.stdout.endswith("\n    why: TODO\n")


def test_an_excused_warning_is_counted_and_passes_the_strict_check(pack: Path) -> None:
    excused(pack, "it is kept for the archive")
    done = run("check", pack, "--strict")
    assert (done.returncode, done.stdout) == (0, f"{COUNTS}; 1 finding excused by waivers\n")
    none = run("check", pack, "--waivers")
    assert (none.stdout, none.stderr) == ("", "no warning is left to excuse\n")


def test_a_waiver_without_a_reason_is_refused(pack: Path) -> None:
    excused(pack, "TODO")
    done = run("check", pack)
    assert done.returncode == 1
    assert "/waivers/all.yaml:6:10" in done.stdout


def test_waivers_leave_the_answers_alone(pack: Path) -> None:
    ask = ("decide", "--fact", "reader.adult=true", "--date", "2026-03-02", "--pack", pack)
    before = run(*ask).stdout
    excused(pack, "it is kept for the archive")
    assert run(*ask).stdout == before
    (pack / "waivers" / "all.yaml").write_text("not: a waiver\n", encoding="utf-8")
    assert run(*ask).stdout == before


def test_no_waivers_are_printed_for_a_pack_with_an_error(tmp_path: Path) -> None:
    done = run("check", write_pack(tmp_path, IDLE.replace("shelf", "shelves")), "--waivers")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV304]: ")
