"""What operations on days and lists are called: by the names of what they take, and by its values."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Case, Explanation, Pack, Verdict, decide, explain
from coverdict.explaining.arithmetic import worked_out
from coverdict.explaining.wording import expression_in_words
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.expressions import Expression
from tests.packs_written import FACTS, RULES, SCENARIOS, minimal_pack

DAY = date(2026, 3, 2)
MORE_FACTS = FACTS + (
    "  - {id: days, title: the days, type: dates, asks: Which?, asked-of: guard}\n"
    "  - {id: tools, title: the tools, type: choices, of: {axe: an axe, saw: a saw}, asks: Which?, asked-of: guard}\n"
)
KNOWN = {
    "visit.day": (date(2026, 3, 2),),
    "days": ((date(2026, 1, 5), date(2026, 3, 2)),),
    "tools": (("axe", "saw"),),
    "visitor.age": (52,),
}
SAID = [
    (
        "{plus-months: [$visit.day, 6]}",
        "the day plus 6 months",
        "2026-03-02 + 6 months",
    ),
    (
        "{end-of-month: [{plus-months: [$visit.day, 1]}]}",
        "the last day of the month of the day plus 1 months",
        "the last day of the month of 2026-03-02 + 1 months",
    ),
    (
        "{whole-quotient: [{sum: [$visitor.age, 7]}, 15]}",
        "how many times 15 goes into (the age plus 7) as a whole",
        "(52 + 7) ÷ 15, without the rest",
    ),
    (
        "{count: {of: $days, after: $visit.day}}",
        "the number of the days after the day",
        "counting 2026-01-05 and 2026-03-02 after 2026-03-02",
    ),
    (
        "{latest: {of: $days, on-or-before: {plus-days: [$visit.day, 1]}}}",
        "the latest of the days on or before the day plus 1 days",
        "the latest of 2026-01-05 and 2026-03-02 on or before (2026-03-02 + 1 days)",
    ),
    (
        "{count: {of: $tools, in: [saw]}}",
        "the number of the tools that are among a saw",
        "counting a saw",
    ),
]


def written(folder: Path, expression: str) -> tuple[Pack, Expression]:
    kind = (
        "date"
        if expression.split(":")[0] in ("{plus-months", "{end-of-month", "{latest")
        else "count"
    )
    rules = RULES.replace("type: money, is: $full-price", f"type: {kind}, is: {expression}")
    cases = SCENARIOS.replace(', conclusions: {price: "4.00"}', "")
    pack = minimal_pack(folder, facts=MORE_FACTS, rules=rules, scenarios=cases).pack
    assert pack is not None
    found = pack.amounts["price"].expression
    assert found is not None
    return pack, found


@pytest.mark.parametrize(("expression", "words", "numbers"), SAID)
def test_an_operation_reads_alike_with_names_and_with_values(
    tmp_path: Path, expression: str, words: str, numbers: str
) -> None:
    pack, found = written(tmp_path, expression)
    assert expression_in_words(pack, found, pack.amounts["price"].type) == words
    assert worked_out(pack, found, pack.amounts["price"].type, KNOWN) == numbers


COUNTED = "{count: {of: $tools, in: $sharp}}"
SHARP = """\
code-sets:
  - {id: tickets, title: tickets, cites: [sign.gate], codes: {day: for a day, year: for a year}}
  - {id: sharp, title: sharp tools, cites: [sign.gate], codes: {axe: an axe, scythe: a scythe}}
"""
BY_RULE = """\
  - id: at-the-gate
    title: sharp tools are counted at an open gate
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {gate.open: true}
    then: {price: {count: {of: $tools, in: $sharp}}}
"""


@pytest.mark.parametrize("by_rule", [False, True], ids=["defined", "set by a rule"])
def test_what_is_counted_by_a_code_set_is_explained_by_what_was_found(
    tmp_path: Path, by_rule: bool
) -> None:
    worth = "type: count" if by_rule else f"type: count, is: {COUNTED}"
    rules = RULES.replace("type: money, is: $full-price", worth) + (BY_RULE if by_rule else "")
    cases = SCENARIOS.replace(', conclusions: {price: "4.00"}', "")
    opened = minimal_pack(tmp_path, facts=MORE_FACTS, rules=rules, scenarios=cases, codes=SHARP)
    assert opened.pack is not None, opened.diagnostics
    case = Case({"gate.open": Given(True, ""), "tools": Given(("axe", "saw"), "")}, {})
    found = explain(opened.pack, case, Asking("entry", DAY, DAY), "price")
    assert isinstance(found, Explanation)
    assert [each.id for each in found.findings] == ["price"]
    assert found.verdict.amounts[0].arithmetic == ("counting an axe = 1",)


def test_a_way_that_gave_an_amount_no_value_is_not_told(tmp_path: Path) -> None:
    rules = RULES.replace("is: $full-price", "is: {sum: [$full-price, $extra]}") + (
        "  - id: at-the-gate\n    title: the open gate costs nothing\n    cites: [sign.gate]\n"
        "    effective: {from: 2026-01-01, until: open}\n    when: {gate.open: true}\n"
        '    then: {price: "0.00"}\n'
    )
    extra = "  - {id: extra, title: extra, type: money, asks: What?, asked-of: guard}\n"
    cases = SCENARIOS.replace('"4.00"', '"0.00"')
    opened = minimal_pack(tmp_path, facts=FACTS + extra, rules=rules, scenarios=cases)
    assert opened.pack is not None, opened.diagnostics
    found = decide(opened.pack, Case({"gate.open": Given(True, "")}, {}), Asking("entry", DAY, DAY))
    assert isinstance(found, Verdict)
    assert found.amounts[0].arithmetic == ("$0.00 = $0.00",)


@pytest.mark.parametrize("told", [(), (date(2026, 3, 9),)], ids=["none", "none that counts"])
def test_a_list_without_the_day_that_is_wanted_is_named(
    tmp_path: Path, told: tuple[date, ...]
) -> None:
    latest = "type: date, is: {latest: {of: $days, before: $visit.day}}"
    rules = RULES.replace("type: money, is: $full-price", latest)
    late = BY_RULE.replace("{gate.open: true}", "{price: {at-least: 2026-02-01}}")
    late = late.partition("    then:")[0] + "    then: {may-enter: true}\n"
    cases = SCENARIOS.replace(', conclusions: {price: "4.00"}', "")
    opened = minimal_pack(tmp_path, facts=MORE_FACTS, rules=rules + late, scenarios=cases)
    assert opened.pack is not None, opened.diagnostics
    given = {"gate.open": Given(False, ""), "days": Given(told, ""), "visit.day": Given(DAY, "")}
    found = decide(opened.pack, Case(given, {}), Asking("entry", DAY, DAY))
    assert isinstance(found, Verdict)
    assert found.reasons[0].text == "not known: the price, for want of one among the days"
