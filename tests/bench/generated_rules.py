"""Any number of generated rules as plain data, from which every engine's form of them is written.

The rules are two-valued: a case gives every fact, and a criterion that no rule concludes is false. A rule set has
topics of about sixty rules. Rules of a section read facts and conclude two criteria; a third rests on these; it settles
the topic where the case has the section's code; and any topic settles the goal. The same size and seed give the same
rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

Value = bool | int | str
Facts = Mapping[str, Value]

FEWEST = 11  # a topic has a rule besides the ten of a section
TOPIC_RULES, SECTION_RULES = 60, 10
KINDS = ("first-kind", "second-kind", "third-kind", "fourth-kind", "fifth-kind")
SETTINGS = ("at-home", "in-the-office", "in-hospital", "elsewhere")
SHARED = ("case.age", "case.setting", "case.urgent")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a case can say; ``type`` is boolean, choice, count, or money in whole dollars."""

    id: str
    type: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """A fact or criterion held against a value: is, in, above, at-least, below, at-most, between (both included).

    A rule set of several written with a ``parameter`` has its value here too.
    """

    subject: str
    operator: str
    value: Value | tuple[Value, ...]
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple[Condition, ...]


Condition = Test | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Rule:
    """Where ``when`` holds, and ``unless`` does not, the criterion ``concludes`` is true."""

    id: str
    when: Condition
    concludes: str
    unless: Test | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Some rules of a topic; ``concluded`` are their criteria, in an order in which they can be worked out."""

    name: str
    code: str
    rules: tuple[Rule, ...]
    concluded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Sections that read the same facts; ``settles`` leads from the topic's criterion to the goal."""

    name: str
    sections: tuple[Section, ...]
    settles: Rule

    @property
    def holds(self) -> str:
        """The topic's criterion."""
        return f"{self.name}.holds"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that all matter to the ``goal``; ``parameters`` are their dollars by id."""

    name: str
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    parameters: Mapping[str, int]

    @property
    def goal(self) -> str:
        """The criterion that the question decides."""
        return f"{self.name}.answer"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, each after those on whose conclusions it rests."""
        sections = (section for topic in self.topics for section in topic.sections)
        below = (rule for section in sections for rule in section.rules)
        return *below, *(topic.settles for topic in self.topics)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Every criterion, each after those on which it rests."""
        return tuple(dict.fromkeys(rule.concludes for rule in self.rules))


def rule_set(rules: int, seed: int = 1, name: str = "main") -> RuleSet:
    """A rule set of exactly so many rules; raises ValueError for fewer than ``FEWEST``."""
    if rules < FEWEST:
        raise ValueError(f"a rule set has at least {FEWEST} rules, not {rules}")
    writer = _Writer(name, Random(f"{name} {seed}"))
    topics = max(1, round(rules / TOPIC_RULES))
    made = tuple(writer.topic(n, size) for n, size in enumerate(_shares(rules, topics), 1))
    codes = tuple(section.code for topic in made for section in topic.sections)
    code = Fact(f"{name}.code", "choice", (*codes, f"{name}-without-rules"))
    read = {test.subject for topic in made for test in _tests_of_topic(topic)}
    facts = tuple(fact for fact in (*_shared_facts(), *writer.facts) if fact.id in read)
    return RuleSet(name, made, (code, *facts), writer.parameters)


def cases(of: RuleSet, count: int, seed: int = 1) -> Iterator[Facts]:
    """Cases that give every fact, numbers often near those with which rules compare them."""
    random = Random(f"cases {seed}")
    near: dict[str, list[int]] = {}
    for topic in of.topics:
        for test in _tests_of_topic(topic):
            values = test.value if isinstance(test.value, tuple) else (test.value,)
            near.setdefault(test.subject, []).extend(v for v in values if type(v) is int)
    for _ in range(count):
        yield {fact.id: _drawn(random, fact, near.get(fact.id, [])) for fact in of.facts}


def conclusions(of: RuleSet, facts: Facts) -> dict[str, bool]:
    """What the rules say of each criterion, worked out one after another: what every engine has to find."""
    known: dict[str, Value] = {**facts, **dict.fromkeys(of.criteria, False)}
    for rule in of.rules:
        if holds(rule.when, known) and not (rule.unless and holds(rule.unless, known)):
            known[rule.concludes] = True
    return {name: known[name] is True for name in of.criteria}


def holds(condition: Condition, known: Facts) -> bool:
    """Whether the condition is met."""
    match condition:
        case AllOf(parts):
            return all(holds(part, known) for part in parts)
        case AnyOf(parts):
            return any(holds(part, known) for part in parts)
        case Test(subject, operator, value):
            return _passes(known[subject], operator, value)


def tests_of(condition: Condition) -> Iterator[Test]:
    """The tests of the condition, in order."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests_of(part)


def _passes(found: object, operator: str, value: object) -> bool:
    if operator == "is":
        return found == value
    if operator == "in":
        assert isinstance(value, tuple)
        return found in value
    assert isinstance(found, int)
    if operator == "between":
        assert isinstance(value, tuple)
        return bool(value[0] <= found <= value[1])
    assert isinstance(value, int)
    above, below = found > value, found < value
    return {"above": above, "at-least": not below, "below": below, "at-most": not above}[operator]


def _drawn(random: Random, fact: Fact, near: list[int]) -> Value:
    if fact.type == "boolean":
        return random.random() < 0.5
    if fact.type == "choice":
        return random.choice(fact.values)
    if near and random.random() < 0.5:
        return max(0, random.choice(near) + random.choice((-1, 0, 1)))
    return random.randrange(100 if fact.id == "case.age" else 1_000)


def _shared_facts() -> tuple[Fact, ...]:
    age, setting, urgent = SHARED
    return Fact(age, "count"), Fact(setting, "choice", SETTINGS), Fact(urgent, "boolean")


def _tests_of_topic(topic: Topic) -> Iterator[Test]:
    for section in topic.sections:
        for rule in section.rules:
            yield from tests_of(rule.when)
            yield from (rule.unless,) if rule.unless else ()


def _shares(whole: int, parts: int) -> list[int]:
    """The whole in parts as equal as can be."""
    return [whole // parts + (n < whole % parts) for n in range(parts)]


@dataclass(slots=True)
class _Writer:
    name: str
    random: Random
    facts: list[Fact] = field(default_factory=list)
    parameters: dict[str, int] = field(default_factory=dict)

    def topic(self, number: int, size: int) -> Topic:
        """A topic of ``size`` rules with facts of its own."""
        name = f"{self.name}.t{number}"
        booleans = (Fact(f"{name}.flag-{n}", "boolean") for n in range(1, 5))
        numbers = (
            Fact(f"{name}.{what}-{n}", kind)
            for what, kind in (("visits", "count"), ("charge", "money"))
            for n in (1, 2)
        )
        self.facts += [Fact(f"{name}.kind", "choice", KINDS), *booleans, *numbers]
        sizes = _shares(size - 1, max(1, (size - 1) // SECTION_RULES))
        sections = tuple(self.section(name, n, rules) for n, rules in enumerate(sizes, 1))
        settles = Rule(f"{name}.settles", Test(f"{name}.holds", "is", True), f"{self.name}.answer")
        return Topic(name, sections, settles)

    def section(self, topic: str, number: int, size: int) -> Section:
        """Ten rules, and further ones that conclude the first criterion."""
        name, code = f"{topic}.s{number}", f"{topic}.s{number}".replace(".", "-")
        one, two, both = f"{name}.one", f"{name}.two", f"{name}.both"
        more = [(one, self.threshold(topic), None) for _ in range(size - SECTION_RULES)]
        end = AllOf((_true(both), Test(f"{self.name}.code", "is", code)))
        written = [*more, *self.below(topic, name), *self.joined(topic, name)]
        rules = [
            Rule(f"{name}.r{n}", when, concludes, unless)
            for n, (concludes, when, unless) in enumerate(
                [*written, (f"{topic}.holds", end, None)], 1
            )
        ]
        return Section(name, code, tuple(rules), (one, two, both))

    def below(self, topic: str, name: str) -> Iterator[tuple[str, Condition, Test | None]]:
        """Rules over facts alone, for two criteria."""
        one, two, (age, setting, urgent) = f"{name}.one", f"{name}.two", SHARED
        limit = f"{name}.limit"
        self.parameters[limit] = self.random.randrange(1, 1_000)
        above = Test(f"{topic}.charge-1", "above", self.parameters[limit], limit)
        chosen = tuple(sorted(self.random.sample(KINDS, 2)))
        young = self.random.randrange(1, 60)
        yield one, self.threshold(topic), None
        yield one, AllOf((Test(f"{topic}.kind", "in", chosen), above)), self.flag(topic)
        either = AnyOf((self.flag(topic), self.number(topic)))
        yield one, AllOf((either, Test(setting, "is", self.random.choice(SETTINGS)))), None
        between = Test(age, "between", (young, young + self.random.randrange(5, 40)))
        yield two, AllOf((self.flag(topic), between)), None
        kind = Test(f"{topic}.kind", "is", self.random.choice(KINDS))
        yield two, AllOf((kind, self.number(topic))), None
        places = tuple(sorted(self.random.sample(SETTINGS, 2)))
        either = AnyOf((self.flag(topic), self.number(topic)))
        yield two, AllOf((Test(setting, "in", places), either)), Test(urgent, "is", True)

    def joined(self, topic: str, name: str) -> Iterator[tuple[str, Condition, Test | None]]:
        """Rules that rest on the two criteria, for a third."""
        one, two, both = _true(f"{name}.one"), _true(f"{name}.two"), f"{name}.both"
        yield both, AllOf((one, two)), None
        yield both, AllOf((one, self.number(topic))), self.flag(topic)
        yield both, AllOf((two, self.number(topic), self.flag(topic))), None

    def threshold(self, topic: str) -> Condition:
        return AllOf((self.flag(topic), self.number(topic)))

    def flag(self, topic: str) -> Test:
        return Test(f"{topic}.flag-{self.random.randint(1, 4)}", "is", self.random.random() < 0.5)

    def number(self, topic: str) -> Test:
        """A count or an amount of money held against a number."""
        subject = f"{topic}.{self.random.choice(('visits', 'charge'))}-{self.random.randint(1, 2)}"
        operator = self.random.choice(("above", "at-least", "below", "at-most"))
        return Test(subject, operator, self.random.randrange(1, 1_000))


def _true(criterion: str) -> Test:
    return Test(criterion, "is", True)
