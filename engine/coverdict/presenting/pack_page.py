"""A whole pack as a document that is read from top to bottom, made from the rules and from nothing else."""

from __future__ import annotations

from coverdict.explaining.particulars import period_in_words
from coverdict.presenting.pack_head import head_parts
from coverdict.presenting.pack_lists import list_parts
from coverdict.presenting.pack_rules import Exercised, topic_parts
from coverdict.presenting.pack_sources import source_parts
from coverdict.presenting.pack_terms import term_parts
from coverdict.presenting.pages import Page, first_capital
from coverdict.vocabulary.packs import Pack


def pack_page(pack: Pack, exercised: Exercised) -> Page:
    """Questions and scope, then topic by topic the rules, what they work with, the sources, and the terms of art.

    ``exercised`` are the scenarios in which each rule applies, by rule.
    """
    counts = (
        f"{len(pack.rules)} rules, {len(pack.facts)} facts,"
        f" {len(pack.statements)} statements of {len(pack.documents)} sources."
    )
    return Page(
        headline=pack.title,
        under=(f"{first_capital(period_in_words(pack.window))}. {counts}",),
        parts=(
            *head_parts(pack),
            *topic_parts(pack, exercised),
            *list_parts(pack),
            *source_parts(pack),
            *term_parts(pack),
        ),
        close=(f"Pack {pack.id} {pack.version}, {pack.digest}.",),
        contents=True,
    )
