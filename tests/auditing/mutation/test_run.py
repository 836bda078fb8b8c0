"""Mutation testing: what scenarios notice, what they miss, and the scenario that would notice it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coverdict.auditing.mutation.mutants import Mutant, mutants
from coverdict.auditing.mutation.neighbours import changed_case
from coverdict.auditing.mutation.notice import Notice
from coverdict.auditing.mutation.run import Mutation, mutate
from coverdict.auditing.mutation.witnesses import Witness, witnesses
from coverdict.auditing.scenarios.trials import try_scenario
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Expectation, Scenario
from coverdict.vocabulary.waivers import Waiver
from tests.packs_written import PACK, RULES, SCENARIOS, minimal_pack

LIBRARY = Path(__file__).parents[2] / "packs/library-loans"
WHOLE = "the whole rule taken out"


def opened(folder: Path, **files: str) -> tuple[Pack, tuple[Scenario, ...]]:
    found = minimal_pack(folder, **files)
    assert found.pack is not None
    return found.pack, found.scenarios


def survivors(found: Mutation) -> set[tuple[str, str]]:
    return {(item.about, item.change) for item in found.survivors}


@cache
def library() -> tuple[Pack, tuple[Scenario, ...], tuple[Mutant, ...]]:
    """The second pack with three scenarios of each question, and the mutants that these do not notice."""
    from coverdict import open_pack

    found = open_pack(LIBRARY, "library-loans")
    assert found.pack is not None
    asked = {each.question for each in found.scenarios}
    few = tuple(
        scenario
        for question in sorted(asked)
        for scenario in [each for each in found.scenarios if each.question == question][:3]
    )
    notice = Notice(found.pack, few)
    return found.pack, few, tuple(item for item in mutants(found.pack) if not notice.of(item))


def as_scenario(pack: Pack, witness: Witness) -> Scenario:
    expect = Expectation(
        witness.verdict,
        witness.modality,
        conclusions=dict(witness.conclusions),
        refused=witness.refused,
        rules=witness.rules,
        no_rules=witness.no_rules,
    )
    case = changed_case(pack, witness.like.case, witness.changes)
    return replace(witness.like, case=case, expect=expect)


def test_what_the_scenario_expects_is_noticed_and_the_rest_is_not(tmp_path: Path) -> None:
    found = mutate(*opened(tmp_path))
    assert ("open-gate", WHOLE) not in survivors(found)
    assert ("open-gate", "without the condition: the gate is open") in survivors(found)
    assert found.noticed == found.tried - len(found.survivors)


def test_a_scenario_on_the_other_side_notices_the_dropped_condition(tmp_path: Path) -> None:
    closed = "  - {id: shut, title: shut, like: in, case: {gate.open: false}, expect: {verdict: undetermined}}\n"
    found = mutate(*opened(tmp_path, scenarios=SCENARIOS + closed))
    assert ("open-gate", "without the condition: the gate is open") not in survivors(found)


def test_a_change_of_how_sure_a_rule_is_is_noticed_where_a_scenario_says_how_sure(
    tmp_path: Path,
) -> None:
    change = ("open-gate", "modality may in place of must")
    assert change in survivors(mutate(*opened(tmp_path / "silent")))
    sure = SCENARIOS.replace("verdict: covered,", "verdict: covered, modality: must,")
    assert change not in survivors(mutate(*opened(tmp_path / "sure", scenarios=sure)))


def test_a_change_of_how_sure_an_amount_is_is_noticed_too(tmp_path: Path) -> None:
    priced = RULES.replace(", is: $full-price, cites: [sign.gate]", "").replace(
        "then: {may-enter: true}", 'then: {price: "4.00"}'
    )
    expecting = SCENARIOS.replace("verdict: covered, ", "").replace("open-gate, sign", "sign")
    sure = expecting.replace('price: "4.00"', 'price: {is: "4.00", modality: must}')
    change = ("open-gate", "modality may in place of must")
    for scenarios, missed in ((expecting, True), (sure, False)):
        found = mutate(*opened(tmp_path / str(missed), rules=priced, scenarios=scenarios))
        assert (change in survivors(found)) is missed


def test_a_fact_no_longer_asked_for_is_noticed_where_a_scenario_asks_for_it(tmp_path: Path) -> None:
    silent = "  - {id: silent, title: t, case: {visit.day: 2026-03-02}, expect: {verdict: undetermined}}\n"
    asking = silent.replace("undetermined}", "undetermined, missing: [gate.open]}")
    change = ("open-gate", "without the condition: the gate is open")
    assert change in survivors(mutate(*opened(tmp_path / "silent", scenarios=SCENARIOS + silent)))
    assert change not in survivors(
        mutate(*opened(tmp_path / "asking", scenarios=SCENARIOS + asking))
    )


def test_every_witness_notices_the_mutants_it_is_said_to_notice() -> None:
    pack, few, unnoticed = library()
    found = witnesses(pack, few, unnoticed)
    assert found
    for witness in found:
        notice = Notice(pack, [as_scenario(pack, witness)])
        assert [item.change for item in witness.notices if notice.of(item) is None] == []


def test_every_witness_passes_on_the_pack_as_it_stands() -> None:
    pack, few, unnoticed = library()
    for witness in witnesses(pack, few, unnoticed):
        assert try_scenario(pack, as_scenario(pack, witness), "").differences == ()


def test_most_survivors_have_a_witness() -> None:
    pack, few, unnoticed = library()
    shown = [mutant for item in witnesses(pack, few, unnoticed) for mutant in item.notices]
    assert len(shown) == len({id(item) for item in shown})
    assert len(shown) > 0.9 * len(unnoticed)


def test_a_waiver_excuses_a_survivor_until_what_it_excuses_is_changed(tmp_path: Path) -> None:
    pack, scenarios = opened(tmp_path / "was")
    survivor = mutate(pack, scenarios).survivors[0]
    waiver = Waiver(
        "mutant", survivor.about, survivor.digest, "no matter", pack.span, survivor.change
    )
    excused = mutate(replace(pack, waivers=(waiver,)), scenarios)
    assert [item.mutant.change for item in excused.excused] == [survivor.change]
    assert (survivor.about, survivor.change) not in survivors(excused)
    changed, _ = opened(tmp_path / "now", rules=RULES.replace("until: open}", "until: 2026-12-01}"))
    late = replace(waiver, about="open-gate", change="without the condition: the gate is open")
    lapsed = mutate(replace(changed, waivers=(late,)), scenarios)
    assert lapsed.lapsed == (late,)
    assert (late.about, late.change) in survivors(lapsed)


def test_a_waiver_of_a_mutant_that_a_scenario_notices_excuses_nothing(tmp_path: Path) -> None:
    pack, scenarios = opened(tmp_path)
    waiver = Waiver("mutant", "open-gate", "sha256:" + "0" * 64, "no matter", pack.span, WHOLE)
    assert mutate(replace(pack, waivers=(waiver,)), scenarios).idle == (waiver,)


def test_several_processes_find_what_one_finds() -> None:
    pack, few, _ = library()
    told: list[tuple[str, int, int]] = []
    alone = mutate(pack, few)
    shared = mutate(pack, few, 2, lambda what, done, of: told.append((what, done, of)))
    assert shared == alone
    assert [each for each in told if each[0] == "mutants"] == [
        ("mutants", n, alone.tried) for n in range(1, alone.tried + 1)
    ]


def test_a_rule_that_begins_a_day_early_is_noticed_on_the_day_before(tmp_path: Path) -> None:
    july = RULES.replace(
        "from: 2026-01-01, until: open}\n    when", "from: 2026-07-01, until: open}\n    when"
    )
    late = SCENARIOS.replace("2026-03-02", "2026-07-01").replace('"4.00"', '"5.00"')
    before = "  - {id: before, title: t, like: in, case: {visit.day: 2026-06-30}, expect: {verdict: undetermined}}\n"
    change = ("open-gate", "from 2026-06-30 in place of 2026-07-01")
    assert change in survivors(mutate(*opened(tmp_path / "one", rules=july, scenarios=late)))
    both = mutate(*opened(tmp_path / "two", rules=july, scenarios=late + before))
    assert change not in survivors(both)


@pytest.mark.parametrize("edge", ["2026-06-30", "2026-07-01"])
def test_a_value_that_changes_a_day_early_or_late_is_shown_by_that_day(
    tmp_path: Path, edge: str
) -> None:
    pack, scenarios = opened(tmp_path)
    days = {
        str(witness.changes.get("visit.day"))
        for witness in mutate(pack, scenarios).missing
        for mutant in witness.notices
        if mutant.about == "full-price" and "2026-07-01" in mutant.change
    }
    assert edge in days


def test_a_case_outside_the_scope_is_not_said_to_show_the_verdict(tmp_path: Path) -> None:
    scope = "  scope: {title: by day, cites: [sign.gate], when: {ticket: day}}\n"
    scoped = PACK.replace("  questions:\n", f"{scope}  questions:\n")
    outside = SCENARIOS.replace("ticket: day", "ticket: year")
    outside = outside[: outside.index("    expect:")] + "    expect: {verdict: undetermined}\n"
    pack, scenarios = opened(tmp_path, pack=scoped, scenarios=outside)
    found = {
        mutant.change: witness
        for witness in mutate(pack, scenarios).missing
        for mutant in witness.notices
        if mutant.about == "open-gate"
    }
    assert (found[WHOLE].verdict, found[WHOLE].changes) == ("covered", {"ticket": "day"})


def test_a_rule_that_changes_nothing_is_noticed_by_whether_it_applies(tmp_path: Path) -> None:
    again = RULES + (
        "  - id: again\n    title: it says the same\n    cites: [sign.gate]\n"
        "    effective: {from: 2026-01-01, until: open}\n"
        "    when: {gate.open: true}\n    unless: {ticket: year}\n    then: {may-enter: true}\n"
    )
    found = mutate(*opened(tmp_path, rules=again))
    shown = [item for item in found.missing if item.rules or item.no_rules]
    assert any(mutant.about == "again" for item in shown for mutant in item.notices)
