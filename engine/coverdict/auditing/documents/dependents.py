"""What rests on a statement: all that cites it, all that reads a value or list that cites it, and scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverdict.explaining.mentions import Space, Use, all_uses
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario

_READ_BY_OTHERS = ("parameter", "code set")


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something of the pack that rests on a statement; ``through`` is the value or list by which it does, if any."""

    kind: str
    id: str
    title: str
    how: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A scenario that expects an answer to rest on the statement, or on a rule that does."""

    id: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Burden:
    """All that rests on a statement, each thing once, by the most direct way."""

    dependents: tuple[Dependent, ...]
    scenarios: tuple[Exercise, ...]


class Burdens:
    """What rests on each statement of a pack; what names what is gathered once for all of them."""

    def __init__(self, pack: Pack, scenarios: Sequence[Scenario]) -> None:
        self._uses = all_uses(pack)
        self._scenarios: dict[str, list[Exercise]] = {}
        for each in scenarios:
            for name in each.expect.rests_on:
                told = Exercise(each.id, each.title, each.span)
                self._scenarios.setdefault(name, []).append(told)

    def on(self, key: str) -> Burden:
        """What rests on the statement of that key."""
        named: dict[tuple[str, str], Dependent] = {}
        for each in self._dependents(key):
            named.setdefault((each.kind, each.id), each)
        dependents = tuple(named.values())
        rules = [each.id for each in dependents if each.kind == "rule"]
        found = [each for name in (key, *rules) for each in self._scenarios.get(name, ())]
        return Burden(dependents, tuple(dict.fromkeys(found)))

    def _dependents(self, key: str) -> Iterator[Dependent]:
        uses = self._uses.get((Space.STATEMENT, key), ())
        yield from map(_dependent, uses)
        for use in uses:
            if use.kind in _READ_BY_OTHERS:
                for reader in self._uses.get((Space.NAME, use.id), ()):
                    yield _dependent(reader, use.id)


def _dependent(use: Use, through: str | None = None) -> Dependent:
    return Dependent(use.kind, use.id, use.title, use.how, through)
