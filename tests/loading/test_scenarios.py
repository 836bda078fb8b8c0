from pathlib import Path

import pytest

from coverdict.vocabulary.scenarios import ExpectedConclusion
from tests.packs_written import SCENARIOS, found, minimal_pack, only

PLACE = "park/scenarios/all.yaml"
OTHER = "  - {id: out, title: t, like: in, expect: {verdict: covered}}\n"


@pytest.mark.parametrize(
    ("old", "new", "message", "help_", "place"),
    [
        (
            "case:",
            "question: entri\n    case:",
            "the question `entri`",
            "did you mean `entry`?",
            "4:15",
        ),
        ("case:", "like: inn\n    case:", "the scenario `inn`", "did you mean `in`?", "4:11"),
        (
            "open-gate",
            "open-gat",
            "the statement or rule `open-gat`",
            "did you mean `open-gate`?",
            "5:43",
        ),
        ("price", "prize", "the conclusion `prize`", "did you mean `price`?", "5:80"),
        (
            "verdict: covered",
            "rules: [open-gat]",
            "the rule `open-gat`",
            "did you mean `open-gate`?",
            "5:22",
        ),
        (
            "verdict: covered",
            "missing: [tickt]",
            "the fact `tickt`",
            "did you mean `ticket`?",
            "5:24",
        ),
    ],
)
def test_an_expectation_about_nothing_is_refused(
    tmp_path: Path, old: str, new: str, message: str, help_: str | None, place: str
) -> None:
    scenarios = SCENARIOS.replace(old, new, 1)
    expected = ("CV501", f"{message} is not known", help_, f"{PLACE}:{place}")
    assert only(tmp_path, scenarios=scenarios) == expected


def test_what_is_left_out_has_to_be_there(tmp_path: Path) -> None:
    other = OTHER.replace("like: in,", "like: in, without: [ticket, visitor.age],")
    code, message, _, place = only(tmp_path, scenarios=SCENARIOS + other)
    assert (code, place) == ("CV501", f"{PLACE}:6:53")
    assert message == "there is no fact `visitor.age` to leave out"


def test_a_scenario_that_is_like_itself_is_refused(tmp_path: Path) -> None:
    circle = SCENARIOS.replace("    case:", "    like: out\n    case:") + OTHER
    assert [(one.code, one.help) for one in found(tmp_path, scenarios=circle)] == [
        ("CV502", "let one of them stand alone")
    ] * 2


def test_two_scenarios_of_one_id_are_refused(tmp_path: Path) -> None:
    again = SCENARIOS + OTHER.replace(
        "id: out, title: t, like: in", "id: in, title: t, case: {ticket: day}"
    )
    assert only(tmp_path, scenarios=again) == (
        "CV310",
        "`in` is declared twice",
        "give one of them another id",
        f"{PLACE}:6:10",
    )


def test_a_case_in_a_scenario_is_read_like_any_other(tmp_path: Path) -> None:
    assert only(tmp_path, scenarios=SCENARIOS.replace("ticket: day", "tickt: day")) == (
        "CV404",
        "the fact `tickt` is not known",
        "did you mean `ticket`?",
        f"{PLACE}:4:52",
    )


def test_a_scenario_s_own_facts_stand_over_those_of_the_one_it_is_like(tmp_path: Path) -> None:
    other = OTHER.replace("like: in,", "like: in, without: [gate.open], case: {ticket: year},")
    first, second = minimal_pack(tmp_path, scenarios=SCENARIOS + other).scenarios
    assert set(second.case.facts) == {"visit.day", "ticket"}
    assert second.case.facts["ticket"].value == "year"
    assert second.case.facts["visit.day"] == first.case.facts["visit.day"]


@pytest.mark.parametrize(
    ("expected", "message", "help_"),
    [
        ("duties: [price]", "`price` is an amount, and `duties` takes a duty", "conclusions"),
        ("missing: [price]", "`price` is an amount, and `missing` takes a fact or", "conclusions"),
        ("missing: [open-gate]", "`open-gate` is a rule, and `missing` takes a fact or", "rules"),
        ("no-rules: [ticket]", "`ticket` is a fact, and `no-rules` takes a rule", "missing"),
        (
            "rests-on: [may-enter]",
            "`may-enter` is a criterion, and `rests-on` takes",
            "conclusions",
        ),
        ("conclusions: {ticket: day}", "`ticket` is a fact, and `conclusions` takes", "missing"),
    ],
)
def test_a_name_under_the_wrong_key_is_told_where_it_belongs(
    tmp_path: Path, expected: str, message: str, help_: str
) -> None:
    one = SCENARIOS.split("    expect:")[0] + f"    expect: {{{expected}}}\n"
    code, said, help, _ = only(tmp_path, scenarios=one)
    assert (code, help) == ("CV516", f"write it under `{help_}`")
    assert said.startswith(message)


def test_what_can_be_expected_nowhere_is_told_what_to_name(tmp_path: Path) -> None:
    one = SCENARIOS.replace("rests-on: [open-gate, sign.gate]", "rules: [full-price]")
    code, message, help, _ = only(tmp_path, scenarios=one)
    assert (code, help) == ("CV516", "name a rule")
    assert message == "`full-price` is a parameter, and `rules` takes a rule"


def test_a_conclusion_may_be_expected_with_how_sure_it_is(tmp_path: Path) -> None:
    one = SCENARIOS.replace('price: "4.00"', "may-enter: {is: true, modality: must}, price: 4")
    (scenario,) = minimal_pack(tmp_path, scenarios=one).scenarios
    assert scenario.expect.conclusions == {
        "may-enter": ExpectedConclusion("true", "must"),
        "price": ExpectedConclusion("4"),
    }


def test_each_thing_expected_keeps_its_place(tmp_path: Path) -> None:
    (scenario,) = minimal_pack(tmp_path).scenarios
    places = {key: str(span) for key, span in scenario.expect.places.items()}
    assert places == {
        ("verdict", ""): f"{PLACE}:5:23",
        ("rests-on", "open-gate"): f"{PLACE}:5:43",
        ("rests-on", "sign.gate"): f"{PLACE}:5:54",
        ("conclusions", "price"): f"{PLACE}:5:80",
    }
