"""Terms of art: found by any of their names, with what in the pack they are words for and what speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coverdict.explaining.mentions import Use, kind_of_criterion
from coverdict.explaining.naming import Named, declared
from coverdict.vocabulary.packs import CodeSet, Criterion, Fact, Pack, Rule
from coverdict.vocabulary.terms import Term, spoken


def term_of(pack: Pack, name: str) -> Term | None:
    """The term that is called so, whether by its id, its title or another word."""
    wanted = spoken(name)
    found = (term for term in pack.terms.values() if wanted in map(spoken, term.names))
    return next(found, None)


def speaking_of(pack: Pack, term: Term) -> tuple[Use, ...]:
    """What it is a word for, as it says itself, then what has it, or another word for it, in a title or a question."""
    found: dict[str, Use] = {}
    for cited in term.about:
        thing = declared(pack, cited.key) or pack.rules[cited.key]
        found[cited.key] = Use("is what it is a word for", _kind(thing), thing.id, thing.title)
    names = "|".join(re.escape(spoken(name)) for name in term.names)
    said = re.compile(rf"(?<!\w)(?:{names})(?:e?s)?(?!\w)")
    for thing in _titled(pack):
        texts = (thing.title, thing.asks) if isinstance(thing, Fact) else (thing.title,)
        if any(said.search(spoken(text)) for text in texts):
            found.setdefault(thing.id, Use("speaks of it", _kind(thing), thing.id, thing.title))
    return tuple(found.values())


def _titled(pack: Pack) -> Iterator[Named | Rule]:
    yield from pack.facts.values()
    yield from pack.criteria.values()
    yield from pack.choices.values()
    yield from pack.amounts.values()
    yield from pack.parameters.values()
    yield from pack.code_sets.values()
    yield from pack.rules.values()


def _kind(thing: Named | Rule) -> str:
    match thing:
        case Criterion():
            return kind_of_criterion(thing)
        case CodeSet():
            return "code set"
        case _:
            return type(thing).__name__.lower()
