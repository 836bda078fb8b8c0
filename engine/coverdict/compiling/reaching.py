"""What of a pack a question rests on, walked from what it tells: what can't matter to it costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from coverdict.compiling.in_force import rule_in_force
from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.expressions import references_in
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.records import record


@record
class Reached:
    """Rules in force, by id: order in files has no meaning; and the ids of criteria, choices and amounts."""

    rules: tuple[Rule, ...]
    conclusions: tuple[str, ...]


def reached(pack: Pack, told: Iterable[str], service: date, known: date) -> Reached:
    """What decides the conclusions that are ``told``, the pack's scope, and what it refuses as impossible."""
    walk = _Walk(pack, service, known)
    for condition in (item.when for item in pack.impossible):
        walk.read(condition)
    if pack.scope is not None:
        walk.read(pack.scope.when)
    walk.waiting += told
    walk.follow()
    rules = (walk.rules[id] for id in sorted(walk.rules))
    return Reached(tuple(rules), tuple(sorted(walk.conclusions)))


class _Walk:
    def __init__(self, pack: Pack, service: date, known: date) -> None:
        self.pack, self.days = pack, (service, known)
        self.rules: dict[str, Rule] = {}
        self.conclusions: set[str] = set()
        self.waiting: list[str] = []

    def follow(self) -> None:
        """Go on until nothing is left that was not looked at."""
        pack, concluding = self.pack, _concluding(self.pack)
        while self.waiting:
            id = self.waiting.pop()
            if id in self.conclusions or not _is_concluded(pack, id):
                continue
            self.conclusions.add(id)
            amount = pack.amounts.get(id)
            if amount is not None and amount.expression is not None:
                self.waiting += (item.id for item in references_in(amount.expression))
            for rule in self._in_force(concluding.get(id, ())):
                self.rule(rule)
                for setting in rule.then:
                    if setting.id == id:
                        self.waiting += (item.id for item in references_in(setting.value))

    def rule(self, rule: Rule) -> None:
        """A rule, and those that take precedence over it."""
        found = [rule]
        while found:
            rule = found.pop()
            if rule.id not in self.rules:
                self.rules[rule.id] = rule
                self.read(rule.when)
                self.read(rule.unless)
                found += self._in_force(_defeating(self.pack).get(rule.id, ()))

    def read(self, condition: Condition | None) -> None:
        """The names that a condition reads; facts and parameters lead nowhere."""
        for test in tests_of(condition) if condition is not None else ():
            self.waiting.append(test.subject)
            for operand in test.operands:
                self.waiting += (item.id for item in references_in(operand))

    def _in_force(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        return (rule for rule in rules if rule_in_force(self.pack, rule, *self.days))


def _is_concluded(pack: Pack, id: str) -> bool:
    return id in pack.criteria or id in pack.choices or id in pack.amounts


@lru_cache(maxsize=16)
def _concluding(pack: Pack) -> Mapping[str, list[Rule]]:
    """The rules that set each conclusion, on whatever day."""
    found: dict[str, list[Rule]] = {}
    for rule in pack.rules.values():
        for id in dict.fromkeys(setting.id for setting in rule.then):
            found.setdefault(id, []).append(rule)
    return found


@lru_cache(maxsize=16)
def _defeating(pack: Pack) -> Mapping[str, list[Rule]]:
    """The rules that take precedence over each rule, on whatever day."""
    found: dict[str, list[Rule]] = {}
    for rule in pack.rules.values():
        for cited in rule.defeats:
            found.setdefault(cited.key, []).append(rule)
    return found
