"""Which scenarios exercise which rule."""

from pathlib import Path

from coverdict import OpenedPack, decide, open_pack
from coverdict.auditing.scenarios.exercises import scenarios_by_rule
from coverdict.auditing.scenarios.trials import asking_of
from coverdict.vocabulary.verdicts import Verdict
from tests.packs_written import PACK, RULES, SCENARIOS, minimal_pack

LOANS = Path(__file__).parents[2] / "packs" / "library-loans"
RESTS = 'rests-on: [open-gate, sign.gate], conclusions: {price: "4.00"}'
OPEN, ALSO = "verdict: undetermined", "conclusions: {may-enter: true}"
MORE = (
    SCENARIOS
    + """\
  - id: first
    title: of which nothing is named
    case: {visit.day: 2026-03-02, gate.open: true, ticket: day}
    expect: {verdict: covered}
  - id: shut
    title: with the gate shut
    case: {visit.day: 2026-03-02, gate.open: false, ticket: day}
    expect: {verdict: undetermined}
"""
)


def exercised(opened: OpenedPack) -> dict[str, list[str]]:
    assert opened.pack is not None
    found = scenarios_by_rule(opened.pack, opened.scenarios)
    return {rule: [each.id for each in scenarios] for rule, scenarios in found.items()}


def test_every_rule_that_an_answer_counts_as_applied_is_exercised() -> None:
    opened = open_pack(LOANS, "library-loans")
    assert opened.pack is not None
    found = exercised(opened)
    decided = [each for each in opened.scenarios if each.expect.refused is None]
    for one in decided:
        answer = decide(opened.pack, one.case, asking_of(opened.pack, one))
        assert isinstance(answer, Verdict)
        applied = [each.rule for each in answer.rules_applied]
        assert [rule for rule in applied if one.id not in found[rule]] == []


def test_a_scenario_exercises_only_the_rules_that_apply_those_that_name_them_first(
    tmp_path: Path,
) -> None:
    first, *others = MORE.split("  - id: ")
    turned = "  - id: ".join([first, others[1], others[0], others[2]])
    assert exercised(minimal_pack(tmp_path, scenarios=turned)) == {"open-gate": ["in", "first"]}


def test_where_nothing_is_decided_no_rule_is_exercised(tmp_path: Path) -> None:
    scope = "  scope: {title: by day, cites: [sign.gate], when: {ticket: year}}\n"
    opened = minimal_pack(
        tmp_path,
        pack=PACK.replace("  questions", f"{scope}  questions"),
        scenarios=SCENARIOS.replace(f"verdict: covered, {RESTS}", OPEN),
    )
    assert exercised(opened) == {}


def test_conclusions_that_only_a_scenario_asks_for_are_exercised_too(tmp_path: Path) -> None:
    opened = minimal_pack(
        tmp_path,
        pack=PACK.replace("decides: may-enter", "decides: warm"),
        rules=RULES.replace("criteria:\n", "criteria:\n  - {id: warm, title: it is warm}\n"),
        scenarios=SCENARIOS.replace(f"verdict: covered, {RESTS}", f"{OPEN}, {ALSO}"),
    )
    assert exercised(opened) == {"open-gate": ["in"]}
