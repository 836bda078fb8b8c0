"""Rules that add nothing to others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from coverdict.checking.domains import Domains
from coverdict.checking.excusing import Place, warning
from coverdict.checking.overruled import applying
from coverdict.checking.primitives import NoValue
from coverdict.checking.satisfying import tried
from coverdict.checking.written import named
from coverdict.vocabulary.conditions import All, Condition, Not, Test, tests_of
from coverdict.vocabulary.diagnostics import Related
from coverdict.vocabulary.digests import content_digest
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.waivers import Excusable


def rules_that_add_nothing(pack: Pack) -> Iterator[Excusable]:
    """The same conclusion under the same condition, or under a narrower one with no source of its own."""
    comparing = _Comparing(pack)
    told: set[str] = set()
    for rule, other in comparing.pairs():
        if rule.id in told or not comparing.adds_nothing_to(rule, other):
            continue
        is_same = comparing.adds_nothing_to(other, rule)
        has_source = bool(_sources(rule) - _sources(other))
        if is_same and _place(other) > _place(rule):
            continue  # the later one is told
        if not is_same and has_source:
            continue  # what it adds is its source
        told.add(rule.id)
        yield _told(rule, other, is_same)


def _told(rule: Rule, other: Rule, is_same: bool) -> Excusable:
    pair = f"rule {named(rule.title, rule.id)}", named(other.title, other.id)
    message = (
        "{} says the same as {}"
        if is_same
        else "{} adds nothing to {}, which applies whenever it does"
    ).format(*pair)
    return warning(
        "CV343",
        message,
        "what is said twice can be changed in one place and forgotten in the other",
        "make them one rule that cites the statements of both"
        if is_same
        else "take it out, or cite what it rests on besides",
        Place(rule.id, rule.span),
        rule,
        other,
        related=(Related("the other rule", other.span),),
    )


class _Comparing:
    """What a rule could add to another."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._domains = Domains(pack)
        self._above: dict[str, set[str]] = {}
        for rule in pack.rules.values():
            for cited in rule.defeats:
                self._above.setdefault(cited.key, set()).add(rule.id)
        self._says = {rule.id: _says(rule) for rule in pack.rules.values()}
        when = {rule.id: applying(rule) for rule in pack.rules.values()}
        self._reads = {id: {test.subject for test in tests_of(each)} for id, each in when.items()}
        self._asks = {id: _asked_alone(each) for id, each in when.items()}

    def pairs(self) -> Iterator[tuple[Rule, Rule]]:
        """Rules of one modality, the second with all the conclusions of the first."""
        alike: dict[str, list[Rule]] = {}
        for rule in self._pack.rules.values():
            for said in self._says[rule.id]:
                alike.setdefault(f"{rule.modality} {said}", []).append(rule)
        found = (pair for rules in alike.values() for pair in permutations(rules, 2))
        for one, two in dict.fromkeys((rule.id, other.id) for rule, other in found):
            if self._says[one] <= self._says[two]:
                yield self._pack.rules[one], self._pack.rules[two]

    def adds_nothing_to(self, rule: Rule, other: Rule) -> bool:
        """Wherever the rule applies the other does, with the same effect on other rules."""
        wins = {cited.key for cited in rule.defeats} <= {cited.key for cited in other.defeats}
        loses = self._above.get(other.id, set()) <= self._above.get(rule.id, set())
        same = self._says[rule.id] <= self._says[other.id]
        narrow = self._asks[other.id] <= self._reads[rule.id]
        return narrow and same and wins and loses and self._is_within(rule, other)

    def _is_within(self, rule: Rule, other: Rule) -> bool:
        own, wide = applying(rule), applying(other)
        eras = self._domains.eras([own, wide], rule, other)
        of_rule = [era for era in eras if era.has(rule)]
        if not of_rule or not all(era.has(other) for era in of_rule):
            return False
        try:
            trials = [tried(self._domains, era, [own, wide]) for era in of_rule]
        except NoValue:
            return False
        return all(trial.follows(*trial.formulas) for trial in trials)


def _says(rule: Rule) -> frozenset[str]:
    return frozenset(f"{setting.id} {content_digest(setting)}" for setting in rule.then)


def _sources(rule: Rule) -> set[str]:
    return {cited.key for cited in rule.cites}


def _place(rule: Rule) -> tuple[str, int, int]:
    return rule.span.file, rule.span.line, rule.span.column


def _asked_alone(condition: Condition) -> set[str]:
    """What has to be known whatever else is: the quickest way to see that one condition says less than another."""
    match condition:
        case Test(subject):
            return {subject}
        case Not(part) if isinstance(part, Test):
            return {part.subject}
        case All(parts):
            return {subject for part in parts for subject in _asked_alone(part)}
        case _:
            return set()
