from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.auditing.scenarios.coverage import Reached, Row, below_threshold, reached
from coverdict.auditing.scenarios.trials import try_all
from tests.auditing.parks import HELD, OPEN, scenario, tried

ROOT = Path(__file__).parents[3]
CLOSED = scenario("verdict: not-covered", OPEN.replace("open: true", "open: false"), "closed")
IN = scenario("verdict: covered", id="in")
SILENT = scenario("verdict: undetermined", "visit.day: 2026-08-02", "silent")
OLD = scenario("conclusions: {queue: left}", OPEN.replace("30", "95"), "old")


def covered(folder: Path, *scenarios: str, **files: str) -> Reached:
    return reached(*tried(folder, *scenarios, **files))


def row(found: Reached, kind: str, of: str, number: int = 0) -> Row:
    return [each for each in found.rows if (each.kind, each.of) == (kind, of)][number]


def sides(found: Reached, kind: str, of: str, number: int = 0) -> dict[str, tuple[str, ...]]:
    return {side.name: side.scenarios for side in row(found, kind, of, number).sides}


def test_a_rule_is_seen_applied_ruled_out_and_open(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, CLOSED, SILENT)
    assert sides(found, "rule", "open-gate") == {
        "applied": ("in",),
        "ruled out": ("closed",),
        "open": ("silent",),
    }


def test_each_test_of_a_rule_is_seen_on_three_sides(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, CLOSED, SILENT)
    seen = {"for": ("in",), "against": ("closed",), "unknown": ("silent",)}
    assert sides(found, "condition", "open-gate") == seen
    assert sides(found, "condition", "open-gate", 1) == seen | {
        "for": ("in", "closed"),
        "against": (),
    }


def test_exceptions_have_sides_too(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, SILENT)
    assert sides(found, "condition", "young-right", 1) == {
        "for": (),
        "against": ("in",),
        "unknown": ("silent",),
    }


def test_a_scenario_that_failed_reaches_nothing(tmp_path: Path) -> None:
    found = covered(tmp_path, scenario("verdict: not-covered"))
    assert found.scenarios == 0
    assert all(side.scenarios == () for each in found.rows for side in each.sides)


def test_what_is_missing_names_the_scenario_in_which_the_rest_of_the_rule_holds(
    tmp_path: Path,
) -> None:
    found = covered(tmp_path, SILENT, CLOSED, IN)
    (side,) = row(found, "condition", "open-gate", 1).missing
    assert (side.name, side.nearest) == ("against", "in")


def test_a_rule_that_nothing_can_rule_out_need_only_apply(tmp_path: Path) -> None:
    pack, trials = tried(tmp_path, IN)
    rules = {id: replace(rule, when=None) for id, rule in pack.rules.items()}
    always = replace(pack, rules=rules)
    found = reached(always, try_all(always, [each.scenario for each in trials], "0"))
    assert [side.name for side in row(found, "rule", "old-free").sides if side.wanted] == [
        "applied"
    ]


PRESUMED = HELD["pack"] + (
    "presumptions:\n  - {fact: gate.open, is: true, title: gates are open, cites: [sign.gate],"
    " effective: {from: 2026-01-01, until: open}}\n"
)


def test_a_test_of_a_fact_that_is_always_presumed_is_never_unknown(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, CLOSED, pack=PRESUMED)
    assert row(found, "condition", "open-gate").missing == ()
    assert sides(found, "presumption", "gate.open") == {"used": (), "overridden": ("closed",)}


def test_a_presumption_is_used_where_the_case_is_silent(tmp_path: Path) -> None:
    silent = scenario("verdict: covered", OPEN.replace("gate.open: true, ", ""), "silent")
    found = covered(tmp_path, silent, IN, pack=PRESUMED)
    assert sides(found, "presumption", "gate.open") == {"used": ("silent",), "overridden": ()}


UNLESS_TOLD = PRESUMED.replace("is: true", "is: true, unless-told: [ticket]")


def test_a_fact_whose_presumption_gives_way_may_be_unknown(tmp_path: Path) -> None:
    silent = scenario("verdict: undetermined", OPEN.replace("gate.open: true, ", ""), "silent")
    found = covered(tmp_path, IN, CLOSED, pack=UNLESS_TOLD)
    assert row(found, "condition", "open-gate").missing[0].name == "unknown"
    found = covered(tmp_path, IN, CLOSED, silent, pack=UNLESS_TOLD)
    assert row(found, "condition", "open-gate").missing == ()
    assert sides(found, "presumption", "gate.open")["overridden"] == ("closed", "silent")


def test_values_choices_and_duties_are_told_besides(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, SILENT)
    assert sides(found, "value of a parameter", "full-price") == {"read": ("in",)}
    assert sides(found, "value of a parameter", "full-price", 1) == {"read": ("silent",)}
    assert sides(found, "value of a choice", "queue") == {"concluded": ()}
    assert sides(found, "duty", "duty.pay") == {"due": ("in",), "not due": ("silent",)}


def test_a_closure_is_seen_where_it_gives_the_value(tmp_path: Path) -> None:
    closed = "{id: may-enter, title: they may enter, otherwise: {is: true, cites: [sign.gate]}}"
    rules = HELD["rules"].replace("{id: may-enter, title: they may enter}", closed)
    found = covered(tmp_path, IN, CLOSED, rules=rules)
    assert sides(found, "closure", "may-enter") == {"used": ("in",)}


def test_outside_the_scope_nothing_is_reached(tmp_path: Path) -> None:
    scope = "  scope: {title: a day ticket, cites: [sign.gate], when: {ticket: day}}\n"
    pack = HELD["pack"].replace("  questions:", scope + "  questions:")
    outside = scenario("verdict: undetermined", OPEN.replace("ticket: day", "ticket: year"))
    found = covered(tmp_path, outside, pack=pack)
    assert not [each for each in found.rows if any(side.scenarios for side in each.sides)]


def test_the_figures_count_rules_as_a_whole_and_all_else_by_sides(tmp_path: Path) -> None:
    found = covered(tmp_path, IN, CLOSED, SILENT, OLD)
    figures = {each.kind: (each.reached, each.of, each.percent) for each in found.figures}
    assert figures["rule"] == (4, 4, "100.0")
    assert figures["condition"] == (16, 18, "88.8")  # no year ticket: not against, not as exception


@pytest.mark.parametrize(
    ("asked", "below"),
    [
        ("{rules: 100, conditions: 88}", []),
        ("{conditions: 89}", [("condition", 89)]),
        ("{rules: 0}", []),
    ],
)
def test_a_threshold_holds_where_enough_is_reached(
    tmp_path: Path, asked: str, below: list[tuple[str, int]]
) -> None:
    pack = HELD["pack"].replace("  questions:", f"  coverage: {asked}\n  questions:")
    opened, trials = tried(tmp_path, IN, CLOSED, SILENT, OLD, pack=pack)
    found = below_threshold(opened, reached(opened, trials))
    assert [(figure.kind, percent) for figure, percent in found] == below


@pytest.mark.parametrize("folder", ["tests/frozen/medicare-therapy", "tests/packs/library-loans"])
def test_the_packs_reach_what_they_ask_for(folder: str) -> None:
    opened = open_pack(ROOT / folder, folder)
    assert opened.pack is not None
    assert opened.pack.coverage is not None
    trials = try_all(opened.pack, opened.scenarios, "0")
    assert below_threshold(opened.pack, reached(opened.pack, trials)) == ()
