from pathlib import Path

import pytest

from tests.packs_written import PACK, PARAMETERS, RULES, SCENARIOS, found, only

LATER = "`until` is the first day on which it no longer holds; write a later one, or `open`"


def ending_on(day: str) -> str:
    return PARAMETERS.replace("until: 2026-07-01", f"until: {day}")


def test_a_gap_of_one_day_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, parameters=ending_on("2026-06-30")) == (
        "CV312",
        "parameter `full-price` has no value on `2026-06-30`",
        "add the value of that time with its statement, or narrow the window",
        "park/parameters/all.yaml:2:9",
    )


def test_an_overlap_of_one_day_is_refused_with_both_places(tmp_path: Path) -> None:
    (two,) = found(tmp_path, parameters=ending_on("2026-07-02"))
    assert two.code == "CV313"
    assert two.message == "parameter `full-price` has two values on `2026-07-01`"
    assert two.help == "end the earlier period where the later one begins"
    assert str(two.span) == "park/parameters/all.yaml:7:21"
    assert [str(near.span) for near in two.related] == ["park/parameters/all.yaml:6:21"]


def test_longer_gaps_and_overlaps_are_told_from_their_first_day_to_their_last(
    tmp_path: Path,
) -> None:
    (gap,) = found(tmp_path, parameters=ending_on("2026-06-15"))
    assert gap.message.endswith("has no value from `2026-06-15` to `2026-06-30`")
    (open_end,) = found(tmp_path, parameters=ending_on("open"))
    assert open_end.message.endswith("has two values from `2026-07-01` on")


def test_periods_that_meet_leave_no_gap(tmp_path: Path) -> None:
    assert found(tmp_path, parameters=ending_on("2026-07-01")) == ()


@pytest.mark.parametrize(("start", "gaps"), [("2026-01-01", 0), ("2026-01-02", 1)])
def test_a_gap_begins_with_the_window(tmp_path: Path, start: str, gaps: int) -> None:
    late = PARAMETERS.replace("from: 2026-01-01", f"from: {start}")
    assert [one.code for one in found(tmp_path, parameters=late)] == ["CV312"] * gaps


@pytest.mark.parametrize(("end", "gaps"), [("2027-01-01", 0), ("2026-12-31", 1)])
def test_a_gap_ends_with_the_window(tmp_path: Path, end: str, gaps: int) -> None:
    short = PARAMETERS.replace("until: open", f"until: {end}")
    assert [one.code for one in found(tmp_path, parameters=short)] == ["CV312"] * gaps


def test_two_values_of_one_time_known_at_different_times_are_no_overlap(tmp_path: Path) -> None:
    at_first = "known: {from: 2025-11-01, until: 2026-02-01}"
    then = "known: {from: 2026-02-01, until: open}"
    dated = (
        "      - {effective: {from: 2026-01-01, until: open}, KNOWN, is: 4, cites: [sign.gate]}\n"
    )
    head = PARAMETERS[: PARAMETERS.index("      - {")]
    parameters = head + dated.replace("KNOWN", at_first) + dated.replace("KNOWN", then)
    assert found(tmp_path, parameters=parameters) == ()


def test_a_rule_that_ends_as_it_begins_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("until: open", "until: 2026-01-01")) == (
        "CV311",
        "the effective period of rule `open-gate` ends before it begins: from `2026-01-01` until `2026-01-01`",
        LATER,
        "park/rules/all.yaml:6:9",
    )


def test_a_rule_of_one_day_is_a_rule(tmp_path: Path) -> None:
    rules, day = (
        RULES.replace("until: open", "until: 2026-01-02"),
        SCENARIOS.replace("03-02", "01-01"),
    )
    assert found(tmp_path, rules=rules, scenarios=day) == ()


def test_a_known_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    known = "    known: {from: 2026-03-02, until: 2026-03-01}\n    when:"
    code, message, help_, place = only(tmp_path, rules=RULES.replace("    when:", known))
    assert (code, help_, place) == ("CV311", LATER, "park/rules/all.yaml:6:9")
    assert message.startswith("the known period of rule `open-gate` ends before it begins")


def test_a_window_without_a_day_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK.replace("until: 2027-01-01", "until: 2026-01-01")) == (
        "CV311",
        "the window ends before it begins: from `2026-01-01` until `2026-01-01`",
        LATER,
        "park/pack.yaml:2:7",
    )


def presumed(until: str, start: str) -> str:
    said = "title: t, cites: [sign.gate]"
    return (
        PACK
        + "presumptions:\n"
        + f"  - {{fact: gate.open, is: true, {said}, effective: {{from: 2026-01-01, until: {until}}}}}\n"
        + f"  - {{fact: gate.open, is: false, {said}, effective: {{from: {start}, until: open}}}}\n"
    )


def test_a_fact_presumed_twice_on_one_day_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=presumed("2026-07-01", "2026-06-30")) == (
        "CV313",
        "`gate.open` is presumed twice on `2026-06-30`",
        "take one of them out, or end the earlier one where the later one begins",
        "park/pack.yaml:11:12",
    )


def test_a_fact_presumed_anew_from_a_day_on_is_fine(tmp_path: Path) -> None:
    assert found(tmp_path, pack=presumed("2026-07-01", "2026-07-01")) == ()


def known(*periods: str) -> str:
    """The price of the first half-year with these known periods."""
    head, rest = PARAMETERS[: PARAMETERS.index("      - {")], PARAMETERS.splitlines(True)[-1]
    first = "      - {effective: {from: 2026-01-01, until: 2026-07-01}, known: {KNOWN}, is: 4, cites: [sign.gate]}\n"
    return head + "".join(first.replace("KNOWN", each) for each in periods) + rest


def test_a_value_that_is_known_no_longer_needs_another(tmp_path: Path) -> None:
    periods = ("from: 2025-11-01, until: 2026-02-01", "from: 2026-02-03, until: open")
    assert only(tmp_path, parameters=known(*periods)) == (
        "CV312",
        "parameter `full-price` has no value from `2026-01-01` to `2026-06-30`"
        " that is known from `2026-02-01` to `2026-02-02`",
        "let the next value be known from the day on which the one before is known no longer",
        "park/parameters/all.yaml:2:9",
    )
    (forgotten,) = found(tmp_path, parameters=known(periods[0]))
    assert forgotten.message.endswith("that is known from `2026-02-01` on")


def test_a_value_need_not_be_known_from_the_beginning(tmp_path: Path) -> None:
    assert found(tmp_path, parameters=known("from: 2025-11-01, until: open")) == ()
