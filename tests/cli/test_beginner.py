"""What a beginner gets wrong: each command says so plainly, and how to go on."""

import re
from pathlib import Path

import pytest

from tests.cli.loans import copy_of_loans
from tests.cli.within import run

MISTAKES = [
    ("check loans/pack.yaml", "no pack `loans/pack.yaml`", "that is a file: name the folder"),
    ("check loans/rules", "`loans/rules` holds no pack.yaml", "name the folder of a pack"),
    ("check missing", "no pack `missing`", "name a folder, or one of: "),
    ("test empty --coverage", "`empty` holds no pack.yaml", "name the folder of a pack"),
    ("test --watch missing", "no pack `missing`", "name a folder"),
    ("fmt loans/rules", "`loans/rules` holds no pack.yaml", "name the folder of a pack"),
    ("schema loans", "a pack has files of several kinds", "name a folder with -o, or one"),
    ("schema empty -o out", "`empty` holds no pack.yaml", "name the folder of a pack"),
    ("show loans", "nothing in this pack is called `loans`", "it is a folder: name a pack with"),
    ("show --plain empty", "`empty` holds no pack.yaml", "name the folder of a pack"),
    ("sources index loans", "`loans` is a folder", "name a file in it"),
    ("sources index a.pdf", "`a.pdf` is a PDF, not a text", "save it as plain text"),
    ("sources verify loans", "no folder of documents", "name the folder that holds them"),
    ("sources matrix empty", "`empty` holds no pack.yaml", "name the folder of a pack"),
    ("new pack loans", "`loans` is there already", "name an empty or a new folder"),
    ("new pack Loans", "`Loans` cannot be an id", "write small letters and digits"),
    (
        "new statement x --pack loans --document lending-rules --block 99 --documents loans/documents",
        "`loans/documents/rules.txt` has no sentence 1 in line 99",
        "the last one is in line 17",
    ),
    ("explain-code CV999", "no code `CV999`", "there are CV1xx"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of_loans(tmp_path_factory.mktemp("desk"))
    (folder / "empty").mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")
    return folder


@pytest.mark.parametrize(("command", "error", "help"), MISTAKES, ids=lambda text: text[:40])
def test_a_mistake_is_told_with_its_mend(desk: Path, command: str, error: str, help: str) -> None:
    done = run(*command.split(), cwd=desk)
    told = done.stdout + done.stderr
    assert done.returncode in (1, 2)
    assert re.match(r"error(\[CV\d+\])?: ", told)
    assert told.partition(": ")[2].startswith(error)
    assert f"\n help: {help}" in told


def test_a_pack_with_windows_line_ends_is_read_like_any_other(desk: Path) -> None:
    scenarios = desk / "loans/scenarios/returns.yaml"
    text = scenarios.read_bytes()
    scenarios.write_bytes(text.replace(b"\n", b"\r\n"))
    told = run("test", "loans", "--only", "*late*", cwd=desk)
    scenarios.write_bytes(text)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith(" scenarios, all as expected\n")
