"""Courses on the garage of ``garage.py``: what is carried, added up, reached and compared."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict import (
    Estimate,
    OptionPart,
    Pack,
    Verdict,
    asking_for,
    decide,
    estimate,
    explain,
    open_pack,
    read_case,
)
from tests.explaining.garage import (
    FLAT,
    SAID,
    course_of,
    estimated,
    garage,
    plan_of,
    visits,
    write_garage,
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return garage(tmp_path_factory.mktemp("pack"))


def owner(found: Estimate) -> list[str]:
    """What the owner pays, visit by visit; `?` is not known."""
    values = (visit.amounts[0].value for visit in found.visits)
    return ["?" if value is None else str(value) for value in values]


def test_what_is_met_is_carried_to_the_next_visit(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 70.00", "2026-03-03 50.00", "2026-03-04 50.00"))
    assert owner(found) == ["70.00", "34.00", "10.00"]


def test_what_restarts_each_year_is_nothing_on_the_first_visit_of_the_next(pack: Pack) -> None:
    found = estimated(pack, visits("2026-12-30 200.00", "2027-01-04 200.00", "2027-01-05 10.00"))
    assert owner(found) == ["120.00", "136.00", "2.00"]


def test_what_never_restarts_goes_on_over_new_year(pack: Pack) -> None:
    found = estimated(pack, visits("2026-12-30 1.00", "2027-01-04 1.00"))
    counted = {line.amount: [point.value for point in line.points] for line in found.lines}
    assert counted["repairs.after"] == [1, 2]
    assert counted["costs.after"] == [Decimal("1.00"), Decimal("1.00")]


def test_what_a_visit_states_itself_goes_over_what_is_carried(pack: Pack) -> None:
    own = '2026-03-03 50.00 excess.met: "100.00"'
    found = estimated(pack, visits("2026-03-02 10.00", own, "2026-03-04 50.00"))
    assert owner(found) == ["10.00", "10.00", "10.00"]


def test_what_a_visit_costs_is_rounded_to_the_cent_before_it_is_added(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 100.00", "2026-03-03 0.12", "2026-03-04 0.13"))
    assert owner(found) == ["100.00", "0.02", "0.03"]  # 0.024 and 0.026
    assert str(found.totals[0].known) == "100.05"


def test_each_visit_is_answered_as_decide_answers_it(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 70.00", "2026-03-03 50.00"))
    facts = [
        "repair.date=2026-03-03",
        "repair.price=50.00",
        "excess.met=70.00",
        "repair.wear=false",
    ]
    facts += ["warranty.kind=shared"]
    case = read_case(pack, [OptionPart(each) for each in facts]).case
    assert case is not None
    asking = asking_for(pack, case, None, date(2026, 6, 1))
    verdict, explained = decide(pack, case, asking), explain(pack, case, asking, "owner-pays")
    assert isinstance(verdict, Verdict)
    assert (found.visits[1].verdict, found.visits[1].modality) == (
        verdict.verdict,
        verdict.modality,
    )
    assert getattr(explained, "findings")[0].value == ("$34.00",)  # noqa: B009 - a refusal has none


def test_an_unknown_part_is_named_and_never_counted_as_nothing(pack: Pack) -> None:
    text = visits("2026-03-02 70.00", "2026-03-03 50.00", "2026-03-04 50.00")
    found = estimated(pack, text.replace(', case: {repair.price: "50.00"}', "", 1))
    total = found.totals[0]
    assert (owner(found), str(total.known), total.unknown) == (["70.00", "?", "?"], "70.00", (2, 3))
    assert [each.fact.fact for each in found.missing_facts] == ["repair.price"]


def test_a_missing_fact_is_asked_once_for_the_course(pack: Pack) -> None:
    text = visits("2026-03-02 70.00", "2026-03-03 50.00").replace("    warranty.kind: shared\n", "")
    missing = estimated(pack, text).missing_facts
    assert {each.fact.fact: each.visits for each in missing} == {
        "warranty.kind": 2,
        "warranty.copay": 2,
    }


def test_a_carried_fact_is_asked_for_where_the_first_visit_lacks_it(pack: Pack) -> None:
    text = visits("2026-03-02 70.00", "2026-03-03 50.00").replace('    excess.met: "0.00"\n', "")
    missing = estimated(pack, text).missing_facts
    assert [(each.fact.fact, each.visits) for each in missing] == [("excess.met", 2)]


def test_a_visit_outside_the_window_is_not_decided_and_the_others_are(pack: Pack) -> None:
    found = estimated(pack, visits("2027-12-30 10.00", "2028-01-03 10.00"))
    assert [visit.verdict is None for visit in found.visits] == [False, True]
    assert found.visits[1].notes == ("not decided: the date is outside the pack's window",)
    assert found.totals[0].unknown == (2,)


def test_a_visit_before_the_window_leaves_the_next_year_as_it_is(pack: Pack) -> None:
    assert owner(estimated(pack, visits("2025-12-30 10.00", "2026-01-05 110.00"))) == [
        "?",
        "102.00",
    ]


def test_facts_that_exclude_each_other_leave_the_others_decided(pack: Pack) -> None:
    found = estimated(pack, visits("2026-12-30 10.00 repair.gift: true", "2027-01-04 10.00"))
    told = "not decided: the facts contradict each other: `repair.gift`, `repair.price`"
    assert (found.visits[0].notes, owner(found)) == ((told,), ["?", "10.00"])


def test_a_visit_outside_the_scope_costs_nothing_that_is_known(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 10.00 car.private: false"))
    told = "not decided: it is outside the pack's scope, which is that the car is a private one"
    assert (found.visits[0].notes, owner(found)) == ((told,), ["?"])


def test_what_an_undecided_visit_leaves_is_not_known_in_that_year(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 10.00 repair.gift: true", "2026-03-03 10.00"))
    assert owner(found) == ["?", "?"]
    assert found.visits[1].notes == (
        "not known after the visit before, which is not decided:"
        " the excess met so far, costs so far and repairs so far",
    )


def test_a_milestone_is_told_once_a_year_with_its_duties_and_figures(pack: Pack) -> None:
    days = ("2026-03-02 500.00", "2026-03-03 0.01", "2026-03-04 9.00", "2027-02-01 600.00")
    (milestone,) = estimated(pack, visits(*days)).milestones
    assert [(each.visit, str(each.date)) for each in milestone.reached] == [
        (2, "2026-03-03"),
        (4, "2027-02-01"),
    ]
    first = milestone.reached[0]
    assert [duty.duty for duty in first.duties] == ["duty.photos"]
    assert first.figures == ("costs this year: above the limit of costs ($500.00), here $500.01",)
    assert first.statements == ("terms.high",)


def test_visits_that_were_decided_alike_are_explained_once(pack: Pack) -> None:
    found = estimated(
        pack, visits("2026-03-02 10.00", "2026-03-03 10.00 repair.wear: true", "2026-03-04 10.00")
    )
    assert [group.visits for group in found.groups] == [(1, 3), (2,)]
    assert found.groups[1].reasons[0].text == "wear is not paid"


def test_the_least_sure_part_tells_how_sure_a_total_is(pack: Pack) -> None:
    found = estimated(pack, visits("2026-03-02 10.00 repair.wear: true", "2026-03-03 10.00"))
    assert [amount.modality for amount in (each.amounts[0] for each in found.visits)] == [
        "must",
        "usually",
    ]
    assert found.totals[0].modality == "usually"


def test_plans_stand_side_by_side_and_where_they_cross(pack: Pack) -> None:
    days = ("2026-03-02 100.00", *(f"2026-03-{day:02} 50.00" for day in range(3, 9)))
    found = estimated(pack, visits(*days), plan_of(pack, FLAT.replace("30.00", "26.00")))
    assert [side.plan.title if side.plan else None for side in found.sides] == [
        None,
        "The flat one",
    ]
    assert [str(side.totals[0].known) for side in found.sides] == ["160.00", "182.00"]
    (crossing,) = found.crossings
    assert (crossing.visit, crossing.cheaper, crossing.dearer) == (6, 0, 1)
    assert [str(each) for each in crossing.sums] == ["150.00", "156.00"]


def test_a_sum_that_only_draws_level_does_not_cross(pack: Pack) -> None:
    found = estimated(
        pack,
        visits("2026-03-02 20.00", "2026-03-03 40.00", "2026-03-04 30.00"),
        plan_of(pack, FLAT.replace("30.00", "30.00")),
    )
    assert [str(side.totals[0].known) for side in found.sides] == ["90.00", "80.00"]
    assert found.crossings == ()


def test_no_crossing_is_told_past_what_is_not_known(pack: Pack) -> None:
    text = visits("2026-03-02 100.00", "2026-03-03 50.00 repair.gift: true", "2026-03-04 9000.00")
    found = estimated(pack, text, plan_of(pack))
    assert found.crossings == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.decimals("0", "400", places=2)), min_size=1, max_size=8
    )
)
def test_the_sums_of_a_course_are_the_sums_of_its_visits_to_the_cent(
    written: list[tuple[int, Decimal]],
) -> None:
    first = date(2025, 11, 1).toordinal()
    days = sorted(dict(written).items())
    text = visits(*(f"{date.fromordinal(first + day)} {price}" for day, price in days))
    found = estimated(_PACKS.pack, text)
    for place, total in enumerate(found.totals):
        values = [visit.amounts[place].value for visit in found.visits]
        assert total.known == sum(value for value in values if value is not None)
        assert total.unknown == tuple(n for n, value in enumerate(values, 1) if value is None)
        assert sum(year.totals[place].known for year in found.years) == total.known


class _Packs:
    """The pack of the property, read once."""

    _read: Pack | None = None

    @property
    def pack(self) -> Pack:
        import tempfile

        if self._read is None:
            with tempfile.TemporaryDirectory() as folder:
                self._read = garage(Path(folder))
        return self._read


_PACKS = _Packs()


def test_a_course_of_500_visits_takes_well_under_a_second(pack: Pack) -> None:
    text = (
        SAID + "  patterns:\n    - {id: daily, starts: 2026-01-05, times-a-week: 5, weeks: 100}\n"
    )
    course = course_of(pack, text.replace("weeks: 100", "weeks: 100, case: {repair.price: '9.99'}"))
    assert len(course.visits) == 500
    estimate(pack, course, date(2026, 6, 1))  # the programs of both years are made once
    start = time.process_time()
    estimate(pack, course, date(2026, 6, 1))
    assert time.process_time() - start < 1


WEAR = (
    "presumptions:\n  - {fact: repair.wear, is: false, unless-told: [excess.met], title: no wear,"
    " cites: [terms.shares], effective: {from: 2026-01-01, until: open}}\n"
)


def presuming_no_wear(folder: Path, *entries: str) -> Estimate:
    """The course, in a case that says nothing of wear, nor of the excess but where a visit does."""
    path = write_garage(folder) / "pack.yaml"
    path.write_text(path.read_text().replace("presumptions:\n", WEAR), encoding="utf-8")
    opened = open_pack(path.parent, "garage")
    assert opened.pack is not None, opened.diagnostics
    said = visits(*entries).replace("    repair.wear: false\n", "", 1)
    return estimated(opened.pack, said.replace('    excess.met: "0.00"\n', "", 1))


def test_a_presumption_gives_way_to_what_is_carried(tmp_path: Path) -> None:
    found = presuming_no_wear(tmp_path, "2026-12-30 70.00", "2027-01-04 70.00")
    assert [visit.verdict for visit in found.visits] == ["covered", "undetermined"]


def test_nothing_is_presumed_where_what_would_be_carried_is_not_known(tmp_path: Path) -> None:
    found = presuming_no_wear(tmp_path, "2026-03-02 70.00", "2026-03-03 70.00")
    lost = "not decided: what the visit before leaves is not known: the excess met so far"
    assert [visit.verdict for visit in found.visits] == ["covered", None]
    assert found.visits[1].notes == (lost,)
