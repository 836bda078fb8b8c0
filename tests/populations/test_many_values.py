"""Amounts that can have many values in one row: told exactly where the database has lists, and refused where not."""

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from coverdict.explaining.deciding import nearest_day
from coverdict.populations.printed import printed
from coverdict.populations.queries import Asked
from coverdict.populations.told_rows import told_of
from coverdict.populations.verdict_columns import CONFLICTING, TOLD
from coverdict.vocabulary.cases import Case, Refusal
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack
from tests.packs_written import FACTS, PACK, RULES, SCENARIOS, minimal_pack
from tests.populations.deciding import decided, differing, told
from tests.populations.telling import alike, told_by_query
from tests.situations import case_of

DAY = date(2026, 3, 2)
REPORTED = PACK.replace("[price]", "[price, rebates, least, first-day]")
REBATES = RULES.replace(
    "amounts:\n",
    """\
amounts:
  - {id: rebate, title: the rebate, type: money}
  - id: rebates
    title: the rebates
    type: money
    is: {sum: [$rebate, $rebate, $rebate, $rebate]}
    round: {to: "0.1", mode: up}
    cites: [sign.gate]
  - {id: least, title: the least, type: money, is: {minimum: [$rebates, "0.10"]}, cites: [sign.gate]}
  - id: first-day
    title: the first day
    type: date
    is: {earliest: {of: $item, after: $visit.day}}
    cites: [sign.gate]
""",
)
REBATE = """\
  - id: rebate.{0}
    title: rebate {0}
    cites: [sign.gate]
    effective: {{from: 2026-01-01, until: open}}
    when: {{{1}}}
    then: {{rebate: "{2}"}}
"""
CHEAP = """\
  - id: cheap
    title: high rebates are cheap
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {rebates: {above: "2.00"}}
    then: {may-enter: true}
  - id: dear
    title: low rebates are dear
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {rebates: {at-most: "2.00"}}
    then: {may-enter: false}
"""
WHEN = {
    "young": ("visitor.age: {at-most: 6}", "0.33"),
    "old": ("visitor.age: {at-least: 5}", "0.55"),
    "open": ("gate.open: true", "0.55"),
    "daily": ("ticket: day", "1.11"),
}
ITEMS = FACTS + "  - {id: item, title: days, type: dates, asks: When?, asked-of: guard}\n"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    rules = REBATES + "".join(REBATE.format(id, *told) for id, told in WHEN.items()) + CHEAP
    folder = tmp_path_factory.mktemp("park")
    opened = minimal_pack(folder, pack=REPORTED, facts=ITEMS, rules=rules, scenarios=SCENARIOS)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def visits(pack: Pack) -> list[Case]:
    """Each age with each ticket, the gate open and not, and what is not said of these."""
    ages, items = (None, 4, 6, 7), ([], ["2026-03-01", "2026-03-04"])
    told = [
        {"visitor.age": age, "ticket": ticket, "gate.open": open, "item": item}
        for age, ticket, open, item in product(ages, (None, "day", "year"), (None, True), items)
    ]
    given = ({id: value for id, value in each.items() if value is not None} for each in told)
    return [case_of(pack, {"visit.day": str(DAY), **each}) for each in given]


def asked(pack: Pack, wanted: tuple[str, ...] = TOLD) -> Asked:
    reported = tuple(cited.key for cited in pack.main_question.reports)
    return Asked(pack, pack.main_question, DAY, nearest_day(pack, DAY), wanted, reported)


def test_a_row_tells_what_the_other_backends_find(pack: Pack) -> None:
    question, cases = asked(pack), visits(pack)
    for case, row in zip(cases, told_by_query(question, cases), strict=True):
        told = told_of(question, case)
        assert row is not None
        assert not isinstance(told, Refusal)
        assert alike(row, told) == []


def test_several_values_are_a_conflict_and_one_that_several_rules_give_is_none(pack: Pack) -> None:
    visit = {"visit.day": str(DAY), "gate.open": True}
    cases = [case_of(pack, {**visit, "visitor.age": age}) for age in (4, 6, 7)]
    young, between, old = told_by_query(asked(pack), cases)
    assert young is not None and between is not None and old is not None  # noqa: PT018
    assert (young["rebates"], between[CONFLICTING]) == (None, ("rebates",))
    assert (old["rebates"], old[CONFLICTING], young["least"]) == (
        Decimal("2.2"),
        (),
        Decimal("0.1"),
    )


def test_a_database_without_lists_is_refused(pack: Pack) -> None:
    refused = printed(asked(pack, ("verdict",)), "postgres")
    assert isinstance(refused, Diagnostic)
    assert refused.code == "CV441"
    assert refused.message == "`rebates` can have too many values at once for this database"


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_the_query_for_a_database_with_lists_is_printed(pack: Pack, dialect: str) -> None:
    assert isinstance(printed(asked(pack, ("verdict",)), dialect), str)


SHADED = PACK.replace(
    "    - {id: entry, title: May they enter?, decides: may-enter, reports: [price]}\n",
    """\
    - id: entry
      title: May they enter?
      decides: may-enter
      reports: [price]
      wording: {covered: Yes., not-covered: No., undetermined: Perhaps., conflicting: Both.}
      shades: [{of: covered, when: may-wait, says: "Until {closing}."}]
presumptions:
  - fact: visitor.age
    is: 7
    title: they are seven
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
""",
)
WAITING = RULES.replace(
    "amounts:\n",
    """\
  - {id: may-wait, title: they may wait}
amounts:
  - {id: closing, title: closing, type: date, is: {plus-days: [$visit.day, 1]}, cites: [sign.gate]}
""",
) + REBATE.format("wait", "visitor.age: {at-least: 7}", "").replace('rebate: ""', "may-wait: true")


def test_a_row_tells_and_presumes_nothing_on_account_of_a_shade(tmp_path: Path) -> None:
    opened = minimal_pack(tmp_path, pack=SHADED, rules=WAITING)
    assert opened.pack is not None, opened.diagnostics
    case = case_of(opened.pack, {"visit.day": str(DAY), "gate.open": True, "ticket": "day"})
    rows = decided(opened.pack, "entry", [case], DAY, DAY)
    said = told(opened.pack, "entry", case, DAY, DAY)
    assert differing(opened.pack, rows, [said]) == []
    assert (rows[0].verdict, rows[0].presumed, [*rows[0].amounts]) == ("covered", set(), ["price"])
