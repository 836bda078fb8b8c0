"""A program in outline: what its steps settle and read by name, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coverdict.compiling.programs import needed_by, produced_by
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program, Step

Days = tuple[date, date]
"""A date of service and a day of knowledge."""

Order = tuple[int, int]
"""The place of a name among the steps: what an edit adds comes before the name that it settles."""

_ITSELF = 1_000_000  # after whatever an edit adds to settle a name


class Outline:
    """A program by the names that its steps settle and read."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.rules = frozenset(program.rules)
        self.readers: dict[str, dict[str, None]] = {}
        by_name: dict[str, list[Step]] = {}
        for step in program.steps:
            by_name.setdefault(produced_by(step), []).append(step)
            for name in needed_by(step):
                self.readers.setdefault(name, {})[produced_by(step)] = None
        self.settled = {name: tuple(steps) for name, steps in by_name.items()}
        self.order: dict[str, Order] = {name: (n, _ITSELF) for n, name in enumerate(by_name)}

    def names_of(self, pack: Pack, conclusion: str) -> tuple[str, ...]:
        """The names by which the program settles the conclusion."""
        names = [f"criterion:{conclusion}", f"amount:{conclusion}"]
        if conclusion in pack.choices:
            names += (f"choice:{conclusion}={value}" for value in pack.choices[conclusion].values)
        return tuple(name for name in names if name in self.order)

    def resting_on(self, names: Iterable[str]) -> frozenset[str]:
        """The names, and all that are settled by way of them."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.readers.get(name, ())
        return frozenset(found)
