from pathlib import Path

import pytest

from tests.auditing.parks import HELD, OPEN, scenario, tried

SILENT = "visit.day: 2026-03-02, ticket: day"


def differences(folder: Path, expect: str, case: str = OPEN) -> list[str]:
    _, (trial,) = tried(folder, scenario(expect, case))
    return [item.says for item in trial.differences]


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("verdict: not-covered", "verdict: expected not-covered, got covered"),
        ("modality: usually", "modality: expected usually, got must"),
        ("conclusions: {price: 5}", "price: expected 5, got 4.00"),
        ("conclusions: {queue: left}", "queue: expected left, got right"),
        ("conclusions: {queue: unknown}", "queue: expected unknown, got right"),
        (
            "conclusions: {may-enter: {modality: usually}}",
            "modality of may-enter: expected usually, got must",
        ),
        ("rests-on: [old-free]", "old-free: expected in the derivation, got not in it"),
        ("rules: [old-free]", "rule old-free: expected applied, got ruled out"),
        ("no-rules: [young-right]", "rule young-right: expected not applied, got applied"),
        ("no-duties: [duty.pay]", "duty.pay: expected not due, got due"),
    ],
)
def test_what_is_not_as_expected_is_told_with_what_came(
    tmp_path: Path, expect: str, difference: str
) -> None:
    assert differences(tmp_path, expect) == [difference]


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("verdict: covered", "verdict: expected covered, got undetermined"),
        ("duties: [duty.pay]", "duty.pay: expected due, got not due"),
        ("rules: [young-right]", "rule young-right: expected applied, got still open"),
        ("not-missing: [gate.open]", "gate.open: expected not asked for, got asked for"),
        ("conclusions: {queue: {modality: must}}", "modality of queue: expected must, got none"),
    ],
)
def test_what_is_not_known_is_not_what_was_expected(
    tmp_path: Path, expect: str, difference: str
) -> None:
    assert differences(tmp_path, expect, SILENT) == [difference]


@pytest.mark.parametrize(
    "expect",
    [
        "verdict: covered, modality: must, rules: [open-gate, young-right], no-rules: [old-free]",
        "rests-on: [young-right]",  # behind a conclusion that is only reported
        'conclusions: {price: "4.0", queue: {is: right, modality: must}}, duties: [duty.pay]',
    ],
)
def test_what_is_as_expected_makes_no_difference(tmp_path: Path, expect: str) -> None:
    assert differences(tmp_path, expect) == []


def test_a_fact_that_is_expected_to_be_asked_for_and_is_not(tmp_path: Path) -> None:
    case = "visit.day: 2026-03-02, gate.open: false, visitor.age: 95"
    found = differences(tmp_path, "verdict: not-covered, missing: [ticket]", case)
    assert found == ["ticket: expected asked for, got not asked for"]


APART = """\
  - id: apart
    title: an old visitor is greeted
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {above: 90}}
    then: {greeted: true}
"""


def test_a_rule_behind_a_conclusion_beyond_the_question_counts_once_it_is_named(
    tmp_path: Path,
) -> None:
    rules = HELD["rules"].replace("criteria:\n", "criteria:\n  - {id: greeted, title: greeted}\n")
    expect = "conclusions: {greeted: true}, rests-on: [apart], rules: [apart]"
    old = scenario(expect, OPEN.replace("30", "95"))
    _, (trial,) = tried(tmp_path, old, rules=rules + APART)
    assert trial.differences == ()
    assert len(trial.situations) == 2


def test_a_case_that_is_refused_is_a_difference(tmp_path: Path) -> None:
    refused = (
        "impossible:\n  - {id: never, title: a day ticket is impossible, when: {ticket: day}}\n"
    )
    _, (trial,) = tried(tmp_path, scenario("verdict: covered"), pack=HELD["pack"] + refused)
    assert [item.about for item in trial.differences] == ["refused"]
    assert trial.differences[0].says.startswith("the case: expected a decision, got a refusal: ")
    assert trial.situations == ()


@pytest.mark.parametrize(("expected", "passed"), [("never", True), ("other", False)])
def test_a_case_may_be_expected_to_be_refused_and_for_what(
    tmp_path: Path, expected: str, passed: bool
) -> None:
    refused = (
        "impossible:\n"
        "  - {id: never, title: a day ticket is impossible, when: {ticket: day}}\n"
        "  - {id: other, title: nobody comes at night, when: {visitor.age: 999}}\n"
    )
    expects = scenario(f"refused: {expected}")
    _, (trial,) = tried(tmp_path, expects, pack=HELD["pack"] + refused)
    assert trial.passed is passed


def test_an_answer_where_a_refusal_was_expected_is_a_difference(tmp_path: Path) -> None:
    never = "impossible:\n  - {id: never, title: nobody is so old, when: {visitor.age: 999}}\n"
    _, (trial,) = tried(tmp_path, scenario("refused: never"), pack=HELD["pack"] + never)
    assert trial.differences[0].says == "the case: expected a refusal for never, got a decision"


def test_another_shade_than_expected_is_told(tmp_path: Path) -> None:
    pack = HELD["pack"].replace(
        "decides: may-enter",
        'decides: may-enter, shades: [{of: covered, when: duty.pay, says: "Yes, once they pay."}]',
    )
    (_, (trial,)) = tried(tmp_path, scenario("shade: duty.pay"), pack=pack)
    assert trial.differences == ()
    closed = OPEN.replace("open: true", "open: false")
    (_, (trial,)) = tried(tmp_path, scenario("shade: duty.pay", closed), pack=pack)
    assert [item.says for item in trial.differences] == ["shade: expected duty.pay, got none"]
