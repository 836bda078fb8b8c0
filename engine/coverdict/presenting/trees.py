"""Findings as a tree: the goal at the root, below each conclusion what speaks for and against it.

Each conclusion is unfolded where it first stands, and pointed to afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from coverdict.presenting.citing import Sources
from coverdict.presenting.pages import Item
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.verdicts import Attempt, Finding, Premise, PremiseKind, Support

_STATUS = {
    "applied": ("applies", Belnap.TRUE),
    "ruled-out": ("does not apply", Belnap.FALSE),
    "open": ("may yet apply", Belnap.UNKNOWN),
    "conflicting": ("the facts speak for and against it", Belnap.CONFLICTING),
}


def tree_of(findings: Sequence[Finding], sources: Sources) -> tuple[Item, ...]:
    """The tree of the first finding; none when there is no finding."""
    return (_Tree(findings, sources).root(),) if findings else ()


class _Tree:
    """Grows once; remembers which conclusions it has unfolded."""

    def __init__(self, findings: Sequence[Finding], sources: Sources) -> None:
        self._goal = findings[0]
        self._findings = {finding.id: finding for finding in findings}
        self._sources = sources
        self._unfolded: set[str] = set()

    def root(self) -> Item:
        self._unfolded.add(self._goal.id)
        goal = self._goal
        return Item(_said(goal), below=self._evidence(goal), mark=goal.state)

    def _evidence(self, finding: Finding) -> tuple[Item, ...]:
        supports = tuple(self._support(each) for each in finding.support)
        told = {
            premise.id
            for support in finding.support
            for premise in support.premises
            if premise.kind is PremiseKind.RULE
        }
        attempts = (each for each in finding.attempts if each.rule not in told)
        return supports + tuple(self._attempt(each) for each in attempts)

    def _support(self, support: Support) -> Item:
        text = self._sources.cited(f"because {support.title}", support.statements)
        below = tuple(self._premise(each) for each in support.premises)
        return Item(text + _hedged(support.modality), _place(support.rule, support.place), below)

    def _attempt(self, attempt: Attempt) -> Item:
        status, mark = _STATUS.get(attempt.status, (attempt.status, Belnap.UNKNOWN))
        text = self._sources.cited(f"{status}: {attempt.title}", attempt.statements)
        below = tuple(self._premise(each) for each in attempt.because)
        return Item(text, _place(attempt.rule, attempt.place), below, mark=mark)

    def _premise(self, premise: Premise) -> Item:
        notes = (f"worked out: {premise.arithmetic}",) if premise.arithmetic else ()
        because = tuple(self._premise(each) for each in premise.because)
        finding = self._findings.get(premise.id) if premise.kind is PremiseKind.DERIVED else None
        if finding is None:
            return Item(_read(premise), notes, because, mark=premise.state)
        text = premise.says + ("" if premise.says == finding.says else f" — {finding.says}")
        if finding.id in self._unfolded:
            return Item(f"{text} (see above)", notes, because, mark=premise.state)
        self._unfolded.add(finding.id)
        return Item(text, notes, because + self._evidence(finding), mark=premise.state)


def _said(finding: Finding) -> str:
    return finding.says + (_hedged(finding.modality) if finding.modality else "")


def _hedged(modality: Modality) -> str:
    return "" if modality is Modality.MUST else f" ({modality.value})"


def _place(rule: str | None, place: str | None) -> tuple[str, ...]:
    named = [f"rule {rule}"] if rule else []
    return (", ".join([*named, *([place] if place else [])]),) if rule or place else ()


def _read(premise: Premise) -> str:
    value = f": {premise.value}" if premise.value else ""
    origin = f" ({premise.origin})" if premise.origin else ""
    match premise.kind:
        case PremiseKind.GIVEN | PremiseKind.STATED | PremiseKind.PRESUMED:
            return f"{premise.says} — {premise.kind.value}{value}{origin}"
        case PremiseKind.SILENT:
            return f"{premise.says} — the case does not say"
        case _:
            return premise.says + (f" —{value[1:]}" if value else "")
