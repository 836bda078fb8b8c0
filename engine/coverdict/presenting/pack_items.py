"""What the chapters of a pack's document have in common: names to link to, phrases and sources as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.explaining.citing import cited_statements, keys
from coverdict.explaining.mentions import Space, Use
from coverdict.explaining.naming import declared, in_plain_letters, subject_title, type_of
from coverdict.explaining.wording import Phrase, condition_phrase, spread
from coverdict.presenting.citing import contradictions_of, key_of, place_of
from coverdict.presenting.pages import Item, first_capital, sentence
from coverdict.vocabulary.conditions import Condition, Test
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Type

_SPACES = {"rule": Space.RULE.value, "scope": "pack", "presumption": "presumption", "term": "term"}
_TAKES_ONE = ("any ", "none ")


def anchor(space: str, id: str) -> str:
    """The name by which a thing of the pack is linked to; spaces are those of ids, ``question`` and ``document``."""
    return f"{space}-{id}"


def named(pack: Pack, id: str) -> Item:
    """What the id names, by its title, with a link to it."""
    link = anchor(Space.NAME, id) if declared(pack, id) else None
    return Item(subject_title(pack, id), link=link)


def item_of(pack: Pack, phrase: Phrase) -> Item:
    """The phrase with a link to what it speaks of; a long list of values stands below it."""
    phrase = (spread(pack, phrase.test) if phrase.test else None) or phrase
    below = tuple(item_of(pack, each) for each in phrase.below)
    about = phrase.about
    link = anchor(Space.NAME, about) if about and declared(pack, about) else None
    return Item(phrase.text, below=below, link=link)


def condition_item(pack: Pack, before: str, condition: Condition, closes: bool = True) -> Item:
    """The condition as what follows ``before``, such as "the fee is due, if".

    Where it ``closes`` the sentence, a single claim stands in it.
    """
    phrase = condition_phrase(pack, condition)
    if phrase.below:
        head = phrase.text.removesuffix(":")
        holds = "holds" if head.startswith(_TAKES_ONE) else "hold"
        below = tuple(item_of(pack, each) for each in phrase.below)
        return Item(f"{before} {head} {holds}:", below=below)
    if closes and isinstance(condition, Test) and type_of(pack, condition.subject) is Type.BOOLEAN:
        return Item(sentence(f"{before} {phrase.text}"))
    return Item(f"{before} this holds:", below=(item_of(pack, phrase),))


def rests_on(pack: Pack, cites: Iterable[Citation]) -> tuple[Item, ...]:
    """The statements cited, each with its place; nothing where none is."""
    found = cited_statements(pack, keys(cites))
    items = tuple(
        Item(
            sentence(each.says),
            (place_of(each), *contradictions_of(each)),
            link=anchor(Space.STATEMENT, key_of(each)),
        )
        for each in found
    )
    return (Item("Source:" if len(items) == 1 else "Sources:", below=items),) if items else ()


def used_by(uses: Iterable[Use]) -> Iterator[Item]:
    """What names a statement, each once, with a link to it."""
    seen: dict[tuple[str, str], Use] = {(use.kind, use.id): use for use in uses}
    for (kind, id), use in seen.items():
        if kind == "statement":
            continue
        space = _SPACES.get(kind, Space.NAME.value)
        link = anchor(space, id)
        yield Item(f"{kind}: {use.title}", link=link)


def kind_and_id(kind: str, id: str) -> str:
    """A thing's kind with its id, for whoever looks it up in the files."""
    return f"{in_plain_letters(kind)} {id}"


def all_named(pack: Pack, ids: Iterable[str]) -> tuple[Item, ...]:
    """What the ids name, each by its title, with a capital first."""
    return tuple(
        Item(first_capital(each.text), link=each.link) for each in (named(pack, id) for id in ids)
    )
