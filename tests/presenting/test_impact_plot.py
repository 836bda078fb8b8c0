"""The picture of an impact: what it shows of verdicts and of money."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict.auditing.tables.impacts import ImpactReport, impact_report
from coverdict.populations.comparisons import Move
from coverdict.presenting.impact_plot import bands, figure_of, impact_as_picture
from tests.populations.compared import RULES, cases, impact, park, sides


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ImpactReport:
    folder = tmp_path_factory.mktemp("impact")
    rules = RULES.replace(": 7}", ": 6}").replace('"4.00"', '"5.50"')
    before, after = park(folder / "before"), park(folder / "after", rules)
    table = cases(folder)
    found = impact(folder, before, after, table)
    return impact_report(table, sides(before, after, table), found, ("before", "after"))


def texts(report: ImpactReport) -> list[str]:
    return [text.get_text() for axes in figure_of(report).axes for text in axes.texts]


def test_flows_have_their_counts_and_shares(report: ImpactReport) -> None:
    assert {"3 (14.3 %)", "not covered\n3 rows", "covered\n3 rows"} <= set(texts(report))


def test_bars_have_their_sums_before_and_after(report: ImpactReport) -> None:
    assert "+$10.50\n($28.00 → $38.50)" in texts(report)


def test_a_flow_of_few_rows_is_still_seen() -> None:
    many, few = Move("covered", "not-covered", 10_000), Move("undetermined", "covered", 1)
    wide, thin = bands([many, few])
    assert thin.height > 0.05
    assert thin.leaves + thin.height < wide.leaves


def test_flows_that_leave_or_arrive_at_one_outcome_do_not_cover_one_another() -> None:
    moves = [Move("covered", after, 5) for after in ("not-covered", "undetermined")]
    one, other = bands(moves)
    assert one.leaves == pytest.approx(other.leaves + other.height)
    assert one.arrives > other.arrives + other.height


def test_where_nothing_changes_only_that_is_said(report: ImpactReport) -> None:
    same = replace(report.impact, moves=(Move("covered", "covered", 21),), amounts=())
    assert figure_of(replace(report, impact=same)).axes == []


def test_a_picture_names_itself(report: ImpactReport, tmp_path: Path) -> None:
    picture = impact_as_picture(report, "svg").decode()
    assert "<title>3 of 21 verdicts change and 7 rows have other amounts.</title>" in picture
