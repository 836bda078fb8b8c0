"""Things by their ids, of which no two are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span: ...


_N = TypeVar("_N", bound=_Named)


def by_id(things: Iterable[_N], report: Callable[[Diagnostic], None]) -> dict[str, _N]:
    """The things by id; a second one of the same id is reported and left out."""
    named: dict[str, _N] = {}
    for thing in things:
        if thing.id in named:
            report(twice(thing.id, thing.span, named[thing.id].span))
        else:
            named[thing.id] = thing
    return named


def twice(id: str, second: Span, first: Span) -> Diagnostic:
    """Two things have one id."""
    return Diagnostic(
        "CV310",
        f"`{id}` is declared twice",
        "an id names one thing, so that every rule and every explanation means the same by it",
        second,
        "give one of them another id",
        related=(Related("declared first here", first),),
    )
