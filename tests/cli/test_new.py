"""``new pack|rule|fact|statement|scenario`` as processes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "pool"
    done = run("new", "pack", "pool", "--folder", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def pool(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pool"))


def codes(pack: Path) -> set[str]:
    found = json.loads(run("check", pack, "--format", "json").stdout)["diagnostics"]
    return {each["code"] for each in found}


def fill_in(path: Path, **words: str) -> None:
    text = path.read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark.replace("_", "."), word)
    path.write_text(text, encoding="utf-8")


def test_a_new_pack_passes_everything_at_once(made: Path) -> None:
    assert run("check", made).stdout.endswith(
        "no errors; 1 rule, 2 facts, 2 statements, 2 scenarios\n"
    )
    assert run("test", made).stdout == "2 scenarios, all as expected\n"
    assert run("fmt", made, "--check").returncode == 0
    assert run("show", "alone-from-age", "--pack", made).returncode == 0


def test_a_new_pack_has_the_name_and_title_that_it_is_given(tmp_path: Path) -> None:
    done = run("new", "pack", "my-park", "--title", "Who may: enter?", cwd=tmp_path)
    assert done.returncode == 0
    assert run("check", tmp_path / "my-park").stdout.startswith("Who may: enter? (my-park 0.1.0)")


def test_a_new_pack_is_never_written_into_a_folder_that_holds_something(made: Path) -> None:
    done = run("new", "pack", "pool", "--folder", made)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: `{made}` is there already\n help: ")


@pytest.mark.parametrize("arguments", [("My Pack",), ("pool", "--title", " ")])
def test_a_pack_with_no_good_name_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run("new", "pack", *arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_a_new_rule_lists_what_it_may_read_conclude_and_cite(made: Path) -> None:
    text = run("new", "rule", "swimming.in-company", "--pack", made).stdout
    assert text.startswith("rules:\n  - id: swimming.in-company\n    title: TODO ")
    assert "#   pool-rules.alone-from-age  # Whoever is at least 12" in text
    assert "        #   visitor.age: {above: 1}  # the visitor's age in years\n" in text
    assert "    #   may-swim-alone: true  # the visitor may swim alone\n" in text


def test_a_rule_lists_what_goes_with_a_word_that_is_asked_for(made: Path) -> None:
    text = run("new", "rule", "swimming.x", "--about", "day", "--pack", made).stdout
    assert "visit.date: " in text
    assert "visitor.age" not in text


def test_a_word_that_nothing_goes_with_is_told(made: Path) -> None:
    done = run("new", "rule", "x", "--about", "dog", "--about", "day", "--pack", made)
    assert (done.returncode, done.stderr) == (0, "nothing in this pack goes with `dog`\n")


def test_what_is_left_to_be_filled_in_is_an_error_at_its_place(pool: Path) -> None:
    added = run("new", "rule", "x", "--pack", pool, "--into", "rules/swimming.yaml")
    assert added.stdout.startswith(f"added to {pool / 'rules/swimming.yaml'}: fill in ")
    found = json.loads(run("check", pool, "--format", "json").stdout)["diagnostics"]
    assert {each["code"] for each in found} == {"CV160"}
    assert len(found) == 4
    assert "todo.statement" in found[1]["message"]


def test_a_rule_that_is_filled_in_passes(pool: Path) -> None:
    run("new", "rule", "x", "--pack", pool, "--into", "rules/swimming.yaml")
    words = {"TODO a": "a", "todo_statement": "pool-rules.alone-from-age"}
    words |= {"todo_fact: true": "visitor.age: 5", "todo_conclusion": "may-swim-alone"}
    fill_in(pool / "rules/swimming.yaml", **words)
    assert codes(pool) == set()


@pytest.mark.parametrize(
    "type", ["boolean", "choice", "choices", "count", "money", "percent", "date", "dates"]
)
def test_a_new_fact_of_each_type_has_only_marks_left(pool: Path, type: str) -> None:
    into = ("--pack", pool, "--into", "facts/more.yaml")
    assert run("new", "fact", "a.b", "--type", type, *into).returncode == 0
    assert codes(pool) == {"CV160"}
    assert run("new", "fact", "a.c", "--type", type, *into).returncode == 0
    assert run("fmt", pool / "facts/more.yaml", "--check").returncode == 0


def test_a_new_statement_has_place_and_digest_from_the_document_at_hand(pool: Path) -> None:
    document = pool / "documents/pool-rules.txt"
    document.write_text(document.read_text() + "Dogs stay outside.\n", encoding="utf-8")
    place = ("--document", "pool-rules", "--block", "4", "--documents", pool / "documents")
    done = run("new", "statement", "dogs", *place, "--pack", pool)
    assert done.stderr == "pool-rules.txt, 4.1: Dogs stay outside.\n"
    assert "    at: {block: 4, sentence: 1, heading: Rules of the pool}\n" in done.stdout
    assert "    digest: sha256:" in done.stdout
    assert "Dogs" not in done.stdout


def test_without_its_document_a_statement_lacks_its_digest(pool: Path) -> None:
    place = ("--document", "pool-rules", "--block", "4", "--into", "sources/pool-rules.yaml")
    assert run("new", "statement", "dogs", *place, "--pack", pool).returncode == 0
    assert codes(pool) == {"CV160", "CV317", "CV321"}


def test_a_statement_of_a_document_that_is_not_held_may_begin_a_file(pool: Path) -> None:
    law(pool)
    place = ("--document", "law", "--block", "4", "--into", "sources/law-of-dogs.yaml")
    assert run("new", "statement", "dogs", *place, "--pack", pool).returncode == 0
    text = (pool / "sources/law-of-dogs.yaml").read_text(encoding="utf-8")
    assert text.startswith("document: law\nstatements:\n  - id: dogs\n")
    assert codes(pool) == {"CV160", "CV317"}


def law(pool: Path) -> Path:
    """The pack with a document that is not held."""
    head = "document: {id: law, title: The law of pools, rank: statute, held: false}\n"
    first = "statements: [{id: a, says: s, citation: § 1, role: informative, why: w}]\n"
    (pool / "sources/law.yaml").write_text(head + first, encoding="utf-8")
    return pool


def test_a_statement_may_stand_where_it_is_cited(pool: Path) -> None:
    place = ("--document", "law", "--citation", "§ 2: (a)", "--into", "sources/law-of-dogs.yaml")
    assert run("new", "statement", "dogs", *place, "--pack", law(pool)).returncode == 0
    text = (pool / "sources/law-of-dogs.yaml").read_text(encoding="utf-8")
    assert '  - id: dogs\n    citation: "§ 2: (a)"\n    says:' in text
    assert codes(pool) == {"CV160", "CV317"}


@pytest.mark.parametrize(
    ("document", "citation", "error"),
    [
        ("law", (), "no place is named\n help: give --citation, or --block"),
        (
            "pool-rules",
            ("--citation", "§ 2"),
            "`pool-rules` is held\n help: name the place with --block",
        ),
    ],
)
def test_a_statement_without_a_place_is_refused(
    pool: Path, document: str, citation: tuple[str, ...], error: str
) -> None:
    done = run("new", "statement", "x", "--document", document, *citation, "--pack", law(pool))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: {error}" in done.stderr


def test_a_new_scenario_may_start_from_another(pool: Path) -> None:
    into = ("--pack", pool, "--into", "scenarios/swimming.yaml")
    assert run("new", "scenario", "ten", "--like", "twelve", *into).returncode == 0
    assert codes(pool) == {"CV160"}
    words = {"TODO the case": "ten years", "todo_fact: true": "visitor.age: 10"}
    words |= {"undetermined\n": "not-covered\n", "todo_rule": "pool-rules.alone-from-age"}
    fill_in(pool / "scenarios/swimming.yaml", **words)
    assert run("test", pool).stdout == "3 scenarios, all as expected\n"


def test_a_scenario_from_a_case_expects_what_comes_out_today(pool: Path) -> None:
    case = pool.parent / "case.yaml"
    case.write_text("visit.date: 2026-03-02\nvisitor.age: 30\n", encoding="utf-8")
    into = ("--pack", pool, "--into", "scenarios/swimming.yaml")
    assert run("new", "scenario", "adult", "--from", case, *into).returncode == 0
    written = (pool / "scenarios/swimming.yaml").read_text(encoding="utf-8")
    assert "Check this against the source before you keep it." in written
    fill_in(pool / "scenarios/swimming.yaml", **{"TODO the": "the"})
    assert run("test", pool).stdout == "3 scenarios, all as expected\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rule", "swimming.old-enough"), "error: `swimming.old-enough` is in use, declared at "),
        (("rule", "Old"), "error: `Old` cannot be an id\n help: write small letters"),
        (("fact", "may-swim-alone"), "error: `may-swim-alone` is in use, declared at "),
        (("fact", "any"), "error: `any` cannot be an id: it joins conditions\n"),
        (("scenario", "twelve"), "error: `twelve` is in use, declared at "),
        (("scenario", "x", "--like", "twelv"), "error: no scenario `twelv`\n help: did you mean"),
        (("scenario", "x", "--question", "why"), "error: no question `why`\n"),
        (("scenario", "x", "--like", "twelve", "--from", "-"), "error: --like and --from are both"),
        (("statement", "x", "--document", "pool", "--block", "1"), "error: no document `pool`\n"),
        (
            ("statement", "x", "--document", "pool-rules", "--block", "1"),
            "error: that sentence is registered as `pool-rules.heading`, at ",
        ),
        (
            ("statement", "alone-from-age", "--document", "pool-rules", "--block", "9"),
            "error: `alone-from-age` is in use, declared at ",
        ),
        (("rule", "x", "--into", "facts/visitor.yaml"), "error: `facts/visitor.yaml` is no place"),
        (("rule", "x", "--into", "rules/new.txt"), "error: `rules/new.txt` is no place for it\n"),
    ],
)
def test_what_cannot_be_written_is_told(made: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("new", *arguments, "--pack", made)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert done.stderr.startswith(told)


def test_a_place_that_the_document_does_not_have_is_told_with_those_near_it(made: Path) -> None:
    place = ("--document", "pool-rules", "--block", "2", "--documents", made / "documents")
    done = run("new", "statement", "x", *place, "--pack", made)
    assert done.returncode == 1
    assert "has no sentence 1 in line 2\n help: there are sentences in 1, 3\n" in done.stderr


def kinds(pool: Path) -> Path:
    with (pool / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("kinds:\n  - {id: child, title: a child, case: {visitor.age: 7}}\n")
    return pool


def test_a_case_of_a_kind_is_a_case_that_can_be_decided(pool: Path, tmp_path: Path) -> None:
    made = run("new", "case", "--kind", "child", "--date", _day(pool), "--pack", kinds(pool))
    (tmp_path / "case.yaml").write_text(made.stdout, encoding="utf-8")
    done = run("decide", tmp_path / "case.yaml", "--pack", pool)
    assert "Verdict: no." in done.stdout
    assert "Kinds of cases" in run("show", "--pack", pool).stdout


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (
            ("--kind", "grandmother"),
            "no kind of case `grandmother`\n help: there are child (a child)",
        ),
        (("--kind", "chidl"), "no kind of case `chidl`\n help: did you mean `child`?"),
        (("--date", "2026-01-01"), "--question and --date go with --kind\n help: name the kind"),
        (("--kind", "child", "--date", "soon"), "[CV307]: `soon` does not fit"),
        (("--kind", "child", "--question", "x"), "no question `x`"),
    ],
)
def test_a_kind_that_is_not_there_and_options_without_one_are_refused(
    pool: Path, options: tuple[str, ...], error: str
) -> None:
    done = run("new", "case", *options, "--pack", kinds(pool))
    assert (done.returncode in (1, 2), done.stdout) == (True, "")
    assert f"error: {error}" in done.stderr or f"error{error}" in done.stderr


def test_a_pack_without_kinds_says_so(pool: Path) -> None:
    done = run("new", "case", "--kind", "child", "--pack", pool)
    assert "error: the pack `pool` names no kinds of cases\n help: leave --kind out" in done.stderr


def _day(pool: Path) -> str:
    written = (pool / "pack.yaml").read_text(encoding="utf-8")
    return written.split("window: {from: ")[1][:10]
