"""``fmt`` as a process: what it writes, what it tells, what it leaves alone."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.packs_written import minimal_pack

ODD = "facts:\n- title: 'the day'\n  id: day\n"
CANONICAL = "facts:\n  - id: day\n    title: the day\n"


def odd(folder: Path, text: str | bytes = ODD) -> Path:
    path = folder / "facts.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_is_put_in_canonical_form(tmp_path: Path) -> None:
    path = odd(tmp_path)
    done = run("fmt", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"put in canonical form: {path}\n1 file put in canonical form, 0 as it should be\n"
    )
    assert path.read_bytes() == CANONICAL.encode()
    assert [each.name for each in tmp_path.iterdir()] == ["facts.yaml"]


@pytest.mark.parametrize(("text", "code"), [(ODD, 1), (CANONICAL, 0)])
def test_check_writes_nothing_and_fails_where_something_would_change(
    tmp_path: Path, text: str, code: int
) -> None:
    path = odd(tmp_path, text)
    done = run("fmt", path, "--check")
    assert done.returncode == code
    assert (f"not in canonical form: {path}\n" in done.stdout) is bool(code)
    assert path.read_text(encoding="utf-8") == text


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    path = odd(tmp_path)
    done = run("fmt", path, "--diff")
    assert done.returncode == 0
    assert done.stdout.startswith(f"--- {path}\n+++ {path}\n@@")
    assert "\n-- title: 'the day'\n" in done.stdout
    assert "\n+    title: the day\n" in done.stdout
    assert path.read_text(encoding="utf-8") == ODD


def test_a_whole_pack_is_looked_at_and_still_opens(tmp_path: Path) -> None:
    minimal_pack(tmp_path)
    first = run("fmt", tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert run("check", tmp_path).returncode == 0
    assert run("fmt", tmp_path).stdout == "0 files put in canonical form, 7 as it should be\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_marks_are_made_one(tmp_path: Path, end: str) -> None:
    path = odd(tmp_path, b"\xef\xbb\xbf" + CANONICAL.replace("\n", end).encode())
    assert run("fmt", path, "--check").returncode == 1
    assert run("fmt", path).returncode == 0
    assert path.read_bytes() == CANONICAL.encode()


def test_what_cannot_be_read_is_told_and_left_and_the_others_are_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: 1\na: 2\n", encoding="utf-8")
    path = odd(tmp_path)
    done = run("fmt", broken, path)
    assert done.returncode == 1
    assert done.stderr.startswith("error[CV120]: ")
    assert broken.read_text(encoding="utf-8") == "a: 1\na: 2\n"
    assert path.read_text(encoding="utf-8") == CANONICAL


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("fmt", tmp_path / "no.yaml")
    assert done.returncode == 1
    assert done.stderr.startswith("error[CV101]: ")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("{}", encoding="utf-8")
    done = run("fmt", path)
    assert done.returncode == 1
    assert (
        done.stderr
        == f"error: `{path}` is not a YAML file\n help: name a file that ends in .yaml\n"
    )


def test_permissions_and_links_stay_as_they_are(tmp_path: Path) -> None:
    path = odd(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    os.symlink(path, link)
    assert run("fmt", link).returncode == 0
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text(encoding="utf-8") == CANONICAL


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    done = run("fmt", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV130]: `")
    assert done.stderr.splitlines()[0].endswith("` holds no pack.yaml")
