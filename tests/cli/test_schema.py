"""``schema`` as a process, and the settings that switch its files on in an editor."""

import json
from fnmatch import fnmatch
from pathlib import Path

from tests.cli.running import ROOT, run
from tests.packs_written import minimal_pack

KINDS = 14


def test_one_kind_is_printed(tmp_path: Path) -> None:
    minimal_pack(tmp_path)
    done = run("schema", tmp_path, "--kind", "case")
    assert (done.returncode, done.stderr) == (0, "")
    assert "gate.open" in json.loads(done.stdout)["definitions"]["case"]["properties"]


def test_all_kinds_are_written_to_a_folder_and_again_over_themselves(tmp_path: Path) -> None:
    minimal_pack(tmp_path / "park")
    for _ in range(2):
        done = run("schema", tmp_path / "park", "-o", tmp_path / "schemas/park")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"14 schemas of park in {tmp_path / 'schemas/park'}\n"
    assert len(list((tmp_path / "schemas/park").glob("*.schema.json"))) == KINDS


def test_a_file_that_is_no_such_schema_is_kept(tmp_path: Path) -> None:
    minimal_pack(tmp_path / "park")
    mine = tmp_path / "mine.json"
    mine.write_text("{}", encoding="utf-8")
    done = run("schema", tmp_path / "park", "--kind", "rules", "-o", mine)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert mine.read_text(encoding="utf-8") == "{}"


def test_all_kinds_need_a_folder(tmp_path: Path) -> None:
    minimal_pack(tmp_path)
    done = run("schema", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(" help: name a folder with -o, or one of them with --kind\n")


def test_a_pack_that_is_not_finished_has_a_vocabulary_too(tmp_path: Path) -> None:
    minimal_pack(tmp_path, rules="criteria:\n  - {id: may-enter, title: TODO}\n")
    assert run("check", tmp_path).returncode == 1
    assert run("schema", tmp_path, "--kind", "rules").returncode == 0


def test_a_pack_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    minimal_pack(tmp_path, rules="rules: no\n")
    done = run("schema", tmp_path, "--kind", "rules")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[CV")


def settings() -> dict[str, list[str]]:
    text = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    found = json.loads(text)["yaml.schemas"]
    return {key: [each] if isinstance(each, str) else each for key, each in found.items()}


def applies(patterns: list[str], path: str) -> bool:
    """Whether the last pattern that fits says so; one that begins with `!` says no."""
    fits = [each for each in patterns if fnmatch(path, each.removeprefix("!"))]
    return bool(fits) and not fits[-1].startswith("!")


def test_the_settings_name_the_files_that_make_schemas_writes() -> None:
    names = {Path(each).parts[:3] for each in settings()}
    assert names == {(".vscode", "schemas", pack) for pack in ("medicare-therapy", "library-loans")}
    assert len(settings()) == 2 * KINDS
    assert "coverdict schema" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_settings_give_every_file_of_both_packs_the_schema_of_its_kind() -> None:
    from coverdict.loading.strict_yaml import read_yaml
    from coverdict.writing.kinds import kind_of

    for pack in (ROOT / "knowledge/medicare-therapy", ROOT / "tests/packs/library-loans"):
        for path in pack.rglob("*.yaml"):
            node, _ = read_yaml(path.read_text(encoding="utf-8"), path.name)
            assert node is not None
            shown = path.relative_to(ROOT).as_posix()
            schemas = [key for key, patterns in settings().items() if applies(patterns, shown)]
            wanted = f"./.vscode/schemas/{pack.name}/{kind_of(node)}.schema.json"
            assert schemas == [wanted], shown
