"""The catalogues of a pack as a page: the figures, then entry by entry where it stands and what became of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from coverdict.auditing.scenarios.answered import (
    Answered,
    CatalogueAnswers,
    EntryAnswer,
    SectionAnswers,
    Standing,
    StatementAnswer,
)
from coverdict.presenting.citing import key_of, place_in_document
from coverdict.presenting.pages import Item, Page, Part, Table, first_capital
from coverdict.presenting.whereabouts import counted
from coverdict.vocabulary.sources import Confidence, Role

_STANDINGS = {
    Standing.ENCODED: "followed",
    Standing.ADVICE: "handed on as advice",
    Standing.DEFINITION: "used as a definition",
    Standing.INFORMATIVE: "for information",
    Standing.OUT_OF_SCOPE: "out of scope",
    Standing.UNANSWERED: "without an answer",
}
_CONFIDENCES = {
    Confidence.PRIMARY: "read in its text",
    Confidence.SECONDARY: "known from others",
    Confidence.UNCONFIRMED: "not confirmed",
}
_COLUMNS = (
    "number",
    "title",
    "standing",
    "statement",
    "citation",
    "rank",
    "confidence",
    "role",
    "why",
    "encoded in",
    "id",
    "file",
    "scenarios",
)
_LEAD = (
    "Each rule of the catalogue with the statements that answer it: the document's and the statement's name, the place"
    " in the document, its authority, and how the statement is known, if it was not read there. Then what in the pack"
    " follows it, each with its file, or why nothing does, and the number of scenarios whose answer rests on it."
)
_HOW_TO_READ = Part("How to read this", (Item(_LEAD),), prose=True, anchor="how-to-read")


def catalogue_page(found: Answered, in_tables: bool) -> Page:
    """The page; ``in_tables`` has a table for each section, where a terminal has an item for each entry."""
    parts = tuple(part for each in found.catalogues for part in _catalogue(each, in_tables))
    return Page(
        headline="Rule by rule: what is encoded where",
        under=(f"{found.title} ({found.pack} {found.version})", _summary(found), *_failed(found)),
        parts=(
            Part("In figures", (), table=_figures(found), anchor="figures"),
            *_unanswered(found),
            *([_HOW_TO_READ] if in_tables else []),
            *parts,
            Part("Documents", tuple(_documents(found)), anchor="documents"),
        ),
        contents=in_tables,
    )


def catalogue_as_csv(found: Answered) -> str:
    """A line for each entry, each statement that answers it, and each thing that cites that statement."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for entry in found.entries:
        lines.writerows(_csv_lines(entry))
    return text.getvalue()


def _csv_lines(entry: EntryAnswer) -> Iterator[list[str]]:
    start = [entry.number, entry.title, str(entry.standing)]
    if not entry.statements:
        yield [*start, *[""] * (len(_COLUMNS) - len(start))]
    for each in entry.statements:
        said = each.statement
        place, exercised = place_in_document(said), str(len(each.scenarios))
        known = [key_of(said), place, said.rank, str(said.confidence), str(each.role)]
        cited = [(one.kind, one.id, one.file) for one in each.encoded_in]
        for kind, id, file in cited or [("", "", "")]:
            yield [*start, *known, each.why or "", kind, id, file, exercised]


def _summary(found: Answered) -> str:
    told = [
        f"{found.standings[each]} {words}"
        for each, words in _STANDINGS.items()
        if found.standings[each]
    ]
    return f"{counted(found.count, 'rule')}: {', '.join(told)}."


def _failed(found: Answered) -> Iterator[str]:
    if found.failed:
        yield (
            f"{counted(len(found.failed), 'scenario')} not as expected, which count for nothing: see coverdict test."
        )


def _figures(found: Answered) -> Table:
    """Entries by standing and, beside it, by how surely they are known."""
    shown = [each for each in Standing if found.standings[each]]
    rows = [_figure(found, _STANDINGS[each], each) for each in shown]
    titles = ("Rules", "All", *(first_capital(each) for each in _CONFIDENCES.values()))
    return Table(titles, (*rows, _figure(found, "all")), frozenset({1, 2, 3, 4}), len(rows))


def _figure(found: Answered, name: str, standing: Standing | None = None) -> tuple[str, ...]:
    entries = [each for each in found.entries if standing in (None, each.standing)]
    known = (sum(each.confidence is one for each in entries) for one in _CONFIDENCES)
    return name, str(len(entries)), *map(str, known)


def _unanswered(found: Answered) -> Iterator[Part]:
    entries = [each for each in found.entries if each.standing is Standing.UNANSWERED]
    if entries:
        items = tuple(Item(_open(each), label=each.number) for each in entries)
        yield Part("Without an answer", items, anchor="unanswered")


def _open(entry: EntryAnswer) -> str:
    gaps = [
        f"{key_of(each.statement)} is {_gap(each)}"
        for each in entry.statements
        if not each.is_answer
    ]
    return f"{entry.title}: {', '.join(gaps) or 'no statement names it'}"


def _gap(answer: StatementAnswer) -> str:
    """Why a statement is no answer."""
    match answer.role:
        case Role.ENCODED:
            return "marked encoded, and nothing that decides cites it"
        case Role.ADVICE:
            return "marked advice, and no duty and no question cites it"
        case _:
            return "not reviewed yet"


def _catalogue(found: CatalogueAnswers, in_tables: bool) -> Iterator[Part]:
    first, *others = found.sections
    bare = first.title is None
    head = (first,) if bare else ()
    yield _part(found.title, head, 2, in_tables, found.id)
    for section in others if bare else found.sections:
        yield _part(section.title or "", (section,), 3, in_tables)


def _part(
    heading: str,
    sections: Iterable[SectionAnswers],
    level: int,
    in_tables: bool,
    id: str | None = None,
) -> Part:
    entries = [entry for section in sections for entry in section.entries]
    anchor = f"catalogue-{id}" if id else None
    if not in_tables:
        return Part(heading, tuple(map(_item, entries)), level=level)
    return Part(heading, (), table=_table(entries) if entries else None, level=level, anchor=anchor)


def _table(entries: Iterable[EntryAnswer]) -> Table:
    rows = tuple(
        (
            each.number,
            each.title,
            "; ".join(map(_authority, each.statements)),
            "; ".join(_answer(each)),
            str(len(each.scenarios)) if each.encoded_in else "",
        )
        for each in entries
    )
    titles = ("Number", "Rule", "Stands in", "What became of it", "Scenarios")
    return Table(titles, rows, frozenset({4}), len(rows))


def _item(entry: EntryAnswer) -> Item:
    scenarios = (counted(len(entry.scenarios), "scenario"),) if entry.encoded_in else ()
    notes = (*map(_authority, entry.statements), *_answer(entry), *scenarios)
    return Item(entry.title, notes, label=entry.number)


def _authority(answer: StatementAnswer) -> str:
    """The statement's name, where it stands, its rank, and how it is known if not read there."""
    said = answer.statement
    in_text = f"{said.unit} {said.block}, sentence {said.sentence}"
    place = place_in_document(said) if said.digest is None else in_text
    is_read = said.confidence is Confidence.PRIMARY
    known = "" if is_read else f", {_CONFIDENCES[said.confidence]}"
    return f"{key_of(said)}: {place} ({said.rank.replace('-', ' ')}{known})"


def _answer(entry: EntryAnswer) -> Iterator[str]:
    """What follows the entry, by kind and file; then what was left out, and why."""
    if not entry.statements:
        yield _STANDINGS[Standing.UNANSWERED]
    by_place: dict[tuple[str, str], list[str]] = {}
    for one in entry.encoded_in:
        by_place.setdefault((one.kind, one.file), []).append(one.id)
    for (kind, file), ids in by_place.items():
        yield f"{kind}{'s' * (len(ids) > 1)} {', '.join(ids)} ({file})"
    for each in entry.statements:
        if not each.is_answer:
            yield f"{_STANDINGS[Standing.UNANSWERED]}: {_gap(each)}"
        elif not each.encoded_in:
            why = f": {each.why.strip().rstrip('.')}" if each.why else ""
            yield f"{_STANDINGS[Standing(each.role.value)]}{why}"


def _documents(found: Answered) -> Iterator[Item]:
    """The documents by the ids that stand in the rows, the highest rank first."""
    said = [each.statement for entry in found.entries for each in entry.statements]
    documents = {
        each.source: f"{each.document_title} ({each.rank.replace('-', ' ')})" for each in said
    }
    for id in sorted(documents):
        yield Item(f"{id}: {documents[id]}")
