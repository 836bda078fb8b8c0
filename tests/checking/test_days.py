from pathlib import Path

import pytest

from tests.checking.warned import EFFECTIVE, messages, rule, warned
from tests.packs_written import PACK, RULES

SUMMER = "effective: {from: 2026-06-01, until: 2026-09-01}"


def presumed(start: str, until: str) -> str:
    dated = f"effective: {{from: {start}, until: {until}}}"
    fact = "fact: gate.open, is: true, title: gates are open, cites: [sign.gate]"
    return f"{PACK}presumptions:\n  - {{{fact}, {dated}}}\n"


def in_force(period: str) -> str:
    return RULES.replace(EFFECTIVE, f"effective: {period}")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("{from: 2027-01-01, until: open}", "from `2027-01-01` until `open`"),
        ("{from: 2025-01-01, until: 2026-01-01}", "from `2025-01-01` until `2026-01-01`"),
    ],
)
def test_a_rule_outside_the_window_is_told(tmp_path: Path, period: str, said: str) -> None:
    (found,) = warned(tmp_path, "CV348", rules=in_force(period))
    assert found.diagnostic.message == (
        "rule “who comes to an open gate may enter” (`open-gate`)"
        f" is in force {said}, outside the pack's window"
    )
    assert str(found.diagnostic.span) == "park/rules/all.yaml:6:9"


@pytest.mark.parametrize(
    "period", ["{from: 2026-12-31, until: open}", "{from: 2025-01-01, until: 2026-01-02}"]
)
def test_a_rule_of_one_day_of_the_window_is_let_through(tmp_path: Path, period: str) -> None:
    assert messages(tmp_path, "CV348", rules=in_force(period)) == []


@pytest.mark.parametrize(("start", "times"), [("2026-12-31", 0), ("2027-01-01", 1)])
def test_a_presumption_outside_the_window_is_told(tmp_path: Path, start: str, times: int) -> None:
    found = warned(tmp_path, "CV348", pack=presumed(start, "open"))
    assert [each.about for each in found] == ["gate.open"] * times


def test_days_on_which_no_rule_concludes_what_a_question_needs_are_told(tmp_path: Path) -> None:
    first = RULES.replace(EFFECTIVE, "effective: {from: 2026-01-01, until: 2026-06-01}")
    last = rule("autumn", "{may-enter: true}", "effective: {from: 2026-09-01, until: open}",
                "when: {gate.open: true}")  # fmt: skip
    (found,) = warned(tmp_path, "CV352", rules=first + last)
    told = found.diagnostic
    assert told.message == (
        "from `2026-06-01` to `2026-08-31` no rule concludes “they may enter” (`may-enter`)"
    )
    assert told.why == "the question “May they enter?” needs it on those days too"
    assert str(told.span) == "park/rules/all.yaml:2:10"
    assert [near.message for near in told.related] == [
        "until then “who comes to an open gate may enter”",
        "afterwards “the rule of autumn”",
    ]


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("{from: 2026-01-02, until: open}", "on `2026-01-01`"),
        ("{from: 2026-01-01, until: 2026-12-31}", "on `2026-12-31`"),
        ("{from: 2027-01-01, until: open}", "from `2026-01-01` to `2026-12-31`"),
    ],
)
def test_the_first_and_the_last_day_count(tmp_path: Path, period: str, days: str) -> None:
    (said,) = messages(tmp_path, "CV352", rules=in_force(period))
    assert said.startswith(f"{days} no rule concludes")


def test_rules_that_follow_on_one_another_leave_no_day(tmp_path: Path) -> None:
    first = RULES.replace(EFFECTIVE, "effective: {from: 2026-01-01, until: 2026-06-01}")
    next_ = "effective: {from: 2026-06-01, until: open}"
    rules = first + rule("next", "{may-enter: true}", next_, "when: {gate.open: true}")
    assert messages(tmp_path, "CV352", rules=rules) == []


def test_what_is_closed_needs_no_rule_on_every_day(tmp_path: Path) -> None:
    closed = "title: they may enter, otherwise: {is: false, cites: [sign.gate]}"
    rules = in_force("{from: 2026-06-01, until: open}").replace("title: they may enter", closed)
    assert messages(tmp_path, "CV352", rules=rules) == []


GUARDED = "criteria:\n  - {id: guarded, title: somebody guards the gate}\n"
GUARD = rule("guard", "{guarded: true}", "when: {visitor.age: 3}", SUMMER)


@pytest.mark.parametrize(("period", "times"), [(SUMMER, 0), (EFFECTIVE, 2)])
def test_what_is_needed_only_on_some_days_is_missed_on_no_other(
    tmp_path: Path, period: str, times: int
) -> None:
    """On both sides of the summer."""
    reading = rule("strict", "{may-enter: false}", period, "when: {guarded: true}")
    rules = RULES.replace("criteria:\n", GUARDED) + GUARD + reading
    assert [each.about for each in warned(tmp_path, "CV352", rules=rules)] == ["guarded"] * times


def test_what_an_amount_is_worked_out_from_is_needed(tmp_path: Path) -> None:
    toll = "amounts:\n  - {id: toll, title: the toll, type: money}\n"
    rules = RULES.replace("amounts:\n", toll).replace("is: $full-price", "is: $toll")
    rules += rule("tolls", '{toll: "1.00"}', SUMMER, "when: {gate.open: true}")
    assert [each.about for each in warned(tmp_path, "CV352", rules=rules)] == ["toll", "toll"]
