"""Two versions of a small pack over the same rows, and determinations beside the rules: what the engine finds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coverdict.populations.batch import Resources
from coverdict.populations.comparisons import Contradictions, Impact
from coverdict.populations.contradict import WORDS, Determined, contradictions
from coverdict.populations.impact import WANTED, Sides, compare, sides_of, with_facts_of_both
from coverdict.populations.naming import ColumnMap, sources_of
from coverdict.populations.queries import Asked
from coverdict.populations.tables import Form
from coverdict.populations.verdict_columns import STATEMENTS
from coverdict.populations.verdict_files import CaseTable, Side, columns_in
from coverdict.vocabulary.packs import Pack
from tests.packs_written import minimal_pack

TODAY = date(2026, 6, 1)
RULES = """\
criteria:
  - {id: may-enter, title: they may enter}
amounts:
  - {id: price, title: the price, type: money}
rules:
  - id: old-enough
    title: who is old enough may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {at-least: 7}}
    then: {may-enter: true}
  - id: too-young
    title: a small child may not enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {below: 7}}
    then: {may-enter: false}
  - id: day-price
    title: a day ticket has its price
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {ticket: day}
    then: {price: "4.00"}
  - id: year-price
    title: a year ticket is paid already
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {ticket: year}
    then: {price: "0.00"}
"""
SCENARIOS = """\
scenarios:
  - {id: in, title: old enough, case: {visitor.age: 9}, expect: {verdict: covered}}
"""
AGES = (3, 5, 6, 7, 8, 40)
ROWS = [f"2026-03-02,{age},{ticket}" for age in (*AGES, "") for ticket in ("day", "year", "")]
HEAD = "visit.day,visitor.age,ticket"


def park(folder: Path, rules: str = RULES, **files: str) -> Pack:
    """The pack with these rules."""
    found = minimal_pack(folder, rules=rules, scenarios=SCENARIOS, **files)
    assert found.pack is not None, found.diagnostics
    return found.pack


def cases(folder: Path, rows: Sequence[str] = ROWS, head: str = HEAD) -> CaseTable:
    path = folder / "cases.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return CaseTable(path, Form.CSV)


def asked(pack: Pack, wanted: Sequence[str] = WANTED) -> Asked:
    reported = tuple(cited.key for cited in pack.main_question.reports)
    return Asked(pack, pack.main_question, TODAY, TODAY, tuple(wanted), reported)


def sides(before: Pack, after: Pack, table: CaseTable) -> Sides:
    union = with_facts_of_both(before, after)
    sources, wrong = sources_of(union, columns_in(table), ColumnMap(), (), "cases.csv")
    assert not wrong
    return sides_of(asked(before), asked(after), sources)


def impact(folder: Path, before: Pack, after: Pack, table: CaseTable, examples: int = 3) -> Impact:
    resources = Resources(folder, 1)
    found = compare(table, sides(before, after, table), examples, 20, resources, _unwatched)
    assert isinstance(found, Impact)
    return found


def held_against(
    folder: Path,
    pack: Pack,
    table: CaseTable,
    amounts: dict[str, str] | None = None,
    threads: int = 1,
) -> Contradictions:
    """The column ``result`` of the table against the rules."""
    columns, told = columns_in(table), amounts or {}
    sources, _ = sources_of(pack, columns, ColumnMap(), {"result", *told.values()}, "cases.csv")
    side = Side(asked(pack, (*WANTED, STATEMENTS)), sources)
    words = {each.value: each.value for each in WORDS} | {"paid": "covered"}
    determined, resources = Determined("result", words, told), Resources(folder, threads)
    found = contradictions(table, side, determined, (3, 20), None, resources, _unwatched)
    assert isinstance(found, Contradictions)
    return found


def _unwatched(what: str, share: float) -> None:
    """Nobody waits for it."""
