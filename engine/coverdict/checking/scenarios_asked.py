"""A scenario as it is asked: on its days, with what its question reads on them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from coverdict.checking.eras import Dated, knowledge_days, service_eras
from coverdict.checking.reach import Reach, reach_of
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.scenarios import Scenario


@dataclass(frozen=True)
class Asked:
    """A scenario with its day of service and its day of knowledge."""

    pack: Pack
    scenario: Scenario
    service: date
    known: date

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return self.pack.questions[self.scenario.question]

    @property
    def is_inside(self) -> bool:
        """Whether the pack decides anything on its day."""
        return self.service in self.pack.window

    @property
    def content(self) -> object:
        """The same for two scenarios that can't get different answers."""
        case = self.scenario.case
        given = frozenset((name, item.value) for name, item in case.facts.items())
        stated = frozenset((name, item.value) for name, item in case.stated.items())
        return self.scenario.question, self.service, self.known, given, stated

    @cached_property
    def expected(self) -> frozenset[object]:
        """Every single thing that is expected, with the key it stands under."""
        expect = self.scenario.expect
        values = ((id, item.value) for id, item in expect.conclusions.items() if item.value)
        sure = ((id, item.modality) for id, item in expect.conclusions.items() if item.modality)
        by_key = {
            "verdict": (expect.verdict,) if expect.verdict else (),
            "modality": (expect.modality,) if expect.modality else (),
            "shade": (expect.shade,) if expect.shade else (),
            "conclusions": values,
            "modality of": sure,
            "rests-on": expect.rests_on,
            "rules": expect.rules,
            "no-rules": expect.no_rules,
            "duties": expect.duties,
            "no-duties": expect.no_duties,
            "refused": (expect.refused,) if expect.refused else (),
            "missing": expect.missing,
            "not-missing": expect.not_missing,
        }
        return frozenset((key, item) for key, items in by_key.items() for item in items)

    @cached_property
    def reach(self) -> Reach:
        """What the question reads, and what the conclusions that the scenario names read."""
        days = _era(self.pack, self.service, self.known)
        read = _read_by(self.pack, self.scenario.question, (), *days)
        named = [id for id in self.scenario.expect.conclusions if self.concludes(id)]
        more = tuple(sorted(id for id in named if id not in read.names))
        if not more:
            return read
        return _read_by(self.pack, self.scenario.question, more, *days)

    def concludes(self, id: str) -> bool:
        """Whether the pack has a conclusion of that id; names that lead nowhere are told elsewhere."""
        pack = self.pack
        return id in pack.criteria or id in pack.choices or id in pack.amounts

    def place(self, about: str, name: str = "") -> Span:
        """Where something expected is written."""
        return self.scenario.expect.places.get((about, name), self.scenario.span)


def asked(pack: Pack, scenario: Scenario) -> Asked:
    """The scenario on its days: without a date of service on the first day of the window."""
    given = scenario.case.facts.get(pack.service_date)
    day = given.value if given is not None else pack.window.start
    service = day if isinstance(day, date) else date.min
    return Asked(pack, scenario, service, scenario.knowledge_date or service)


def _era(pack: Pack, service: date, known: date) -> tuple[date, date]:
    """The first days from which on just what is in force and known on these days is so, for scenarios to share."""
    service_days, known_days = _first_days(pack)
    return (
        service_days[bisect_right(service_days, service) - 1],
        known_days[bisect_right(known_days, known) - 1],
    )


@lru_cache(maxsize=16)
def _first_days(pack: Pack) -> tuple[tuple[date, ...], tuple[date, ...]]:
    values = (value for parameter in pack.parameters.values() for value in parameter.values)
    dated: tuple[Dated, ...] = (*pack.rules.values(), *pack.presumptions, *values)
    starts = (start for start, _ in service_eras(pack.window, dated))
    return tuple(starts), knowledge_days(dated)


@lru_cache(maxsize=256)
def _read_by(pack: Pack, question: str, more: tuple[str, ...], service: date, known: date) -> Reach:
    return reach_of(pack, (*pack.questions[question].told, *more), service, known)
