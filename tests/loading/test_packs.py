from pathlib import Path

from coverdict import open_pack
from tests.packs_written import FILES, found, minimal_pack, only

FOLDERS = "sources/, facts/, parameters/, codes/, rules/, scenarios/"


def test_a_folder_without_a_pack_yaml_is_no_pack(tmp_path: Path) -> None:
    (found,) = open_pack(tmp_path, "park").diagnostics
    assert (found.code, found.message) == ("CV130", "`park` holds no pack.yaml")
    assert found.help == "name the folder of a pack, or write its pack.yaml"
    assert found.span is None


def misplaced(folder: Path, name: str) -> tuple[str, str, str | None, str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("rules: []\n", encoding="utf-8")
    return only(folder)


def test_a_file_in_no_known_folder_is_not_passed_over(tmp_path: Path) -> None:
    assert misplaced(tmp_path, "rule/more.yaml") == (
        "CV131",
        "`park/rule/more.yaml` lies where no kind of file belongs",
        f"move it into one of {FOLDERS} with the ending .yaml",
        "park/rule/more.yaml:1:1",
    )


def test_a_file_beside_pack_yaml_or_with_another_ending_is_not_passed_over(tmp_path: Path) -> None:
    for name in ("more.yaml", "rules/more.yml"):
        assert misplaced(tmp_path / name, name)[:2] == (
            "CV131",
            f"`park/{name}` lies where no kind of file belongs",
        )


def test_examples_and_files_that_are_no_yaml_are_left_alone(tmp_path: Path) -> None:
    for name in ("examples/case.yaml", "documents/sign.txt", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("anything: at all\n", encoding="utf-8")
    assert found(tmp_path) == ()


def test_files_may_be_split_and_lie_in_subfolders(tmp_path: Path) -> None:
    facts = FILES["facts"][1].splitlines(keepends=True)
    deeper = tmp_path / "facts" / "visitor" / "ticket.yaml"
    deeper.parent.mkdir(parents=True)
    deeper.write_text(facts[0] + facts[-1], encoding="utf-8")
    assert found(tmp_path, facts="".join(facts[:-1])) == ()


def digest(folder: Path, **files: str) -> str:
    pack = minimal_pack(folder, **files).pack
    assert pack is not None
    return pack.digest


def test_the_digest_is_of_what_decides(tmp_path: Path) -> None:
    scenarios = FILES["scenarios"][1].replace("with a ticket", "t")
    rules = FILES["rules"][1].replace("who comes", "whoever comes")
    assert digest(tmp_path / "a") == digest(tmp_path / "b", scenarios=scenarios)
    assert digest(tmp_path / "a") != digest(tmp_path / "c", rules=rules)
