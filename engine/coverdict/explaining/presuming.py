"""Which presumptions an answer rests on: those without which something that it tells would not be so, or not so sure.

What comes out the same with nothing presumed rests on no presumption, whichever way it was explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.explaining.findings import finding
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.packs import Presumption
from coverdict.vocabulary.programs import literal
from coverdict.vocabulary.verdicts import Finding, Premise, PremiseKind


def presumptions_behind(
    situation: Situation, told: Iterable[str], also: Iterable[Premise] = ()
) -> tuple[Presumption, ...]:
    """The presumptions on which the conclusions that are ``told`` rest, or the premises ``also`` told."""
    if not situation.presumed:
        return ()
    waiting, premises = list(told), list(also)
    seen: set[str] = set()
    used: set[str] = set()
    while waiting or premises:
        if not premises:
            id = waiting.pop()
            if id not in seen and not _stands(situation, _sides(situation, id), id):
                premises += _resting_on(finding(situation, id, attempts=False))
            seen.add(id)
            continue
        premise = premises.pop()
        match premise.kind:
            case PremiseKind.PRESUMED:
                used.add(premise.id)
            case PremiseKind.DERIVED:
                waiting.append(premise.id)
            case PremiseKind.RULE if not _stands(situation, (f"rule:{premise.id}",)):
                premises += premise.because
    return tuple(item for name, item in situation.presumed.items() if name in used)


def _resting_on(of: Finding) -> Iterator[Premise]:
    """The premises of the surest evidence for each thing that is concluded."""
    for support in {each.concludes: each for each in reversed(of.support)}.values():
        yield from support.premises


def _sides(situation: Situation, id: str) -> tuple[str, ...]:
    """The propositions that a criterion or choice is; an amount is none."""
    if id in situation.pack.choices:
        return tuple(f"choice:{id}={value}" for value in situation.pack.choices[id].values)
    return (f"criterion:{id}",) if id in situation.pack.criteria else ()


def _stands(situation: Situation, propositions: Iterable[str], amount: str | None = None) -> bool:
    """Whether they come out the same, and as sure, with nothing presumed."""
    bare = situation.bare
    if bare is None:
        return False
    for proposition in propositions:
        for side in (True, False):
            of = literal(proposition, side)
            if (of in bare.model.literals) is not (of in situation.model.literals):
                return False
            if bare.strengths.get(of) != situation.strengths.get(of):
                return False
    if amount is None:
        return True
    if bare.model.amounts.get(amount) != situation.model.amounts.get(amount):
        return False
    return bare.amounts.get(amount) == situation.amounts.get(amount)
