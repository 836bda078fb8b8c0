from pathlib import Path

from tests.packs_written import RULES, found, only

RULE = "  - {id: ID, title: t, cites: [sign.gate], effective: {from: 2026-01-01, until: open}, "


def test_a_conclusion_that_rests_on_itself_is_refused_with_every_step(tmp_path: Path) -> None:
    rules = RULES.replace("gate.open: true", "may-enter: true")
    (cycle,) = found(tmp_path, rules=rules)
    shown = "`may-enter` → `open-gate` → `may-enter`"
    assert (cycle.code, cycle.message) == (
        "CV314",
        f"these conclusions rest on one another: {shown}",
    )
    assert cycle.help == "take one of these conditions out, or split the conclusion in two"
    assert str(cycle.span) == "park/rules/all.yaml:2:10"
    assert [str(near.span) for near in cycle.related] == ["park/rules/all.yaml:6:9"]


def test_an_amount_that_rests_on_itself_is_refused(tmp_path: Path) -> None:
    code, message, *_ = only(tmp_path, rules=RULES.replace("$full-price", "{sum: [$price, 1]}"))
    assert (code, message) == ("CV314", "these conclusions rest on one another: `price` → `price`")


def test_a_rule_that_defeats_itself_is_refused(tmp_path: Path) -> None:
    rules = RULES.replace("    then:", "    defeats: [open-gate]\n    then:")
    code, message, _, place = only(tmp_path, rules=rules)
    assert (code, place) == ("CV314", "park/rules/all.yaml:6:9")
    assert message == "these conclusions rest on one another: `open-gate` → `open-gate`"


def test_a_rule_that_defeats_what_it_rests_on_is_refused(tmp_path: Path) -> None:
    other = (
        RULE.replace("ID", "late")
        + "when: {may-enter: true}, defeats: [open-gate], then: {price: 3}}\n"
    )
    code, message, *_ = only(tmp_path, rules=RULES + other)
    shown = "`may-enter` → `open-gate` → `late` → `may-enter`"
    assert (code, message) == ("CV314", f"these conclusions rest on one another: {shown}")


def test_an_exception_that_reads_what_the_rule_concludes_is_refused(tmp_path: Path) -> None:
    rules = RULES.replace("    then:", "    unless: {may-enter: true}\n    then:")
    assert only(tmp_path, rules=rules)[0] == "CV314"


def test_two_rules_that_read_each_other_s_facts_are_no_cycle(tmp_path: Path) -> None:
    other = RULE.replace("ID", "late") + "when: {gate.open: false}, then: {may-enter: false}}\n"
    assert found(tmp_path, rules=RULES + other) == ()
