from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.auditing.scenarios.nearness import distance, lacking
from coverdict.auditing.scenarios.steps import applies
from coverdict.auditing.scenarios.trials import try_all
from tests.auditing.parks import HELD, OPEN, scenario, tried

LIBRARY = Path(__file__).parents[2] / "packs" / "library-loans"


def test_nothing_is_lacking_just_where_the_side_holds() -> None:
    opened = open_pack(LIBRARY, "library-loans")
    assert opened.pack is not None
    for trial in try_all(opened.pack, opened.scenarios, "0"):
        for situation in trial.situations:
            conditions = [rule.when for rule in situation.rules if rule.when is not None]
            for condition in conditions:
                for side in (True, False):
                    assert (not lacking(situation, condition, side)) is situation.holds(
                        condition, side
                    )
            for rule in situation.rules:
                assert (distance(situation, rule) == 0) is applies(situation, rule)


@pytest.mark.parametrize(
    ("when", "count"),
    [
        ("{any: [{ticket: year}, {visitor.age: 1}]}", 1),
        ("{any: [{all: [{ticket: year}, {visitor.age: 1}]}, {visitor.age: {above: 90}}]}", 1),
        ("{not: {any: [{ticket: day}, {visitor.age: 30}]}}", 2),
        ("{at-least-n-of: {n: 2, of: [{gate.open: true}, {ticket: year}, {visitor.age: 1}]}}", 1),
        ("{at-least-n-of: {n: 3, of: [{gate.open: true}, {ticket: year}, {visitor.age: 1}]}}", 2),
    ],
)
def test_as_few_tests_as_can_be_are_lacking(tmp_path: Path, when: str, count: int) -> None:
    rules = HELD["rules"].replace("{visitor.age: {above: 90}}", when)
    _, (trial,) = tried(tmp_path, scenario("verdict: covered", OPEN), rules=rules)
    assert trial.situation is not None
    assert distance(trial.situation, trial.situation.pack.rules["old-free"]) == count
