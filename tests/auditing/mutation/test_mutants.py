"""Mutants: the small changes that are made to a pack, and those that are not because they could not show."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict.auditing.mutation.mutants import Mutant, mutants
from coverdict.compiling.in_force import parameter_value
from coverdict.vocabulary.packs import Pack
from tests.packs_written import FACTS, PACK, PARAMETERS, RULES, SCENARIOS, minimal_pack

COMPARED = """\
criteria:
  - {id: may-enter, title: they may enter, otherwise: {is: false, cites: [sign.gate]}}
amounts:
  - {id: price, title: the price, type: money, is: $full-price, cites: [sign.gate]}
  - {id: reduced, title: the reduced price, type: money, is: {percent: {of: $price, by: "50"}}, cites: [sign.gate]}
rules:
  - id: grown-up
    title: who is grown up may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: 2026-09-01}
    modality: usually
    when:
      all:
        - visitor.age: {at-least: 18}
        - any: [{gate.open: true}, {ticket: {in: [day, year]}}]
    unless: {ticket: year}
    then: {may-enter: true}
  - id: closed
    title: nobody enters at a closed gate
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {at-least-n-of: {n: 1, of: [{gate.open: false}, {visitor.age: {below: 3}}]}}
    defeats: [grown-up]
    then: {may-enter: false}
"""


def changes(folder: Path, rules: str, about: str, **files: str) -> list[str]:
    return [item.change for item in made(folder, rules=rules, **files) if item.about == about]


def made(folder: Path, **files: str) -> tuple[Mutant, ...]:
    return mutants(opened(folder, **files))


def opened(folder: Path, **files: str) -> Pack:
    plain = SCENARIOS.replace("open-gate, ", "")
    pack = minimal_pack(folder, scenarios=plain, **files).pack
    assert pack is not None
    return pack


@pytest.mark.parametrize(
    "change",
    [
        "the whole rule taken out",
        "modality must in place of usually",
        "without the condition: the age: at least 18",
        "the opposite of: the age: at least 18",
        "19 in: the age: at least 18",
        "17 in: the age: at least 18",
        "any in place of all of: the age: at least 18; any of these: the gate is open; the ticket: day or year",
        "all in place of any of: the gate is open; the ticket: day or year",
        "without “year” in: the ticket: day or year",
        "without the exception",
        "until 2026-09-02 in place of 2026-09-01",
        "until 2026-08-31 in place of 2026-09-01",
    ],
)
def test_a_rule_has_a_mutant_for_each_small_slip(tmp_path: Path, change: str) -> None:
    assert change in changes(tmp_path, COMPARED, "grown-up")


def test_a_count_is_asked_for_one_more_and_precedence_is_lost(tmp_path: Path) -> None:
    found = changes(tmp_path, COMPARED, "closed")
    assert (
        "at least 2 in place of 1 of: it is not so that the gate is open; the age: below 3" in found
    )
    assert "without precedence over “who is grown up may enter”" in found


@pytest.mark.parametrize(("about", "moved"), [("closed", False), ("grown-up", True)])
def test_an_end_that_is_the_windows_own_or_lies_outside_is_left_where_it_is(
    tmp_path: Path, about: str, moved: bool
) -> None:
    ends = [
        change for change in changes(tmp_path, COMPARED, about) if " in place of 2026-" in change
    ]
    assert not [change for change in ends if change.startswith("from")]
    assert bool(ends) is moved


def test_a_parameter_moves_by_a_cent_and_by_a_day(tmp_path: Path) -> None:
    found = changes(tmp_path, RULES, "full-price")
    assert found[:2] == [
        "$4.01 in place of $4.00, from 2026-01-01",
        "$3.99 in place of $4.00, from 2026-01-01",
    ]
    assert "from 2026-06-30 in place of 2026-07-01" in found


@pytest.mark.parametrize(
    ("change", "day", "value"),
    [
        ("from 2026-06-30 in place of 2026-07-01", date(2026, 6, 30), Decimal("5.00")),
        ("until 2026-07-02 in place of 2026-07-01", date(2026, 7, 1), Decimal("4.00")),
    ],
)
def test_on_a_day_that_two_values_would_share_the_moved_one_counts(
    tmp_path: Path, change: str, day: date, value: Decimal
) -> None:
    pack = opened(tmp_path)
    (mutant,) = (item for item in mutants(pack) if item.change == change)
    assert parameter_value(mutant.of(pack).parameters["full-price"], day, day) == value


def test_a_value_of_another_time_has_no_mutant(tmp_path: Path) -> None:
    later = PARAMETERS.replace("until: open}", "until: 2027-01-01}").replace(
        '"5.00", cites: [sign.gate]}\n',
        '"5.00", cites: [sign.gate]}\n'
        '      - {effective: {from: 2027-01-01, until: open}, is: "6.00", cites: [sign.gate]}\n',
    )
    assert not [
        change
        for change in changes(tmp_path, RULES, "full-price", parameters=later)
        if "$6" in change
    ]


def test_a_closure_is_taken_out_and_a_number_in_an_amount_is_moved(tmp_path: Path) -> None:
    assert changes(tmp_path, COMPARED, "may-enter") == ["without `otherwise`"]
    assert changes(tmp_path, COMPARED, "reduced") == [
        "50.01 % in place of 50 %",
        "49.99 % in place of 50 %",
    ]


def test_a_choice_among_days_is_taken_otherwise(tmp_path: Path) -> None:
    facts = FACTS + "  - {id: days, title: the days, type: dates, asks: Which?, asked-of: guard}\n"
    last = "  - {id: last, title: l, type: date, is: {latest: {of: $days, before: $visit.day}}, cites: [sign.gate]}\n"
    rules = RULES.replace("amounts:\n", f"amounts:\n{last}")
    assert changes(tmp_path, rules, "last", facts=facts) == [
        "earliest in place of latest in: the latest of the days before the day",
        "on or before in place of before in: the days before the day",
    ]


def test_each_mutant_is_another_pack_that_differs_in_one_thing(tmp_path: Path) -> None:
    pack = opened(tmp_path, rules=COMPARED)
    for mutant in mutants(pack):
        changed = mutant.of(pack)
        held, kept = getattr(changed, mutant.field), getattr(pack, mutant.field)
        assert held != kept
        assert {id for id in kept if held.get(id) is not kept[id]} == {mutant.about}


def test_no_two_mutants_of_a_thing_are_called_the_same(tmp_path: Path) -> None:
    names = [(item.about, item.change) for item in made(tmp_path, rules=COMPARED)]
    assert len(names) == len(set(names))


def test_a_presumption_that_gives_way_has_a_mutant_without_that(tmp_path: Path) -> None:
    presumed = (
        "presumptions:\n  - {fact: gate.open, is: true, unless-told: [ticket, visitor.age],"
        " title: so, cites: [sign.gate], effective: {from: 2026-01-01, until: open}}\n"
    )
    found = [each for each in made(tmp_path, pack=PACK + presumed) if each.field == "presumptions"]
    assert [(each.change, each.now and each.now.gives_way_to) for each in found][1:3] == [
        ("presumed even where the case says something of “the ticket”", ("visitor.age",)),
        ("presumed even where the case says something of “the age”", ("ticket",)),
    ]
