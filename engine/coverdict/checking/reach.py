"""What a question reads on a day: the rules, and the conclusions, facts and values below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.expressions import Expression, references_in
from coverdict.vocabulary.packs import Pack, Rule, Setting
from coverdict.vocabulary.periods import Period
from coverdict.vocabulary.sources import Citation


@dataclass
class Reach:
    """Rules by id, and the names of all that these and the conclusions above them read.

    ``reads`` are the names that each rule of the pack reads.
    """

    pack: Pack
    service: date
    known: date
    about: Mapping[str, list[tuple[Rule, Setting]]]
    defeaters: Mapping[str, list[Rule]]
    reads: Mapping[str, tuple[str, ...]]
    rules: dict[str, Rule] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The statements by which something in reach is decided, advised or presumed."""
        return frozenset(item.key for item in self._citations())

    def _citations(self) -> Iterator[Citation]:
        pack = self.pack
        for rule in self.rules.values():
            yield from rule.cites
        for name in self.names:
            if name in pack.code_sets:
                yield from pack.code_sets[name].cites
            elif name in pack.parameters:
                yield from self._values_cites(name)
            elif name in pack.amounts:
                yield from pack.amounts[name].cites
            elif name in pack.criteria or name in pack.choices:
                yield from _conclusion_cites(pack, name)
        for item in pack.presumptions:
            if self._in_force(item.effective, item.known) and item.fact in self.names:
                yield from item.cites

    def add(self, conclusion: str) -> None:
        """Take in a conclusion and all below it."""
        waiting = [conclusion]
        while waiting:
            name = waiting.pop()
            if name in self.names:
                continue
            self.names.add(name)
            amount = self.pack.amounts.get(name)
            if amount is not None and amount.expression is not None:
                waiting += _referred(amount.expression)
            for rule, setting in self.about.get(name, ()):
                if amount is not None:
                    waiting += _referred(setting.value)
                waiting += self._read_by(rule)

    def add_condition(self, condition: Condition) -> None:
        """Take in what a condition of the pack itself reads."""
        for name in _read(condition):
            self.add(name)

    def _read_by(self, first: Rule) -> Iterator[str]:
        """What the rule reads, and the rules that take precedence over it."""
        rules = [first]
        while rules:
            rule = rules.pop()
            if rule.id in self.rules:
                continue
            self.rules[rule.id] = rule
            yield from self.reads[rule.id]
            rules += self.defeaters.get(rule.id, ())

    def _values_cites(self, parameter: str) -> Iterator[Citation]:
        for value in self.pack.parameters[parameter].values:
            if self._in_force(value.effective, value.known):
                yield from value.cites

    def _in_force(self, effective: Period, known: Period) -> bool:
        return self.service in effective and self.known in known


def reach_of(pack: Pack, conclusions: Iterable[str], service: date, known: date) -> Reach:
    """What these conclusions read, and the pack's own conditions, by the rules in force on the day."""
    reach = Reach(pack, service, known, *_in_force(pack, service, known), _reads(pack))
    own = [item.when for item in pack.impossible] + ([pack.scope.when] if pack.scope else [])
    for condition in own:
        reach.add_condition(condition)
    for id in conclusions:
        reach.add(id)
    return reach


@lru_cache(maxsize=64)
def _in_force(
    pack: Pack, service: date, known: date
) -> tuple[Mapping[str, list[tuple[Rule, Setting]]], Mapping[str, list[Rule]]]:
    """The rules in force by what they conclude, and by the rules that they defeat."""
    about: dict[str, list[tuple[Rule, Setting]]] = {}
    defeaters: dict[str, list[Rule]] = {}
    for rule in pack.rules.values():
        if service in rule.effective and known in rule.known:
            for setting in rule.then:
                about.setdefault(setting.id, []).append((rule, setting))
            for cited in rule.defeats:
                defeaters.setdefault(cited.key, []).append(rule)
    return about, defeaters


@lru_cache(maxsize=16)
def _reads(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The names that the conditions of each rule read, each once."""
    return {
        rule.id: tuple(
            dict.fromkeys(
                name
                for condition in (rule.when, rule.unless)
                if condition is not None
                for name in _read(condition)
            )
        )
        for rule in pack.rules.values()
    }


def _conclusion_cites(pack: Pack, id: str) -> Iterator[Citation]:
    conclusion = pack.criteria.get(id) or pack.choices[id]
    if conclusion.closure is not None:
        yield from conclusion.closure.cites
    if id in pack.criteria:
        yield from pack.criteria[id].cites


def _read(condition: Condition) -> Iterator[str]:
    for test in tests_of(condition):
        yield test.subject
        for operand in test.operands:
            yield from _referred(operand)


def _referred(expression: Expression) -> Iterator[str]:
    return (reference.id for reference in references_in(expression))
