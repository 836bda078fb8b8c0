"""An estimate as text, Markdown, CSV and JSON."""

import csv
import io
import json
from pathlib import Path

import pytest

from coverdict import Estimate, Pack
from coverdict.presenting.as_json import as_json
from coverdict.presenting.course_csv import estimate_as_csv
from coverdict.presenting.course_text import estimate_as_markdown, estimate_as_text
from coverdict.presenting.pages import Table
from coverdict.presenting.tables import table_as_text
from tests.explaining.garage import COURSE, FLAT, estimated, garage, plan_of, visits

DAYS = ("2026-11-02 400.00", "2026-11-05 150.10", "2027-01-04 80.00 repair.wear: true")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return garage(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def estimate(pack: Pack) -> Estimate:
    return estimated(pack, visits(*DAYS), plan_of(pack, FLAT.replace("30.00", "95.00")))


def test_the_table_has_a_row_for_each_visit_and_sums_below(estimate: Estimate) -> None:
    assert """
     Date        Visit     Verdict          The owner pays  The warranty pays  Note
  -  ----------  --------  ---------------  --------------  -----------------  ----
  1  2026-11-02  visit     usually covered         $160.00            $240.00
  2  2026-11-05  visit     usually covered          $30.02            $120.08  a
  3  2027-01-04  visit     not covered              $80.00              $0.00
  -  ----------  --------  ---------------  --------------  -----------------  ----
                 in 2026   2 visits                $190.02            $360.08
                 in 2027   1 visit                  $80.00              $0.00
                 in total  3 visits                $270.02            $360.08
  a: first on this visit: the costs are above the limit
""" in estimate_as_text(estimate)


def test_the_sums_come_first_and_say_how_sure_they_are(estimate: Estimate) -> None:
    text = estimate_as_text(estimate)
    assert text.startswith(
        "Some repairs.\n3 visits from 2026-11-02 to 2027-01-04, as known on 2026-06-01.\n\n"
        "In total\n  - The owner pays: $270.02 (usually) [1]\n"
    )


def test_what_has_to_be_ready_is_told_with_its_visit_and_figures(estimate: Estimate) -> None:
    assert """
What has to be ready
  - Before visit 2 on 2026-11-05 (visit): the costs are above the limit [2]
    Costs this year: above the limit of costs ($500.00), here $550.10
    - Garage: Take photos. [2]
      by when: before the repair
""" in estimate_as_text(estimate)


def test_plans_stand_in_a_table_with_where_they_cross(estimate: Estimate) -> None:
    text = estimate_as_text(estimate)
    assert "  as the course is written         $270.02            $360.08" in text
    assert "  The flat one                     $270.00            $360.10" in text
    assert "- From visit 3 on" not in text


def test_a_sum_of_which_parts_are_unknown_says_at_least(pack: Pack) -> None:
    text = visits(*DAYS).replace(', case: {repair.price: "150.10"}', "")
    shown = estimate_as_text(estimated(pack, text))
    assert "The owner pays: at least $240.00 (usually) [1]\n    not in it, because" in shown
    assert "2  2026-11-05  visit     usually covered       not known" in shown
    assert "≥ $240.00" in shown


def test_a_sum_of_which_nothing_is_known_is_no_number(pack: Pack) -> None:
    text = visits("2026-11-02 9.00").replace(', case: {repair.price: "9.00"}', "")
    assert "The owner pays: not known\n" in estimate_as_text(estimated(pack, text))


def test_short_titles_of_the_pack_head_the_columns(tmp_path: Path) -> None:
    course = COURSE.replace("[owner-pays", "[{amount: owner-pays, title: you pay}")
    text = estimate_as_text(estimated(garage(tmp_path, course), visits(*DAYS)))
    assert "  You pay  The warranty pays  Note\n" in text


def test_markdown_has_the_same_as_a_table(estimate: Estimate) -> None:
    text = estimate_as_markdown(estimate)
    assert "|  | Date | Visit | Verdict | The owner pays | The warranty pays | Note |\n" in text
    assert "| ---: | --- | --- | --- | ---: | ---: | --- |\n" in text
    assert "| 2 | 2026-11-05 | visit | usually covered | $30.02 | $120.08 | a |\n" in text


def test_csv_has_a_row_for_each_visit_with_bare_numbers(estimate: Estimate) -> None:
    rows = list(csv.DictReader(io.StringIO(estimate_as_csv(estimate))))
    assert [row["owner-pays"] for row in rows] == ["160.00", "30.02", "80.00"]
    assert [row["owner-pays under flat-one"] for row in rows] == ["95.00", "95.00", "80.00"]
    assert [row["verdict"] for row in rows] == ["covered", "covered", "not-covered"]
    assert rows[1]["notes"] == "first on this visit: the costs are above the limit"


def test_a_text_in_csv_is_no_formula(pack: Pack) -> None:
    text = visits("2026-11-02 9.00").replace("{date:", '{title: "=1+1", date:')
    assert "\n1,2026-11-02,'=1+1,covered," in estimate_as_csv(estimated(pack, text))


def test_an_unknown_amount_is_an_empty_cell(pack: Pack) -> None:
    text = visits("2026-11-02 9.00").replace(', case: {repair.price: "9.00"}', "")
    assert "\n1,2026-11-02,visit,covered,usually,,,\n" in estimate_as_csv(estimated(pack, text))


def test_json_has_every_amount_as_text_and_null_for_the_unknown(estimate: Estimate) -> None:
    plain = json.loads(as_json(estimate))
    assert plain["totals"][0]["known"] == "270.02"
    assert plain["visits"][0]["amounts"][0]["value"] == "160.00"
    assert plain["sides"][0]["plan"] is None
    assert plain["milestones"][0]["reached"][0]["date"] == "2026-11-05"


def test_the_same_course_gives_the_same_bytes(pack: Pack, estimate: Estimate) -> None:
    again = estimated(pack, visits(*DAYS), plan_of(pack, FLAT.replace("30.00", "95.00")))
    assert as_json(again) == as_json(estimate)
    assert estimate_as_text(again) == estimate_as_text(estimate)


def test_a_table_gives_way_in_its_widest_text() -> None:
    table = Table(
        ("What", "How much"), (("a rather long text in a cell", "$1.00"),), frozenset({1}), 1
    )
    assert list(table_as_text(table, 30)) == [
        "  What                     How",
        "                          much",
        "  ---------------------  -----",
        "  a rather long text in  $1.00",
        "  a cell",
    ]
