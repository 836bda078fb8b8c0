"""``coverdict sources drift`` as a user has it."""

import json
from pathlib import Path

import pytest

from tests.cli.loans import LOANS, RULES, copy_of_loans, write
from tests.cli.within import run


@pytest.fixture
def loans(tmp_path: Path) -> Path:
    return copy_of_loans(tmp_path)


def drifted(loans: Path, text: str, *options: str) -> tuple[int, str, str]:
    write(loans, text, "rules-2027.txt")
    was = ("--was", "loans/documents/rules.txt")
    done = run("sources", "drift", "loans", *was, "--now", "rules-2027.txt", *options, cwd=loans)
    return done.returncode, done.stdout, done.stderr


def test_drift_is_a_list_to_work_through_with_figures_first(loans: Path) -> None:
    now = RULES.replace("12 items", "10 items").replace(
        "The library was founded by two sea captains.\n", ""
    )
    code, out, err = drifted(loans, now)
    assert (code, err) == (0, "")
    assert out.startswith(
        "What rules-2027.txt changes in Lending rules of the Harbour Street Library\n"
        "Sentences: 19 unchanged, 1 reworded, 1 gone, 0 new, 0 moved.\n\n"
        "Figures that changed\n"
    )
    assert "  [ ] 12 → 10\n      “No reader has more than [-12-] {+10+} items at a time.”\n" in out
    assert (
        "      - statement lending-rules.twelve-items: Twelve items at once are the limit.\n" in out
    )
    assert "- parameter “" in out
    assert "\nGone\n  [ ] “The library was founded by two sea captains.”\n" in out
    assert "\nTo look at: 2 statements, " in out


def test_drift_comes_as_a_checklist_and_as_json(loans: Path) -> None:
    now = RULES.replace("12 items", "10 items")
    assert "\n- [ ] 12 → 10\n  - “No reader" in drifted(loans, now, "--format", "markdown")[1]
    told = json.loads(drifted(loans, now, "--format", "json")[1])
    assert told["document"] == "lending-rules"
    (change,) = told["changes"]
    assert change["fate"] == "reworded"
    assert change["figures"] == [{"was": "12", "now": "10"}]
    assert change["statements"][0]["key"] == "lending-rules.twelve-items"
    assert (
        drifted(loans, now, "--format", "json")[1]
        == json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    )


def test_drift_exits_one_only_when_asked_and_something_changed(loans: Path) -> None:
    assert drifted(loans, f"\n{RULES}", "--exit-code")[0] == 0
    assert drifted(loans, RULES.replace("12", "10"), "--exit-code")[0] == 1


def test_drift_needs_no_finished_registers(loans: Path) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    text = register.read_text(encoding="utf-8").replace("role: advice", "role: unreviewed")
    register.write_text(text.replace("Twelve items at", "TODO Twelve items at"), encoding="utf-8")
    code, out, err = drifted(loans, RULES.replace("12 items", "10 items"))
    assert (code, err) == (0, "")
    assert "lending-rules.twelve-items" in out


def test_drift_of_a_pack_with_errors_tells_them(loans: Path) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    text = register.read_text(encoding="utf-8").replace("id: twelve-items", "id: eleven-items")
    register.write_text(text, encoding="utf-8")
    code, out, err = drifted(loans, RULES)
    assert (code, out) == (1, "")
    assert err.startswith("error[CV303]: the cited statement `lending-rules.twelve-items` is not")


def test_drift_of_a_page_speaks_of_blocks(tmp_path: Path) -> None:
    write(tmp_path, "<p>A cat sleeps<p>Dogs bark loudly.", "old.html")
    write(tmp_path, "<p>A cat sleeps<p>Dogs bark softly.", "new.html")
    done = run("sources", "drift", LOANS, "--was", "old.html", "--now", "new.html", cwd=tmp_path)
    assert done.returncode == 0
    assert "No document of the pack has sentences of old.html" in done.stdout
    assert "“Dogs bark [-loudly.-] {+softly.+}”\n      block 2, sentence 1" in done.stdout


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--document", "lending-rule"), 1, "error: no document `lending-rule`\n help: did you mean `lending-rules`?"),
        (("--encoding", "hex"), 1, "error[CV107]: the encoding `hex` is not known\n  --> --encoding hex\n"),
    ],
)  # fmt: skip
def test_drift_that_cannot_begin_says_why(
    loans: Path, options: tuple[str, ...], code: int, message: str
) -> None:
    found = drifted(loans, RULES, *options)
    assert (found[0], found[1]) == (code, "")
    assert found[2].startswith(message)
