"""Statements numbered in the order in which a page cites them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coverdict.presenting.pages import Item, Part, sentence
from coverdict.vocabulary.sources import Confidence
from coverdict.vocabulary.verdicts import ContradictionCited, StatementCited

_MARKS = {Confidence.PRIMARY: "", Confidence.SECONDARY: "*", Confidence.UNCONFIRMED: "**"}


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
        return f"{text} [{','.join(_in_runs(numbers))}]" if numbers else text

    def parts(self) -> tuple[Part, ...]:
        """The statements cited so far with their numbers, by document."""
        documents: dict[str, list[Item]] = {}
        for key, number in self._numbers.items():
            statement = self._statements[key]
            documents.setdefault(_document(statement), []).append(_source(number, statement))
        return tuple(Part(f"Source: {title}", tuple(items)) for title, items in documents.items())

    def in_short(self) -> tuple[Part, ...]:
        """Where each stands and how it is known, a line for each document; what they say is left out."""
        cited = [(number, self._statements[key]) for key, number in self._numbers.items()]
        documents: dict[str, dict[str, list[int]]] = {}
        for number, each in cited:
            place = f"{_place_in_short(each)}{_MARKS[each.confidence]}"
            places = documents.setdefault(_named_in_short(each), {})
            places.setdefault(place, []).append(number)
        items = [Item(f"{title}: {_numbered(places)}") for title, places in documents.items()]
        for confidence, mark in _MARKS.items():
            if mark and any(each.confidence is confidence for _, each in cited):
                items.append(Item(f"{mark} {_known(confidence)}"))
        disputed = [number for number, each in cited if each.contradicts]
        if disputed:
            numbers = ",".join(_in_runs(disputed))
            items.append(
                Item(f"Others contradict these, and the pack says which it follows: [{numbers}]")
            )
        return (Part("Sources", tuple(items)),) if items else ()


def _numbered(places: Mapping[str, Sequence[int]]) -> str:
    return "; ".join(f"[{','.join(_in_runs(of))}] {place}" for place, of in places.items())


def _in_runs(numbers: Sequence[int]) -> Iterator[str]:
    """The numbers in order; three or more that follow one another as the first and the last."""
    waiting = sorted(numbers)
    while waiting:
        run = [n for at, n in enumerate(waiting) if n == waiting[0] + at]
        waiting = waiting[len(run) :]
        yield from [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)


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
    told = _known(statement.confidence)
    return (told,) if told else ()


def _known(confidence: Confidence) -> str:
    match confidence:
        case Confidence.PRIMARY:
            return ""
        case Confidence.SECONDARY:
            return "known from what others write about it, not from the text itself"
        case Confidence.UNCONFIRMED:
            return "not confirmed: its text has not been seen"


def original_of(statement: StatementCited) -> tuple[str, ...]:
    """The source's own sentence and what came of checking it, where the document is at hand."""
    sentence = (f"source text: “{statement.original}”",) if statement.original is not None else ()
    checked = (f"checked: {statement.checked}",) if statement.checked is not None else ()
    return sentence + checked


def _place_in_short(statement: StatementCited) -> str:
    if statement.digest is not None:
        return f"{statement.block}.{statement.sentence}"
    first, _, further = place_in_document(statement).partition("; ")
    return f"{first} …" if further else first


def _named_in_short(statement: StatementCited) -> str:
    counted = f", by {statement.unit} and sentence" if statement.digest is not None else ""
    return _document(statement) + counted


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
