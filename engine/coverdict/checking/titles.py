"""Titles that tell nothing, or tell two things apart by nothing; questions that ask nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from coverdict.checking.excusing import Place, warning
from coverdict.checking.written import named
from coverdict.vocabulary.diagnostics import Related, Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.waivers import Excusable

_JOINTS = re.compile(r"[-._\s]+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+( [^\W\d_]+)*")
_NOUNS = ("parameter", "code set", "document")
"""Of these, the words of the id may well be a title."""
_NO_WORDS = "people would read an id or a code where they expect words"
_ALIKE = "in an answer nobody could tell which of the two is meant"


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def span(self) -> Span: ...


def titles_that_are_ids(pack: Pack) -> Iterator[Excusable]:
    """A title that repeats the id, or has no words; a listed value without plain words."""
    for kind, things in _titled(pack):
        for thing in things:
            is_id = _is_bare(thing.id, thing.title) if kind in _NOUNS else _is_id(thing)
            if is_id:
                yield warning(
                    "CV349",
                    f"the title of {kind} `{thing.id}` says no more than its id: “{thing.title}”",
                    _NO_WORDS,
                    "say in a few plain words what it means",
                    Place(thing.id, thing.span),
                    thing,
                )
    for kind, thing, values in _lists(pack):
        bare = [value for value, words in values.items() if _is_bare(value, words)]
        if bare:
            listed = ", ".join(f"`{value}`" for value in bare)
            yield warning(
                "CV349",
                f"values of {kind} {named(thing.title, thing.id)} have no plain words: {listed}",
                _NO_WORDS,
                "write `value: plain words` for each",
                Place(thing.id, thing.span),
                thing,
            )


def titles_used_twice(pack: Pack) -> Iterator[Excusable]:
    """Two things of one kind, or two values of one list, that are called the same."""
    for kind, things in _titled(pack):
        first: dict[str, _Titled] = {}
        for thing in things:
            before = first.setdefault(_folded(thing.title), thing)
            if before is not thing:
                yield warning(
                    "CV350",
                    f"{kind} `{thing.id}` has the title of `{before.id}`: “{thing.title}”",
                    _ALIKE,
                    "say in one of the titles what makes the difference",
                    Place(thing.id, thing.span),
                    thing,
                    before,
                    related=(Related("the same title stands here", before.span),),
                )
    for kind, thing, values in _lists(pack):
        alike: dict[str, list[str]] = {}
        for value, words in values.items():
            alike.setdefault(_folded(words), []).append(value)
        for several in alike.values():
            if len(several) > 1:
                listed = " and ".join(f"`{value}`" for value in several)
                yield warning(
                    "CV350",
                    f"{listed} of {kind} {named(thing.title, thing.id)} have the same words:"
                    f" “{values[several[0]]}”",
                    _ALIKE,
                    "say in the words what makes the difference",
                    Place(thing.id, thing.span),
                    thing,
                )


def questions_that_ask_nothing(pack: Pack) -> Iterator[Excusable]:
    """What asks for a fact, or for a criterion that may be stated, and is no question."""
    asked: list[tuple[_Titled, str]] = [(item, item.asks) for item in pack.facts.values()]
    asked += [(item, item.stating.asks) for item in pack.criteria.values() if item.stating]
    for thing, asks in asked:
        if "?" not in asks or not _has_words(asks):
            yield warning(
                "CV351",
                f"`asks` of {named(thing.title, thing.id)} is no question: “{asks}”",
                "whoever is asked would have to guess what to answer",
                "write the question in plain words, with its question mark",
                Place(thing.id, thing.span),
                thing,
            )


def _titled(pack: Pack) -> Iterator[tuple[str, Iterable[_Titled]]]:
    yield "fact", pack.facts.values()
    yield "parameter", pack.parameters.values()
    yield "code set", pack.code_sets.values()
    yield "criterion", [item for item in pack.criteria.values() if item.action is None]
    yield "duty", [item for item in pack.criteria.values() if item.action is not None]
    yield "choice", pack.choices.values()
    yield "amount", pack.amounts.values()
    yield "rule", pack.rules.values()
    yield "question", pack.questions.values()
    yield "impossibility", pack.impossible
    yield "document", pack.documents.values()


def _lists(pack: Pack) -> Iterator[tuple[str, _Titled, Mapping[str, str]]]:
    for code_set in pack.code_sets.values():
        yield "code set", code_set, code_set.codes
    for fact in pack.facts.values():
        if not fact.values_from:
            yield "fact", fact, fact.values
    for choice in pack.choices.values():
        yield "choice", choice, choice.values


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_id(thing: _Titled) -> bool:
    return not _has_words(thing.title) or _spaced(thing.title) == _spaced(thing.id)


def _spaced(text: str) -> str:
    return _JOINTS.sub(" ", text).strip().casefold()


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_bare(value: str, words: str) -> bool:
    """A value may be its own word, but a code or several words joined by hyphens are none."""
    is_itself = words == value and not _PLAIN_WORD.fullmatch(value)
    return is_itself or not _has_words(words)
