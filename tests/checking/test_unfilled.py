"""What a skeleton leaves to be filled in is told at its place, and only there."""

from pathlib import Path

import pytest

from tests.packs_written import FACTS, RULES, SCENARIOS, found, minimal_pack, only


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("who comes to an open gate may enter", "TODO a claim", "park/rules/all.yaml:7:12"),
        ("[sign.gate]\n    eff", "[todo.statement]\n    eff", "park/rules/all.yaml:8:13"),
        ("gate.open: true", "todo.fact: true", "park/rules/all.yaml:10:19"),
        ("then: {may-enter: true}", "then: {todo.conclusion: true}", "park/rules/all.yaml:11:12"),
    ],
)
def test_the_place_of_what_is_not_filled_in_is_told(
    tmp_path: Path, before: str, after: str, place: str
) -> None:
    diagnostics = found(tmp_path, rules=RULES.replace(before, after))
    assert ("CV160", place) in [(each.code, str(each.span)) for each in diagnostics]
    assert [each.code for each in diagnostics if str(each.span) == place] == ["CV160"]


def test_what_its_shape_would_refuse_is_told_as_not_filled_in_only(tmp_path: Path) -> None:
    rules = RULES.replace("[sign.gate]\n    eff", "[todo]\n    eff")
    code, message, _, place = only(tmp_path, rules=rules)
    assert (code, place) == ("CV160", "park/rules/all.yaml:8:13")
    assert message == "`todo` is still to be filled in"


def test_a_scenario_is_not_filled_in_either(tmp_path: Path) -> None:
    assert only(tmp_path, scenarios=SCENARIOS.replace("with a", "TODO a"))[0] == "CV160"


def test_comments_and_other_words_are_nobodys_business(tmp_path: Path) -> None:
    facts = FACTS.replace("title: the age", "title: the age of todos") + "# TODO more facts\n"
    assert minimal_pack(tmp_path, facts=facts).diagnostics == ()
