from pathlib import Path

from coverdict.auditing.scenarios.matrix import Matrix, StatementRow, matrix_of
from tests.auditing.parks import HELD, OPEN, scenario, tried
from tests.packs_written import CODES, FACTS, SOURCES

TWO = SOURCES + (
    f"  - {{id: old, at: {{block: 2, sentence: 1}}, digest: sha256:{'2' * 64},"
    " says: Old visitors queue on the left., role: encoded}\n"
)
RULES = HELD["rules"].replace(
    "the old usually pay nothing\n    cites: [sign.gate]",
    "the old usually pay nothing\n    cites: [sign.old]",
)
IN = scenario("verdict: covered", id="in")
OLD = scenario("conclusions: {queue: left}", OPEN.replace("30", "95"), "old")


def matrix(folder: Path, *scenarios: str, rules: str = RULES, sources: str = TWO) -> Matrix:
    return matrix_of(*tried(folder, *scenarios, rules=rules, sources=sources))


def statement(found: Matrix, key: str) -> StatementRow:
    return next(row for row in found.statements if row.key == key)


def test_a_statement_stands_with_what_cites_it_and_the_scenarios_that_rest_on_it(
    tmp_path: Path,
) -> None:
    row = statement(matrix(tmp_path, IN, OLD), "sign.old")
    assert (row.rules, row.scenarios) == (("old-free",), ("old",))
    assert [(use.kind, use.id) for use in row.cited_by] == [("rule", "old-free")]


def test_a_scenario_stands_with_its_rules_and_their_statements(tmp_path: Path) -> None:
    found = matrix(tmp_path, IN, OLD)
    rows = {row.id: (row.rules, row.statements) for row in found.scenarios}
    assert rows["in"] == (("open-gate", "young-right"), ("sign.gate",))
    assert rows["old"] == (("open-gate", "old-free"), ("sign.gate", "sign.old"))


def test_a_rule_stands_between_them(tmp_path: Path) -> None:
    found = {row.id: row for row in matrix(tmp_path, IN, OLD).rules}
    assert (found["old-free"].statements, found["old-free"].scenarios) == (("sign.old",), ("old",))
    assert found["closed-gate"].scenarios == ()


def test_an_encoded_statement_that_no_scenario_exercises_is_told(tmp_path: Path) -> None:
    (one,) = matrix(tmp_path, IN).findings
    assert (one.code, one.is_error, str(one.span)) == ("CV511", False, "park/sources/all.yaml:8:10")
    assert one.message == "the statement `sign.old` is marked encoded, and no scenario exercises it"
    assert one.help == "write a scenario whose answer rests on rule `old-free`"


def test_a_scenario_that_failed_exercises_nothing(tmp_path: Path) -> None:
    wrong = OLD.replace("queue: left", "queue: right")
    found = matrix(tmp_path, IN, wrong)
    assert [row.id for row in found.failed] == ["old"]
    assert [one.code for one in found.findings] == ["CV511"]


def test_a_statement_of_other_days_cannot_be_exercised(tmp_path: Path) -> None:
    later = RULES.replace(
        "cites: [sign.old]\n    effective: {from: 2026-01-01, until: open}",
        "cites: [sign.old]\n    effective: {from: 2030-01-01, until: open}",
    )
    found = matrix(tmp_path, IN, rules=later)
    assert found.findings == ()
    assert not statement(found, "sign.old").in_window


def test_advice_is_exercised_where_the_question_is_asked(tmp_path: Path) -> None:
    silent = scenario("verdict: undetermined", "visit.day: 2026-03-02", "silent")
    asked = FACTS.replace("asked-of: guard}", "asked-of: guard, cites: [sign.ask]}")
    advice = TWO.replace("id: old", "id: ask").replace("role: encoded}", "role: advice}")
    pack, trials = tried(tmp_path, silent, facts=asked, sources=advice)
    assert statement(matrix_of(pack, trials), "sign.ask").scenarios == ("silent",)


def test_of_several_lists_of_a_fact_that_one_is_exercised_which_has_the_code(
    tmp_path: Path,
) -> None:
    week = scenario("verdict: undetermined", OPEN.replace("ticket: day", "ticket: week"), "week")
    codes = CODES + "  - {id: more, title: more, cites: [sign.old], codes: {week: for a week}}\n"
    facts = FACTS.replace("[day, year]", "[$tickets, $more]")
    pack, trials = tried(tmp_path, IN, week, facts=facts, codes=codes, sources=TWO)
    assert statement(matrix_of(pack, trials), "sign.old").scenarios == ("week",)
