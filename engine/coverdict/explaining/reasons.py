"""Reasons: why, in plain sentences, the nearest to the verdict first."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.explaining.naming import subject_title
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality, Pack
from coverdict.vocabulary.verdicts import Finding, Premise, PremiseKind, Reason, Support


def reasons(pack: Pack, findings: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """A reason for each piece of evidence on the derivation; where the verdict is open, first what it waits for."""
    found = [*_open(pack, findings), *(_reason(item) for of in findings for item in of.support)]
    return tuple({item.text: item for item in reversed(found)}.values())[::-1]


def _reason(support: Support) -> Reason:
    text = support.title if support.how == "rule" else support.concludes
    if support.how == "stated":
        text = f"the case states that {support.concludes}"
    if support.how == "definition":
        text = f"{support.title}: {support.concludes}"
    return Reason(text, support.rule, support.modality, support.statements)


def _open(pack: Pack, findings: tuple[Finding, ...]) -> Iterator[Reason]:
    """What the first finding waits for, followed down to what is asked for or has no rule left."""
    if not findings or findings[0].state is not Belnap.UNKNOWN:
        return
    by_id = {item.id: item for item in findings}
    for premise in _waits_for(findings[0], by_id, set()):
        yield Reason(f"not known: {subject_title(pack, premise.id)}", None, Modality.MUST, ())


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
