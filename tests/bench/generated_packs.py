"""Sound packs of any number of generated rules, as the files that an analyst would write.

The main question needs a part of known size; the rest of the pack answers other questions, of up to a thousand rules
each, and can't matter to it. A ``plain`` pack says what ``generated_rules`` says and no more, so that other engines can
be given the same rules; else every second section uses what the language has besides: exceptions and precedence,
periods, choices, amounts, lists, hedges, and criteria that a case may state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from tests.bench.generated_entries import (
    ASKED,
    HALVES,
    YEAR,
    Written,
    condition_entry,
    criterion_entry,
    fact_entry,
    in_words,
    limit_entry,
)
from tests.bench.generated_rules import (
    FEWEST,
    Condition,
    Facts,
    Rule,
    RuleSet,
    Section,
    Test,
    Topic,
    rule_set,
)

DAY = "case.day"
QUESTION_RULES = 1_000
OPEN = {"from": "2026-01-01", "until": "open"}


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True  # the language has none


def write_pack(
    folder: Path, relevant: int, irrelevant: int = 0, seed: int = 1, plain: bool = False
) -> RuleSet:
    """Write a pack of ``relevant`` + ``irrelevant`` rules into ``folder``; those of its main question, as plain data.

    Each of the two numbers is at least ``generated_rules.FEWEST``, the second may be 0. Only of a ``plain`` pack do the
    plain data tell all that its rules say.
    """
    main = rule_set(relevant, seed)
    others = [
        rule_set(rules, seed, f"other-{number}")
        for number, rules in enumerate(_questions(irrelevant), 1)
    ]
    for name, content in _files([main, *others], plain):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, width=100)
        path.write_text(text, encoding="utf-8")
    return main


def case_of(facts: Facts, day: str = "2026-03-02") -> Written:
    """A case's facts as our command line reads them."""
    return {DAY: day, **facts}


def _questions(rules: int) -> Iterator[int]:
    """The rules of each further question: none has fewer than a rule set can have."""
    while rules:
        now = rules if rules < QUESTION_RULES + FEWEST else QUESTION_RULES
        yield now
        rules -= now


def _files(sets: list[RuleSet], plain: bool) -> Iterator[tuple[str, object]]:
    yield "pack.yaml", _head(sets)
    yield "facts/shared.yaml", {"facts": [_day(), *_shared(sets)]}
    for of in sets:
        yield f"sources/{of.name}.yaml", _source(of)
        for topic in of.topics:
            written = _WrittenTopic(of, topic, plain)
            yield f"facts/{topic.name}.yaml", {"facts": written.facts()}
            yield f"rules/{topic.name}.yaml", written.rules()
            yield f"parameters/{topic.name}.yaml", {"parameters": written.parameters()}


def _head(sets: list[RuleSet]) -> Written:
    questions = [
        {"id": of.name, "title": f"Is what {of.name} asks for given?", "decides": of.goal}
        for of in sets
    ]
    head = {"id": "generated", "version": "1.0.0", "title": "A generated pack", "window": YEAR}
    return {"pack": head | {"service-date": DAY, "questions": questions}}


def _day() -> Written:
    asks = {"asks": "On which day?", **ASKED}
    return {"id": DAY, "title": "the day of the case", "type": "date", **asks}


def _shared(sets: list[RuleSet]) -> list[Written]:
    """The facts that several topics read, and the code of each question."""
    found = {
        fact.id: fact
        for of in sets
        for fact in of.facts
        if fact.id.startswith("case.") or fact.id == f"{of.name}.code"
    }
    return [fact_entry(fact.id, fact.type, fact.values) for fact in found.values()]


def _source(of: RuleSet) -> Written:
    """A made-up document with a statement for each rule."""
    document = {"id": _document(of), "title": f"The rules of {of.name}", "rank": "manual"}
    statements = [
        {"id": _statement(rule.id), "at": {"block": n, "sentence": 1}}
        | {"says": f"So much is said of {in_words(rule.id)}.", "role": "encoded"}
        for n, rule in enumerate(of.rules, 1)
    ]
    return {"document": document | {"held": False}, "statements": statements}


def _document(of: RuleSet) -> str:
    return f"rules-of-{of.name}"


def _statement(rule: str) -> str:
    return rule.replace(".", "-")


class _WrittenTopic:
    """A topic's files."""

    def __init__(self, of: RuleSet, topic: Topic, plain: bool) -> None:
        self._of, self._topic = of, topic
        self._rich = () if plain else topic.sections[1::2]
        self._plain = topic.sections if plain else topic.sections[::2]

    def cites(self, rule: Rule) -> dict[str, list[str]]:
        return {"cites": [f"{_document(self._of)}.{_statement(rule.id)}"]}

    def facts(self) -> list[Written]:
        name, seen = self._topic.name, [_written_tests(item) for item in self._plain]
        read = {id for tests in seen for id in tests}
        if self._rich:
            read |= {f"{name}.{fact}" for fact in ("flag-1", "flag-2", "flag-3", "charge-1")}
        own = [fact for fact in self._of.facts if fact.id.startswith(f"{name}.")]
        further = _rich_facts(name) if self._rich else []
        return [*(fact_entry(f.id, f.type, f.values) for f in own if f.id in read), *further]

    def parameters(self) -> list[Written]:
        """A limit in dollars for each section; of those with all the language, one of each half of the year."""
        cites = {item.name: self.cites(item.rules[0]) for item in self._topic.sections}
        plain = [limit_entry(i.name, self._of, [YEAR], cites[i.name]) for i in self._plain]
        return [*plain, *(limit_entry(i.name, self._of, HALVES, cites[i.name]) for i in self._rich)]

    def rules(self) -> Written:
        """The topic's criteria, choices, amounts and rules."""
        topic, cites = self._topic, self.cites(self._topic.settles)
        criteria = [criterion_entry(topic.holds, cites)]
        if topic is self._of.topics[0]:
            criteria.append(criterion_entry(self._of.goal, cites))
        rules = [self.rule(topic.settles)]
        for section in self._plain:
            criteria += [
                criterion_entry(id, self.cites(section.rules[-1])) for id in section.concluded
            ]
            rules += [self.rule(rule) for rule in section.rules]
        written: Written = {"criteria": criteria}
        for section in self._rich:
            for key, entries in _RichSection(self, topic, section).entries().items():
                listed = written.setdefault(key, []) if key != "rules" else rules
                assert isinstance(listed, list)
                listed += entries
        about = {"title": f"The rules of {in_words(topic.name)}"}
        return {"topic": about} | written | {"rules": rules}

    def rule(self, rule: Rule) -> Written:
        unless = {"unless": condition_entry(rule.unless)} if rule.unless else {}
        when, then = {"when": condition_entry(rule.when)}, {"then": {rule.concludes: True}}
        return self.head(rule, OPEN) | when | unless | then

    def head(self, rule: Rule, effective: Mapping[str, str]) -> Written:
        title = f"what is said of {in_words(rule.id)} is so"
        return {"id": rule.id, "title": title, **self.cites(rule), "effective": dict(effective)}


def _written_tests(section: Section) -> set[str]:
    found = [test for rule in section.rules for test in _tests(rule.when)]
    return {test.subject for test in [*found, *(r.unless for r in section.rules if r.unless)]}


def _tests(condition: Condition) -> Iterator[Test]:
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from _tests(part)


def _rich_facts(topic: str) -> list[Written]:
    parts = ("arm", "leg", "back")
    return [
        fact_entry(f"{topic}.parts", "choices", parts),
        fact_entry(f"{topic}.rate", "percent"),
        fact_entry(f"{topic}.since", "date"),
    ]


class _RichSection:
    """A section that has the code of a plain one, and its number of rules, and uses all of the language."""

    def __init__(self, topic: _WrittenTopic, of: Topic, section: Section) -> None:
        self._topic, self._section = topic, section
        self._name, self._facts = section.name, of.name
        self._holds, self._number = of.holds, len(section.rules)
        self._code = Test(f"{of.name.split('.')[0]}.code", "is", section.code)

    def entries(self) -> dict[str, list[Written]]:
        """The section's part of the rules file, list by list."""
        name, cites = self._name, self._topic.cites(self._section.rules[-1])
        words = in_words(name)
        needed, allowed = (
            criterion_entry(f"{name}.needed", cites),
            criterion_entry(f"{name}.allowed", cites),
        )
        stated = {"may-be-stated": {"asks": f"Is what {words} is about needed?", **ASKED}}
        level = {"id": f"{name}.level", "title": f"the level of {words}"}
        level |= {"of": {"low": "a low level", "high": "a high level"}}
        total = {"id": f"{name}.total", "title": f"the total of {words}", "type": "money"}
        counted = {"sum": [f"${self._facts}.charge-1", f"${name}.limit"]}
        share = {"id": f"{name}.share", "title": f"the share of {words}", "type": "money"}
        return {
            "criteria": [needed | stated, allowed | {"otherwise": {"is": True, **cites}}],
            "choices": [level | {"otherwise": {"is": "low", **cites}}],
            "amounts": [total | {"is": counted, **cites}, share],
            "rules": list(self.rules()),
        }

    def rules(self) -> Iterator[Written]:
        """As many rules as the plain section has, with their ids."""
        written = [*self.for_needed(), *self.for_amounts(), *self.for_allowed()]
        end = [{f"{self._name}.needed": True}, {f"{self._name}.allowed": True}]
        last = {"when": {"all": [*end, condition_entry(self._code)]}, "then": {self._holds: True}}
        more = [
            {"when": {f"{self._facts}.charge-1": {"between": [n * 50, n * 50 + 20]}}}
            | {"then": {f"{self._name}.needed": True}}
            for n in range(1, self._number - len(written))
        ]
        for rule, content in zip(self._section.rules, [*written, *more, last], strict=True):
            yield self._topic.head(rule, OPEN) | content

    def for_needed(self) -> Iterator[Written]:
        """A count of conditions, a list, and a rule that takes precedence over both."""
        facts, then = self._facts, {f"{self._name}.needed": True}
        flags = [{f"{facts}.flag-{n}": n != 2} for n in (1, 2, 3)]
        two = {"when": {"at-least-n-of": {"n": 2, "of": flags}}, "then": then}
        yield {"modality": "usually"} | two
        late = {f"{facts}.since": {"at-least": "2026-02-01"}}
        parts = {f"{facts}.parts": {"includes-any": ["arm", "back"]}}
        yield {"when": {"all": [parts, late]}, "then": then}
        beyond = {f"{facts}.charge-1": {"above": f"${self._name}.limit"}}
        beaten = {"defeats": [rule.id for rule in self._section.rules[:2]]}
        refused = {"when": {"all": [{f"{facts}.flag-3": True}, beyond]}}
        yield refused | beaten | {"then": {f"{self._name}.needed": False}}

    def for_amounts(self) -> Iterator[Written]:
        """A choice that an amount decides, and an amount whose rule changes in the middle of the year."""
        name, level = self._name, f"{self._name}.level"
        high = {f"{name}.total": {"above": f"${name}.limit"}, f"{self._facts}.flag-1": True}
        both = {"all": [{id: value} for id, value in high.items()]}
        yield {"when": both, "then": {level: "high"}}
        for half, rate in zip(HALVES, (20, "25.5"), strict=True):
            share = {"percent": {"of": f"${name}.total", "by": rate}}
            yield {
                "effective": dict(half),
                "when": {level: "high"},
                "then": {f"{name}.share": share},
            }
        least = {"minimum": [f"${name}.total", f"${name}.limit"]}
        yield {"when": {level: "low"}, "then": {f"{name}.share": least}}

    def for_allowed(self) -> Iterator[Written]:
        """What speaks against it, unless the case is urgent."""
        then, urgent = {f"{self._name}.allowed": False}, {"case.urgent": True}
        dear = {f"{self._name}.share": {"above": f"${self._name}.limit"}}
        yield {"when": dear, "unless": urgent, "then": then}
        steep = {f"{self._facts}.rate": {"above": "12.5"}}
        elsewhere = {"case.setting": {"not-in": ["at-home", "in-hospital"]}}
        yield {"when": {"all": [steep, {"not": elsewhere}]}, "then": then}
