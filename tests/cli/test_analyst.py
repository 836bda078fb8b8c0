"""The analyst's exercise: next year's figures come out, and commands and edits of YAML alone bring them into a pack.

Each step is a fixture that goes on from the one before it in the same folder, and keeps what its commands printed;
the tests below it say what they must print. The figures are invented, and the document says so.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess

import pytest

from tests.cli.running import ROOT
from tests.cli.within import run

Done = CompletedProcess[str]

DOCUMENT = """\
Invented figures for 2027

These figures are invented for an exercise.

In 2027 a KX threshold of $2,600 holds for physical therapy and speech-language pathology together.
In 2027 a KX threshold of $2,590 holds for occupational therapy.
In 2027 claims above $3,100 may be picked for targeted review.
In 2027 the deductible of Part B is $300.
In 2027 patients still pay 20 percent of what is approved.
"""
HEADS = {  # what the analyst writes at each line of the document: an id, what it says, its role
    1: ("heading", "What follows are figures of 2027.", "informative\n    why: A heading."),
    3: ("invented", "Nobody has set them.", "informative\n    why: It decides nothing."),
    5: ("kx-pt-slp", "For 2027 the KX threshold is $2,600 for PT and SLP together.", "encoded"),
    6: ("kx-ot", "For 2027 the KX threshold is $2,590 for OT.", "encoded"),
    7: ("review", "For 2027 the amount for targeted medical review is $3,100.", "encoded"),
    8: ("deductible", "For 2027 the Part B deductible is $300.", "encoded"),
    9: ("share", "For 2027 the patient pays 20 percent of the approved amount.", "encoded"),
}
FIRST = ("thresholds", "kx-threshold.pt-slp", '"2600.00"', "kx-pt-slp")
OTHERS = [
    ("thresholds", "kx-threshold.ot", '"2590.00"', "kx-ot"),
    ("review", "review-amount.pt-slp", '"3100.00"', "review"),
    ("review", "review-amount.ot", '"3100.00"', "review"),
    ("deductible", "part-b.deductible", '"300.00"', "deductible"),
    ("shares", "part-b.patient-share", "20", "share"),
]
SCENARIOS = """\
  - id: figures-2027.pt-at
    title: in 2027 exactly at the threshold is not above it
    like: figures-2027.pt-below
    case: {visit.date: 2027-12-31, charges.pt-slp.before-visit: "2500.00"}
    expect: {verdict: covered, conclusions: {threshold.crossed: false}}
  - id: figures-2027.pt-eve
    title: the day before 2027 the old threshold holds
    like: figures-2027.pt-below
    case: {visit.date: 2026-12-31}
    expect: {verdict: covered, conclusions: {threshold.crossed: true}}
  - id: figures-2027.ot-at
    title: in 2027 exactly at the threshold for occupational therapy
    like: ot-covered
    case: {visit.date: 2027-12-31, charges.ot.before-visit: "2490.00", visit.approved-amount: "100.00"}
    expect: {verdict: covered, conclusions: {threshold.crossed: false}}
  - id: figures-2027.ot-above
    title: in 2027 a cent above the threshold for occupational therapy
    like: figures-2027.ot-at
    case: {visit.date: 2027-01-01, charges.ot.before-visit: "2490.01"}
    expect: {verdict: covered, rests-on: [figures-2027.kx-ot], conclusions: {threshold.crossed: true}}
  - id: figures-2027.ot-eve
    title: the day before 2027 the old threshold holds for occupational therapy
    like: figures-2027.ot-at
    case: {visit.date: 2026-12-31}
    expect: {verdict: covered, conclusions: {threshold.crossed: true}}
"""
ABOVE = """\
  - id: figures-2027.pt-above
    title: in 2027 a cent above the threshold the record has to show the need
    like: figures-2027.pt-below
    case: {charges.pt-slp.before-visit: "2500.01"}
    expect:
      verdict: covered
      rests-on: [figures-2027.kx-pt-slp]
      conclusions: {threshold.crossed: true}
      duties: [duty.document-continued-need]
  - id: figures-2027.review
    title: in 2027 a cent above the amount for review
    like: figures-2027.pt-below
    case: {charges.pt-slp.before-visit: "3000.01"}
    expect: {verdict: covered, rests-on: [figures-2027.review], conclusions: {review.possible: true}}
  - id: figures-2027.cost
    title: in 2027 the session takes the last of the deductible
    like: figures-2027.pt-below
    case: {deductible.met: "250.00"}
    expect:
      verdict: covered
      rests-on: [figures-2027.deductible, figures-2027.share]
      conclusions: {cost.deductible-part: "50.00", cost.coinsurance: "10.00"}
"""
VISIT = """\
visit: {date: 2027-01-15, approved-amount: "100.00"}
therapy.kind: physical
charges.pt-slp.before-visit: "2600.00"
"""


@dataclass(frozen=True)
class Desk:
    """The folder at which the analyst works, with the pack and the new document in it."""

    folder: Path

    def run(self, *arguments: str) -> Done:
        return run(*arguments, cwd=self.folder)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert self.read(name).count(old) == 1, f"{old} in {name}"
        self.write(name, self.read(name).replace(old, new))

    def add_value(self, file: str, parameter: str, amount: str, statement: str) -> None:
        """Write the parameter's value of 2027 below its value of 2026."""
        name = f"pack/parameters/{file}.yaml"
        before, entry, after = self.read(name).partition(f"  - id: {parameter}\n")
        own, next_entry, rest = after.partition("  - id: ")
        value = (
            "      - effective: {from: 2027-01-01, until: 2028-01-01}\n"
            f"        is: {amount}\n        cites: [figures-2027.{statement}]\n"
        )
        self.write(name, f"{before}{entry}{own}{value}{next_entry}{rest}")


def codes(done: Done) -> dict[str, int]:
    """How often each code is told."""
    told = re.findall(r"^\w+\[(CV\d+)\]", done.stdout, re.MULTILINE)
    return {code: told.count(code) for code in sorted(set(told))}


def without_a_value(done: Done) -> list[str]:
    found = r"parameter `(.+)` has no value from `2027-01-01` to `2027-12-31`"
    return sorted(re.findall(found, done.stdout))


# The document is registered.


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    copytree(ROOT / "knowledge/medicare-therapy", desk.folder / "pack")
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
    assert "values of parameters" in noticed.stdout
    assert "Too little" not in noticed.stdout


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
    told = finished.run("decide", "visit.yaml", "--pack", "pack").stdout
    crossed = re.search(r"above the KX threshold\. \[([\d,]+)\]", told)
    (number,) = re.findall(r"\[(\d+)\] For 2027 the KX threshold is \$2,600 for PT and SLP", told)
    assert crossed is not None
    assert number in crossed[1].split(",")


def test_the_files_are_in_canonical_form(finished: Desk) -> None:
    done = finished.run("fmt", "--check", "pack/parameters", "pack/sources", "pack/scenarios")
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
