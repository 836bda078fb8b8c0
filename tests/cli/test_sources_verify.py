"""``coverdict sources verify`` as a user has it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coverdict.loading.sentences import sentence_digest
from tests.cli.loans import LOANS, RULES, copy_of_loans, write
from tests.cli.running import ROOT
from tests.cli.within import run


@pytest.fixture
def loans(tmp_path: Path) -> Path:
    return copy_of_loans(tmp_path)


def verified(loans: Path, text: str | bytes, *options: str) -> tuple[int, str, str]:
    write(loans / "new", text)
    done = run("sources", "verify", "loans", "--documents", "new", *options, cwd=loans)
    return done.returncode, done.stdout, done.stderr


def test_a_pack_is_verified_against_its_documents() -> None:
    done = run("sources", "verify", LOANS, "--documents", LOANS / "documents")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Verified: the sources of “Lending in the Harbour Street Library”\n\n"
        "Lending rules of the Harbour Street Library (lending-rules)\n"
        "  rules.txt: 21 statements, 21 unchanged.\n"
    )


ARTICLES = ROOT.parent / "shared/sources"


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the article is not at hand here")
def test_the_medicare_pack_is_verified_where_its_article_is_at_hand() -> None:
    done = run("sources", "verify", "medicare-therapy", "--documents", ARTICLES, "--format", "json")
    assert done.returncode == 0, done.stdout
    (edition,) = json.loads(done.stdout)["editions"]
    counts = dict(edition["counts"])
    assert counts.pop("unchanged") > 100
    assert set(counts.values()) == {0}


def test_moved_sentences_are_no_error_and_are_written_only_when_asked(loans: Path) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    before = register.read_text(encoding="utf-8")
    code, told, _ = verified(loans, f"\n{RULES}")
    assert (code, register.read_text(encoding="utf-8")) == (0, before)
    assert "21 statements, 0 unchanged, 21 moved. The file is another" in told
    assert "line 17, sentence 1 → line 18, sentence 1, under “Late returns”" in told
    code, _, written = verified(loans, f"\n{RULES}", "--update")
    assert (code, written) == (0, "written: loans/sources/lending-rules.yaml\n")
    after = register.read_text(encoding="utf-8")
    assert "at: {block: 18, sentence: 1, heading: Late returns}" in after
    assert len(after.splitlines()) == len(before.splitlines())
    again = verified(loans, f"\n{RULES}", "--update")
    assert (again[0], again[2]) == (0, "")
    assert "21 statements, 21 unchanged.\n" in again[1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- Films for one week", "- Films for a week", "1 reworded — another sentence stands in"),
        ("- Films for one week\n", "", "1 gone — no sentence is left for it"),
        ("Late returns", "Cats may read.\nLate returns", "1 unreviewed — no statement covers it"),
        ("How much\n", "Who may borrow\nHow much\nHow much\n", "1 ambiguous — as many equal"),
    ],
)
def test_all_else_is_an_error(loans: Path, old: str, new: str, told: str) -> None:
    code, out, err = verified(loans, RULES.replace(old, new))
    assert (code, err) == (1, "")
    assert out.startswith("Not verified: ")
    assert told in out


def test_a_reworded_statement_is_told_with_both_places_and_what_we_say(loans: Path) -> None:
    _, out, _ = verified(loans, "\n" + RULES.replace("12 items", "10 items"))
    place = "loans/sources/lending-rules.yaml:82:9"
    assert f"lending-rules.twelve-items, registered at {place}\n" in out.replace(
        "\n      loans", " loans"
    )
    assert "we say: Twelve items at once are the limit.\n" in out
    assert "was at line 12, sentence 1, under “How much”\n" in out
    assert "now, at line 13, sentence 1, under “How much”: “No reader has more than 10" in out


def test_a_held_document_that_is_not_there_is_an_error(loans: Path) -> None:
    (loans / "empty").mkdir()
    done = run("sources", "verify", "loans", "--documents", "empty", cwd=loans)
    assert done.returncode == 1
    assert done.stdout.startswith("Not verified")
    assert "(lending-rules, rules.txt): 21\n    statements" in done.stdout


def test_statements_nobody_has_reviewed_are_counted(loans: Path) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    text = register.read_text(encoding="utf-8").replace("role: advice", "role: unreviewed")
    register.write_text(text, encoding="utf-8")
    code, out, _ = verified(loans, RULES)
    assert code == 0
    assert out.endswith(
        "1 statement of the pack still to be reviewed: `coverdict check` lists each.\n"
    )


@pytest.mark.parametrize("options", [("--format", "json"), ("--format", "markdown")])
def test_a_verification_comes_in_other_forms(loans: Path, options: tuple[str, str]) -> None:
    code, out, _ = verified(loans, RULES.replace("two sea captains", "sailors"), *options)
    assert code == 1
    if options[1] == "json":
        told = json.loads(out)
        assert (told["pack"], told["verified"]) == ("library-loans", False)
        (found,) = [
            one for one in told["editions"][0]["statements"] if one["standing"] == "reworded"
        ]
        assert (found["key"], found["found"]["block"]) == ("lending-rules.founders", 17)
    else:
        assert "\n    - we say: The library was founded by seafarers.\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "error: no folder of documents"),
        (("--documents", "nowhere"), "error: no folder `nowhere`"),
        (("--documents", "new", "--encoding", "latin-11"), "error[CV107]: the encoding `latin-11`"),
    ],
)
def test_a_verification_that_cannot_begin_says_why(
    loans: Path, arguments: tuple[str, ...], message: str
) -> None:
    write(loans / "new", RULES)
    done = run("sources", "verify", "loans", *arguments, cwd=loans)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(message)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (RULES.replace("library", "librairie é").encode("latin-1"), "CV106"),
        (b"%PDF-1.7", "CV108"),
        (b"", "CV150"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(loans: Path, raw: bytes, code: str) -> None:
    status, out, err = verified(loans, raw)
    assert (status, out) == (1, "")
    assert err.startswith(f"error[{code}]: ")


def test_the_register_may_say_which_encoding_the_document_has(loans: Path) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    raw = RULES.replace("two sea captains", "René").encode("windows-1252")
    assert verified(loans, raw)[0] == 1
    digests = (
        sentence_digest("The library was founded by two sea captains."),
        sentence_digest("The library was founded by René."),
    )
    text = register.read_text(encoding="utf-8").replace(*digests)
    register.write_text(text, encoding="utf-8")
    assert verified(loans, raw, "--encoding", "windows-1252")[0] == 0
    named = text.replace("  file: rules.txt\n", "  file: rules.txt\n  encoding: windows-1252\n")
    register.write_text(named, encoding="utf-8")
    assert verified(loans, raw)[0] == 0
    register.write_text(named.replace("windows-1252", "latin-11"), encoding="utf-8")
    assert run("check", "loans", cwd=loans).stdout.startswith(
        "error[CV107]: the encoding `latin-11` is not known"
    )
    assert verified(loans, raw)[2].startswith("error[CV107]: the encoding `latin-11` is not known")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("digest: sha256:b8dfe9a47b6a", "digest: sha256:b8d", "CV205"),
        (
            "    digest: sha256:b8dfe9a47b6aee035f64ab4795e554ffeb65cdce895b06ab28011bccea80cef8\n",
            "",
            "CV321",
        ),
        ("  - id: children", "  - id: card-holders", "CV310"),
        ("block: 3", "block: 0", "CV210"),
    ],
)
def test_a_register_that_cannot_be_relied_on_is_told(
    loans: Path, old: str, new: str, code: str
) -> None:
    register = loans / "loans/sources/lending-rules.yaml"
    text = register.read_text(encoding="utf-8")
    assert old in text
    register.write_text(text.replace(old, new), encoding="utf-8")
    status, out, err = verified(loans, RULES)
    assert (status, out) == (1, "")
    assert err.startswith(f"error[{code}]: ")


def test_deciding_loads_nothing_that_reads_documents() -> None:
    script = (
        "import sys, coverdict_cli.main as main\n"
        f"sys.argv = ['coverdict', 'decide', '--fact', 'loan.date=2026-03-02', '--pack', {str(LOANS)!r}]\n"
        "try: main.main()\nexcept SystemExit: pass\n"
        "named = ('markdown_it', 'html.parser', 'rapidfuzz', 'ruamel')\n"
        "print([name for name in named if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_one_document_can_be_verified_without_the_others(loans: Path) -> None:
    write(loans / "new", "The library is closed.\n", "hours.txt")
    run("sources", "index", "new/hours.txt", "-o", "loans/sources/hours.yaml", cwd=loans)
    asked = ("sources", "verify", "loans", "--documents", "new")
    assert run(*asked, cwd=loans).returncode == 1
    done = run(*asked, "--document", "hours", cwd=loans)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Verified: the source hours of “Lending in")
    assert "lending-rules" not in done.stdout
    assert "1 statement of the pack still to be reviewed" in done.stdout


def test_a_document_that_the_pack_does_not_have_is_refused(loans: Path) -> None:
    code, _, told = verified(loans, RULES, "--document", "lending-rule")
    assert (code, told) == (
        1,
        "error: no document `lending-rule`\n help: did you mean `lending-rules`?\n",
    )


def test_statements_in_several_files_are_counted_for_their_document(loans: Path) -> None:
    more = "document: leaflet\nstatements: [{id: a, says: s, citation: § 1, role: informative, why: w}]\n"
    write(loans / "loans/sources", more, "a-more.yaml")
    code, told, _ = verified(loans, RULES)
    assert code == 0
    assert "Your library card (leaflet): 2 statements" in told
    write(loans / "loans/sources", more.replace("leaflet", "lending-rules"), "a-more.yaml")
    code, _, told = verified(loans, RULES)
    assert code == 1
    assert told.startswith("error[CV448]: this file only adds statements to `lending-rules`\n")
