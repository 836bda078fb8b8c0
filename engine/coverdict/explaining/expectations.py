"""What a scenario expected, held against the answer it got."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.scenarios import Difference, Expectation, ExpectedConclusion
from coverdict.vocabulary.verdicts import Finding, Verdict

_APPLIES = ("applied", "conflicting")
_STATUS = {
    "applied": "applied",
    "conflicting": "applied by some facts and not by others",
    "ruled-out": "ruled out",
    "open": "still open",
}
_OUT_OF_REACH = "not read: the question does not reach it, or it is not in force"


def unexpected(
    verdict: Verdict,
    conclusions: Mapping[str, Finding | None],
    expect: Expectation,
    behind: Iterable[Finding] = (),
    status_of: Callable[[str], str | None] | None = None,
) -> Iterator[Difference]:
    """Where the answer parts from what was expected, the verdict first.

    ``conclusions`` are the findings on the conclusions that the scenario names; ``behind`` the findings that these
    and what the question reports rest on; ``status_of`` tells what became of a rule.
    """
    if expect.refused is not None:
        refusal = f"a refusal for {expect.refused}"
        yield Difference("refused", expect.refused, "the case", refusal, "a decision")
    if expect.verdict is not None and verdict.verdict.value != expect.verdict:
        yield Difference("verdict", "", "verdict", expect.verdict, verdict.verdict.value)
    modality = verdict.modality.value if verdict.modality else "none"
    if expect.modality is not None and modality != expect.modality:
        yield Difference("modality", "", "modality", expect.modality, modality)
    if expect.shade is not None and verdict.shade != expect.shade:
        yield Difference("shade", expect.shade, "shade", expect.shade, verdict.shade or "none")
    for id, wanted in expect.conclusions.items():
        yield from _conclusion(id, wanted, conclusions.get(id))
    yield from _rests_on(verdict, expect, behind)
    yield from _rules(expect, status_of or (lambda _: None))
    yield from _duties(verdict, expect)
    yield from _missing(verdict, expect)


def rested_on(verdict: Verdict, behind: Iterable[Finding] = ()) -> set[str]:
    """The rules and statements on the derivation of the verdict, and of what is told or found with it."""
    supports = [support for item in (*verdict.derivation, *behind) for support in item.support]
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


def _conclusion(id: str, wanted: ExpectedConclusion, found: Finding | None) -> Iterator[Difference]:
    got = shown(found)
    if wanted.value is not None and not _same(got, wanted.value):
        yield Difference("conclusions", id, id, wanted.value, got)
    modality = found.modality.value if found and found.modality else "none"
    if wanted.modality is not None and modality != wanted.modality:
        yield Difference("conclusions", id, f"modality of {id}", wanted.modality, modality)


def _rests_on(
    verdict: Verdict, expect: Expectation, behind: Iterable[Finding]
) -> Iterator[Difference]:
    missing = [name for name in expect.rests_on if name not in rested_on(verdict)]
    if missing:  # what is behind the rest is worked out only where it is looked at
        found = rested_on(verdict, behind)
        for name in missing:
            if name not in found:
                yield Difference("rests-on", name, name, "in the derivation", "not in it")


def _rules(expect: Expectation, status_of: Callable[[str], str | None]) -> Iterator[Difference]:
    for id in expect.rules:
        status = status_of(id)
        if status not in _APPLIES:
            yield Difference(
                "rules", id, f"rule {id}", "applied", _STATUS.get(status or "", _OUT_OF_REACH)
            )
    for id in expect.no_rules:
        status = status_of(id)
        if status in _APPLIES:
            yield Difference("no-rules", id, f"rule {id}", "not applied", _STATUS[status])


def _duties(verdict: Verdict, expect: Expectation) -> Iterator[Difference]:
    due = {item.duty for item in verdict.duties}
    for id in expect.duties:
        if id not in due:
            yield Difference("duties", id, id, "due", "not due")
    for id in expect.no_duties:
        if id in due:
            yield Difference("no-duties", id, id, "not due", "due")


def _missing(verdict: Verdict, expect: Expectation) -> Iterator[Difference]:
    asked = {item.fact for item in verdict.missing_facts}
    for name in expect.missing:
        if name not in asked:
            yield Difference("missing", name, name, "asked for", "not asked for")
    for name in expect.not_missing:
        if name in asked:
            yield Difference("not-missing", name, name, "not asked for", "asked for")


def shown(finding: Finding | None) -> str:
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
