"""An answer as a page: the verdict and the amounts, then why, then what to do, then the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coverdict.presenting.citing import Sources
from coverdict.presenting.hedging import answer_in_words, hedged
from coverdict.presenting.pages import Item, Page, Part, first_capital, sentence
from coverdict.presenting.trees import tree_of
from coverdict.vocabulary.models import Belnap
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
)

_MOST_VALUES = 12


def verdict_page(verdict: Verdict) -> Page:
    """The answer in the order in which people read it."""
    sources = Sources(verdict.statements)
    return Page(
        headline=sentence(verdict.says),
        under=asked_and_answered(verdict),
        parts=(*_answer_parts(verdict, sources), *sources.parts(), *warnings(verdict)),
        close=(made_with(verdict),),
    )


def tree_page(
    verdict: Verdict, findings: Sequence[Finding], statements: Sequence[StatementCited]
) -> Page:
    """The derivation of the first finding as a tree, with its sources."""
    sources = Sources(statements)
    is_the_answer = not findings or findings[0].id in {each.id for each in verdict.derivation[:1]}
    tree = Part("How it was worked out", tree_of(findings, sources), tree=True)
    return Page(
        headline=sentence(verdict.says if is_the_answer else findings[0].says),
        under=asked_and_answered(verdict) if is_the_answer else (_asked(verdict),),
        parts=(*((tree,) if findings else ()), *sources.parts(), *warnings(verdict)),
        close=(made_with(verdict),),
    )


def made_with(verdict: Verdict) -> str:
    """Which knowledge and which engine gave the answer."""
    pack = verdict.pack
    title = pack.title.rstrip(".")
    knowledge = f"Knowledge: {title} ({pack.id} {pack.version}, {pack.digest[:19]}…)"
    return f"{knowledge}. Engine: Coverdict {verdict.engine}."


def asked_and_answered(verdict: Verdict) -> tuple[str, str]:
    """The question in its own words, and the verdict on it with its days."""
    answered = f"Verdict: {answer_in_words(verdict)}. {_asked(verdict)}"
    return f"Question: {sentence(verdict.question_title)}", answered


def _asked(verdict: Verdict) -> str:
    return f"Date of service {verdict.service_date}, as known on {verdict.knowledge_date}."


def _answer_parts(verdict: Verdict, sources: Sources) -> Iterator[Part]:
    worked_out = (each for each in verdict.amounts if each.values)
    yield from part("Amounts", (amount_item(each, sources) for each in worked_out))
    yield from part("Why", (reason_item(each, sources) for each in verdict.reasons))
    yield from part("What to do", (duty_item(each, sources) for each in verdict.duties))
    deciding, telling = by_use(verdict)
    yield from part(
        "Still to find out",
        (missing_item(each, sources) for each in deciding),
        "The answer waits for these facts; those that most depends on come first.",
    )
    yield from part(
        "To know more",
        (missing_item(each, sources) for each in telling),
        "The answer itself does not depend on these facts, but more could be said with them.",
    )
    known = [each for each in verdict.conclusions if each.state is not Belnap.UNKNOWN]
    yield from part("Also", (conclusion_item(each, sources) for each in known))
    yield from part("Not known", (Item(first_capital(each)) for each in _not_known(verdict)))
    yield from part(
        "Taken for granted",
        _presumed(verdict.presumptions, sources),
        "The case does not say so; if it is otherwise, the answer may change.",
    )


def by_use(verdict: Verdict) -> tuple[list[MissingFact], list[MissingFact]]:
    """The missing facts that the verdict waits for, and those that only what is told with it does."""
    goal = verdict.derivation[0].id if verdict.derivation else ""
    deciding = [each for each in verdict.missing_facts if goal in each.matters_to]
    return deciding, [each for each in verdict.missing_facts if goal not in each.matters_to]


def part(heading: str, items: Iterable[Item], lead: str | None = None) -> Iterator[Part]:
    """The part, unless it is empty."""
    listed = tuple(items)
    if listed:
        yield Part(heading, listed, lead)


def amount_item(amount: AmountFound, sources: Sources) -> Item:
    """An amount, and how it was worked out where that says anything."""
    found = f"{first_capital(amount.title)}: {' or '.join(amount.values)}"
    text = hedged(found, amount.modality)
    steps = (each for each in amount.arithmetic if not _says_nothing(each))
    notes = tuple(f"worked out: {each}" for each in steps)
    return Item(sources.cited(text, amount.statements), notes)


def _says_nothing(arithmetic: str) -> bool:
    worked, _, result = arithmetic.partition(" = ")
    return worked == result


def reason_item(reason: Reason, sources: Sources) -> Item:
    """A step, as surely as it is."""
    return Item(sources.cited(sentence(hedged(reason.text, reason.modality)), reason.statements))


def duty_item(duty: DutyDue, sources: Sources) -> Item:
    """Who has to do what, and by when."""
    text = f"{first_capital(_words(duty.who))}: {sentence(hedged(duty.do, duty.modality))}"
    notes = (f"by when: {duty.by}",) if duty.by else ()
    return Item(sources.cited(text, duty.statements), notes)


def missing_item(
    missing: MissingFact,
    sources: Sources,
    more_notes: Sequence[str] = (),
    most_values: int = _MOST_VALUES,
) -> Item:
    """A missing fact with its question, who can answer, and how the answer is written."""
    text = f"{missing.asks} (ask: {_words(missing.asked_of)})"
    shown = [f"{value} ({says})" for value, says in missing.values[:most_values]]
    more = len(missing.values) - len(shown)
    answers = "; ".join([*shown, *([f"and {more} more"] if more else [])])
    notes = [f"fact {missing.fact}" + (f": {answers}" if answers else "")]
    if missing.changeable:
        notes.append("this can still be chosen")
    return Item(sources.cited(text, missing.statements), (*notes, *more_notes))


def conclusion_item(conclusion: Conclusion, sources: Sources) -> Item:
    """Something else that the question tells."""
    text = sentence(hedged(conclusion.says, conclusion.modality))
    return Item(sources.cited(text, conclusion.statements))


def _not_known(verdict: Verdict) -> Iterator[str]:
    """What is reported and open, under a heading that says so."""
    for conclusion in verdict.conclusions:
        if conclusion.state is Belnap.UNKNOWN:
            yield conclusion.says.removeprefix("it is not known ").removesuffix(": not known")
    for amount in verdict.amounts:
        if not amount.values:
            yield amount.title


def _presumed(presumptions: Sequence[PresumptionUsed], sources: Sources) -> Iterator[Item]:
    """A line for each, with the name by which a case says otherwise."""
    for party in dict.fromkeys(each.asked_of for each in presumptions):
        below = tuple(
            Item(sources.cited(f"{first_capital(each.title)} ({each.fact}).", each.statements))
            for each in presumptions
            if each.asked_of == party
        )
        yield Item(f"The {_words(party)} could tell:", below=below)


def warnings(verdict: Verdict) -> Iterator[Part]:
    """What is to be known of the answer itself."""
    yield from part("Warnings", (Item(sentence(each)) for each in verdict.warnings))


def _words(id: str) -> str:
    return id.replace("-", " ")
