"""Courses and plans from their files, on the garage of ``tests/explaining/garage.py``."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict import Course, Pack, ReadCourse, TextPart, read_course, read_plan
from coverdict.loading.likely_meanings import likely_money
from tests.explaining.garage import FLAT, SAID, course_of, garage, plan_of, visits


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return garage(tmp_path_factory.mktemp("pack"))


def read(pack: Pack, text: str) -> ReadCourse:
    return read_course(pack, TextPart(text.encode(), "c.yaml"))


def told(found: ReadCourse) -> list[tuple[str, str, str]]:
    """Code, message and place of each finding."""
    return [
        (each.code, each.message, str(each.span).removeprefix("c.yaml:"))
        for each in found.diagnostics
    ]


def pattern(*lines: str) -> str:
    return SAID + "  patterns:\n    - id: weekly\n" + "".join(f"      {line}\n" for line in lines)


def days(course: Course) -> list[str]:
    return [visit.date.isoformat() for visit in course.visits]


def test_a_pattern_names_its_days_of_the_week(pack: Pack) -> None:
    text = pattern("starts: 2026-11-03", "days: [monday, thursday]", "weeks: 2")
    assert days(course_of(pack, text)) == ["2026-11-05", "2026-11-09", "2026-11-12", "2026-11-16"]


def test_a_pattern_spreads_its_visits_evenly_over_the_week(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 3", "weeks: 1")
    assert days(course_of(pack, text)) == ["2026-11-02", "2026-11-04", "2026-11-06"]


def test_a_visit_says_more_than_its_pattern_and_a_pattern_more_than_the_course(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1", "case: {repair.wear: true}")
    (visit,) = course_of(pack, text).visits
    assert visit.case is not None
    assert visit.case.facts["repair.wear"].value is True
    assert visit.case.facts["warranty.kind"].value == "shared"
    assert visit.case.facts["repair.date"].value == date(2026, 11, 2)


def test_visits_are_called_by_title_or_by_the_id_of_their_pattern(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1")
    text += "  visits: [{date: 2026-11-04, title: last check}, {date: 2026-11-05}]\n"
    assert [each.label for each in course_of(pack, text).visits] == [
        "weekly",
        "last check",
        "visit",
    ]


def test_visits_out_of_order_are_told_and_taken_in_order_of_date(pack: Pack) -> None:
    found = read(pack, visits("2026-03-05 10.00", "2026-03-02 10.00"))
    message = "the visit of 2026-03-02 stands behind that of 2026-03-05"
    assert told(found) == [("CV421", message, "11:14")]
    assert not found.diagnostics[0].is_error
    assert found.course is not None
    assert days(found.course) == ["2026-03-02", "2026-03-05"]


def test_a_day_that_pattern_and_visit_both_give_is_counted_once(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1")
    found = read(pack, text + "  visits: [{date: 2026-11-02}]\n")
    message = "there is a visit on 2026-11-02 already, of weekly; this one is left out"
    assert told(found) == [("CV422", message, "14:19")]
    assert found.course is not None
    assert days(found.course) == ["2026-11-02"]


def test_a_visit_without_a_title_is_not_named_when_it_is_given_twice(pack: Pack) -> None:
    found = read(pack, visits("2026-03-02 10.00", "2026-03-02 10.00"))
    message = "there is a visit on 2026-03-02 already; this one is left out"
    assert told(found) == [("CV422", message, "11:14")]


def test_one_more_visit_on_a_day_says_so(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1")
    found = read(pack, text + "  visits: [{date: 2026-11-02, same-day: true}]\n")
    assert found.diagnostics == ()
    assert found.course is not None
    assert len(found.course.visits) == 2


def test_patterns_run_side_by_side_even_on_one_day(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1")
    text += "    - {id: other, starts: 2026-11-02, times-a-week: 1, weeks: 1}\n"
    assert days(course_of(pack, text)) == ["2026-11-02", "2026-11-02"]


def test_visits_outside_the_window_are_told_once_for_a_pattern(pack: Pack) -> None:
    found = read(pack, pattern("starts: 2027-12-27", "times-a-week: 1", "weeks: 3"))
    message = (
        "2 of the 3 visits of weekly lie outside the pack's window,"
        " from 2026-01-01 to before 2028-01-01"
    )
    assert told(found) == [("CV423", message, "10:11")]
    assert found.diagnostics[0].help == (
        "leave them out (2028-01-03 to 2028-01-10), or use a pack that knows that time"
    )
    assert found.course is not None
    assert len(found.course.visits) == 3


def test_one_visit_outside_the_window_is_told_as_one(pack: Pack) -> None:
    (found,) = read(pack, visits("2028-01-03 10.00")).diagnostics
    assert (found.code, found.why) == (
        "CV423",
        "the rules of that time are not known here, so it is not decided; all others are",
    )
    assert found.help == "leave it out (2028-01-03), or use a pack that knows that time"


def test_a_date_given_as_a_fact_too_is_refused(pack: Pack) -> None:
    found = read(pack, visits("2026-03-02 10.00 repair.date: 2026-03-03"))
    message = "`repair.date` is the date of the visit, which the course gives already"
    assert told(found) == [("CV424", message, "10:56")]


def test_a_carried_fact_does_not_belong_in_a_pattern(pack: Pack) -> None:
    lines = ("starts: 2026-11-02", "times-a-week: 1", "weeks: 1", 'case: {excess.met: "1.00"}')
    (found,) = told(read(pack, pattern(*lines)))
    assert found == (
        "CV427",
        "`excess.met` is carried from visit to visit, so a pattern can't give it",
        "14:14",
    )


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ('"1,234.00"', "1234.00"),
        ("$1234", "1234.00"),
        ('"112,50"', "112.50"),
        ('"0112.50"', "112.50"),
        ("11250 cents", "112.50"),
        ('"$ 1,234.5"', "1234.50"),
    ],
)
def test_an_amount_in_another_form_is_told_with_the_mend(
    pack: Pack, written: str, mended: str
) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1", "case:")
    (found,) = read(pack, f"{text}        repair.price: {written}\n").diagnostics
    assert (found.code, found.help) == ("CV307", f'write "{mended}"')


@pytest.mark.parametrize("written", ["-5.00", "1.2345", "12.34.56", "much", "1.125", ""])
def test_an_amount_that_may_mean_two_things_is_not_guessed(written: str) -> None:
    assert likely_money(written) is None


def test_a_negative_amount_leaves_the_other_visits_to_be_decided(pack: Pack) -> None:
    found = read(pack, visits("2026-03-02 -5.00", "2026-03-03 10.00"))
    assert told(found) == [("CV307", "`-5.00` does not fit `repair.price`", "10:47")]
    assert found.course is not None
    assert [each.case is None for each in found.course.visits] == [True, False]


def test_a_large_whole_number_may_be_in_cents(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1", "case:")
    (found,) = read(pack, text + "        repair.price: 11250\n").diagnostics
    assert (found.code, found.is_error) == ("CV428", False)
    assert found.help == 'write "112.50" if it is in cents, or "11250.00" if it is not'
    assert read(pack, text + '        repair.price: "11250.00"\n').diagnostics == ()


def test_no_weeks_at_all_are_refused(pack: Pack) -> None:
    found = read(pack, pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 0"))
    assert [(each[0], each[2]) for each in told(found)] == [("CV210", "13:14")]


def test_an_unknown_day_of_the_week_is_told_with_the_nearest(pack: Pack) -> None:
    (found,) = read(pack, pattern("starts: 2026-11-02", "days: [mondey]", "weeks: 1")).diagnostics
    assert (found.code, found.help) == ("CV204", "did you mean `monday`?")


def test_days_and_times_a_week_rule_each_other_out(pack: Pack) -> None:
    lines = ("starts: 2026-11-02", "days: [monday]", "times-a-week: 2", "weeks: 1")
    assert [each[0] for each in told(read(pack, pattern(*lines)))] == ["CV211"]


@pytest.mark.parametrize("weeks", ["5001", "999999999999999999"])
def test_a_course_has_at_most_5000_visits(pack: Pack, weeks: str) -> None:
    found = read(pack, pattern("starts: 2026-11-02", "times-a-week: 1", f"weeks: {weeks}"))
    assert found.course is None
    assert told(found)[0][0] == "CV425"


def test_a_pattern_beyond_the_calendar_is_refused(pack: Pack) -> None:
    found = read(pack, pattern("starts: 9999-12-01", "times-a-week: 1", "weeks: 6"))
    assert (found.course, told(found)[0][0]) == (None, "CV426")


def test_two_patterns_of_one_id_are_refused(pack: Pack) -> None:
    text = pattern("starts: 2026-11-02", "times-a-week: 1", "weeks: 1")
    text += "    - {id: weekly, starts: 2026-11-03, times-a-week: 1, weeks: 1}\n"
    assert told(read(pack, text)) == [("CV310", "`weekly` is declared twice", "14:12")]


def test_what_is_wrong_with_all_visits_leaves_no_course(pack: Pack) -> None:
    found = read(pack, visits("2026-03-02 10.00").replace("kind: shared", "kind: sharde"))
    assert found.course is None
    assert [each.help for each in found.diagnostics] == ["did you mean `shared`?"]


def test_a_pack_without_a_course_section_estimates_none(tmp_path: Path) -> None:
    found = read(garage(tmp_path, course=""), visits("2026-03-02 10.00"))
    assert told(found) == [("CV420", "the pack `garage` can't estimate a course", "1:1")]


def test_a_plan_adds_its_facts_to_every_visit(pack: Pack) -> None:
    text = visits("2026-03-02 10.00").replace("    warranty.kind: shared\n", "")
    (visit,) = course_of(pack, text, plan_of(pack)).visits
    assert visit.case is not None
    assert visit.case.facts["warranty.copay"].value == Decimal("30.00")


def test_a_plan_against_the_course_is_told_with_both_places(pack: Pack) -> None:
    text = visits("2026-03-02 10.00")
    found = read_course(pack, TextPart(text.encode(), "c.yaml"), plan_of(pack))
    (contradiction,) = found.diagnostics
    assert (found.course, contradiction.code) == (None, "CV406")
    assert str(contradiction.span) == "c.yaml:4:5"
    assert [str(each.span) for each in contradiction.related] == ["p.yaml:1:50"]


def test_a_plan_says_only_what_plans_settle(pack: Pack) -> None:
    text = FLAT.replace("warranty.copay: '30.00'", "repair.price: '30.00', warranty.copya: '1.00'")
    found = read_plan(pack, TextPart(text.encode(), "p.yaml"))
    assert [(each.code, each.message) for each in found.diagnostics] == [
        ("CV430", "no plan settles `repair.price`"),
        ("CV404", "the fact `warranty.copya` is not known"),
    ]
    assert found.diagnostics[0].help is not None
    assert found.diagnostics[0].help.startswith("put it in the case; a plan settles `warranty.")


def test_a_course_may_be_written_in_json(pack: Pack) -> None:
    text = '{"course": {"title": "one", "visits": [{"date": "2026-03-02"}]}}'
    assert days(course_of(pack, text)) == ["2026-03-02"]
