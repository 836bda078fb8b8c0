"""Statements numbered in the order in which a page cites them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coverdict.presenting.pages import Item, Part, sentence
from coverdict.vocabulary.sources import Confidence
from coverdict.vocabulary.verdicts import ContradictionCited, StatementCited


class Sources:
    """The statements of one page: a text cites them by number, the page lists those cited.

    A statement gets its number when it is cited first, so `parts` comes last.
    """

    def __init__(self, statements: Iterable[StatementCited]) -> None:
        self._statements = {key_of(each): each for each in statements}
        self._numbers: dict[str, int] = {}

    def cited(self, text: str, keys: Sequence[str]) -> str:
        """The text with the numbers of these statements behind it."""
        known = dict.fromkeys(key for key in keys if key in self._statements)
        numbers = sorted(self._numbers.setdefault(key, len(self._numbers) + 1) for key in known)
        return f"{text} [{','.join(map(str, numbers))}]" if numbers else text

    def parts(self) -> tuple[Part, ...]:
        """The statements cited so far with their numbers, by document."""
        documents: dict[str, list[Item]] = {}
        for key, number in self._numbers.items():
            statement = self._statements[key]
            documents.setdefault(_document(statement), []).append(_source(number, statement))
        return tuple(Part(f"Source: {title}", tuple(items)) for title, items in documents.items())


def key_of(statement: StatementCited) -> str:
    """``document.statement``, as rules cite it."""
    return f"{statement.source}.{statement.id}"


def place_in_document(statement: StatementCited) -> str:
    """Where the statement stands in its document."""
    if statement.digest is None:  # not held: a place in it could not be looked up
        under = f"under “{statement.heading}”" if statement.heading else ""
        return ", ".join(filter(None, (statement.citation, under))) or "not held"
    under = f", under “{statement.heading}”" if statement.heading else ""
    cited = f" ({statement.citation})" if statement.citation else ""
    return f"{statement.unit} {statement.block}, sentence {statement.sentence}{under}{cited}"


def place_of(statement: StatementCited) -> str:
    """The document with its authority, and where the statement stands in it."""
    if statement.digest is None and not statement.heading and not statement.citation:
        return _document(statement)  # which says that it is not held
    return f"{_document(statement)}, {place_in_document(statement)}"


def confidence_of(statement: StatementCited) -> tuple[str, ...]:
    """How the statement is known, where it was not read in its document."""
    match statement.confidence:
        case Confidence.PRIMARY:
            return ()
        case Confidence.SECONDARY:
            return ("known from what others write about it, not from the text itself",)
        case Confidence.UNCONFIRMED:
            return ("not confirmed: its text has not been seen",)


def original_of(statement: StatementCited) -> tuple[str, ...]:
    """The source's own sentence and what came of checking it, where the document is at hand."""
    sentence = (f"source text: “{statement.original}”",) if statement.original is not None else ()
    checked = (f"checked: {statement.checked}",) if statement.checked is not None else ()
    return sentence + checked


def contradictions_of(statement: StatementCited) -> tuple[str, ...]:
    """What says otherwise, where it stands, and which of the two is followed and why."""
    return tuple(_contradiction(statement, each) for each in statement.contradicts)


def _contradiction(statement: StatementCited, told: ContradictionCited) -> str:
    other = told.statement
    says, why = (text.strip().rstrip(".") for text in (other.says, told.why))
    followed = "this one" if told.follows == key_of(statement) else "the other"
    return f"contradicts: {says} — {place_of(other)}; followed here: {followed}, because {why}"


def _document(statement: StatementCited) -> str:
    rank = statement.rank.replace("-", " ")
    return f"{statement.document_title} ({rank}{'' if statement.digest else ', not held'})"


def _source(number: int, statement: StatementCited) -> Item:
    notes = (
        place_in_document(statement),
        *confidence_of(statement),
        *original_of(statement),
        *contradictions_of(statement),
    )
    return Item(sentence(statement.says), notes, label=f"[{number}]")
