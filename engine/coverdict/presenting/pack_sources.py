"""The sources of a pack's document: what each statement says, what rests on it, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coverdict.explaining.citing import cited_statements
from coverdict.explaining.mentions import Space, Use, uses_in
from coverdict.explaining.naming import in_plain_letters
from coverdict.explaining.particulars import period_in_words
from coverdict.presenting.citing import contradictions_of, place_in_document
from coverdict.presenting.pack_items import anchor, kind_and_id, used_by
from coverdict.presenting.pages import Item, Part, sentence
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.periods import ALWAYS
from coverdict.vocabulary.sources import Document, Role, Statement

_HEADINGS = {
    Role.ENCODED: "Followed by rules",
    Role.ADVICE: "Handed on as advice",
    Role.DEFINITION: "Definitions",
    Role.INFORMATIVE: "Decides nothing, and why",
    Role.OUT_OF_SCOPE: "Left out, and why",
    Role.UNREVIEWED: "Not yet read closely",
}


def source_parts(pack: Pack) -> Iterator[Part]:
    """Each document with its authority and its statements, by what became of them."""
    uses = uses_in(pack, Space.STATEMENT)
    lead = "The statements are in our words; each is bound to its sentence by its place."
    yield Part("Sources", (), lead, anchor="sources")
    for document in sorted(pack.documents.values(), key=lambda each: (not each.held, each.id)):
        yield _document(document)
        of_it = [each for each in pack.statements.values() if each.document == document]
        for role, heading in _HEADINGS.items():
            items = tuple(_statement(pack, each, uses) for each in of_it if each.role is role)
            if items:
                yield Part(heading, items, level=4)


def _document(document: Document) -> Part:
    held = "Its text is held" if document.held else "Its text is not held"
    checked = (
        "so each statement can be checked against its sentence"
        if document.held
        else "so nobody can check its statements here"
    )
    authority = Item(f"Authority: {in_plain_letters(document.rank.value)}. {held}, {checked}.")
    return Part(
        document.title,
        (authority,),
        level=3,
        anchor=anchor("document", document.id),
        small=kind_and_id("document", document.id),
        prose=True,
    )


def _statement(pack: Pack, found: Statement, uses: Mapping[str, tuple[Use, ...]]) -> Item:
    (cited,) = cited_statements(pack, (found.key,))
    why = (sentence(found.why),) if found.why else ()
    numbers = (each.key for each in found.catalogue)
    id = ", ".join((kind_and_id("statement", found.key), *numbers))
    place = f"{place_in_document(cited)}; {id}"
    below = tuple(used_by(uses.get(found.key, ())))
    return Item(
        sentence(found.says),
        (*why, place, *_in_effect(found), *contradictions_of(cited)),
        below,
        anchor=anchor(Space.STATEMENT, found.key),
    )


def _in_effect(found: Statement) -> Iterator[str]:
    if (found.effective, found.known) != (ALWAYS, ALWAYS):
        yield f"in effect {period_in_words(found.effective, found.known)}"
