"""Findings as a tree: the goal at the root, below each conclusion what speaks for and against it.

Each conclusion is unfolded where it first stands, and pointed to afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from coverdict.presenting.citing import Sources
from coverdict.presenting.hedging import hedged
from coverdict.presenting.pages import Item
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.verdicts import Attempt, Finding, Premise, PremiseKind, Support

_APPLIES = {
    Belnap.TRUE: "applies",
    Belnap.FALSE: "does not apply",
    Belnap.UNKNOWN: "may yet apply",
    Belnap.CONFLICTING: "applies by some facts and not by others",
}
_STATUS = {
    "applied": Belnap.TRUE,
    "ruled-out": Belnap.FALSE,
    "open": Belnap.UNKNOWN,
    "conflicting": Belnap.CONFLICTING,
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
        has_values = goal.kind in ("choice", "amount")
        text = hedged(goal.says if has_values else goal.title, goal.modality)
        return Item(text, below=self._evidence(goal), mark=goal.state)

    def _evidence(self, finding: Finding) -> tuple[Item, ...]:
        supports = tuple(self._support(each) for each in finding.support)
        told = {
            premise.id
            for support in finding.support
            for premise in support.premises
            if premise.kind is PremiseKind.RULE
        }
        attempts = [each for each in finding.attempts if each.rule not in told]
        needless = [each for each in attempts if supports and each.concludes == finding.says]
        others = tuple(self._attempt(each) for each in attempts if each not in needless)
        return supports + others + _left_out(len(needless))

    def _support(self, support: Support) -> Item:
        works_out = support.how == "definition"
        why = f"worked out: {support.concludes}" if works_out else f"because {support.title}"
        text = self._sources.cited(hedged(why, support.modality), support.statements)
        below = tuple(self._premise(each) for each in support.premises)
        return Item(text, _place(support.rule, support.place), below)

    def _attempt(self, attempt: Attempt) -> Item:
        mark = _STATUS[attempt.status]
        text = f"{_APPLIES[mark]}: {hedged(attempt.title, attempt.modality)}"
        text = self._sources.cited(text, attempt.statements)
        below = tuple(self._premise(each) for each in attempt.because)
        return Item(text, _place(attempt.rule, attempt.place), below, mark=mark)

    def _premise(self, premise: Premise) -> Item:
        finding = self._findings.get(premise.id) if premise.kind is PremiseKind.DERIVED else None
        if finding is None:
            notes = (f"worked out: {premise.arithmetic}",) if premise.arithmetic else ()
            because = tuple(self._premise(each) for each in premise.because)
            return Item(_read(premise), notes, because, mark=premise.state)
        known = finding.state is not Belnap.UNKNOWN and premise.says != finding.says
        text = premise.says + (f" — {finding.says}" if known else "")
        if finding.id in self._unfolded:
            return Item(f"{text} (see above)", mark=premise.state)
        self._unfolded.add(finding.id)
        return Item(text, below=self._evidence(finding), mark=premise.state)


def _left_out(count: int) -> tuple[Item, ...]:
    """The rules that would only have said once more what is so already."""
    rules = "rule that does" if count == 1 else "rules that do"
    return (Item(f"{count} more {rules} not apply could have said the same"),) if count else ()


def _place(rule: str | None, place: str | None) -> tuple[str, ...]:
    named = [f"rule {rule}"] if rule else []
    return (", ".join([*named, *([place] if place else [])]),) if rule or place else ()


def _read(premise: Premise) -> str:
    value = f": {premise.value}" if premise.value not in (None, premise.says) else ""
    origin = f" ({premise.origin})" if premise.origin else ""
    match premise.kind:
        case PremiseKind.GIVEN | PremiseKind.STATED | PremiseKind.PRESUMED | PremiseKind.PARAMETER:
            return f"{premise.says} — {premise.kind.value}{value}{origin}"
        case PremiseKind.SILENT:
            return f"{premise.says} — the case does not say"
        case PremiseKind.RULE:
            return f"{_APPLIES[premise.state]}: {premise.says}"
        case PremiseKind.DERIVED:
            told = premise.value is None or premise.value == premise.says
            return premise.says + ("" if told else f" — {premise.value}")
