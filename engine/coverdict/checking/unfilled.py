"""Texts and names that `coverdict new` left to be filled in, and that nobody has filled in yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.nodes import Node, Scalar, Sequence

MARK = "TODO"
"""In a text. In a name, which has small letters only, `todo` stands in the same place: `todo.statement`."""

_TEXT = re.compile(rf"\b{MARK}\b")
_NAME = re.compile(r"\$?todo(\.[a-z0-9-]+)*")


def unfilled(texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Every place in the files at which the mark still stands; in a comment it is nobody's business."""
    return tuple(
        found
        for file, text in texts.items()
        if _TEXT.search(text) or "todo" in text
        for found in _found(read_yaml(text, file)[0])
    )


def without_what_follows(
    found: Iterable[Diagnostic], marks: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """What was found, less what is wrong only because a name is not filled in yet."""
    places = {mark.span for mark in marks}
    return [each for each in found if each.span not in places]


def _found(node: Node | None) -> Iterator[Diagnostic]:
    match node:
        case Scalar(value=str(text), span=span) if _TEXT.search(text) or _NAME.fullmatch(text):
            yield _unfilled(text, span)
        case Sequence(items=items):
            for item in items:
                yield from _found(item)
        case MappingNode(entries=entries):
            for entry in entries:
                if _NAME.fullmatch(entry.key):
                    yield _unfilled(entry.key, entry.key_span)
                yield from _found(entry.value)


def _unfilled(text: str, span: Span) -> Diagnostic:
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    return Diagnostic(
        "CV160",
        f"`{shown}` is still to be filled in",
        "a skeleton says nothing of its own, and whoever reads an answer would read it",
        span,
        f"write in its place what the comment beside it asks for; no text may hold the word {MARK}",
    )
