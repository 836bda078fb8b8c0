"""What is told with a verdict: duties, amounts, other conclusions, and what was presumed."""

from __future__ import annotations

from collections.abc import Iterable

from coverdict.explaining.citing import keys
from coverdict.explaining.naming import type_of, value_in_words, values_of
from coverdict.explaining.premises import arithmetic_lines
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    DutyDue,
    Finding,
    Premise,
    PremiseKind,
    PresumptionUsed,
)


def conclusions(reported: tuple[Finding, ...]) -> tuple[Conclusion, ...]:
    """The criteria and choices that the question reports."""
    return tuple(
        Conclusion(
            item.id, item.kind, item.says, item.state, item.value, item.modality, _statements(item)
        )
        for item in reported
        if item.kind in ("criterion", "choice")
    )


def duties_due(situation: Situation, reported: tuple[Finding, ...]) -> tuple[DutyDue, ...]:
    """The reported duties that hold."""
    due = []
    for item in reported:
        duty = situation.pack.criteria.get(item.id)
        if (
            duty is None
            or duty.action is None
            or item.state not in (Belnap.TRUE, Belnap.CONFLICTING)
        ):
            continue
        action, statements = duty.action, (*keys(duty.cites), *_statements(item))
        modality = item.modality or Modality.MUST
        cited = tuple(dict.fromkeys(statements))
        due.append(DutyDue(item.id, item.title, action.who, action.do, action.by, modality, cited))
    return tuple(due)


def amounts_found(situation: Situation, reported: tuple[Finding, ...]) -> tuple[AmountFound, ...]:
    """The reported amounts, known or not, with their arithmetic."""
    found = []
    for item in reported:
        amount = situation.pack.amounts.get(item.id)
        if amount is not None:
            lines = tuple(line for line, _ in arithmetic_lines(situation, item.id))
            cited = (*situation.background.cited_by_amount(amount), *_statements(item))
            statements = tuple(dict.fromkeys(cited))
            found.append(
                AmountFound(
                    item.id,
                    item.title,
                    amount.type,
                    item.value,
                    lines,
                    statements,
                    item.modality,
                )
            )
    return tuple(found)


def _statements(item: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for support in item.support for key in support.statements))


def presumptions_used(
    situation: Situation, findings: Iterable[Finding], also: Iterable[Premise] = ()
) -> tuple[PresumptionUsed, ...]:
    """The presumptions on which some finding rests, or some premise ``also`` told."""
    pack = situation.pack
    found = [item for of in findings for support in of.support for item in support.premises]
    premises = [*found, *also]
    used = {name for premise in premises for name in _presumed(premise)}
    return tuple(
        PresumptionUsed(
            name,
            value_in_words(item.value, type_of(pack, name), values_of(pack, name)),
            item.title,
            keys(item.cites),
        )
        for name, item in situation.presumed.items()
        if name in used
    )


def _presumed(premise: Premise) -> set[str]:
    own = {premise.id} if premise.kind is PremiseKind.PRESUMED else set()
    return own.union(*map(_presumed, premise.because))
