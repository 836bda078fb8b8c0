"""Mutation testing: every mutant of a pack put before its scenarios, and those that no scenario notices told.

A mutant that survives is a slip that nobody would see: a scenario is missing, or the change makes no difference, and
then a waiver says why. Several processes share the work; the result is the same for any number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from coverdict.auditing.mutation.mutants import Mutant, mutants
from coverdict.auditing.mutation.notice import Notice
from coverdict.auditing.mutation.witnesses import Witness, witnesses
from coverdict.auditing.sharing import shared
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario
from coverdict.vocabulary.waivers import Waiver

Progress = Callable[[str, int, int], None]
"""Is told what is being gone through, in the plural, how many of them are done, and of how many."""

_FEW = 100  # fewer mutants than this are tried before another process has started
_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Excused:
    """A survivor with the waiver that excuses it."""

    mutant: Mutant
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Mutation:
    """How the mutants fared; ``missing`` are the scenarios that would notice survivors, ``unnoticeable`` the rest.

    ``lapsed`` are waivers of survivors whose content has changed since, ``idle`` those that excuse nothing.
    """

    tried: int
    survivors: tuple[Mutant, ...]
    missing: tuple[Witness, ...]
    unnoticeable: tuple[Mutant, ...]
    excused: tuple[Excused, ...]
    lapsed: tuple[Waiver, ...]
    idle: tuple[Waiver, ...]

    @property
    def noticed(self) -> int:
        """How many mutants some scenario fails on."""
        return self.tried - len(self.survivors) - len(self.excused)


def mutate(
    pack: Pack,
    scenarios: Sequence[Scenario],
    processes: int = 1,
    progress: Progress = lambda what, done, of: None,
    about: Callable[[str], bool] = lambda id: True,
) -> Mutation:
    """Try every mutant of the pack on its scenarios, all of which have to pass on the pack as it stands.

    ``about`` chooses, by id, the things that are changed.
    """
    made = [mutant for mutant in mutants(pack) if about(mutant.about)]
    noticed = _noticed(pack, scenarios, made, processes, progress)
    surviving = [mutant for mutant, by in zip(made, noticed, strict=True) if by is None]
    of_mutants = [item for item in pack.waivers if item.excuses == "mutant" and about(item.about)]
    excused = tuple(_excused(surviving, of_mutants))
    let_off = {id(item.mutant) for item in excused}
    left = tuple(item for item in surviving if id(item) not in let_off)
    found = witnesses(pack, scenarios, _told(left, progress))
    shown = {id(mutant) for item in found for mutant in item.notices}
    used = {id(item.waiver) for item in excused}
    unused = [item for item in of_mutants if id(item) not in used]
    alive = {(item.about, item.change) for item in surviving}
    return Mutation(
        tried=len(made),
        survivors=left,
        missing=found,
        unnoticeable=tuple(item for item in left if id(item) not in shown),
        excused=excused,
        lapsed=tuple(item for item in unused if (item.about, item.change) in alive),
        idle=tuple(item for item in unused if (item.about, item.change) not in alive),
    )


def _excused(surviving: Iterable[Mutant], waivers: Iterable[Waiver]) -> Iterator[Excused]:
    by_what = {(item.about, item.change, item.digest): item for item in waivers}
    for mutant in surviving:
        waiver = by_what.get((mutant.about, mutant.change, mutant.digest))
        if waiver is not None:
            yield Excused(mutant, waiver)


def _told(survivors: Sequence[Mutant], progress: Progress) -> Iterator[Mutant]:
    for done, mutant in enumerate(survivors):
        progress("survivors, to find the scenario that is missing", done, len(survivors))
        yield mutant


def _noticed(
    pack: Pack,
    scenarios: Sequence[Scenario],
    made: Sequence[Mutant],
    processes: int,
    progress: Progress,
) -> list[str | None]:
    """The scenario that notices each mutant, in their order."""
    found: list[str | None] = []
    told = (pack, tuple(scenarios))
    several = processes if len(made) >= _FEW else 1
    for by in shared(made, _noticing, told, several, _TOGETHER):
        found.append(by)
        progress("mutants", len(found), len(made))
    return found


def _noticing(pack: Pack, scenarios: tuple[Scenario, ...]) -> Callable[[Mutant], str | None]:
    return Notice(pack, scenarios).of
