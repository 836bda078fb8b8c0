"""``explain``, ``show``, ``check``, ``test`` and ``new`` as processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ROOT, environment, packs_from, run
from tests.explaining.lending import write_pack

NOVEL = "loan.date: 2026-03-02\nreader.adult: true\nbooks.out: 1\nbook.kind: novel\n"


def explained(folder: Path, *arguments: str | Path) -> str:
    case = folder / "case.yaml"
    case.write_text(NOVEL, encoding="utf-8")
    done = run("explain", case, *arguments, "--pack", write_pack(folder))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_whole_tree_of_the_verdict_is_told(tmp_path: Path) -> None:
    text = explained(tmp_path)
    assert text.startswith("Yes.\nQuestion: May the book be lent?\nVerdict: yes.")
    assert "\n  ✓ the book may be lent\n  └─ because adults may borrow books [1]\n" in text
    assert "✓ the reader is an adult — given: yes" in text


def test_any_conclusion_can_be_explained(tmp_path: Path) -> None:
    text = explained(tmp_path, "shelf")
    assert text.startswith("The shelf it goes to: not known.\n")
    assert "✗ does not apply: large books usually stand low" in text
    assert explained(tmp_path, "--conclusion", "shelf") == text


def test_a_tree_comes_as_json_and_as_markdown_too(tmp_path: Path) -> None:
    tree = json.loads(explained(tmp_path, "--format", "json"))
    assert tree["findings"][0]["id"] == "lendable"
    assert tree["verdict"]["verdict"] == "covered"
    assert "\n- ✓ the book may be lent\n" in explained(tmp_path, "--format", "markdown")


def test_further_files_of_a_case_are_options(tmp_path: Path) -> None:
    more = tmp_path / "more.yaml"
    more.write_text('book.price: "10.00"\n', encoding="utf-8")
    assert explained(tmp_path, "fee", "--case", more).startswith("Deposit: $2.00.\n")


def test_an_unknown_conclusion_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = run("explain", "-", "lendabel", "--pack", write_pack(tmp_path), stdin=NOVEL)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: no conclusion `lendabel`\n help: did you mean `lendable`?\n"


def test_a_rule_is_shown_in_plain_words(tmp_path: Path) -> None:
    done = run("show", "adults-borrow", "--pack", write_pack(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Adults may borrow books\nRule adults-borrow, declared at lending/"
    )


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_thing_is_shown_in_other_forms(tmp_path: Path, form: str) -> None:
    done = run("show", "fee", "--pack", write_pack(tmp_path), "--format", form)
    if form == "json":
        assert json.loads(done.stdout)["kind"] == "amount"
    else:
        assert done.stdout.startswith("# Deposit\n\nAmount fee, declared at ")


def test_a_statement_is_shown_with_its_own_sentence_when_at_hand(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("Grown-ups may borrow.\n", encoding="utf-8")
    shown = ("show", "adults", "--documents", tmp_path, "--pack", write_pack(tmp_path))
    assert "source text: “Grown-ups may borrow.”" in run(*shown).stdout


def test_what_is_not_in_the_pack_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = run("show", "book.kin", "--pack", write_pack(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "error: nothing in this pack is called `book.kin`\n help: did you"
    )


def test_a_sound_pack_passes_the_check_with_a_line_of_counts(tmp_path: Path) -> None:
    done = run("check", write_pack(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "\nMay this book go home with the reader? (lending 0.1.0): no errors;"
        " 2 rules, 6 facts, 2 statements, 1 scenario\n"
    )


BROKEN = """\
  - id: broken
    title: it reads a fact that is not declared
    cites: [house-rules.adults]
    effective: {from: 2026-01-01, until: open}
    when: {book.kin: novel}
    then: {lendable: true}
"""


def test_a_pack_with_an_error_fails_the_check_with_its_place(tmp_path: Path) -> None:
    done = run("check", write_pack(tmp_path, BROKEN), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("error[CV301]: ")
    assert "\n  --> lending/rules/lending.yaml:20:12\n" in done.stdout
    assert done.stdout.endswith("\n1 error\nmore about a code: coverdict explain-code CV301\n")


def test_the_check_comes_as_json_and_as_sarif(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, BROKEN)
    plain = json.loads(run("check", pack, "--format", "json").stdout)
    assert [each["code"] for each in plain["diagnostics"]] == ["CV301"]
    sarif = json.loads(run("check", pack, "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "CV301"
    (rule,) = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("# CV301: undeclared fact or conclusion read\n")


def test_a_new_case_lists_every_fact_with_its_question_and_can_be_filled_in(tmp_path: Path) -> None:
    pack, path = write_pack(tmp_path), tmp_path / "mine.yaml"
    done = run("new", "case", "--pack", pack, "-o", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = path.read_text(encoding="utf-8")
    assert all(each in text for each in ("What kind of book is it?", "book.kind:", "rare-book"))
    path.write_text(f"{text}\nbook.kind: novel\n", encoding="utf-8")
    assert run("decide", path, "--pack", pack).returncode == 0


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    done = run("new", "case", "--pack", write_pack(tmp_path), "-o", path)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "is there already, and is not written over\n help: name another file\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no" / "mine.yaml"
    done = run("new", "case", "--pack", write_pack(tmp_path), "-o", path)
    assert done.returncode == 1
    assert "cannot be written: no such file or directory" in done.stderr


def test_the_version_is_told() -> None:
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("coverdict 0.")


@pytest.mark.parametrize("command", ["decide", "explain", "show", "check", "test", "new"])
def test_every_command_tells_how_it_is_used(command: str) -> None:
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: coverdict {command} " in done.stdout


def test_help_loads_neither_the_engine_nor_rich() -> None:
    script = (
        "import sys\nfrom coverdict_cli.main import command_line\n"
        "try: command_line()(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'coverdict', 'rich', 'yaml'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        check=True,
    )
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.parametrize("command", ["decide", "new", "--help"])
def test_a_process_puts_together_the_command_that_it_runs_and_no_other(command: str) -> None:
    script = (
        f"import sys\nsys.argv = ['coverdict', {command!r}, '--help']\n"
        "from coverdict_cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('coverdict_cli.check' in sys.modules)"
    )
    call = [sys.executable, "-c", script]
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.endswith(f"\n{command == '--help'}\n")


NOT_FOR_A_DECISION = [
    "attr",
    "duckdb",
    "jsonschema",
    "matplotlib",
    "numpy",
    "pyspark",
    "rapidfuzz",
    "rich",
    "sqlglot",
    "watchfiles",
    "coverdict.checking",
    "coverdict.loading.document_files",
    "coverdict.loading.packs",
    "coverdict.loading.strict_json",
    "coverdict.populations",
    "coverdict.writing",
]


def test_a_decision_on_a_pack_that_is_kept_loads_only_what_decides(tmp_path: Path) -> None:
    script = (
        f"import sys\nsys.argv = ['coverdict', 'decide', {str(EXAMPLES / 'knee-pt.yaml')!r}]\n"
        "from coverdict_cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {NOT_FOR_A_DECISION} if name in sys.modules])"
    )
    kept = environment(COVERDICT_CACHE=str(tmp_path), **packs_from(ROOT))
    call = [sys.executable, "-c", script]
    for _ in range(2):
        done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, env=kept, check=True)
    assert done.stdout.endswith("\n[]\n")
