"""What a scenario expected, held against the answer it got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.scenarios import Expectation
from coverdict.vocabulary.verdicts import Finding, Verdict


def unexpected(
    verdict: Verdict, findings: Mapping[str, Finding | None], expect: Expectation
) -> Iterator[str]:
    """Where the answer parts from what was expected, the verdict first."""
    if expect.verdict is not None and verdict.verdict.value != expect.verdict:
        yield f"verdict: expected {expect.verdict}, got {verdict.verdict.value}"
    modality = verdict.modality.value if verdict.modality else None
    if expect.modality is not None and modality != expect.modality:
        yield f"modality: expected {expect.modality}, got {modality or 'none'}"
    rests_on = rested_on(verdict)
    for name in expect.rests_on:
        if name not in rests_on:
            yield f"the derivation does not rest on {name}"
    for id, wanted in (expect.conclusions or {}).items():
        got = _shown(findings.get(id))
        if not _same(got, wanted):
            yield f"{id}: expected {wanted}, got {got}"
    duties = {item.duty for item in verdict.duties}
    yield from (f"the duty {id} is not due" for id in expect.duties if id not in duties)
    yield from (f"the duty {id} is due" for id in expect.no_duties if id in duties)
    missing = {item.fact for item in verdict.missing_facts}
    yield from (f"{name} is not asked for" for name in expect.missing if name not in missing)
    yield from (f"{name} is asked for" for name in expect.not_missing if name in missing)


def rested_on(verdict: Verdict) -> set[str]:
    """The rules and statements on the derivation of the verdict, and of the duties and amounts told with it."""
    supports = [support for item in verdict.derivation for support in item.support]
    rules = {support.rule for support in supports if support.rule}
    cited = {key for support in supports for key in support.statements}
    told = (
        *(item.statements for item in verdict.duties),
        *(item.statements for item in verdict.amounts),
        *(item.statements for item in verdict.conclusions),
        *(item.statements for item in verdict.presumptions),
    )
    cited.update(*told)
    return rules | cited


def _shown(finding: Finding | None) -> str:
    """The raw value of a finding: a state, or the value that a choice or amount has."""
    if finding is None or finding.state is Belnap.UNKNOWN:
        return Belnap.UNKNOWN.value
    if finding.state is Belnap.CONFLICTING:
        return Belnap.CONFLICTING.value
    return finding.raw[0] if finding.raw else finding.state.value


def _same(got: str, wanted: str) -> bool:
    try:
        return got == wanted or Decimal(got) == Decimal(wanted)
    except InvalidOperation:
        return False
