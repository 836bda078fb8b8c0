"""The glossary of a pack's document: each term of art with what it means, its sources and what it is a word for."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.presenting.pack_items import anchor, kind_and_id, named, rests_on
from coverdict.presenting.pages import Item, Part, first_capital, sentence
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.terms import Term, spoken


def term_parts(pack: Pack) -> Iterator[Part]:
    """The terms in the order of the alphabet; nothing where there is none."""
    if pack.terms:
        lead = "They are explained for readers; no answer depends on these words."
        yield Part("Terms of art", (), lead, anchor="terms")
    for term in sorted(pack.terms.values(), key=lambda each: spoken(each.title)):
        yield _term(pack, term)


def _term(pack: Pack, term: Term) -> Part:
    also = (Item(f"Also called: {', '.join(term.also)}."),) if term.also else ()
    below = tuple(_about(pack, cited.key) for cited in term.about)
    about = (Item("It is a word for:", below=below),) if below else ()
    return Part(
        first_capital(term.title),
        (Item(sentence(term.says)), *also, *about, *rests_on(pack, term.cites)),
        level=3,
        anchor=anchor("term", term.id),
        small=kind_and_id("term", term.id),
        prose=True,
    )


def _about(pack: Pack, id: str) -> Item:
    rule = pack.rules.get(id)
    if rule is not None:
        return Item(first_capital(rule.title), link=anchor("rule", id))
    found = named(pack, id)
    return Item(first_capital(found.text), link=found.link)
