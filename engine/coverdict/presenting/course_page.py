"""An estimate as a page: what it comes to, the visits, what has to be ready when, what is not known, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coverdict.presenting.citing import Sources
from coverdict.presenting.comparison_page import comparison_parts
from coverdict.presenting.hedging import hedged
from coverdict.presenting.money import dollars, sum_in_words, total_in_words
from coverdict.presenting.pages import Item, Page, Part, Table, first_capital, sentence
from coverdict.presenting.verdict_page import missing_item
from coverdict.vocabulary.estimates import (
    Estimate,
    Milestone,
    Reached,
    Total,
    VisitEstimate,
    VisitGroup,
)
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.verdicts import VerdictValue

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_NAMED = 12
_VERDICTS = {
    VerdictValue.COVERED: "covered",
    VerdictValue.NOT_COVERED: "not covered",
    VerdictValue.UNDETERMINED: "undetermined",
    VerdictValue.CONFLICTING: "conflicting",
}
_HEDGES = {Modality.USUALLY: "usually ", Modality.MAY: "may be "}


def estimate_page(estimate: Estimate) -> Page:
    """The estimate in the order in which people read it."""
    sources = Sources(estimate.statements)
    return Page(
        headline=sentence(estimate.title),
        under=tuple(_under(estimate)),
        parts=(*_parts(estimate, sources), *sources.parts(), *_warnings(estimate)),
        close=(_made_with(estimate),),
    )


def verdict_cell(verdict: VerdictValue | None, modality: Modality | None) -> str:
    """A visit's verdict as surely as its weakest rule.

    >>> verdict_cell(VerdictValue.COVERED, Modality.USUALLY)
    'usually covered'
    """
    if verdict is None:
        return "not decided"
    hedge = _HEDGES.get(modality, "") if modality else ""
    return hedge + _VERDICTS[verdict]


def _under(estimate: Estimate) -> Iterator[str]:
    first, last = estimate.visits[0].date, estimate.visits[-1].date
    when = f"on {first}" if first == last else f"from {first} to {last}"
    count = _counted(len(estimate.visits), "visit")
    yield f"{count} {when}, as known on {estimate.knowledge_date}."
    if estimate.plan is not None:
        yield f"Under: {estimate.plan.title}."


def _parts(estimate: Estimate, sources: Sources) -> Iterator[Part]:
    yield from _part("In total", (_total(each, sources) for each in estimate.totals))
    yield from comparison_parts(estimate)
    yield from _part(
        "What has to be ready",
        (_reached(each, mile, sources) for mile in estimate.milestones for each in mile.reached),
    )
    yield Part("The visits", tuple(_notes(estimate)), table=_table(estimate))
    yield from _part("Why", (_group(each, sources) for each in estimate.groups))
    yield from _part(
        "Still to find out",
        (
            missing_item(each.fact, sources, (f"matters to {_counted(each.visits, 'visit')}",))
            for each in estimate.missing_facts
        ),
        "What is given once in the course holds for each of its visits.",
    )
    yield from _part("Not known", (Item(each) for each in _not_known(estimate)))
    yield from _part(
        "Taken for granted",
        (
            Item(sources.cited(sentence(each.title), each.statements))
            for each in estimate.presumptions
        ),
        "The course does not say so; if it is otherwise, the answer may change.",
    )


def _part(heading: str, items: Iterator[Item], lead: str | None = None) -> Iterator[Part]:
    listed = tuple(items)
    if listed:
        yield Part(heading, listed, lead)


def _total(total: Total, sources: Sources) -> Item:
    text = f"{first_capital(total.title)}: {hedged(total_in_words(total), total.modality)}"
    left_out = f"not in it, because it is not known: {_named(total.unknown)}"
    notes = (left_out,) if total.unknown and total.is_partly_known else ()
    return Item(sources.cited(text, total.statements), notes)


def _named(visits: Sequence[int]) -> str:
    """The visits by number, those in a row as a range.

    >>> _named((1, 2, 3, 7))
    'visits 1-3, 7'
    """
    rows: list[list[int]] = []
    for number in visits:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    shown = [f"{row[0]}-{row[-1]}" if len(row) > 1 else f"{row[0]}" for row in rows]
    more = f" and {len(shown) - _MOST_NAMED} more" if len(shown) > _MOST_NAMED else ""
    return f"visit{'s' if len(visits) > 1 else ''} {', '.join(shown[:_MOST_NAMED])}{more}"


def _reached(reached: Reached, milestone: Milestone, sources: Sources) -> Item:
    says = hedged(milestone.title, reached.modality)
    text = f"Before visit {reached.visit} on {reached.date} ({reached.label}): {says}"
    below = tuple(
        Item(
            sources.cited(
                f"{first_capital(duty.who.replace('-', ' '))}: {sentence(hedged(duty.do, duty.modality))}",
                duty.statements,
            ),
            (f"by when: {duty.by}",) if duty.by else (),
        )
        for duty in reached.duties
    )
    figures = tuple(first_capital(each) for each in reached.figures)
    return Item(sources.cited(text, reached.statements), figures, below)


def _table(estimate: Estimate) -> Table:
    several_years = len(estimate.years) > 1
    marks = _marks(estimate)
    rows = [_row(visit, marks.get(visit.number, "")) for visit in estimate.visits]
    sums = [
        ("", "", f"in {each.year}", _counted(each.visits, "visit"), *_sums(each.totals), "")
        for each in estimate.years
        if several_years
    ]
    count = _counted(len(estimate.visits), "visit")
    last = ("", "", "in total", count, *_sums(estimate.totals), "")
    titles = (first_capital(total.title) for total in estimate.totals)
    return Table(
        ("", "Date", "Visit", "Verdict", *titles, "Note"),
        (*rows, *sums, last),
        frozenset({0, *range(4, 4 + len(estimate.totals))}),
        len(rows),
    )


def _row(visit: VisitEstimate, mark: str) -> tuple[str, ...]:
    verdict = verdict_cell(visit.verdict, visit.modality)
    amounts = (dollars(item.value) for item in visit.amounts)
    return (str(visit.number), str(visit.date), visit.label, verdict, *amounts, mark)


def _sums(totals: Sequence[Total]) -> Iterator[str]:
    return (sum_in_words(total) for total in totals)


def _marks(estimate: Estimate) -> dict[int, str]:
    """The letters of the notes, by visit."""
    marks: dict[int, list[str]] = {}
    for letter, (visits, _) in zip(_letters(), _noted(estimate), strict=False):
        for visit in visits:
            marks.setdefault(visit, []).append(letter)
    return {visit: ", ".join(letters) for visit, letters in marks.items()}


def _notes(estimate: Estimate) -> Iterator[Item]:
    for letter, (_, text) in zip(_letters(), _noted(estimate), strict=False):
        yield Item(text, label=f"{letter}:")


def _letters() -> Iterator[str]:
    yield from _LETTERS
    yield from (one + other for one in _LETTERS for other in _LETTERS)


def _noted(estimate: Estimate) -> list[tuple[list[int], str]]:
    """The notes with their visits: milestones reached, and why visits are not decided."""
    noted: dict[str, list[int]] = {}
    for milestone in estimate.milestones:
        for reached in milestone.reached:
            noted.setdefault(f"first on this visit: {milestone.title}", []).append(reached.visit)
    for visit in estimate.visits:
        for note in visit.notes:
            noted.setdefault(note, []).append(visit.number)
        for item in visit.amounts:
            if item.why_not is not None and item.why_not.startswith("conflicting"):
                noted.setdefault(item.why_not, []).append(visit.number)
    return [(visits, text) for text, visits in noted.items()]


def _group(group: VisitGroup, sources: Sources) -> Item:
    verdict = verdict_cell(group.verdict, group.modality)
    below = tuple(
        Item(sources.cited(sentence(hedged(each.text, each.modality)), each.statements))
        for each in group.reasons
    )
    return Item(f"{first_capital(_named(group.visits))}: {verdict}", below=below)


def _not_known(estimate: Estimate) -> Iterator[str]:
    for milestone in estimate.milestones:
        if milestone.unknown:
            yield f"Whether {milestone.title}: {_named(milestone.unknown)}"


def _warnings(estimate: Estimate) -> Iterator[Part]:
    yield from _part("Warnings", (Item(sentence(each)) for each in estimate.warnings))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _made_with(estimate: Estimate) -> str:
    pack = estimate.pack
    title = pack.title.rstrip(".")
    knowledge = f"Knowledge: {title} ({pack.id} {pack.version}, {pack.digest[:19]}…)"
    return f"{knowledge}. Engine: Coverdict {estimate.engine}."
