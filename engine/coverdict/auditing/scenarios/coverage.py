"""How far the scenarios reach: each rule and each condition of it seen on every side, and by which scenario.

Enters trials. Leaves a row for everything that can be seen, with the scenarios that show each side of it, and figures.
Only scenarios that are as expected count: what another reaches, nobody vouches for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coverdict.auditing.scenarios.nearness import lacks_of_rule, standing_defeaters
from coverdict.auditing.scenarios.sightings import (
    AGAINST,
    APPLIED,
    FOR,
    OPEN,
    RULED_OUT,
    UNKNOWN,
    Key,
    Watch,
    closable,
    is_decided,
    tests_of_rule,
)
from coverdict.auditing.scenarios.trials import Trial
from coverdict.explaining.naming import value_in_words
from coverdict.explaining.situation import Situation
from coverdict.explaining.wording import test_in_words
from coverdict.vocabulary.conditions import Test
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack, Rule

Seen = Mapping[tuple[Key, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a thing, the scenarios that show it, and where none does the ``nearest`` one to start from.

    A side that is not ``wanted`` is told, and counts for nothing.
    """

    name: str
    scenarios: tuple[str, ...]
    wanted: bool = True
    nearest: str | None = None

    @property
    def is_missing(self) -> bool:
        """Whether no scenario shows it, and one should."""
        return self.wanted and not self.scenarios


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that can be seen; ``of`` is the rule or declared thing it belongs to."""

    kind: str
    of: str
    title: str
    file: str
    line: int
    sides: tuple[Side, ...]

    @property
    def missing(self) -> tuple[Side, ...]:
        """The sides that no scenario shows."""
        return tuple(side for side in self.sides if side.is_missing)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a kind are reached."""

    kind: str
    reached: int
    of: int

    @property
    def percent(self) -> str:
        """To a tenth, rounded down: only what is whole reads 100.0."""
        tenths = self.reached * 1000 // self.of if self.of else 1000
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Reached:
    """What the scenarios reach: every row, and the figures by kind, rules and conditions first.

    Rules are counted as a whole: one is reached when every side wanted of it is. All else is counted by sides.
    """

    scenarios: int
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]

    @property
    def missing(self) -> tuple[Row, ...]:
        """The rows of which a side is missing."""
        return tuple(row for row in self.rows if row.missing)


def reached(pack: Pack, trials: Iterable[Trial]) -> Reached:
    """What the trials that passed reach of the pack's window."""
    passed = [trial for trial in trials if trial.passed]
    seen = _sightings(passed)
    rows = tuple(_with_nearest(pack, [*_rules(pack, seen), *_declared(pack, seen)], passed))
    return Reached(len(passed), rows, tuple(_figures(rows)))


def below_threshold(pack: Pack, found: Reached) -> tuple[tuple[Figure, int], ...]:
    """The figures that stay below what the pack asks for, each with that percentage."""
    if pack.coverage is None:
        return ()
    asked = {"rule": pack.coverage.rules, "condition": pack.coverage.conditions}
    return tuple(
        (figure, percent)
        for figure in found.figures
        if (percent := asked.get(figure.kind)) is not None
        and figure.reached * 100 < percent * figure.of
    )


def _sightings(trials: Iterable[Trial]) -> Seen:
    seen: dict[tuple[Key, str], dict[str, None]] = {}
    watches: dict[int, Watch] = {}
    for trial in trials:
        for situation in filter(is_decided, trial.situations):
            background = situation.background
            if id(background) not in watches:
                watches[id(background)] = Watch(background)
            for sighting in watches[id(background)].seen_in(situation):
                seen.setdefault(sighting, {})[trial.scenario.id] = None
    return {sighting: tuple(scenarios) for sighting, scenarios in seen.items()}


def _rules(pack: Pack, seen: Seen) -> Iterator[Row]:
    """Each rule of the window, followed by its conditions; one that nothing can rule out is wanted only applied."""
    defeated = {cited.key for rule in pack.rules.values() for cited in rule.defeats}
    for rule in pack.rules.values():
        if not _in_window(pack, rule):
            continue
        can_be_ruled_out = bool(rule.when or rule.unless or rule.id in defeated)
        wanted = {APPLIED: True, RULED_OUT: can_be_ruled_out, OPEN: False}
        yield _row(seen, ("rule", rule.id), rule.title, rule.span, wanted)
        for number, test in enumerate(tests_of_rule(rule)):
            unknown = test.subject not in _always_presumed(pack)
            sides = {FOR: True, AGAINST: True, UNKNOWN: unknown}
            key = ("condition", rule.id, str(number))
            yield _row(seen, key, test_in_words(pack, test), test.span, sides)


def _declared(pack: Pack, seen: Seen) -> Iterator[Row]:
    for id in closable(pack):
        conclusion = pack.criteria.get(id) or pack.choices[id]
        assert conclusion.closure is not None, "only what can be closed is listed"
        yield _row(seen, ("closure", id), conclusion.title, conclusion.closure.span, {"used": True})
    for number, presumption in enumerate(pack.presumptions):
        if presumption.effective.overlaps(pack.window):
            key = ("presumption", presumption.fact, str(number))
            sides = {"used": True, "overridden": True}
            yield _row(seen, key, presumption.title, presumption.span, sides)
    for parameter in pack.parameters.values():
        for number, value in enumerate(parameter.values):
            if value.effective.overlaps(pack.window):
                words = value_in_words(value.value, parameter.type, {})
                key = ("value of a parameter", parameter.id, str(number))
                yield _row(seen, key, f"{parameter.title}: {words}", value.span, {"read": True})
    for choice in pack.choices.values():
        for item, words in choice.values.items():
            key = ("value of a choice", choice.id, item)
            yield _row(seen, key, f"{choice.title}: {words}", choice.span, {"concluded": True})
    for duty in pack.criteria.values():
        if duty.action is not None:
            sides = {"due": True, "not due": True}
            yield _row(seen, ("duty", duty.id), duty.title, duty.span, sides)


def _row(seen: Seen, key: Key, title: str, span: Span, sides: Mapping[str, bool]) -> Row:
    shown = tuple(
        Side(name, tuple(seen.get((key, name), ())), wanted) for name, wanted in sides.items()
    )
    return Row(key[0], key[1], title, span.file, span.line, shown)


def _in_window(pack: Pack, rule: Rule) -> bool:
    return rule.effective.overlaps(pack.window)


def _always_presumed(pack: Pack) -> frozenset[str]:
    """The facts that are presumed throughout the window, whatever else is told: no case is silent about them."""
    start, until = pack.window.start, pack.window.until
    return frozenset(
        item.fact
        for item in pack.presumptions
        if not item.unless_told
        and (item.effective.start is None or (start is not None and item.effective.start <= start))
        and (item.effective.until is None or (until is not None and until <= item.effective.until))
    )


def _figures(rows: Iterable[Row]) -> Iterator[Figure]:
    counted: dict[str, tuple[int, int]] = {"rule": (0, 0), "condition": (0, 0)}
    for row in rows:
        sides = [side for side in row.sides if side.wanted]
        reached, of = counted.get(row.kind, (0, 0))
        if row.kind == "rule":
            counted[row.kind] = (reached + (not row.missing), of + 1)
        else:
            counted[row.kind] = (reached + len(sides) - len(row.missing), of + len(sides))
    for kind, (reached, of) in counted.items():
        yield Figure(kind, reached, of)


def _with_nearest(pack: Pack, rows: Iterable[Row], trials: Sequence[Trial]) -> Iterator[Row]:
    """The rows, each missing side of a rule or condition with the scenario in which the rest of the rule holds."""
    lacks: dict[str, list[tuple[str, frozenset[int], int]]] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        if row.kind == "condition":
            numbers[row.of] = numbers.get(row.of, -1) + 1
        if not row.missing or row.kind not in ("rule", "condition"):
            yield row
            continue
        rule = pack.rules[row.of]
        if rule.id not in lacks:
            lacks[rule.id] = list(_lacks(rule, trials))
        test = tests_of_rule(rule)[numbers[rule.id]] if row.kind == "condition" else None
        nearest = _nearest(lacks[rule.id], test)
        sides = (replace(side, nearest=nearest) if side.is_missing else side for side in row.sides)
        yield replace(row, sides=tuple(sides))


def _lacks(rule: Rule, trials: Iterable[Trial]) -> Iterator[tuple[str, frozenset[int], int]]:
    """For each scenario that reads the rule: the tests that keep the rule from applying, and how many rules do."""
    for trial in trials:
        for situation in filter(is_decided, trial.situations):
            if rule.id in situation.program.rules:
                yield trial.scenario.id, *_kept_by(situation, rule)
                break


def _kept_by(situation: Situation, rule: Rule) -> tuple[frozenset[int], int]:
    tests = frozenset(id(lack.test) for lack in lacks_of_rule(situation, rule))
    return tests, len(standing_defeaters(situation, rule))


def _nearest(lacks: Iterable[tuple[str, frozenset[int], int]], test: Test | None) -> str | None:
    """The scenario in which least besides the test keeps the rule from applying."""
    own = frozenset([id(test)]) if test is not None else frozenset()
    counted = ((len(tests - own) + others, scenario) for scenario, tests, others in lacks)
    return min(counted, key=lambda item: item[0], default=(0, None))[1]
