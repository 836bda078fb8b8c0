"""Determinations made elsewhere against the rules: what agrees, what differs, what the rules leave open."""

from pathlib import Path

import duckdb
import pytest

from coverdict.auditing.tables.contradictions import contradiction_report
from coverdict.populations.comparisons import Contradictions, Move
from coverdict.populations.impact import WANTED
from coverdict.populations.naming import ColumnMap, sources_of
from coverdict.populations.tables import Form
from coverdict.populations.verdict_files import CaseTable, Side, columns_in
from coverdict.vocabulary.packs import Pack
from tests.populations.compared import HEAD, asked, cases, held_against, park

DETERMINED = [
    "2026-03-02,9,day,covered,4.00",
    "2026-03-02,9,day,paid,4.00",
    "2026-03-02,9,day,not-covered,4.00",
    "2026-03-02,5,day,covered,4.00",
    "2026-03-02,9,day,covered,3.00",
    "2026-03-02,,day,covered,4.00",
    "2026-03-02,,day,undetermined,4.00",
    "2026-03-02,9,day,undetermined,",
    "2026-03-02,9,day,,4.00",
    "2026-03-02,9,day,Covered,4.00",
    "2026-03-02,old,day,covered,4.00",
    "2026-03-02,9,year,covered,free",
]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return park(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Contradictions:
    folder = tmp_path_factory.mktemp("cases")
    table = cases(folder, DETERMINED, f"{HEAD},result,paid")
    return held_against(folder, pack, table, {"price": "paid"})


def test_every_row_is_compared_or_told_apart(found: Contradictions) -> None:
    apart = (found.silent, found.not_known, found.rejected)
    assert (found.rows, found.compared, *apart) == (12, 9, 1, 1, 1)
    assert (found.agree, found.differ, found.open) == (5, 3, 1)
    assert found.adds_up


def test_the_kinds_that_differ_name_what_decides_here(found: Contradictions) -> None:
    told = [
        (each.before.outcome, each.after.outcome, each.after.rules, each.examples)
        for each in found.kinds
        if each.differs == "verdict"
    ]
    assert told == [
        ("not-covered", "covered", ("old-enough",), (3,)),
        ("covered", "not-covered", ("too-young",), (4,)),
        ("undetermined", "covered", ("old-enough",), (8,)),
    ]


def test_what_the_rules_leave_open_is_no_contradiction(found: Contradictions) -> None:
    (kind,) = found.open_kinds
    assert (kind.differs, kind.examples) == ("open", (6,))
    assert Move("undetermined", "undetermined", 1) in found.moves


def test_amounts_are_compared_where_both_sides_know_them(found: Contradictions) -> None:
    (price,) = found.amounts
    assert (price.changed, price.more, price.less) == (1, 1, 0)
    assert [each.examples for each in found.kinds if each.differs == "amounts"] == [(5,)]
    assert [(each.column, each.word, each.rows) for each in found.unreadable] == [
        ("paid", "free", 1)
    ]


def test_words_that_are_not_known_are_told_and_not_dropped(found: Contradictions) -> None:
    assert [(each.column, each.word, each.rows) for each in found.words] == [
        ("result", "Covered", 1)
    ]


@pytest.mark.parametrize("form", [Form.CSV, Form.JSON_LINES])
def test_each_determination_stays_with_its_row_however_many_threads_work(
    tmp_path: Path, pack: Pack, form: Form
) -> None:
    path = tmp_path / f"cases.{form.value}"
    word = "CASE WHEN n % 14 >= 7 THEN 'covered' ELSE 'not-covered' END"
    rows = f"""SELECT n % 14 AS "visitor.age", {word} AS result FROM range(200000) AS r(n)"""
    duckdb.execute(f"COPY ({rows}) TO '{path}' (FORMAT {form.value})")
    found = held_against(tmp_path, pack, CaseTable(path, form), threads=4)
    assert (found.rows, found.agree, found.differ) == (200000, 200000, 0)


def test_each_kind_has_its_derivation_and_what_an_open_one_waits_for(
    tmp_path: Path, pack: Pack
) -> None:
    table = cases(tmp_path, DETERMINED[3:7], f"{HEAD},result,paid")
    against = held_against(tmp_path, pack, table, {"price": "paid"})
    sources, _ = sources_of(pack, columns_in(table), ColumnMap(), {"result", "paid"}, "cases.csv")
    report = contradiction_report(table, Side(asked(pack, WANTED), sources), "result", against)
    differs = next(each for each in report.kinds if each.kind.differs == "verdict")
    assert differs.steps[0].says == "rule “who is old enough may enter” does not apply"
    assert [rule.rule for rule in differs.rules] == ["too-young"]
    (open,) = report.open_kinds
    assert [each.fact for each in open.missing] == ["visitor.age"]
    assert [each.id for each in report.statements] == ["gate"]
