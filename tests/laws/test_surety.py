from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given

from coverdict import Asking, Verdict, decide
from coverdict.running.compiled import Compiled
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.programs import AmountStep, Clause, Program, Step, literal
from tests.packs_written import minimal_pack
from tests.situations import Situated, case_of, situations

SUREST_FIRST = tuple(Modality)


def modality_of(at: Situated, step: Step) -> Modality:
    if isinstance(step, AmountStep) and step.guard is not None:
        return at.pack.rules[step.guard.removeprefix("rule:")[:-1]].modality
    return step.modality if isinstance(step, Clause) else Modality.MUST


def without_less_sure(at: Situated, surety: Modality) -> Program:
    sure = SUREST_FIRST[: SUREST_FIRST.index(surety) + 1]
    steps = tuple(step for step in at.program.steps if modality_of(at, step) in sure)
    return replace(at.program, steps=steps)


def is_decided(at: Situated, surety: Modality) -> bool:
    goal, model = at.program.goal, Compiled(without_less_sure(at, surety)).run(at.inputs)
    return not model.literals.isdisjoint({literal(goal, True), literal(goal, False)})


@given(situations())
def test_a_verdict_is_as_sure_as_the_weakest_link_of_its_surest_derivation(at: Situated) -> None:
    verdict = at.decided()
    assume(is_decided(at, Modality.MAY) and verdict.verdict != "undetermined")
    assert verdict.modality == next(one for one in SUREST_FIRST if is_decided(at, one))


DATED = "cites: [sign.gate], effective: {from: 2026-01-01, until: open}"
DOUBTED = f"""\
criteria:
  - {{id: may-enter, title: they may enter}}
amounts:
  - {{id: price, title: the price, type: money, is: $full-price, cites: [sign.gate]}}
  - {{id: total, title: the total, type: money}}
rules:
  - {{id: maybe, title: t, {DATED}, modality: may, when: {{gate.open: true}}, then: {{price: 9}}}}
  - {{id: sum, title: t, {DATED}, when: {{gate.open: true}}, then: {{total: {{sum: [$price, 1]}}}}}}
  - {{id: open-gate, title: t, {DATED}, when: TEST, then: {{may-enter: true}}}}
"""


@pytest.mark.parametrize(
    ("test", "modality"),
    [
        ("{price: {above: 3}}", "must"),
        ("{price: {above: 4}}", "may"),
        ("{price: {at-least: 9}}", "may"),
        ("{total: {below: 6}}", "must"),
        ("{total: {above: 6}}", "may"),
    ],
)
def test_of_several_values_a_test_is_as_sure_as_the_one_it_rests_on(
    tmp_path: Path, test: str, modality: str
) -> None:
    pack = minimal_pack(tmp_path, rules=DOUBTED.replace("TEST", test)).pack
    assert pack is not None
    case = case_of(pack, {"gate.open": True})
    verdict = decide(pack, case, Asking("entry", date(2026, 3, 2), date(2026, 3, 2)))
    assert isinstance(verdict, Verdict)
    assert (verdict.verdict, verdict.modality) == ("covered", modality)
