"""``coverdict decide`` as a process."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import EXAMPLES, ROOT, run
from tests.explaining.lending import write_pack

NOVEL = "loan.date: 2026-03-02\nreader.adult: true\nbooks.out: 1\nbook.kind: novel\n"


def case(folder: Path, text: str = NOVEL, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_file_gets_a_verdict_with_its_reasons(tmp_path: Path) -> None:
    done = run("decide", case(tmp_path), "--pack", write_pack(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Yes.\nQuestion: May the book be lent?\nVerdict: yes. Date of service 2026-03-02, as known on"
    )
    assert "\nWhy\n  - Adults may borrow books. [1]\n" in done.stdout
    assert (
        "\nWhat to do\n  - Provider: Stamp the book. [1]\n    by when: before it leaves\n"
        in done.stdout
    )


def test_nested_names_json_and_standard_input_say_the_same(tmp_path: Path) -> None:
    nested = (
        "loan: {date: 2026-03-02}\nreader: {adult: true}\nbooks: {out: 1}\nbook: {kind: novel}\n"
    )
    plain = (
        '{"loan.date": "2026-03-02", "reader.adult": true, "books.out": 1, "book.kind": "novel"}'
    )
    pack = write_pack(tmp_path)
    files = [case(tmp_path), case(tmp_path, nested, "b.yaml"), case(tmp_path, plain, "c.json")]
    answers = [run("decide", path, "--pack", pack).stdout for path in files]
    assert run("decide", "-", "--pack", pack, stdin=NOVEL).stdout == answers[0]
    assert len(set(answers)) == 1


def test_facts_on_the_command_line_go_over_the_files(tmp_path: Path) -> None:
    done = run("decide", case(tmp_path), "--pack", write_pack(tmp_path), "--fact", "books.out=9")
    assert "Verdict: no." in done.stdout


def test_several_files_make_one_case(tmp_path: Path) -> None:
    one = case(tmp_path, "loan.date: 2026-03-02\nbook.kind: novel\n", "one.yaml")
    two = case(tmp_path, "books.out: 1\n", "two.yaml")
    assert "Verdict: yes." in run("decide", one, two, "--pack", write_pack(tmp_path)).stdout


def test_json_keeps_to_the_schema_and_is_the_same_each_time(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "schemas/verdict.schema.json").read_text(encoding="utf-8"))
    arguments = ("decide", case(tmp_path), "--pack", write_pack(tmp_path), "--format", "json")
    first = run(*arguments, "--knowledge-date", "2026-04-01")
    assert first.stdout == run(*arguments, "--knowledge-date", "2026-04-01").stdout
    Draft202012Validator(schema).validate(json.loads(first.stdout))


CASES = [
    path
    for path in sorted(EXAMPLES.glob("*.yaml"))
    if not path.stem.endswith(("-course", "-plan"))  # for `estimate`
]


@pytest.mark.parametrize("example", CASES, ids=lambda path: path.stem)
def test_every_example_is_decided_and_keeps_to_the_schema(example: Path) -> None:
    schema = json.loads((ROOT / "schemas/verdict.schema.json").read_text(encoding="utf-8"))
    done = run("decide", example, "--pack", "medicare-therapy", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    Draft202012Validator(schema).validate(json.loads(done.stdout))


def test_markdown_is_a_page(tmp_path: Path) -> None:
    done = run("decide", case(tmp_path), "--pack", write_pack(tmp_path), "--format", "markdown")
    assert done.stdout.startswith("# Yes.\n\nQuestion: May the book be lent?\n\nVerdict: yes.")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_answer_is_short_unless_it_is_to_be_full(tmp_path: Path, form: str) -> None:
    asked = ("decide", case(tmp_path), "--pack", write_pack(tmp_path), "--format", form)
    short, full = run(*asked).stdout, run(*asked, "--full").stdout
    assert "--full tells more" in short
    assert "line 1, sentence 1" not in short
    assert "line 1, sentence 1" in full


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (["books.out=1", "book.kind=novel"], 0),
        (["books.out=9", "book.kind=novel"], 10),
        (["book.kind=novel"], 11),
        (["books.out=1", "book.kind=novel", "lendable=false"], 12),
    ],
)
def test_the_exit_code_can_tell_the_verdict(tmp_path: Path, facts: list[str], code: int) -> None:
    options = [option for fact in facts for option in ("--fact", fact)]
    done = run("decide", *options, "--pack", write_pack(tmp_path), "--exit-code")
    assert (done.returncode, done.stderr) == (code, "")


def test_presumptions_can_be_switched_off(tmp_path: Path) -> None:
    facts = ("--fact", "books.out=1", "--fact", "book.kind=novel", "--pack", write_pack(tmp_path))
    assert "\nTaken for granted\n" in run("decide", *facts).stdout
    assert "Verdict: undetermined" in run("decide", *facts, "--no-presumptions").stdout


@pytest.mark.parametrize("command", ["decide", "explain", "ask"])
def test_a_single_presumption_can_be_switched_off(tmp_path: Path, command: str) -> None:
    facts = ("--fact", "books.out=1", "--fact", "book.kind=novel", "--pack", write_pack(tmp_path))
    done = run(command, *facts, "--presume-not", "reader.adult")
    assert (done.returncode, "Verdict: undetermined" in done.stdout) == (0, True)


def test_only_what_is_presumed_can_be_switched_off(tmp_path: Path) -> None:
    call = ("decide", "--fact", "books.out=1", "--pack", write_pack(tmp_path), "--presume-not")
    assert run(*call, "reader.adlt").stderr == (
        "error: the pack presumes nothing of `reader.adlt`\n help: did you mean `reader.adult`?\n"
    )
    assert "help: leave --presume-not out" in run(*call, "book.kind").stderr


def test_the_date_of_service_can_stand_on_the_command_line(tmp_path: Path) -> None:
    path = case(tmp_path, "books.out: 1\nbook.kind: novel\n")
    done = run("decide", path, "--pack", write_pack(tmp_path), "--date", "2026-05-01")
    assert "Date of service 2026-05-01," in done.stdout


def test_a_date_that_the_case_contradicts_is_refused(tmp_path: Path) -> None:
    done = run("decide", case(tmp_path), "--pack", write_pack(tmp_path), "--date", "2026-05-01")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "error: --date 2026-05-01 is not the date of service that the case has, 2026-03-02\n"
        " help: leave --date out, or use --fact loan.date=2026-05-01\n"
    )


def test_a_date_outside_the_window_is_told_so(tmp_path: Path) -> None:
    facts = ("--fact", "books.out=1", "--date", "2031-05-01")
    done = run("decide", *facts, "--pack", write_pack(tmp_path), "--exit-code")
    assert done.returncode == 11
    assert "is outside the pack's window" in " ".join(done.stdout.split())


def test_the_sources_own_sentences_stand_beside_our_wording_when_at_hand(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("Grown-ups may borrow.\n", encoding="utf-8")
    arguments = ("decide", case(tmp_path), "--pack", write_pack(tmp_path))
    by_option = run(*arguments, "--documents", tmp_path).stdout
    assert "source text: “Grown-ups may borrow.”\n      checked: the digest differs" in by_option
    assert run(*arguments, COVERDICT_DOCUMENTS=str(tmp_path)).stdout == by_option


def test_a_pack_is_found_by_name_in_the_knowledge_folder(tmp_path: Path) -> None:
    write_pack(tmp_path)
    named = run("decide", case(tmp_path), "--pack", "lending", "--knowledge", tmp_path)
    by_variable = run("decide", case(tmp_path), COVERDICT_KNOWLEDGE=str(tmp_path))
    assert named.stdout == by_variable.stdout
    assert named.returncode == 0


def test_the_answer_is_the_same_wherever_it_is_asked(tmp_path: Path) -> None:
    pack, path = write_pack(tmp_path), case(tmp_path)
    here = run("decide", path, "--pack", pack, "--format", "json").stdout
    there = run(
        "decide",
        path,
        "--pack",
        "lending",
        "--format",
        "json",
        cwd=tmp_path,
        COVERDICT_KNOWLEDGE=".",
    )
    assert there.stdout == here


def test_a_pack_that_is_kept_gives_the_same_answer(tmp_path: Path) -> None:
    case = EXAMPLES / "knee-pt.yaml"
    without = run("decide", case, "--format", "json", COVERDICT_CACHE="off")
    first = run("decide", case, "--format", "json", COVERDICT_CACHE=str(tmp_path))
    again = run("decide", case, "--format", "json", COVERDICT_CACHE=str(tmp_path))
    assert len(list(tmp_path.glob("*.pack"))) == 1
    assert without.stdout == first.stdout == again.stdout
