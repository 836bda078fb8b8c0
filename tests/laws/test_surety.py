from dataclasses import replace

from hypothesis import assume, given

from coverdict.running.compiled import Compiled
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.programs import AmountStep, Clause, Program, Step, literal
from tests.situations import Situated, situations

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
