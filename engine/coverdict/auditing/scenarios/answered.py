"""Catalogues, entry by entry: which statements answer each, what is encoded where, or why it is left out.

Enters a pack with the matrix of its scenarios. An entry has an answer when each of its statements has one: what is
encoded is cited by something that decides, what is advice by a duty or a question, and the others say why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coverdict.auditing.scenarios.matrix import Matrix, StatementRow
from coverdict.checking.statements import binding_citations
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.mentions import Use
from coverdict.vocabulary.catalogues import CatalogueEntry
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.periods import Period
from coverdict.vocabulary.sources import Confidence, Role
from coverdict.vocabulary.verdicts import StatementCited


class Standing(StrEnum):
    """What became of an entry; of several statements the first of these is told."""

    ENCODED = "encoded"
    ADVICE = "advice"
    DEFINITION = "definition"
    INFORMATIVE = "informative"
    OUT_OF_SCOPE = "out-of-scope"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Encoding:
    """Something that cites a statement: its kind, id and title, and its file within the pack."""

    kind: str
    id: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """A statement with what cites it and the scenarios that exercise it; ``why`` it decides nothing, if it does not."""

    statement: StatementCited
    role: Role
    why: str | None
    effective: Period
    known: Period
    is_answer: bool
    encoded_in: tuple[Encoding, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryAnswer:
    """An entry with its statements; ``confidence`` is that of the one known least surely, None where there is none."""

    number: str
    title: str
    standing: Standing
    confidence: Confidence | None
    statements: tuple[StatementAnswer, ...]

    @property
    def encoded_in(self) -> tuple[Encoding, ...]:
        """What cites any of its statements, each once."""
        return tuple(dict.fromkeys(one for each in self.statements for one in each.encoded_in))

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that exercise any of its statements, each once."""
        return tuple(dict.fromkeys(one for each in self.statements for one in each.scenarios))


@dataclass(frozen=True, slots=True)
class SectionAnswers:
    """Entries under a heading, None for those that stand under none."""

    title: str | None
    entries: tuple[EntryAnswer, ...]


@dataclass(frozen=True, slots=True)
class CatalogueAnswers:
    """A catalogue with what became of its entries."""

    id: str
    title: str
    sections: tuple[SectionAnswers, ...]

    @property
    def entries(self) -> Iterator[EntryAnswer]:
        """All of them, in their order."""
        return (entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class Answered:
    """The catalogues of a pack, with the number of their entries by standing and by confidence.

    ``failed`` are scenarios that are not as expected, and exercise nothing.
    """

    pack: str
    version: str
    title: str
    count: int
    standings: Mapping[str, int]
    confidences: Mapping[str, int]
    catalogues: tuple[CatalogueAnswers, ...]
    failed: tuple[str, ...]

    @property
    def entries(self) -> tuple[EntryAnswer, ...]:
        """The entries of all catalogues."""
        return tuple(entry for each in self.catalogues for entry in each.entries)


def answered(pack: Pack, matrix: Matrix) -> Answered:
    """What became of each entry of the pack's catalogues."""
    by_number = _statements_by_number(pack, matrix)
    catalogues = tuple(
        CatalogueAnswers(
            each.id,
            each.title,
            tuple(
                SectionAnswers(part.title, tuple(_entry(one, by_number) for one in part.entries))
                for part in each.sections
            ),
        )
        for each in pack.catalogues
    )
    entries = [entry for each in catalogues for entry in each.entries]
    return Answered(
        pack.id,
        pack.version,
        pack.title,
        len(entries),
        {str(each): sum(one.standing is each for one in entries) for each in Standing},
        {str(each): sum(one.confidence is each for one in entries) for each in Confidence},
        catalogues,
        tuple(row.id for row in matrix.failed),
    )


def _entry(
    entry: CatalogueEntry, by_number: Mapping[str, tuple[StatementAnswer, ...]]
) -> EntryAnswer:
    statements = by_number.get(entry.id, ())
    known = [each.statement.confidence for each in statements]
    weakest = max(known, key=list(Confidence).index, default=None)
    return EntryAnswer(entry.id, entry.title, _standing(statements), weakest, statements)


def _standing(statements: Iterable[StatementAnswer]) -> Standing:
    found = [
        Standing(each.role.value) if each.is_answer else Standing.UNANSWERED for each in statements
    ]
    if Standing.UNANSWERED in found:
        return Standing.UNANSWERED
    return min(found, key=list(Standing).index, default=Standing.UNANSWERED)


def _statements_by_number(pack: Pack, matrix: Matrix) -> Mapping[str, tuple[StatementAnswer, ...]]:
    binding = {cited.key for cited in binding_citations(pack)}
    found: dict[str, list[StatementAnswer]] = {}
    for row in matrix.statements:
        numbers = pack.statements[row.key].catalogue
        for number in numbers:
            found.setdefault(number.key, []).append(_statement(pack, row, binding))
    return {number: tuple(several) for number, several in found.items()}


def _statement(pack: Pack, row: StatementRow, binding: set[str]) -> StatementAnswer:
    statement = pack.statements[row.key]
    (cited,) = cited_statements(pack, (row.key,))
    return StatementAnswer(
        cited,
        statement.role,
        statement.why,
        statement.effective,
        statement.known,
        _is_answer(row, binding),
        tuple(dict.fromkeys(_encoding(pack, use) for use in _uses(row))),
        row.scenarios,
    )


def _is_answer(row: StatementRow, binding: set[str]) -> bool:
    match row.role:
        case Role.ENCODED:
            return row.key in binding
        case Role.ADVICE:
            return any(_uses(row))
        case Role.UNREVIEWED:
            return False
        case _:
            return True


def _uses(row: StatementRow) -> Iterator[Use]:
    """What cites it, but for terms: to explain a word by a statement is not to follow it."""
    return (use for use in row.cited_by if use.kind != "term")


def _encoding(pack: Pack, use: Use) -> Encoding:
    """The rules of a table, and its list of codes, are told as that table."""
    table = pack.rules[use.id].table if use.kind == "rule" else None
    if use.kind == "code set" and any(rule.table == use.id for rule in pack.rules.values()):
        table = use.id
    if table is not None:
        listed = pack.code_sets[table]
        return Encoding("table", table, listed.title, _file(pack, listed.span))
    kind = "closure" if use.how == "closes on it" else use.kind
    return Encoding(kind, use.id, use.title, _file(pack, _place(pack, use)))


def _place(pack: Pack, use: Use) -> Span:
    if use.kind == "scope" and pack.scope is not None:
        return pack.scope.span
    if use.kind == "presumption":
        of_fact = (each for each in pack.presumptions if each.fact == use.id)
        return next(each.span for each in of_fact if each.title == use.title)
    if use.kind == "rule":
        return pack.rules[use.id].span
    kinds = (pack.facts, pack.parameters, pack.code_sets)
    concluded = (pack.criteria, pack.choices, pack.amounts)
    return next(things[use.id].span for things in (*kinds, *concluded) if use.id in things)


def _file(pack: Pack, span: Span) -> str:
    """The file as it is called within the pack's folder."""
    return span.file.removeprefix(pack.span.file.removesuffix("pack.yaml"))
