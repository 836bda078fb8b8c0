"""Statements numbered in the order they are listed, so that a sentence can point to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverdict.presenting.pages import Item, Part, sentence
from coverdict.vocabulary.verdicts import StatementCited


@dataclass(frozen=True, slots=True)
class Sources:
    """The statements of a page; a text cites them by number."""

    statements: tuple[StatementCited, ...]

    def cited(self, text: str, keys: Sequence[str]) -> str:
        """The text with the numbers of these statements behind it."""
        order = {key_of(each): number for number, each in enumerate(self.statements, start=1)}
        numbers = sorted(order[key] for key in dict.fromkeys(keys) if key in order)
        return f"{text} [{','.join(map(str, numbers))}]" if numbers else text

    def parts(self) -> tuple[Part, ...]:
        """The statements by document, each with its number."""
        numbered = list(enumerate(self.statements, start=1))
        titles = dict.fromkeys(_document(each) for each in self.statements)
        return tuple(
            Part(
                f"Source: {title}",
                tuple(_source(*each) for each in numbered if _document(each[1]) == title),
            )
            for title in titles
        )


def key_of(statement: StatementCited) -> str:
    """``document.statement``, as rules cite it."""
    return f"{statement.source}.{statement.id}"


def place_in_document(statement: StatementCited) -> str:
    """Where the statement stands in its document."""
    under = f", under “{statement.heading}”" if statement.heading else ""
    return f"line {statement.block}, sentence {statement.sentence}{under}"


def place_of(statement: StatementCited) -> str:
    """The document with its authority, and where the statement stands in it."""
    return f"{_document(statement)}, {place_in_document(statement)}"


def original_of(statement: StatementCited) -> tuple[str, ...]:
    """The source's own sentence and what came of checking it, where the document is at hand."""
    sentence = (f"source text: “{statement.original}”",) if statement.original is not None else ()
    checked = (f"checked: {statement.checked}",) if statement.checked is not None else ()
    return sentence + checked


def _document(statement: StatementCited) -> str:
    return f"{statement.document_title} ({statement.rank.replace('-', ' ')})"


def _source(number: int, statement: StatementCited) -> Item:
    notes = (place_in_document(statement), *original_of(statement))
    return Item(sentence(statement.says), notes, label=f"[{number}]")
