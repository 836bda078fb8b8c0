"""The list to read out on the telephone: what is still to be found out, by who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.pages import Item, Page, Part, sentence
from coverdict.vocabulary.verdicts import MissingFact, Verdict


def questions_as_text(verdict: Verdict, width: int = WIDTH) -> str:
    """Only the open questions with their allowed answers, those that the answer waits for before the others."""
    return page_as_text(questions_page(verdict), width)


def questions_page(verdict: Verdict) -> Page:
    """A part for each party that is asked; the questions are numbered through."""
    goal = verdict.derivation[0].id if verdict.derivation else ""
    ordered = sorted(verdict.missing_facts, key=lambda each: goal not in each.matters_to)
    parties = dict.fromkeys(each.asked_of for each in ordered)
    listed = [each for party in parties for each in ordered if each.asked_of == party]
    parts = tuple(_part(party, listed, goal) for party in parties)
    under = () if parts else ("Nothing is left to ask.",)
    return Page(sentence(verdict.question_title), (sentence(verdict.says), *under), parts)


def _part(party: str, listed: Sequence[MissingFact], goal: str) -> Part:
    items = (
        _item(number, each, goal in each.matters_to)
        for number, each in enumerate(listed, 1)
        if each.asked_of == party
    )
    return Part(f"To ask: {party.replace('-', ' ')}", tuple(items))


def _item(number: int, asked: MissingFact, decides: bool) -> Item:
    return Item(asked.asks, tuple(_notes(asked, decides)), label=f"{number}.")


def _notes(asked: MissingFact, decides: bool) -> Iterator[str]:
    if asked.values:
        yield f"Answers: {'; '.join(says for _, says in asked.values)}."
    if asked.changeable:
        yield "This can still be chosen."
    if not decides:
        yield "The answer does not depend on it, but more could be said."
