"""An answer in short: the verdict and the money, each step that it rests on, what to do, what is missing, the sources.

What came to nothing, what is not so, and what a source says in so many words stand on the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coverdict.presenting.citing import Sources
from coverdict.presenting.hedging import hedged
from coverdict.presenting.pages import Item, Page, Part, sentence
from coverdict.presenting.verdict_page import (
    amount_item,
    asked_and_answered,
    by_use,
    conclusion_item,
    duty_item,
    made_with,
    missing_item,
    part,
    reason_item,
    warnings,
)
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Conclusion,
    MissingFact,
    PremiseKind,
    Reason,
    Verdict,
)

_NEAREST = 6
_MOST_WAITED_FOR = 5
_MOST_BESIDES = 3
_MOST_NOT_KNOWN = 4
_MOST_VALUES = 5
_MOST_TOLD = 4
_LONGER = "--full tells more: what each source says, and what is not so or not known."
_NOT_KNOWN = "not known: "


def summary_page(verdict: Verdict) -> Page:
    """What to read first; the sources are told in full where their own sentences are at hand."""
    sources = Sources(verdict.statements)
    told = tuple(_parts(verdict, sources))
    at_hand = any(each.original is not None for each in verdict.statements)
    listed = sources.parts() if at_hand else sources.in_short()
    return Page(
        headline=sentence(verdict.says),
        under=asked_and_answered(verdict),
        parts=(*told, *listed, *warnings(verdict)),
        close=(*((_LONGER,) if verdict.derivation else ()), made_with(verdict)),
    )


def _parts(verdict: Verdict, sources: Sources) -> Iterator[Part]:
    amounts = (each for each in verdict.amounts if each.values and not _is_nothing(each))
    yield from part("Amounts", (_amount(each, sources) for each in amounts))
    deciding, telling = by_use(verdict)
    yield from part(
        "Still to find out",
        _missing(deciding, _MOST_WAITED_FOR, sources),
        "The answer waits for these facts; those that most depends on come first.",
    )
    yield from part("Why", _why(verdict, sources))
    yield from part("What to do", (duty_item(each, sources) for each in verdict.duties))
    yield from part(
        "To know more",
        _missing(telling, _MOST_BESIDES, sources),
        "The answer itself does not depend on these facts, but more could be said with them.",
    )
    yield from part("Also", _also(verdict, sources))
    yield from part(
        "Taken for granted",
        _presumed(verdict, sources),
        "The case does not say so; if it is otherwise, the answer may change.",
    )


def _also(verdict: Verdict, sources: Sources) -> Iterator[Item]:
    told = list(_besides(verdict))
    yield from (conclusion_item(each, sources) for each in told[:_MOST_TOLD])
    if told[_MOST_TOLD:]:
        further = (_cited(each, sources) for each in told[_MOST_TOLD:])
        yield Item(f"Further: {'; '.join(further)}.")


def _besides(verdict: Verdict) -> Iterator[Conclusion]:
    """What else is so, and is no step to the verdict."""
    steps = {each.text for each in verdict.reasons} | {each.says for each in verdict.derivation}
    for conclusion in verdict.conclusions:
        if conclusion.state in (Belnap.TRUE, Belnap.CONFLICTING) and conclusion.says not in steps:
            yield conclusion


def _is_nothing(amount: AmountFound) -> bool:
    """Whether it is an amount of no money, which the sums say that it enters."""
    return set(amount.values) == {"$0.00"}


def _amount(amount: AmountFound, sources: Sources) -> Item:
    """An amount, with its arithmetic beside its value where there is one way to it."""
    whole = amount_item(amount, sources)
    if len(amount.arithmetic) != 1 or not whole.notes:
        return whole
    worked, _, result = amount.arithmetic[0].rpartition(" = ")
    beside = replace(amount, values=(f"{result}, which is {worked}",), arithmetic=())
    return amount_item(beside, sources)


def _why(verdict: Verdict, sources: Sources) -> Iterator[Item]:
    """A line for each of the nearest steps; the further ones, and what is so as nothing tells otherwise, in one."""
    unsaid, granted = _unsaid(verdict), _granted(verdict)
    unknown, steps = list[str](), list[Reason]()
    for reason in verdict.reasons:
        if reason.text.startswith(_NOT_KNOWN):
            unknown.append(reason.text.removeprefix(_NOT_KNOWN))
        elif reason.text not in unsaid and reason.text not in granted:
            steps.append(reason)
    if unknown and not by_use(verdict)[0]:  # what the answer waits for is asked for above
        yield Item(f"Not known: {_listed(unknown, _MOST_NOT_KNOWN)}.")
    yield from (reason_item(each, sources) for each in steps[:_NEAREST])
    if steps[_NEAREST:]:
        yield Item(f"Further: {'; '.join(_cited(each, sources) for each in steps[_NEAREST:])}.")
    others = [_cited(each, sources) for each in verdict.reasons if each.text in unsaid]
    if others:
        yield Item(f"As nothing says otherwise: {'; '.join(others)}.")


def _unsaid(verdict: Verdict) -> frozenset[str]:
    """The reasons that hold because no rule says otherwise, the nearest apart."""
    below = (each for of in verdict.derivation[1:] for each in of.support)
    return frozenset(each.concludes for each in below if each.how == "closure")


def _granted(verdict: Verdict) -> frozenset[str]:
    """The rules that read nothing but what is presumed: what is taken for granted tells as much."""
    below = (each for of in verdict.derivation[1:] for each in of.support if each.premises)
    return frozenset(
        each.title
        for each in below
        if each.how == "rule" and all(of.kind is PremiseKind.PRESUMED for of in each.premises)
    )


def _cited(told: Reason | Conclusion, sources: Sources) -> str:
    text = told.text if isinstance(told, Reason) else told.says
    return sources.cited(hedged(text.rstrip("."), told.modality), told.statements)


def _listed(texts: Sequence[str], most: int) -> str:
    more = len(texts) - most
    return "; ".join([*texts[:most], *([f"and {more} more"] if more > 0 else [])])


def _missing(missing: Sequence[MissingFact], most: int, sources: Sources) -> Iterator[Item]:
    yield from (missing_item(each, sources, most_values=_MOST_VALUES) for each in missing[:most])
    more = len(missing) - most
    if more > 0:
        yield Item(f"And {more} more, which --format questions lists with those who can tell.")


def _presumed(verdict: Verdict, sources: Sources) -> Iterator[Item]:
    """What a step reads, by who could tell; what would only bring in another rule is counted."""
    supports = [each for of in verdict.derivation for each in of.support]
    read = {item.id for each in supports for item in each.premises}
    used = [each for each in verdict.presumptions if each.fact in read]
    for party in dict.fromkeys(each.asked_of for each in used):
        of_party = (each for each in used if each.asked_of == party)
        told = (sources.cited(each.title, each.statements) for each in of_party)
        yield Item(f"The {party.replace('-', ' ')} could tell: {'; '.join(told)}.")
    more = len(verdict.presumptions) - len(used)
    if more:
        things = "1 thing" if more == 1 else f"{more} things"
        yield Item(f"{'Besides, ' if used else ''}{things} by which no rarer rule applies.")
