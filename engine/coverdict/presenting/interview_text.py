"""What an interview says: a question with its allowed answers, the review, and how it ended."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from coverdict.explaining.interview import Reply
from coverdict.explaining.naming import type_of, value_in_words, values_of
from coverdict.presenting.diagnostics import visible
from coverdict.presenting.page_text import WIDTH
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import MissingFact

KEYS = "Enter = I don't know, b = back, r = review, q = stop"

_ANSWERED_WITH = {
    Type.BOOLEAN: "yes or no, or a number",
    Type.CHOICE: "a number, or the words",
    Type.CHOICES: "one or more numbers with commas between them, or none",
    Type.COUNT: "a whole number, such as 12",
    Type.MONEY: "dollars, such as 2480.00",
    Type.PERCENT: "per cent, such as 20",
    Type.DATE: "a day as year-month-day, such as 2026-03-02",
    Type.DATES: "days as year-month-day with commas between them, or none",
}

_OF_ANOTHER_FORM = ("CV306", "CV307")


def opening_text(title: str, day: str, day_is_given: bool, width: int = WIDTH) -> str:
    """The question that the interview is for, and the day that is taken for the date of service."""
    lines = [*_wrapped(title, width)]
    if not day_is_given:
        assumed = f"The date of service is taken to be {day}; --date names another."
        lines += _wrapped(assumed, width)
    return _joined(lines)


def question_text(number: int, asked: MissingFact, type: Type, width: int = WIDTH) -> str:
    """A question: its number and words, who can tell, the allowed answers by number, how to answer."""
    label = f"{number}. "
    below = " " * len(label)
    lines = _wrapped(asked.asks, width, label, below)
    lines += _wrapped(f"Who can tell: {_words(asked.asked_of)}.", width, below)
    column = len(str(len(asked.values)))
    for at, (_, says) in enumerate(asked.values, 1):
        indent = f"{below}  {at:>{column}}  "
        lines += _wrapped(says, width, indent, " " * len(indent))
    lines += _wrapped(f"Answer: {_ANSWERED_WITH[type]}.", width, below)
    lines += _wrapped(f"({KEYS})", width, below)
    return "\n" + _joined(lines)


def not_understood(said: str, type: Type, problem: Diagnostic, width: int = WIDTH) -> str:
    """Why an answer was not taken, and what to do."""
    if problem.code in _OF_ANOTHER_FORM:
        told = f"“{said}” is not one of the answers. Give {_ANSWERED_WITH[type]}."
    else:
        told = f"That cannot be: {problem.why}. Answer otherwise, or go back with b."
    return _joined(_wrapped(told, width, "   "))


def review_text(pack: Pack, replies: Iterable[Reply], width: int = WIDTH) -> str:
    """The questions so far, each with its answer."""
    lines: list[str] = []
    for number, reply in enumerate(replies, 1):
        label = f"{number}. "
        answered = f"{reply.question.asks} — {answer_in_words(pack, reply)}"
        lines += _wrapped(answered, width, label, " " * len(label))
    return "\n" + _joined(lines or ["Nothing has been answered yet."])


def answer_in_words(pack: Pack, reply: Reply) -> str:
    """The answer in plain words."""
    if reply.given is None:
        return "I don't know"
    name = reply.question.fact
    words = value_in_words(reply.given.value, type_of(pack, name), values_of(pack, name))
    return words or "none of these"


def stopped_text(width: int = WIDTH) -> str:
    """The respondent stopped; the answer follows."""
    return "\n" + _joined(_wrapped("Stopped. This is the answer on what is known so far.", width))


def settled_text(asked: int, width: int = WIDTH) -> str:
    """The verdict is settled; the answer follows."""
    questions = "1 question" if asked == 1 else f"{asked} questions"
    told = f"Settled after {questions}: no other fact could turn the answer round."
    if not asked:
        told = "What is known settles it already: nothing has to be asked."
    return "\n" + _joined(_wrapped(told, width))


def exhausted_text(held_up_by: Sequence[MissingFact], width: int = WIDTH) -> str:
    """No question is left that could settle it, and what nobody knew; the answer follows."""
    if not held_up_by:
        return "\n" + _joined(_wrapped("Nothing is left to ask that could settle it.", width))
    lines = _wrapped("Nothing is left to ask that could settle it while this is not known:", width)
    for asked in held_up_by:
        lines += _wrapped(asked.asks, width, "  - ", "    ")
    return "\n" + _joined(lines)


def presumed_text(number: int, width: int = WIDTH) -> str:
    """How much was taken for granted instead of being asked; nothing where nothing was."""
    if not number:
        return ""
    things = "1 thing was" if number == 1 else f"{number} things were"
    told = (
        f"{things} taken for granted and not asked: see “Taken for granted” below."
        " --presume-not FACT asks for one of them, --no-presumptions for all."
    )
    return _joined(_wrapped(told, width))


def _wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        visible(" ".join(text.split())),
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _words(id: str) -> str:
    return id.replace("-", " ")
