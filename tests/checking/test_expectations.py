"""Scenarios that expect what can't come are told when a pack is read."""

from pathlib import Path

import pytest

from coverdict.vocabulary.diagnostics import Diagnostic
from tests.packs_written import PACK, RULES, SCENARIOS, SOURCES, minimal_pack

PLACE = "park/scenarios/all.yaml"
CHOICE = "choices:\n  - {id: queue, title: the queue, of: {left: left, right: right}}\n"
DUTIES = """\
duties:
  - {id: duty.pay, title: they pay, who: visitor, do: Pay., cites: [sign.gate]}
  - {id: duty.wait, title: they wait, who: visitor, do: Wait., cites: [sign.gate]}
"""
LATER = """\
  - id: late-gate
    title: late in the year they queue on the left and usually pay
    cites: [sign.gate]
    effective: {from: 2026-10-01, until: open}
    modality: usually
    when: {gate.open: true}
    then: {queue: left, duty.pay: true}
  - id: elsewhere
    title: an old visitor waits
    cites: [sign.other]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {above: 90}}
    then: {duty.wait: true}
"""
OTHER = SOURCES + (
    f"  - {{id: other, at: {{block: 2, sentence: 1}}, digest: sha256:{'2' * 64},"
    " says: Old visitors wait., role: encoded}\n"
    f"  - {{id: idle, at: {{block: 3, sentence: 1}}, digest: sha256:{'3' * 64},"
    " says: It is a fine park., role: informative, why: praise}\n"
)
HELD = {
    "pack": PACK.replace("[price]", "[price, queue, duty.pay]"),
    "rules": RULES.replace("amounts:", CHOICE + DUTIES + "amounts:") + LATER,
    "sources": OTHER,
}


def scenario(expect: str, day: str = "2026-03-02", more: str = "") -> str:
    case = f"visit.day: {day}, gate.open: true, ticket: day{more}"
    return f"scenarios:\n  - {{id: in, title: t, case: {{{case}}},\n     expect: {{{expect}}}}}\n"


def found(folder: Path, **files: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the scenarios; other layers may find something besides."""
    diagnostics = minimal_pack(folder, **files).diagnostics
    return tuple(item for item in diagnostics if item.code.startswith("CV5"))


def told(folder: Path, expect: str, day: str = "2026-03-02") -> tuple[str, str, str | None, str]:
    (one,) = found(folder, **HELD, scenarios=scenario(expect, day))
    return one.code, one.message, one.help, str(one.span)


@pytest.mark.parametrize(
    ("expect", "message", "help_"),
    [
        ("conclusions: {may-enter: covered}", "`may-enter` can never be `covered`", "write `true`"),
        ("conclusions: {price: true}", "`price` can never be `true`", "write a number,"),
        ("conclusions: {price: cheap}", "`price` can never be `cheap`", "write a number,"),
        ("conclusions: {queue: lef}", "`queue` can never be `lef`", "did you mean `left`?"),
        (
            "conclusions: {queue: true}",
            "`queue` can never be `true`",
            "write one of `left`, `right`",
        ),
    ],
)
def test_a_value_that_a_conclusion_can_never_have(
    tmp_path: Path, expect: str, message: str, help_: str
) -> None:
    code, said, help, place = told(tmp_path, expect)
    assert (code, said, place) == ("CV510", message, f"{PLACE}:3:29")
    assert (help or "").startswith(help_)


@pytest.mark.parametrize(("amount", "fits"), [("4.50", True), ("4.55", False), ("-4.50", True)])
def test_an_amount_is_expected_as_it_is_after_rounding(
    tmp_path: Path, amount: str, fits: bool
) -> None:
    rules = HELD["rules"].replace(
        "is: $full-price", 'round: {to: "0.5", mode: up}, is: $full-price'
    )
    written = scenario(f'conclusions: {{price: "{amount}"}}')
    codes = [item.code for item in found(tmp_path, **HELD | {"rules": rules}, scenarios=written)]
    assert codes == ([] if fits else ["CV510"])


@pytest.mark.parametrize(
    ("day", "fits"), [("2026-03-02", True), ("2026-13-02", False), ("20260302", False)]
)
def test_a_date_is_expected_as_a_day(tmp_path: Path, day: str, fits: bool) -> None:
    until = "  - {id: until, title: t, type: date, is: {plus-days: [$visit.day, 1]}, cites: [sign.gate]}\n"
    rules = HELD["rules"].replace("amounts:\n", "amounts:\n" + until)
    written = scenario(f'conclusions: {{until: "{day}"}}')
    codes = [item.code for item in found(tmp_path, **HELD | {"rules": rules}, scenarios=written)]
    assert codes == ([] if fits else ["CV510"])


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ("verdict: not-covered", "`may-enter` is false"),
        ("verdict: conflicting", "`may-enter` is false"),
        ("conclusions: {may-enter: false}", "`may-enter` is false"),
        ("conclusions: {queue: right}", "`queue` is right"),
        ("conclusions: {queue: left}", "`queue` is left"),
    ],
)
def test_a_value_that_nothing_in_force_concludes(tmp_path: Path, expect: str, what: str) -> None:
    code, message, help, _ = told(tmp_path, expect)
    assert (code, help) == (
        "CV510",
        "write the rule first, mend its period, or mend the expectation",
    )
    assert message == f"nothing in force on 2026-03-02 can conclude that {what}"


def test_a_value_that_a_rule_of_the_day_concludes_can_be_expected(tmp_path: Path) -> None:
    written = scenario("conclusions: {queue: {is: left, modality: usually}}", "2026-11-02")
    assert found(tmp_path, **HELD, scenarios=written) == ()


@pytest.mark.parametrize(
    ("expect", "message", "help_"),
    [
        (
            "conclusions: {queue: {is: left, modality: must}}",
            "no rule concludes `queue` as surely as `must`",
            "expect `usually`, or mend the rule's modality",
        ),
        (
            "modality: may",
            "no rule that `may-enter` rests on is `may`",
            "expect `must` or `usually`",
        ),
        (
            "verdict: undetermined, modality: must",
            "what is not known is not `must` either",
            "expect the value, or the modality alone",
        ),
    ],
)
def test_a_modality_that_no_rule_gives(
    tmp_path: Path, expect: str, message: str, help_: str
) -> None:
    code, said, help, _ = told(tmp_path, expect, "2026-11-02")
    assert (code, said, help) == ("CV512", message, help_)


@pytest.mark.parametrize(
    "expect",
    ["verdict: covered", "verdict: undetermined, rules: [open-gate]", "conclusions: {price: 4}"],
)
def test_nothing_is_decided_outside_the_window(tmp_path: Path, expect: str) -> None:
    code, message, help, _ = told(tmp_path, expect, "2027-01-01")
    assert (code, message) == (
        "CV513",
        "the scenario is of 2027-01-01, outside the pack's window, where nothing is decided",
    )
    assert (help or "").startswith("write a date of service from 2026-01-01 to before 2027-01-01")


def test_that_nothing_is_decided_outside_the_window_can_be_expected(tmp_path: Path) -> None:
    expect = "verdict: undetermined, conclusions: {price: unknown}, no-duties: [duty.pay]"
    assert found(tmp_path, **HELD, scenarios=scenario(expect, "2027-01-01")) == ()


@pytest.mark.parametrize("statement", ["sign.idle", "sign.other"])
def test_a_statement_that_the_question_never_comes_to(tmp_path: Path, statement: str) -> None:
    code, message, _, _ = told(tmp_path, f"rests-on: [{statement}]")
    assert code == "CV514"
    assert message == f"nothing that the question `entry` reads on 2026-03-02 cites `{statement}`"


@pytest.mark.parametrize("about", ["rests-on", "rules"])
def test_a_rule_outside_its_period(tmp_path: Path, about: str) -> None:
    code, message, _, _ = told(tmp_path, f"{about}: [late-gate]")
    assert code == "CV515"
    assert message == (
        "the rule `late-gate` cannot apply on 2026-03-02: it is in force from 2026-10-01 until open"
    )


def test_that_a_rule_does_not_apply_before_its_period_can_be_expected(tmp_path: Path) -> None:
    assert found(tmp_path, **HELD, scenarios=scenario("no-rules: [late-gate]")) == ()


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ("rules: [elsewhere]", "the rule `elsewhere`"),
        ("duties: [duty.wait]", "the duty `duty.wait`"),
        ("no-duties: [duty.wait]", "the duty `duty.wait`"),
        ("missing: [visitor.age]", "the fact `visitor.age`"),
    ],
)
def test_what_the_answer_never_speaks_of(tmp_path: Path, expect: str, what: str) -> None:
    code, message, _, _ = told(tmp_path, expect)
    assert code == "CV517"
    assert message.startswith(f"{what} is beyond the question `entry`: nothing in its answer re")


def test_a_conclusion_that_is_named_brings_its_rules_into_reach(tmp_path: Path) -> None:
    expect = "conclusions: {duty.wait: unknown}, no-rules: [elsewhere], missing: []"
    written = scenario(expect.replace(", missing: []", ", rests-on: [sign.other]"))
    assert found(tmp_path, **HELD, scenarios=written) == ()


SHADED = PACK.replace("[price]", '[price], shades: [{of: covered, when: calm, says: "Yes."}]')
CALM = RULES.replace("amounts:", "  - {id: calm, title: it is calm}\namounts:", 1).replace(
    "may-enter: true}", "may-enter: true, calm: true}"
)


@pytest.mark.parametrize(
    ("shade", "day", "codes"),
    [
        ("calm", "2026-03-02", []),
        ("calm", "2027-01-01", ["CV513"]),
        ("may-enter", "2026-03-02", ["CV517"]),
        ("clam", "2026-03-02", ["CV501"]),
        ("price", "2026-03-02", ["CV516"]),
    ],
)
def test_a_shade_that_is_expected_is_one_of_the_question(
    tmp_path: Path, shade: str, day: str, codes: list[str]
) -> None:
    written = scenario(f"shade: {shade}", day)
    diagnostics = found(tmp_path, pack=SHADED, rules=CALM, scenarios=written)
    assert [each.code for each in diagnostics if each.code != "CV511"] == codes


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("rules: [open-gate], no-rules: [open-gate]", "`open-gate` is expected under `rules` and"),
        ("duties: [duty.pay], no-duties: [duty.pay]", "`duty.pay` is expected under `duties` and"),
        ("missing: [ticket]", "`ticket` is expected to be asked for, but the case gives it"),
    ],
)
def test_what_the_scenario_itself_rules_out(tmp_path: Path, expect: str, message: str) -> None:
    code, said, _, _ = told(tmp_path, expect, "2026-11-02")
    assert code == "CV519"
    assert said.startswith(message)


SECOND = "  - {{id: again, title: t, like: in, expect: {{{}}}}}\n"


@pytest.mark.parametrize(
    ("expect", "idle"),
    [
        ("verdict: covered", "again"),
        (
            'verdict: covered, rests-on: [open-gate, sign.gate], conclusions: {price: "4.00"}',
            "again",
        ),
        (
            'verdict: covered, rests-on: [open-gate, sign.gate], conclusions: {price: "4.00"},'
            " rules: [open-gate]",
            "in",
        ),
    ],
)
def test_a_scenario_that_asks_nothing_more(tmp_path: Path, expect: str, idle: str) -> None:
    (one,) = found(tmp_path, scenarios=SCENARIOS + SECOND.format(expect))
    assert (one.code, one.is_error) == ("CV518", False)
    other = "again" if idle == "in" else "in"
    assert one.message == f"the scenario `{idle}` asks nothing that `{other}` does not"


@pytest.mark.parametrize("second", ["rules: [open-gate]", "not-missing: [visitor.age]"])
def test_two_scenarios_of_one_case_may_each_ask_something(tmp_path: Path, second: str) -> None:
    assert found(tmp_path, scenarios=SCENARIOS + SECOND.format(second)) == ()


def test_the_same_facts_on_another_day_are_another_case(tmp_path: Path) -> None:
    other = SECOND.format("verdict: covered").replace(
        "like: in", "like: in, case: {visit.day: 2026-03-03}"
    )
    assert found(tmp_path, scenarios=SCENARIOS + other) == ()
