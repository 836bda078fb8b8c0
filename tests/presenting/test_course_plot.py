"""The picture of an estimate: what it shows, and that its bytes are the same each time."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from coverdict import Estimate, Pack
from coverdict.presenting.course_plot import estimate_as_svg, figure_of
from coverdict.presenting.plot_labels import Label, placed
from coverdict.presenting.plot_series import panels_of
from tests.explaining.garage import FLAT, estimated, garage, plan_of, visits

DAYS = ("2026-11-02 400.00", "2026-11-05 150.10", "2027-01-04 80.00 repair.wear: true")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return garage(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def estimate(pack: Pack) -> Estimate:
    return estimated(pack, visits(*DAYS))


def test_the_first_panel_sums_up_each_total(estimate: Estimate) -> None:
    first = panels_of(estimate)[0]
    assert [series.label for series in first.series] == [
        "The owner pays: $270.02",
        "The warranty pays: $360.08",
    ]
    assert [value for _, value in first.series[0].points] == [0.0, 160.0, 190.02, 270.02]


def test_plans_are_drawn_beside_one_another(pack: Pack) -> None:
    first = panels_of(estimated(pack, visits(*DAYS), plan_of(pack)))[0]
    assert first.title == "The owner pays, summed up"
    assert [series.label for series in first.series] == [
        "As the course is written: $270.02",
        "The flat one: $140.00",
    ]


def test_what_is_not_known_is_drawn_as_unsure_and_said(pack: Pack) -> None:
    text = visits(*DAYS).replace(', case: {repair.price: "150.10"}', "")
    series = panels_of(estimated(pack, text))[0].series[0]
    assert (series.label, str(series.unsure_from)) == (
        "The owner pays: at least $240.00",
        "2026-11-05",
    )


def test_amounts_stand_against_their_limits_counts_apart(estimate: Estimate) -> None:
    _, money, counts = panels_of(estimate)
    assert [limit.label if limit else None for limit in money.limits] == [
        "The limit of costs: $500.00"
    ]
    assert [series.label for series in counts.series] == ["Repairs: 3"]


def test_where_an_amount_goes_above_its_limit_is_marked(estimate: Estimate) -> None:
    assert [mark.label for mark in panels_of(estimate)[1].marks] == ["above from 2026-11-05 on"]


def test_a_line_that_begins_anew_at_new_year_is_broken_there(estimate: Estimate) -> None:
    (series,) = panels_of(estimate)[1].series
    parts = list(series.unbroken(estimate.visits[-1].date))
    assert [len(part) for part in parts] == [3, 2]
    assert str(parts[0][-1][0]) == "2027-01-01"


def test_an_amount_that_never_moves_is_not_drawn(pack: Pack) -> None:
    assert [panel.title for panel in panels_of(estimated(pack, visits("2026-11-02 5.00")))] == [
        "Summed up over the visits"
    ]


def test_the_picture_is_xml_with_a_title_and_letters_as_shapes(estimate: Estimate) -> None:
    svg = estimate_as_svg(estimate)
    root = ElementTree.fromstring(svg)
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    assert "<text" not in svg


def test_the_same_estimate_gives_the_same_bytes_without_a_date_or_a_place(
    estimate: Estimate,
) -> None:
    svg = estimate_as_svg(estimate)
    assert svg == estimate_as_svg(estimate)
    assert not re.search(r"<dc:date|matplotlib v", svg)
    assert str(Path(__file__).parents[2]) not in svg


def test_a_title_with_dollars_and_signs_is_drawn_as_it_stands(pack: Pack) -> None:
    text = visits(*DAYS).replace("some repairs", "$5 & <$6> 文")
    svg = estimate_as_svg(estimated(pack, text))
    assert "<title>$5 &amp; &lt;$6&gt; 文</title>" in svg


def test_a_single_visit_and_a_long_name_can_be_drawn(pack: Pack) -> None:
    plan = plan_of(pack, FLAT.replace("The flat one", "a plan " * 30))
    assert len(figure_of(estimated(pack, visits("2026-11-02 5.00"), plan)).axes) == 1


def test_the_last_day_of_the_calendar_can_be_drawn(pack: Pack) -> None:
    assert estimate_as_svg(estimated(pack, visits("2026-11-02 5.00", "9999-12-31 5.00")))


def test_labels_that_would_meet_are_moved_apart() -> None:
    places = placed(
        [Label("one", 50.0, "b"), Label("two", 50.0, "b"), Label("top", 100.0, "b")], 0, 100
    )
    heights = [place for _, place in places]
    assert heights == sorted(heights)
    assert all(low + 0.068 <= high for low, high in pairwise(heights))
    assert heights[-1] <= 1
