"""Candidates: the cases on which a mutant may show, near the scenarios there are, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.neighbours import Changes, Edges, changed_case
from coverdict.auditing.mutation.notice import concerns
from coverdict.auditing.mutation.preparing import Group, Prepared
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Impossible, Pack, Parameter, Presumption, Rule, Scope
from coverdict.vocabulary.scenarios import Scenario

_PAIRED = 12  # cases of which two facts are changed at once


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case is tried: the program of its group's question on its day, as the pack has it."""

    group: Group
    original: Prepared


@dataclass(frozen=True, slots=True)
class Near:
    """A case near a scenario: ``scenario`` is the one it is ``like``, with the changes made."""

    like: Scenario
    changes: Changes
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class _Base:
    near: Near
    model: Model


class Candidates:
    """The cases to try for each mutant; a case that told one mutant is near what tells the next."""

    def __init__(self, pack: Pack, groups: Sequence[Group]) -> None:
        self.pack, self.groups = pack, groups
        self._bases = {
            id(group): [
                _Base(Near(each.scenario, {}, each.scenario), each.model) for each in group.tried
            ]
            for group in groups
        }

    def add(self, place: Place, near: Near, model: Model) -> None:
        """Let the case be one to start from."""
        if near.changes and place.original is place.group.original:
            self._bases[id(place.group)].append(_Base(near, model))

    def of(self, mutant: Mutant) -> Iterator[tuple[Place, Iterator[Near]]]:
        """Where to try which cases: in the eras of the scenarios, then on the first day of what is changed."""
        groups = [each for each in self.groups if concerns(mutant, each.original.program)]
        if mutant.days is None:
            for group in groups:
                yield Place(group, group.original), self._neighbours(group, mutant)
        for day in sorted(mutant.days or _first_days(self.pack, mutant)):
            for group in groups:
                original = Prepared(self.pack, group.question, (day, day))
                yield Place(group, original), self._on_day(group, mutant, day)

    def _neighbours(self, group: Group, mutant: Mutant) -> Iterator[Near]:
        """The cases themselves, then with a fact otherwise, then with two; what the mutant reads comes first."""
        edges = Edges.of(self.pack, group.original.program)
        bases, direct = self._likely_first(group, mutant), _read_by(mutant)
        first = [name for name in edges.names if name in direct]
        yield from (base.near for base in bases)
        yield from self._with_one(edges, bases, first)
        yield from self._with_two(edges, bases[:_PAIRED], first)
        yield from self._with_one(
            edges, bases, [name for name in edges.names if name not in direct]
        )

    def _on_day(self, group: Group, mutant: Mutant, day: date) -> Iterator[Near]:
        """The cases on that day, with every other date moved along, then with a fact otherwise too."""
        edges = Edges.of(self.pack, group.original.program)
        bases, direct = self._likely_first(group, mutant), _read_by(mutant)
        bases = [base for base in bases if base.near.like.knowledge_date is None]
        yield from (self._changed(base, self._moved(base, day)) for base in bases)
        for names in (direct, frozenset(edges.names) - direct):
            listed = [name for name in edges.names if name in names]
            for base in bases[:_PAIRED]:
                for changes in edges.neighbours(base.near.scenario.case, base.model, listed):
                    yield self._changed(base, {**self._moved(base, day), **changes})

    def _moved(self, base: _Base, day: date) -> Changes:
        facts, service_date = base.near.scenario.case.facts, self.pack.service_date
        was = facts[service_date].value if service_date in facts else None
        if not isinstance(was, date):
            return {service_date: day}
        dates = ((name, given.value) for name, given in facts.items())
        return {name: on + (day - was) for name, on in dates if isinstance(on, date)}

    def _with_one(
        self, edges: Edges, bases: Sequence[_Base], names: Sequence[str]
    ) -> Iterator[Near]:
        for base in bases:
            for changes in edges.neighbours(base.near.scenario.case, base.model, names):
                yield self._changed(base, changes)

    def _with_two(
        self, edges: Edges, bases: Sequence[_Base], names: Sequence[str]
    ) -> Iterator[Near]:
        for base in bases:
            single = list(edges.neighbours(base.near.scenario.case, base.model, names))
            for one, other in combinations(single, 2):
                if one.keys().isdisjoint(other):
                    yield self._changed(base, {**one, **other})

    def _changed(self, base: _Base, changes: Changes) -> Near:
        like = base.near.like
        together: Changes = {**base.near.changes, **changes}
        case = changed_case(self.pack, like.case, together)
        return Near(like, together, replace(like, case=case))

    def _likely_first(self, group: Group, mutant: Mutant) -> list[_Base]:
        """The cases in which the rule applies, then those in which it is open, then the others."""
        pro, con = f"rule:{mutant.about}+", f"rule:{mutant.about}-"

        def place(base: _Base) -> int:
            literals = base.model.literals
            return 0 if pro in literals else 2 if con in literals else 1

        return sorted(self._bases[id(group)], key=place)


def _first_days(pack: Pack, mutant: Mutant) -> set[date]:
    """The first day in the window on which what is changed is in force."""
    match mutant.was, mutant.now:
        case Parameter(values=was), Parameter(values=now):
            periods = [a.effective for a, b in zip(was, now, strict=True) if a != b]
        case ((Rule(effective=period) | Presumption(effective=period)), _):
            periods = [period]
        case _:
            periods = []
    starts = (period.start or pack.window.start for period in periods)
    return {max(day, pack.window.start or day) for day in starts if day is not None}


def _read_by(mutant: Mutant) -> frozenset[str]:
    """What the changed thing's own conditions read."""
    match mutant.was:
        case Rule(when=when, unless=unless):
            conditions = [item for item in (when, unless) if item is not None]
        case Scope(when=when) | Impossible(when=when):
            conditions = [when]
        case Presumption(fact=fact):
            return frozenset([fact, *mutant.was.gives_way_to])
        case _:
            conditions = []
    return frozenset(test.subject for item in conditions for test in tests_of(item))
