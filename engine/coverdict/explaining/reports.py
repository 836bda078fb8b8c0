"""What is told with a verdict: duties, amounts, other conclusions, and what was presumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.explaining.citing import keys
from coverdict.explaining.findings import derived_ids, finding
from coverdict.explaining.naming import type_of, value_in_words, values_of
from coverdict.explaining.premises import arithmetic_lines
from coverdict.explaining.presuming import presumptions_behind
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Amount, Modality
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    DutyDue,
    Finding,
    Premise,
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
    """The reported amounts, known or not, with their arithmetic; none that stands in for one that is known."""
    found = []
    for item in reported:
        amount = situation.pack.amounts.get(item.id)
        if amount is not None and not _replaced(situation, amount):
            lines = tuple(line for line, _ in arithmetic_lines(situation, item.id))
            cited = situation.background.cited_by_amount(amount)
            through = _statements_through_amounts(situation, item)
            statements = tuple(dict.fromkeys((*cited, *through)))
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


def _statements_through_amounts(situation: Situation, item: Finding) -> Iterator[str]:
    """What an amount rests on, by way of the amounts that it is worked out from."""
    waiting, seen = [item], {item.id}
    while waiting:
        of = waiting.pop(0)
        yield from _statements(of)
        for id in derived_ids(premise for support in of.support for premise in support.premises):
            if id in situation.pack.amounts and id not in seen:
                seen.add(id)
                waiting.append(finding(situation, id, attempts=False))


def _replaced(situation: Situation, amount: Amount) -> bool:
    stands_for = amount.stands_in_for
    return stands_for is not None and stands_for.key in situation.model.amounts


def _statements(item: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for support in item.support for key in support.statements))


def presumptions_used(
    situation: Situation, findings: Iterable[Finding], also: Iterable[Premise] = ()
) -> tuple[PresumptionUsed, ...]:
    """The presumptions on which some finding rests, or some premise ``also`` told."""
    pack = situation.pack
    used = presumptions_behind(situation, (item.id for item in findings), also)
    return tuple(
        PresumptionUsed(
            item.fact,
            value_in_words(item.value, type_of(pack, item.fact), values_of(pack, item.fact)),
            item.title,
            keys(item.cites),
            pack.facts[item.fact].asked_of,
            item.gives_way_to,
        )
        for item in used
    )
