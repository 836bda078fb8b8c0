"""What operations on days and lists are called: by the names of what they take, and by its values."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Pack
from coverdict.explaining.arithmetic import worked_out
from coverdict.explaining.wording import expression_in_words
from coverdict.vocabulary.expressions import Expression
from tests.packs_written import FACTS, RULES, SCENARIOS, minimal_pack

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
        "the number of 2026-01-05 and 2026-03-02 after 2026-03-02",
    ),
    (
        "{latest: {of: $days, on-or-before: {plus-days: [$visit.day, 1]}}}",
        "the latest of the days on or before the day plus 1 days",
        "the latest of 2026-01-05 and 2026-03-02 on or before (2026-03-02 + 1 days)",
    ),
    (
        "{count: {of: $tools, in: [saw]}}",
        "the number of the tools that are among a saw",
        "the number of an axe and a saw that are among a saw",
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
