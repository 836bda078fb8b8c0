from pathlib import Path

import pytest

from coverdict import open_pack
from tests.packs_written import FILES, PACK, found, minimal_pack, only

FOLDERS = (
    "sources/, facts/, parameters/, codes/, rules/, questions/, terms/, scenarios/, waivers/,"
    " catalogue/"
)


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
    assert misplaced(tmp_path, "more/more.yaml") == (
        "CV131",
        "`park/more/more.yaml` lies where no kind of file belongs",
        f"move it into one of {FOLDERS} with the ending .yaml",
        "park/more/more.yaml:1:1",
    )


@pytest.mark.parametrize(
    ("name", "message", "help"),
    [
        ("rule/more.yaml", "lies where no kind of file belongs", "move it into `rules/` with the"),
        ("more.yaml", "lies where no kind of file belongs", "move it into one of sources/, facts/"),
        ("rules/more.yml", "does not end in .yaml", "rename it: `more.yaml`"),
    ],
)
def test_a_file_that_would_be_left_out_is_told_with_the_likely_mend(
    tmp_path: Path, name: str, message: str, help: str
) -> None:
    code, told, mend, _ = misplaced(tmp_path, name)
    assert (code, told) == ("CV131", f"`park/{name}` {message}")
    assert mend is not None
    assert mend.startswith(help)


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


def test_a_pack_may_ask_for_coverage_in_whole_per_cent(tmp_path: Path) -> None:
    asked = PACK.replace("  questions:", "  coverage: {rules: 100, conditions: 95}\n  questions:")
    opened = minimal_pack(tmp_path, pack=asked).pack
    assert opened is not None
    assert opened.coverage is not None
    assert (opened.coverage.rules, opened.coverage.conditions) == (100, 95)
    assert str(opened.coverage.span) == "park/pack.yaml:7:14"


@pytest.mark.parametrize("asked", ["{}", "{rules: -1}", '{rules: "9.5"}', "{lines: 90}"])
def test_coverage_of_another_form_is_refused(tmp_path: Path, asked: str) -> None:
    pack = PACK.replace("  questions:", f"  coverage: {asked}\n  questions:")
    assert {item.code for item in found(tmp_path, pack=pack)} <= {
        "CV201",
        "CV203",
        "CV206",
        "CV210",
    }
    assert found(tmp_path, pack=pack)


@pytest.mark.parametrize(("percent", "codes"), [(100, []), (101, ["CV213", "CV213"])])
def test_no_more_than_all_can_be_asked_for(tmp_path: Path, percent: int, codes: list[str]) -> None:
    asked = f"  coverage: {{rules: {percent}, conditions: {percent}}}\n  questions:"
    refused = found(tmp_path, pack=PACK.replace("  questions:", asked))
    assert [item.code for item in refused] == codes
    assert all(item.message.endswith("is 101, but must be at most 100") for item in refused)


PRICE = """\
questions:
  - {id: pay, title: Do they pay?, decides: may-enter}
"""
OF_CASES = """\
presumptions:
  - fact: gate.open
    is: true
    title: the gate is open unless the case says otherwise
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
impossible:
  - id: gate-of-the-young
    title: nobody below one comes to an open gate
    when: {all: [{gate.open: true}, {visitor.age: {below: 1}}]}
"""


def with_file(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_questions_may_stand_in_files_of_their_own_after_those_of_the_pack(tmp_path: Path) -> None:
    with_file(tmp_path, "questions/b.yaml", PRICE)
    with_file(tmp_path, "questions/a.yaml", PRICE.replace("id: pay", "id: rest"))
    pack = minimal_pack(tmp_path).pack
    assert pack is not None
    assert (list(pack.questions), pack.main_question.id) == (["entry", "rest", "pay"], "entry")


def test_the_pack_may_leave_its_questions_to_their_files(tmp_path: Path) -> None:
    without = PACK[: PACK.index("  questions:")]
    pack = minimal_pack(with_file(tmp_path, "questions/a.yaml", PRICE), pack=without).pack
    assert pack is not None
    assert pack.main_question.id == "pay"


def test_a_pack_without_a_question_is_told_where_one_belongs(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK[: PACK.index("  questions:")]) == (
        "CV202",
        "`questions` is missing",
        "add `questions` here, or in a file of questions/",
        "park/pack.yaml:2:3",
    )


def test_a_question_of_another_file_with_the_same_id_is_refused(tmp_path: Path) -> None:
    with_file(tmp_path, "questions/a.yaml", PRICE.replace("id: pay", "id: entry"))
    code, message, _, place = only(tmp_path)
    assert (code, message) == ("CV310", "`entry` is declared twice")
    assert place == "park/questions/a.yaml:2:47"


@pytest.mark.parametrize("name", ["facts/all.yaml", "facts/presumed.yaml", "pack.yaml"])
def test_presumptions_and_impossibilities_stand_beside_the_facts_or_in_the_pack(
    tmp_path: Path, name: str
) -> None:
    own = {"facts/all.yaml": "facts", "pack.yaml": "pack"}.get(name)
    changed = {own: FILES[own][1] + OF_CASES} if own else {}
    pack = minimal_pack(with_file(tmp_path, name, OF_CASES), **changed).pack
    assert pack is not None
    assert [item.fact for item in pack.presumptions] == ["gate.open"]
    assert [item.id for item in pack.impossible] == ["gate-of-the-young"]


def test_presumptions_of_the_pack_come_before_those_beside_the_facts(tmp_path: Path) -> None:
    age = OF_CASES.replace("gate.open\n    is: true", "visitor.age\n    is: 30")
    with_file(tmp_path, "facts/more.yaml", age.replace("gate-of-the-young", "other"))
    pack = minimal_pack(tmp_path, pack=PACK + OF_CASES).pack
    assert pack is not None
    assert [item.fact for item in pack.presumptions] == ["gate.open", "visitor.age"]
    assert [item.id for item in pack.impossible] == ["gate-of-the-young", "other"]


@pytest.mark.parametrize(
    ("name", "text"), [("questions/a.yaml", PRICE), ("facts/a.yaml", OF_CASES)]
)
def test_the_digest_is_of_questions_and_presumptions_too(
    tmp_path: Path, name: str, text: str
) -> None:
    assert digest(with_file(tmp_path / "a", name, text)) != digest(tmp_path / "b")
