"""The topics of a pack in the order in which a reviewer reads them.

A topic is a file of rules, as its analyst joined them. What answers the main question comes first, then what that rests
on, then what is told with it: so nothing in a pack has to say an order, and none can go out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from coverdict.explaining.mentions import references
from coverdict.explaining.naming import in_plain_letters
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Amount, Choice, Criterion, Pack, Rule, TopicHead

Concluded = Criterion | Choice | Amount


@dataclass(frozen=True, slots=True)
class Group:
    """A conclusion with the rules of one topic on it; ``at_home`` where the topic declares the conclusion too."""

    conclusion: str
    at_home: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A file of rules: ``id`` is its name without folder and ending; ``about`` what its rules have in common."""

    id: str
    title: str
    groups: tuple[Group, ...]
    about: str | None = None


def topics_of(pack: Pack) -> tuple[Topic, ...]:
    """Every topic, each conclusion and each rule in one of them."""
    topics = {id: _topic(pack, id) for id in _ids(pack, chain(concluded(pack), _rules(pack)))}
    read = _ids(pack, _as_read(pack))
    return tuple(topics[id] for id in dict.fromkeys((*read, *topics)))


def concluded(pack: Pack) -> tuple[Concluded, ...]:
    """Every criterion, duty, choice and amount, in the order of their files."""
    found: list[Concluded] = [*pack.criteria.values(), *pack.choices.values()]
    return tuple(sorted([*found, *pack.amounts.values()], key=lambda item: item.span))


def rules_on(pack: Pack) -> Mapping[str, tuple[Rule, ...]]:
    """The rules that conclude something of each conclusion, in the order of their files."""
    found: dict[str, list[Rule]] = {}
    for rule in _rules(pack):
        for setting in rule.then:
            found.setdefault(setting.id, []).append(rule)
    return {id: tuple(rules) for id, rules in found.items()}


def topic_id(pack: Pack, span: Span) -> str:
    """The topic that a place lies in."""
    within = span.file.removeprefix(pack.span.file.removesuffix("pack.yaml"))
    return within.removeprefix("rules/").removesuffix(".yaml")


def _rules(pack: Pack) -> tuple[Rule, ...]:
    return tuple(sorted(pack.rules.values(), key=lambda rule: rule.span))


def _ids(pack: Pack, things: Iterable[Concluded | Rule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic_id(pack, thing.span) for thing in things))


def _topic(pack: Pack, id: str) -> Topic:
    home = [each.id for each in concluded(pack) if topic_id(pack, each.span) == id]
    rules: dict[str, list[Rule]] = {each: [] for each in home}
    for rule in _rules(pack):
        if topic_id(pack, rule.span) == id:
            rules.setdefault(rule.then[0].id, []).append(rule)
    groups = (Group(each, each in home, tuple(found)) for each, found in rules.items())
    head = _head(pack, id)
    return Topic(id, topic_title(pack, id), tuple(groups), head.about if head else None)


def topic_title(pack: Pack, id: str) -> str:
    """The title that the file gives itself, else its name in plain words."""
    head = _head(pack, id)
    title = head.title if head else in_plain_letters(id).replace("/", ", ")
    return title[:1].upper() + title[1:]


def _head(pack: Pack, id: str) -> TopicHead | None:
    heads = (head for head in pack.topics.values() if topic_id(pack, head.span) == id)
    return next(heads, None)


def _as_read(pack: Pack) -> Iterator[Concluded | Rule]:
    """What answers each question, what that rests on and then what is told with it, nearest first."""
    goals = [question.decides for question in pack.questions.values()]
    told = [id for question in pack.questions.values() for id in question.told[1:]]
    rules, seen = rules_on(pack), set[str]()
    conclusions = {each.id: each for each in concluded(pack)}
    for goal in (*goals[:1], *told, *goals[1:]):
        waiting = [goal]
        while waiting:
            id = waiting.pop(0)
            if id in seen or id not in conclusions:
                continue
            seen.add(id)
            yield conclusions[id]
            yield from rules.get(id, ())
            waiting += _read_for(conclusions[id], rules.get(id, ()))


def _read_for(conclusion: Concluded, rules: Iterable[Rule]) -> Iterator[str]:
    """The ids that the conclusion is worked out from, or that its rules read."""
    if isinstance(conclusion, Amount) and conclusion.expression:
        yield from references(conclusion.expression)
    for rule in rules:
        for condition in (rule.when, rule.unless):
            yield from (test.subject for test in (tests_of(condition) if condition else ()))
        for setting in rule.then:
            yield from references(setting.value)
