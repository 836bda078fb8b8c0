"""Which names of a pack may be meant: those that go with the words of an id, or with words that are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coverdict.checking.reading import tests
from coverdict.vocabulary.packs import Amount, Choice, Criterion, Fact, Pack, Rule
from coverdict.vocabulary.sources import Role
from coverdict.vocabulary.values import Type

_WORD = re.compile(r"[a-z0-9]+")
FEW = 8
"""So many can be read at a glance, whatever they say."""
_SHORTEST = 3
_SHOWN = 5
_TYPED = {
    Type.COUNT: "{above: 1}",
    Type.MONEY: '{above: "100.00"}',
    Type.PERCENT: "{above: 10}",
    Type.DATE: "{at-least: 2026-01-01}",
    Type.DATES: "{includes: 2026-01-01}",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as it may be written, and what it says."""

    id: str
    written: str
    says: str


def readable(pack: Pack, id: str, about: Sequence[str]) -> tuple[Candidate, ...]:
    """Facts and conclusions that a condition may test, the likeliest first."""
    kinds = (pack.facts, pack.criteria, pack.choices, pack.amounts)
    all_of_them = [_tested(each) for kind in kinds for each in kind.values()]
    near = {test.subject for reading, test in tests(pack) if _same_topic(reading.id, id)}
    return _likeliest(all_of_them, id, about, near)


def conclusions(pack: Pack, id: str, about: Sequence[str]) -> tuple[Candidate, ...]:
    """Criteria, choices, amounts and duties that a rule may conclude, the likeliest first."""
    kinds = (pack.criteria, pack.choices, pack.amounts)
    all_of_them = [_concluded(each) for kind in kinds for each in kind.values()]
    near = {setting.id for rule in _neighbours(pack, id) for setting in rule.then}
    return _likeliest(all_of_them, id, about, near)


def statements(pack: Pack, id: str, about: Sequence[str]) -> tuple[Candidate, ...]:
    """Statements that a rule may cite, the likeliest first."""
    not_cited = (Role.INFORMATIVE, Role.OUT_OF_SCOPE)
    usable = (each for each in pack.statements.values() if each.role not in not_cited)
    all_of_them = [Candidate(each.key, each.key, each.says) for each in usable]
    near = {cited.key for rule in _neighbours(pack, id) for cited in rule.cites}
    return _likeliest(all_of_them, id, about, near)


def goes_with_nothing(pack: Pack, word: str) -> bool:
    """Whether a word brings no fact, conclusion or statement."""
    lists = (readable, conclusions, statements)
    return not any(named(pack, "", [word]) for named in lists)


def _likeliest(
    all_of_them: Sequence[Candidate], id: str, about: Sequence[str], near: set[str]
) -> tuple[Candidate, ...]:
    """Those that hold a word that is asked for; else those with words of the id, or that its neighbours use too."""
    if not about and len(all_of_them) <= FEW:
        return tuple(all_of_them)
    wanted = _words(about or [id])
    scored = []
    for number, each in enumerate(all_of_them):
        score = sum(_holds(each, word) for word in wanted)
        score += 0 if about else 2 * (each.id in near)
        if score:
            scored.append((-score, number, each))
    return tuple(each for _, _, each in sorted(scored, key=lambda found: found[:2]))


def _holds(candidate: Candidate, word: str) -> int:
    """2 where the id has the word, 1 where what it says has it; a word may go on, as `treat` in `treatment`."""
    if any(each.startswith(word) for each in _words([candidate.id])):
        return 2
    return int(any(each.startswith(word) for each in _words([candidate.written, candidate.says])))


def _words(texts: Iterable[str]) -> list[str]:
    found = (word for text in texts for word in _WORD.findall(text.lower()))
    return [word for word in dict.fromkeys(found) if len(word) >= _SHORTEST]


def _neighbours(pack: Pack, id: str) -> Iterator[Rule]:
    return (rule for rule in pack.rules.values() if _same_topic(rule.id, id))


def _same_topic(one: str, other: str) -> bool:
    return one.split(".")[0] == other.split(".")[0]


def _tested(thing: Fact | Criterion | Choice | Amount) -> Candidate:
    return Candidate(thing.id, f"{thing.id}: {_example(thing)}", thing.title)


def _concluded(thing: Criterion | Choice | Amount) -> Candidate:
    written = "{sum: [$name, $name]}" if isinstance(thing, Amount) else _example(thing)
    return Candidate(thing.id, f"{thing.id}: {written}", thing.title)


def _example(thing: Fact | Criterion | Choice | Amount) -> str:
    """A value as it may be written, with the others of a closed list."""
    if isinstance(thing, Criterion):
        return "true"
    values = () if isinstance(thing, Amount) else tuple(thing.values)
    if isinstance(thing, Choice):
        return _one_of(values)
    if thing.type.has_list:
        return f"{{includes: {_one_of(values)}}}" if thing.type is Type.CHOICES else _one_of(values)
    return _TYPED.get(thing.type, "true")


def _one_of(values: Sequence[str]) -> str:
    more = f", or {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return " | ".join(values[:_SHOWN]) + more
