"""Reasons: why, in plain sentences, the nearest to the verdict first."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.explaining.naming import joined, subject_title, type_of
from coverdict.explaining.premises import known_values
from coverdict.explaining.situation import Situation
from coverdict.running.evaluation import values_of as evaluated
from coverdict.vocabulary.expressions import Calculation, Expression, Operation, references_in
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import Finding, Premise, PremiseKind, Reason, Support


def reasons(situation: Situation, findings: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """A reason for each piece of evidence on the derivation; where the verdict is open, first what it waits for."""
    found = [
        *_open(situation, findings),
        *(_reason(item) for of in findings for item in of.support),
    ]
    return tuple({item.text: item for item in reversed(found)}.values())[::-1]


def _reason(support: Support) -> Reason:
    text = support.title if support.how == "rule" else support.concludes
    if support.how == "stated":
        text = f"the case states that {support.concludes}"
    if support.how == "definition":
        text = f"{support.title}: {support.concludes}"
    return Reason(text, support.rule, support.modality, support.statements)


def _open(situation: Situation, findings: tuple[Finding, ...]) -> Iterator[Reason]:
    """What the first finding waits for, followed down to what is asked for or has no rule left."""
    if not findings or findings[0].state is not Belnap.UNKNOWN:
        return
    by_id = {item.id: item for item in findings}
    for premise in _waits_for(findings[0], by_id, set()):
        text = f"not known: {subject_title(situation.pack, premise.id)}"
        empty = tuple(dict.fromkeys(_empty(situation, premise.id)))
        if empty:
            text += f", for want of one among {joined(empty, 'and')}"
        yield Reason(text, None, Modality.MUST, ())


def _empty(situation: Situation, id: str) -> Iterator[str]:
    """The lists that are told, and of which an amount takes the earliest or latest day that there is none of."""
    pack, known = situation.pack, known_values(situation)
    for step in situation.background.amount_steps.get(id, ()):
        for taken in _taken(step.expression):
            read = [each.id for each in references_in(taken)]
            if known.keys() >= set(read) and not evaluated(taken, known):
                lists = (name for name in read if type_of(pack, name) is Type.DATES)
                yield from (subject_title(pack, name) for name in lists)


def _taken(expression: Expression) -> Iterator[Calculation]:
    """What takes one value of several, which may be none, wherever it stands in the expression."""
    if isinstance(expression, Calculation):
        if expression.operation in (Operation.EARLIEST, Operation.LATEST):
            yield expression
        for operand in expression.operands:
            yield from _taken(operand)


def _waits_for(of: Finding, by_id: dict[str, Finding], seen: set[str]) -> Iterator[Premise]:
    seen.add(of.id)
    for attempt in of.attempts:
        if attempt.status != "open":
            continue
        for premise in attempt.because:
            below = by_id.get(premise.id)
            if premise.kind is PremiseKind.SILENT or (below is not None and below.id in seen):
                yield premise
            elif below is not None and below.state is Belnap.UNKNOWN:
                waiting = list(_waits_for(below, by_id, seen))
                yield from waiting or (premise,)
