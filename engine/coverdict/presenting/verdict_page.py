"""An answer as a page: the verdict and the amounts, then why, then what to do, then the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coverdict.presenting.citing import Sources
from coverdict.presenting.pages import Item, Page, Part, first_capital, sentence
from coverdict.presenting.trees import tree_of
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    DutyDue,
    Finding,
    MissingFact,
    PresumptionUsed,
    Reason,
    StatementCited,
    Verdict,
    VerdictValue,
)

_SURELY = {
    VerdictValue.COVERED: "covered",
    VerdictValue.NOT_COVERED: "not covered",
    VerdictValue.UNDETERMINED: "undetermined: the facts given do not settle it",
    VerdictValue.CONFLICTING: "conflicting: the facts given speak for and against it",
}
_HEDGED = {
    (VerdictValue.COVERED, Modality.USUALLY): "usually covered",
    (VerdictValue.COVERED, Modality.MAY): "may be covered",
    (VerdictValue.NOT_COVERED, Modality.USUALLY): "usually not covered",
    (VerdictValue.NOT_COVERED, Modality.MAY): "possibly not covered",
}
_MOST_VALUES = 12


def verdict_in_words(verdict: Verdict) -> str:
    """The verdict as surely as its weakest rule: "covered", "usually covered", "may be covered"."""
    hedged = _HEDGED.get((verdict.verdict, verdict.modality or Modality.MUST))
    return hedged or _SURELY[verdict.verdict]


def verdict_page(verdict: Verdict) -> Page:
    """The answer in the order in which people read it."""
    sources = Sources(verdict.statements)
    return Page(
        headline=sentence(verdict.says),
        under=(_stood(verdict),),
        parts=(*_answer_parts(verdict, sources), *sources.parts(), *_warnings(verdict)),
        close=(made_with(verdict),),
    )


def tree_page(
    verdict: Verdict, findings: Sequence[Finding], statements: Sequence[StatementCited]
) -> Page:
    """The derivation of the first finding as a tree, with its sources."""
    sources = Sources(tuple(statements))
    is_the_answer = [each.id for each in findings[:1]] == [
        each.id for each in verdict.derivation[:1]
    ]
    tree = Part("How it was worked out", tree_of(findings, sources), tree=True)
    return Page(
        headline=sentence(verdict.says if is_the_answer else findings[0].says),
        under=(_stood(verdict) if is_the_answer else _asked(verdict),),
        parts=(tree, *sources.parts()),
        close=(made_with(verdict),),
    )


def made_with(verdict: Verdict) -> str:
    """Which knowledge and which engine gave the answer."""
    pack = verdict.pack
    title = pack.title.rstrip(".")
    knowledge = f"Knowledge: {title} ({pack.id} {pack.version}, {pack.digest[:19]}…)"
    return f"{knowledge}. Engine: Coverdict {verdict.engine}."


def _stood(verdict: Verdict) -> str:
    return f"Verdict: {verdict_in_words(verdict)}. {_asked(verdict)}"


def _asked(verdict: Verdict) -> str:
    return f"Date of service {verdict.service_date}, as known on {verdict.knowledge_date}."


def _answer_parts(verdict: Verdict, sources: Sources) -> Iterator[Part]:
    yield from _part("Amounts", (_amount(each, sources) for each in verdict.amounts))
    yield from _part("Why", (_reason(each, sources) for each in verdict.reasons))
    yield from _part("What to do", (_duty(each, sources) for each in verdict.duties))
    yield from _part(
        "Still to find out",
        (_missing(each, sources) for each in verdict.missing_facts),
        "These facts could still change the answer; those that matter most come first.",
    )
    told = {each.duty for each in verdict.duties} | {each.amount for each in verdict.amounts}
    others = [each for each in verdict.conclusions if each.id not in told]
    yield from _part("Also", (_other(each, sources) for each in others if _is_known(each)))
    yield from _part(
        "Not known yet", (_other(each, sources) for each in others if each.state is Belnap.UNKNOWN)
    )
    yield from _part(
        "Taken for granted",
        (_presumed(each, sources) for each in verdict.presumptions),
        "The case does not say so; if it is otherwise, the answer may change.",
    )


def _part(heading: str, items: Iterable[Item], lead: str | None = None) -> Iterator[Part]:
    listed = tuple(items)
    if listed:
        yield Part(heading, listed, lead)


def _amount(amount: AmountFound, sources: Sources) -> Item:
    values = " or ".join(amount.values) or "not known yet"
    text = sources.cited(f"{first_capital(amount.title)}: {values}", amount.statements)
    return Item(text, tuple(f"worked out: {each}" for each in amount.arithmetic))


def _reason(reason: Reason, sources: Sources) -> Item:
    hedge = "" if reason.modality is Modality.MUST else f" ({reason.modality.value})"
    return Item(sources.cited(sentence(reason.text) + hedge, reason.statements))


def _duty(duty: DutyDue, sources: Sources) -> Item:
    hedge = "" if duty.modality is Modality.MUST else f" ({duty.modality.value})"
    text = f"{first_capital(_words(duty.who))}: {sentence(duty.do)}{hedge}"
    notes = (f"by when: {duty.by}",) if duty.by else ()
    return Item(sources.cited(text, duty.statements), notes)


def _missing(missing: MissingFact, sources: Sources) -> Item:
    text = f"{missing.asks} (ask: {_words(missing.asked_of)})"
    shown = [f"{value} ({says})" for value, says in missing.values[:_MOST_VALUES]]
    more = len(missing.values) - len(shown)
    answers = "; ".join([*shown, *([f"and {more} more"] if more else [])])
    notes = [f"fact {missing.fact}" + (f": {answers}" if answers else "")]
    if missing.changeable:
        notes.append("this can still be chosen")
    return Item(sources.cited(text, missing.statements), tuple(notes))


def _other(conclusion: Conclusion, sources: Sources) -> Item:
    hedged = conclusion.modality not in (None, Modality.MUST)
    hedge = f" ({conclusion.modality.value})" if hedged and conclusion.modality else ""
    return Item(sources.cited(sentence(conclusion.says) + hedge, conclusion.statements))


def _is_known(conclusion: Conclusion) -> bool:
    """What is known and worth telling: that nobody has a duty is not."""
    not_due = conclusion.kind == "duty" and conclusion.state is Belnap.FALSE
    return conclusion.state is not Belnap.UNKNOWN and not not_due


def _presumed(presumption: PresumptionUsed, sources: Sources) -> Item:
    return Item(sources.cited(sentence(presumption.title), presumption.statements))


def _warnings(verdict: Verdict) -> Iterator[Part]:
    yield from _part("Warnings", (Item(sentence(each)) for each in verdict.warnings))


def _words(id: str) -> str:
    return id.replace("-", " ")
