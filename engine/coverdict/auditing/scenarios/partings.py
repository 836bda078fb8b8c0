"""Where an answer parts from what a scenario expected: each difference, followed to the first step otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.auditing.scenarios.nearness import distance
from coverdict.auditing.scenarios.steps import (
    Step,
    applies,
    condition_steps,
    rule_step,
    support_step,
    why,
    why_not,
)
from coverdict.auditing.scenarios.trials import Trial
from coverdict.explaining.background import SUREST_FIRST
from coverdict.explaining.findings import derived_ids, finding
from coverdict.explaining.naming import subject_title
from coverdict.explaining.premises import fact_premise, state_of
from coverdict.explaining.situation import Situation, given_value
from coverdict.vocabulary.cases import Refusal
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality, Rule
from coverdict.vocabulary.scenarios import Difference
from coverdict.vocabulary.verdicts import VERDICT_OF, VerdictValue

_SIDES = {
    "true": (True,),
    "false": (False,),
    "conflicting": (True, False),
    "unknown": (),
}
_STATE_OF = {verdict.value: state for state, verdict in VERDICT_OF.items()}


def parting(trial: Trial, difference: Difference) -> tuple[Step, ...]:
    """The steps down to what made the difference, the nearest to the answer first; none where nothing was decided."""
    situation = trial.found_in.get(difference.id, trial.situation)
    if situation is None:
        return tuple(_not_decided(trial))
    match difference.about:
        case "verdict":
            return verdict_parting(situation, difference.expected)
        case "modality":
            decides = situation.pack.questions[situation.program.question].decides
            return tuple(_modality(situation, decides, difference.expected))
        case "conclusions" if difference.of != difference.id:
            return tuple(_modality(situation, difference.id, difference.expected))
        case "conclusions":
            return conclusion_parting(situation, difference.id, difference.expected)
        case "shade":
            return conclusion_parting(situation, difference.id, "true")
        case "duties" | "no-duties":
            expected = "true" if difference.about == "duties" else "unknown"
            return conclusion_parting(situation, difference.id, expected)
        case "missing" | "not-missing":
            return tuple(_asked(trial, situation, difference.id))
        case _:
            return tuple(_rule_or_statement(trial, difference.id))


def verdict_parting(situation: Situation, expected: str) -> tuple[Step, ...]:
    """The steps by which the verdict parts from the one expected."""
    return tuple(_verdict(situation, expected))


def conclusion_parting(situation: Situation, id: str, expected: str) -> tuple[Step, ...]:
    """The steps by which a conclusion parts from what was expected of it, as a scenario writes it."""
    return tuple(_conclusion(situation, id, expected))


def _not_decided(trial: Trial) -> Iterator[Step]:
    if not isinstance(trial.answer, Refusal):
        for warning in trial.answer.warnings:
            yield Step(warning, Belnap.UNKNOWN)


def _verdict(situation: Situation, expected: str) -> Iterator[Step]:
    scope = situation.pack.scope
    if scope is not None and situation.state(scope.when) is not Belnap.TRUE:
        state, wanted = situation.state(scope.when), expected != VerdictValue.UNDETERMINED
        below = condition_steps(situation, scope.when) if wanted else ()
        yield Step(f"in the pack's scope: {scope.title}", state, str(scope.span), (), below)
        return
    decides = situation.pack.questions[situation.program.question].decides
    yield from _conclusion(situation, decides, _STATE_OF[expected].value)


def _conclusion(situation: Situation, id: str, expected: str) -> Iterator[Step]:
    """What the conclusion lacks of what was expected, then the evidence for what was not."""
    if id in situation.pack.criteria:
        wanted, state = _SIDES[expected], state_of(situation, id).value
        for side in wanted:
            if side not in _SIDES[state]:
                yield why_not(situation, id, side)
        for side in _SIDES[state]:
            if side not in wanted:
                yield from why(situation, id, side)
        return
    values = finding(situation, id, attempts=False).raw
    if not values or (id in situation.pack.choices and expected not in (*values, *_SIDES)):
        yield why_not(situation, id, expected if expected not in _SIDES else None)
    yield from why(situation, id)


def _modality(situation: Situation, id: str, expected: str) -> Iterator[Step]:
    """The evidence that makes it less sure than expected; or that by which it is surer."""
    found = finding(situation, id, attempts=False)
    if not found.support:
        return
    surest = found.support[0]
    own = situation.pack.rules[surest.rule].modality if surest.rule else Modality.MUST
    weaker = SUREST_FIRST.index(surest.modality) > SUREST_FIRST.index(Modality(expected))
    below: Iterator[Step] = iter(())
    if weaker and own is not surest.modality:
        ids = (
            each for each in derived_ids(surest.premises) if _is(situation, each, surest.modality)
        )
        below = (step for each in list(ids)[:1] for step in _modality(situation, each, expected))
    step = support_step(situation, surest)
    says = f"{step.says} ({surest.modality.value})"
    yield Step(says, step.state, step.place, step.statements, tuple(below))


def _is(situation: Situation, id: str, modality: Modality) -> bool:
    return finding(situation, id, attempts=False).modality is modality


def _asked(trial: Trial, situation: Situation, name: str) -> Iterator[Step]:
    """Why a fact is asked for, or why it is not."""
    assert not isinstance(trial.answer, Refusal), "a refused case asks for nothing"
    pack = situation.pack
    matters = [
        to for item in trial.answer.missing_facts if item.fact == name for to in item.matters_to
    ]
    if matters:
        for id in matters:
            reading = tuple(_open_readers(situation, name))[:1]
            yield Step(f"not settled: {subject_title(pack, id)}", Belnap.UNKNOWN, None, (), reading)
    elif name in pack.facts and given_value(situation, name) is not None:
        found = fact_premise(situation, name, subject_title(pack, name), Belnap.TRUE)
        yield Step(f"{found.says} — {found.kind.value}: {found.value}", Belnap.TRUE, found.origin)
    elif name not in situation.program.facts and name not in situation.program.stated:
        yield Step("nothing that the question reads on this day asks for it", Belnap.FALSE)
    else:
        yield Step("what it could change is settled without it", Belnap.TRUE)


def _open_readers(situation: Situation, name: str) -> Iterator[Step]:
    for rule in situation.rules:
        conditions = [item for item in (rule.when, rule.unless) if item is not None]
        read = (test.subject for item in conditions for test in tests_of(item))
        if not applies(situation, rule) and name in read:
            yield rule_step(situation, rule)


def _rule_or_statement(trial: Trial, name: str) -> Iterator[Step]:
    for situation in trial.situations:
        rules = _rules_behind(situation, name)
        if not rules:
            continue
        waiting = [rule for rule in rules if not applies(situation, rule)]
        if waiting:
            yield rule_step(situation, min(waiting, key=lambda rule: distance(situation, rule)))
        else:
            yield rule_step(situation, rules[0])
        return
    yield Step("nothing that the question reads on this day is or cites it", Belnap.FALSE)


def _rules_behind(situation: Situation, name: str) -> list[Rule]:
    """The rule of that id, or the rules that cite the statement of that key."""
    cited_by = situation.background.cited_by
    return [rule for rule in situation.rules if rule.id == name or name in cited_by(rule)]
