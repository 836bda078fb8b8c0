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
        """The list of sources, or nothing when there are none."""
        items = (_source(number, each) for number, each in enumerate(self.statements, start=1))
        return (Part("Sources", tuple(items)),) if self.statements else ()


def key_of(statement: StatementCited) -> str:
    """``document.statement``, as rules cite it."""
    return f"{statement.source}.{statement.id}"


def place_of(statement: StatementCited) -> str:
    """Where the statement stands in its document."""
    under = f", under “{statement.heading}”" if statement.heading else ""
    place = f"paragraph {statement.block}, sentence {statement.sentence}{under}"
    return f"{statement.document_title} ({statement.rank.replace('-', ' ')}), {place}"


def _source(number: int, statement: StatementCited) -> Item:
    notes = [place_of(statement)]
    if statement.original is not None:
        notes.append(f"source text: “{statement.original}”")
    if statement.checked is not None:
        notes.append(f"checked: {statement.checked}")
    return Item(sentence(statement.says), tuple(notes), label=f"[{number}]")
