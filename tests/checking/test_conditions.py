from pathlib import Path

import pytest

from tests.packs_written import FACTS, RULES, found, only


def when(condition: str) -> str:
    return RULES.replace("ticket: {in: $tickets}", condition)


@pytest.mark.parametrize(
    ("condition", "message", "place"),
    [
        (
            "at-least-n-of: {n: 3, of: [{ticket: day}, {gate.open: true}]}",
            "3 of 2 conditions can never hold",
            "park/rules/all.yaml:10:38",
        ),
        (
            "visitor.age: {between: [12, 6]}",
            "nothing lies between 12 and 6",
            "park/rules/all.yaml:10:62",
        ),
        (
            "visit.day: {between: [2026-03-02, 2026-03-01]}",
            "nothing lies between 2026-03-02 and 2026-03-01",
            "park/rules/all.yaml:10:60",
        ),
    ],
)
def test_a_condition_that_never_holds_is_refused(
    tmp_path: Path, condition: str, message: str, place: str
) -> None:
    mend = "mend the numbers, or take the condition out"
    assert only(tmp_path, rules=when(condition)) == ("CV326", message, mend, place)


@pytest.mark.parametrize(
    "condition",
    [
        "at-least-n-of: {n: 2, of: [{ticket: day}, {gate.open: true}]}",
        "visitor.age: {between: [6, 6]}",
    ],
)
def test_a_condition_that_can_just_hold_is_let_through(tmp_path: Path, condition: str) -> None:
    assert found(tmp_path, facts=FACTS, rules=when(condition)) == ()
