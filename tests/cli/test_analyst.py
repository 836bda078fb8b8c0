"""The analyst's exercise: next year's figures come out, and commands and edits of YAML alone bring them into a pack.

Each step is a fixture that goes on from the one before it in the same folder, and keeps what its commands printed;
the tests below it say what they must print. The figures are invented, and the document says so.
"""

import re
from shutil import copytree

import pytest

from tests.cli.analyst import (
    ABOVE,
    DOCUMENT,
    FIRST,
    HEADS,
    OTHERS,
    SCENARIOS,
    VISIT,
    Desk,
    Done,
    codes,
    without_a_value,
)
from tests.cli.running import ROOT

# The document is registered.


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    copytree(ROOT / "tests/frozen/medicare-therapy", desk.folder / "pack")
    desk.write("documents/figures-2027.txt", DOCUMENT)
    return desk


@pytest.fixture(scope="module")
def indexed(desk: Desk) -> tuple[Done, Done]:
    made = desk.run(
        *("sources", "index", "documents/figures-2027.txt", "--rank", "guidance"),
        *("-o", "pack/sources/figures-2027.yaml"),
    )
    return made, desk.run("check", "pack")


def test_the_new_document_gets_a_register_to_fill_in(indexed: tuple[Done, Done]) -> None:
    made, _ = indexed
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr == "documents/figures-2027.txt: 7 sentences to fill in\n"


def test_check_points_at_each_statement_that_is_still_to_be_filled_in(
    indexed: tuple[Done, Done],
) -> None:
    _, checked = indexed
    assert (checked.returncode, codes(checked)) == (1, {"CV160": 7, "CV317": 7})
    assert "--> pack/sources/figures-2027.yaml:15:11" in checked.stdout


# The window is widened, and the figures are entered.


@pytest.fixture(scope="module")
def filled_in(desk: Desk, indexed: object) -> Done:
    name = "pack/sources/figures-2027.yaml"
    for line, (id, says, role) in HEADS.items():
        head, at, rest = desk.read(name).partition(f"    at: {{block: {line}, ")
        rest = re.sub("says: TODO .*", lambda _, says=says: f"says: {says}", rest, count=1)
        rest = rest.replace("role: unreviewed", f"role: {role}", 1)
        desk.write(name, re.sub(r"- id: .*\n\Z", f"- id: {id}\n", head) + at + rest)
    return desk.run("check", "pack")


@pytest.fixture(scope="module")
def widened(desk: Desk, filled_in: Done) -> Done:
    desk.edit("pack/pack.yaml", "until: 2027-01-01}", "until: 2028-01-01}")
    return desk.run("check", "pack")


@pytest.fixture(scope="module")
def one_added(desk: Desk, widened: Done) -> Done:
    desk.add_value(*FIRST)
    return desk.run("check", "pack")


@pytest.fixture(scope="module")
def all_added(desk: Desk, one_added: Done) -> tuple[Done, Done, Done]:
    for each in OTHERS:
        desk.add_value(*each)
    checked = desk.run("check", "pack")
    return checked, desk.run("test", "pack"), desk.run("sources", "matrix", "pack")


def test_check_says_that_nothing_rests_on_the_new_statements_yet(filled_in: Done) -> None:
    assert (filled_in.returncode, codes(filled_in)) == (1, {"CV315": 5})


def test_check_names_each_parameter_without_a_value_and_the_days(widened: Done) -> None:
    assert widened.returncode == 1
    assert without_a_value(widened) == sorted(each[1] for each in [FIRST, *OTHERS])


def test_with_the_first_figure_added_check_names_those_that_are_still_missing(
    one_added: Done,
) -> None:
    assert without_a_value(one_added) == sorted(each[1] for each in OTHERS)
    assert codes(one_added)["CV315"] == 4


def test_with_all_figures_added_check_finds_nothing(all_added: tuple[Done, Done, Done]) -> None:
    checked, _, _ = all_added
    assert (checked.returncode, codes(checked).get("CV312")) == (0, None), checked.stdout
    assert "): no errors; " in checked.stdout


def test_the_scenario_that_knew_nothing_of_2027_fails(all_added: tuple[Done, Done, Done]) -> None:
    _, tried, _ = all_added
    assert tried.returncode == 1
    assert "scenario year-after" in tried.stdout
    assert "verdict: expected undetermined, got covered" in tried.stdout


def test_the_matrix_tells_which_statements_no_scenario_exercises(
    all_added: tuple[Done, Done, Done],
) -> None:
    *_, matrix = all_added
    unexercised = re.findall(r"statement `figures-2027\.(\S+)` is marked encoded", matrix.stdout)
    assert unexercised == [id for id, _, role in HEADS.values() if role == "encoded"]
    assert "write a scenario whose answer rests on parameter `kx-threshold.ot`" in matrix.stdout


# The scenarios: the first one expects what is wrong, and tells why.


@pytest.fixture(scope="module")
def begun(desk: Desk, all_added: object) -> Done:
    desk.edit("pack/scenarios/thresholds.yaml", "visit.date: 2027-01-01", "visit.date: 2028-01-01")
    return desk.run(
        *("new", "scenario", "figures-2027.pt-below", "--like", "pt-covered"),
        *("--pack", "pack", "--into", "scenarios/figures-2027.yaml"),
    )


@pytest.fixture(scope="module")
def mistaken(desk: Desk, begun: Done) -> Done:
    name = "pack/scenarios/figures-2027.yaml"
    case = 'visit.date: 2027-01-01, charges.pt-slp.before-visit: "2499.99", visit.approved-amount: "100.00"'
    entry, _, _ = desk.read(name).partition("  # starts")
    entry = entry.replace("TODO the case in plain words", "in 2027 a cent below the threshold")
    expect = "verdict: covered, conclusions: {threshold.crossed: true}"
    desk.write(name, f"{entry}\n    case: {{{case}}}\n    expect: {{{expect}}}\n")
    return desk.run("test", "pack", "--only", "figures-2027.*")


@pytest.fixture(scope="module")
def unnoticed(desk: Desk, mistaken: Done) -> Done:
    name = "pack/scenarios/figures-2027.yaml"
    desk.edit(name, "threshold.crossed: true", "threshold.crossed: false")
    desk.write(name, desk.read(name) + SCENARIOS)
    about = ("--about", "kx-threshold.*", "--missing", "missing.yaml")
    return desk.run("test", "pack", "--mutate", *about)


@pytest.fixture(scope="module")
def noticed(desk: Desk, unnoticed: Done) -> Done:
    name = "pack/scenarios/figures-2027.yaml"
    desk.write(name, desk.read(name) + ABOVE)
    return desk.run("test", "pack", "--coverage", "--mutate", "--about", "kx-threshold.*")


def test_a_scenario_is_begun_from_one_that_is_there(desk: Desk, begun: Done) -> None:
    assert begun.returncode == 0
    assert begun.stdout.startswith("added to pack/scenarios/figures-2027.yaml: fill in what")


def test_a_wrong_expectation_tells_the_first_step_at_which_it_parts_with_the_threshold(
    mistaken: Done,
) -> None:
    assert mistaken.returncode == 1
    told = " ".join(mistaken.stdout.split())
    assert "threshold.crossed: expected true, got false" in told
    assert "language pathology and physical therapy together ($2,600.00) — $2,599.99" in told
    assert "For 2027 the KX threshold is $2,600 for PT and SLP together." in told


def test_a_change_that_no_scenario_notices_names_the_scenario_that_is_missing(
    desk: Desk, unnoticed: Done
) -> None:
    assert unnoticed.returncode == 1
    _, _, told = unnoticed.stdout.partition("\nNot noticed")
    assert "- $2,600.01 in place of $2,600.00, from 2027-01-01" in told
    assert "missing: a scenario like figures-2027.pt-below with" in told
    missing = desk.read("missing.yaml")
    assert "  - id: figures-2027.pt-below-2\n" in missing
    assert "threshold.crossed: true\n" in missing


def test_with_the_scenario_above_the_threshold_nothing_about_2027_goes_unnoticed(
    noticed: Done,
) -> None:
    found, _, mutants = noticed.stdout.partition("\nMutants\n")
    assert "all as expected" in found
    assert "small changes of the knowledge, scenarios notice" in mutants
    assert "2027" not in mutants


def test_the_scenarios_still_reach_what_the_pack_asks_of_them(noticed: Done) -> None:
    assert "rules (on both sides)" in noticed.stdout
    assert "Below the threshold" not in noticed.stdout
    assert noticed.returncode == 0


# The pack is read, verified and used.


@pytest.fixture(scope="module")
def finished(desk: Desk, noticed: object) -> Desk:
    desk.write("visit.yaml", VISIT)
    return desk


def test_the_document_for_readers_holds_the_new_figure_and_its_source(finished: Desk) -> None:
    done = finished.run("show", "--plain", "pack", "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert "$2,600.00 for dates of service from 2027-01-01 until before 2028-01-01" in done.stdout
    assert "For 2027 the KX threshold is $2,600 for PT and SLP together." in done.stdout


def test_show_tells_the_new_value_of_the_parameter(finished: Desk) -> None:
    done = finished.run("show", "kx-threshold.pt-slp", "--pack", "pack")
    assert "  - $2,600.00 for dates of service from 2027-01-01" in done.stdout
    assert "(figures-2027.kx-pt-slp)" in done.stdout


def test_every_new_statement_is_exercised_now(finished: Desk) -> None:
    done = finished.run("sources", "matrix", "pack")
    assert "all as expected" in done.stdout
    assert "`figures-2027." not in done.stdout


def test_a_visit_of_january_2027_cites_the_new_statement(finished: Desk) -> None:
    told = finished.run("decide", "visit.yaml", "--pack", "pack", "--full").stdout
    crossed = re.search(r"above the KX threshold\. \[([\d,-]+)\]", told)
    (number,) = re.findall(r"\[(\d+)\] For 2027 the KX threshold is \$2,600 for PT and SLP", told)
    assert crossed is not None
    runs = (each.partition("-") for each in crossed[1].split(","))
    assert any(int(first) <= int(number) <= int(last or first) for first, _, last in runs)


def test_the_files_are_in_canonical_form(finished: Desk) -> None:
    done = finished.run("fmt", "--check", "pack")
    assert done.returncode == 0, done.stderr


VERIFY = ("sources", "verify", "pack", "--documents", "documents", "--document", "figures-2027")


@pytest.fixture(scope="module")
def verified(finished: Desk) -> tuple[Done, Done, Done]:
    before = finished.run(*VERIFY)
    finished.write("was.txt", DOCUMENT)
    finished.edit("documents/figures-2027.txt", "$2,600", "$2,650")
    editions = ("--was", "was.txt", "--now", "documents/figures-2027.txt")
    return before, finished.run(*VERIFY), finished.run("sources", "drift", "pack", *editions)


def test_the_statements_of_the_new_document_are_verified(
    verified: tuple[Done, Done, Done],
) -> None:
    before, _, _ = verified
    assert before.returncode == 0
    assert "figures-2027.txt: 7 statements, 7 unchanged." in before.stdout


def test_a_figure_changed_in_the_document_is_told(verified: tuple[Done, Done, Done]) -> None:
    _, after, _ = verified
    assert after.returncode == 1
    assert "6 unchanged, 1 reworded" in after.stdout
    assert "- figures-2027.kx-pt-slp, registered at" in after.stdout


def test_drift_lists_what_rests_on_the_changed_figure(verified: tuple[Done, Done, Done]) -> None:
    *_, drift = verified
    assert "$2,600 → $2,650" in drift.stdout
    for what in ("(kx-threshold.pt-slp)", "(threshold.pt-slp)", "(figures-2027.pt-above)"):
        assert what in drift.stdout
    assert "To look at: 1 statement, 1 parameter, 1 rule, 1 scenario." in drift.stdout
