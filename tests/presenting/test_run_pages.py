"""A run of scenarios as text, JUnit XML and JSON, and how far it reaches."""

import json
from pathlib import Path
from xml.etree import ElementTree

from coverdict.auditing.scenarios.coverage import below_threshold, reached
from coverdict.auditing.scenarios.outcomes import outcome_of, run_of
from coverdict.presenting.coverage_page import coverage_line, coverage_parts
from coverdict.presenting.junit import run_as_junit
from coverdict.presenting.outcomes_page import run_as_text, run_page
from coverdict.presenting.page_text import page_as_text
from coverdict.presenting.run_json import run_as_json
from tests.auditing.parks import HELD, OPEN, scenario, tried

WRONG = scenario(
    "verdict: covered, duties: [duty.pay]", "visit.day: 2026-03-02, ticket: day", "bad"
)
IN = scenario("verdict: covered", id="in")


def test_a_run_in_which_all_is_as_expected_is_told_in_a_line(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN)
    assert run_as_text(run_of(pack, map(outcome_of, trials))) == "1 scenario, all as expected\n"


def test_what_failed_is_told_down_to_the_fact_with_its_statements(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, WRONG)
    assert (
        run_as_text(run_of(pack, map(outcome_of, trials)))
        == """\
Not as expected: 1 of 2 scenarios.

The case bad
  scenario bad, park/scenarios/all.yaml:3:10
  - verdict: expected covered, got undetermined
    park/scenarios/all.yaml:3:98
    ? rule “who comes to an open gate may enter” may yet apply [1]
      park/rules/all.yaml:10:9
      ? the gate is open — the case does not say
  - duty.pay: expected due, got not due
    park/scenarios/all.yaml:3:116
    ? rule “the others queue on the right and pay” may yet apply [1]
      park/rules/all.yaml:23:9
      ? the age: at most 90 — the case does not say

Source: The sign (manual)
  [1] The gate is open.
      line 1, sentence 1

2 scenarios, 1 failed
"""
    )


def test_a_step_that_stands_in_two_places_is_unfolded_once(tmp_path: Path) -> None:
    twice = scenario("duties: [duty.pay], rules: [young-right]", "visit.day: 2026-03-02", "bad")
    pack, trials = tried(tmp_path, twice)
    text = run_as_text(run_of(pack, map(outcome_of, trials)))
    assert text.count("the age: at most 90") == 1
    assert "may yet apply [1] (see above)" in " ".join(text.split())


def test_marks_are_plain_where_the_output_is(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, scenario("verdict: covered", OPEN.replace("true", "false")))
    text = run_as_text(run_of(pack, map(outcome_of, trials)), ascii=True)
    assert "\n    - rule “who comes" in text
    assert "✗" not in text


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_scenario(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, WRONG)
    root = ElementTree.fromstring(run_as_junit(run_of(pack, map(outcome_of, trials)), pack.id))
    (suite,) = root
    assert root.attrib == {
        "name": "park",
        "tests": "2",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    assert (suite.get("name"), suite.get("failures")) == ("park/scenarios/all.yaml", "1")
    assert [case.get("name") for case in suite] == ["in: the case in", "bad: the case bad"]
    assert suite[1].attrib | {"name": ""} == {
        "classname": "park.entry",
        "name": "",
        "file": "park/scenarios/all.yaml",
        "line": "3",
    }


def test_a_failure_in_junit_has_the_first_difference_and_the_whole_report(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, WRONG)
    root = ElementTree.fromstring(run_as_junit(run_of(pack, map(outcome_of, trials)), pack.id))
    (failure,) = root.iter("failure")
    assert failure.get("message") == "verdict: expected covered, got undetermined"
    assert "? the gate is open — the case does not say" in (failure.text or "")
    assert "[1] The gate is open." in (failure.text or "")


def test_junit_escapes_what_xml_would_read_as_its_own(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN.replace("the case in", '"a < b & c"'))
    root = ElementTree.fromstring(run_as_junit(run_of(pack, map(outcome_of, trials)), pack.id))
    assert root[0][0].get("name") == "in: a < b & c"


def test_json_has_the_differences_with_their_steps_and_the_figures(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN, WRONG)
    found = reached(pack, trials)
    told = json.loads(
        run_as_json(pack, run_of(pack, map(outcome_of, trials)), found, [(found.figures[0], 100)])
    )
    assert (told["failed"], [each["passed"] for each in told["scenarios"]]) == (1, [True, False])
    difference = told["scenarios"][1]["differences"][0]
    assert (difference["expected"], difference["got"]) == ("covered", "undetermined")
    assert difference["steps"][0]["below"][0]["says"] == "the gate is open — the case does not say"
    assert told["coverage"]["figures"][0] == {
        "kind": "rule",
        "reached": 0,
        "of": 4,
        "percent": "0.0",
        "below": 100,
    }


def test_coverage_is_told_by_file_with_the_scenario_to_start_from(tmp_path: Path) -> None:
    asked = HELD["pack"].replace("  questions:", "  coverage: {rules: 100}\n  questions:")
    pack, trials = tried(tmp_path, IN, pack=asked)
    found = reached(pack, trials)
    parts = coverage_parts(pack, found, below_threshold(pack, found))
    text = page_as_text(run_page(run_of(pack, map(outcome_of, trials)), parts))
    assert " rules (on both sides) 0 4 0.0 % " in " ".join(text.split())
    assert (
        "\nNot shown: park/rules/all.yaml\n"
        "  - rule “who comes to an open gate may enter”: is never ruled out\n"
        "    open-gate, line 10\n"
        "    nearest scenario: in\n"
        "    - line 14, “the gate is open”: never fails and is never unknown\n"
        "      nearest scenario: in\n"
    ) in text
    assert text.endswith(
        "Below the threshold\n  The pack asks for more, at park/pack.yaml:7:14.\n"
        "  - rules (on both sides): 0.0 % shown, 100 % asked for\n"
    )


def test_the_line_of_coverage_has_both_figures(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN)
    line = "coverage: 0.0 % of rules (on both sides), 33.3 % of sides of conditions"
    assert coverage_line(reached(pack, trials)) == line
