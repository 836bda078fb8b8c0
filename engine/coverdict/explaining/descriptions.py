"""Anything of a pack described: what it says, what it rests on, where it stands, what uses it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from coverdict.explaining import particulars as told
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.mentions import Space, Use, kind_of_criterion, uses_of
from coverdict.explaining.naming import Named, declared
from coverdict.explaining.particulars import Section
from coverdict.explaining.terms import speaking_of, term_of
from coverdict.vocabulary.catalogues import CatalogueEntry
from coverdict.vocabulary.packs import (
    Amount,
    Choice,
    CodeSet,
    Criterion,
    Fact,
    Impossible,
    Pack,
    Parameter,
    Question,
    Rule,
)
from coverdict.vocabulary.sources import Citation, Document, Statement
from coverdict.vocabulary.terms import Term, spoken
from coverdict.vocabulary.verdicts import StatementCited

Thing = Named | Rule | Question | Impossible | Document | Statement | Term | CatalogueEntry

_ALL_TERMS = "terms"
"""Under this name all terms are listed."""


@dataclass(frozen=True, slots=True)
class Description:
    """One thing of a pack in plain words; ``place`` is where it is declared."""

    kind: str
    id: str
    title: str
    sections: tuple[Section, ...]
    statements: tuple[StatementCited, ...]
    used_by: tuple[Use, ...]
    place: str


def describe(pack: Pack, id: str) -> Description | None:
    """What the id names, described; None when it names nothing, or several statements.

    A term is found by any of its names; under ``terms`` stand all of them, in the order of the alphabet.
    """
    found = _find(pack, id)
    if found is None:
        return _all_terms(pack) if id == _ALL_TERMS and pack.terms else None
    kind, space = _kind(found)
    key = found.key if isinstance(found, Statement) else found.id
    return Description(
        kind=kind,
        id=key,
        title=found.says if isinstance(found, Statement) else found.title,
        sections=tuple(_sections(pack, found)),
        statements=cited_statements(pack, _keys_cited(pack, found)),
        used_by=_uses(pack, found, space, key),
        place=str(found.span),
    )


def _uses(pack: Pack, thing: Thing, space: Space | None, key: str) -> tuple[Use, ...]:
    if isinstance(thing, Term):
        return speaking_of(pack, thing)
    if isinstance(thing, CatalogueEntry):
        found = (uses_of(pack, Space.STATEMENT, each.key) for each in _answering(pack, thing))
        return tuple(dict.fromkeys(chain.from_iterable(found)))
    return uses_of(pack, space, key) if space else ()


def _all_terms(pack: Pack) -> Description:
    in_order = sorted(pack.terms.values(), key=lambda term: spoken(term.title))
    lines = (
        line for term in in_order for line in (f"{term.title} ({term.id})", f"  - {term.says}")
    )
    listed = Section("each with what it means", tuple(lines))
    place = str(next(iter(pack.terms.values())).span)
    return Description(_ALL_TERMS, _ALL_TERMS, "Terms of art", (listed,), (), (), place)


def nearest_ids(pack: Pack, id: str) -> tuple[str, ...]:
    """Up to three ids that look like this one, the nearest first; in capitals or not, with naughts before or not."""
    known, sought = {_letters(each): each for each in _all_ids(pack)}, _letters(id)
    close = (known[each] for each in difflib.get_close_matches(sought, known, n=3, cutoff=0.6))
    holding = (each for letters, each in known.items() if sought and sought in letters)
    return tuple(dict.fromkeys([*close, *holding]))[:3]


def _letters(id: str) -> str:
    return re.sub(r"\b0+(?=\d)", "", id.lower())


def _find(pack: Pack, id: str) -> Thing | None:
    impossible = next((each for each in pack.impossible if each.id == id), None)
    return (
        declared(pack, id)
        or pack.rules.get(id)
        or pack.questions.get(id)
        or impossible
        or pack.documents.get(id)
        or pack.statements.get(id)
        or term_of(pack, id)
        or next((each for each in _entries(pack) if each.id == id), None)
        or _only_statement(pack, id)
    )


def _entries(pack: Pack) -> Iterator[CatalogueEntry]:
    return (entry for each in pack.catalogues for entry in each.entries)


def _answering(pack: Pack, entry: CatalogueEntry) -> Iterator[Statement]:
    """The statements that are known under the number of the entry."""
    for statement in pack.statements.values():
        if any(cited.key == entry.id for cited in statement.catalogue):
            yield statement


def _only_statement(pack: Pack, id: str) -> Statement | None:
    found = [statement for statement in pack.statements.values() if statement.id == id]
    return found[0] if len(found) == 1 else None


def _kind(thing: Thing) -> tuple[str, Space | None]:
    match thing:
        case Criterion():
            return kind_of_criterion(thing), Space.NAME
        case CodeSet():
            return "code set", Space.NAME
        case Rule():
            return "rule", Space.RULE
        case Statement():
            return "statement", Space.STATEMENT
        case CatalogueEntry():
            return "number of a catalogue", None
        case Question() | Impossible() | Document() | Term():
            return type(thing).__name__.lower(), None
        case _:
            return type(thing).__name__.lower(), Space.NAME


def _sections(pack: Pack, thing: Thing) -> Iterator[Section]:
    match thing:
        case Rule():
            return told.rule_told(pack, thing)
        case Fact():
            return told.fact_told(pack, thing)
        case Parameter():
            return told.parameter_told(pack, thing)
        case CodeSet():
            return told.code_set_told(pack, thing)
        case Criterion():
            return told.criterion_told(pack, thing)
        case Choice():
            return told.choice_told(pack, thing)
        case Amount():
            return told.amount_told(pack, thing)
        case Question():
            return told.question_told(pack, thing)
        case Impossible():
            return told.impossible_told(pack, thing)
        case Document():
            return told.document_told(pack, thing)
        case Statement():
            return told.statement_told(pack, thing)
        case Term():
            return told.term_told(thing)
        case CatalogueEntry():
            return told.entry_told(tuple(_answering(pack, thing)))


def _keys_cited(pack: Pack, thing: Thing) -> Iterator[str]:
    match thing:
        case Statement():
            yield thing.key
        case CatalogueEntry():
            yield from (each.key for each in _answering(pack, thing))
        case Document():
            yield from (each.key for each in pack.statements.values() if each.document == thing)
        case Parameter():
            yield from _keys(cite for value in thing.values for cite in value.cites)
        case Criterion():
            yield from _keys((*thing.cites, *(thing.closure.cites if thing.closure else ())))
        case Choice():
            yield from _keys(thing.closure.cites if thing.closure else ())
        case Fact():
            presumed = (each.cites for each in pack.presumptions if each.fact == thing.id)
            yield from _keys((*thing.cites, *(cite for cites in presumed for cite in cites)))
        case Rule() | CodeSet() | Amount() | Term():
            yield from _keys(thing.cites)


def _keys(cites: Iterable[Citation]) -> Iterator[str]:
    return (cite.key for cite in cites)


def _all_ids(pack: Pack) -> Iterator[str]:
    yield from chain(pack.facts, pack.criteria, pack.choices, pack.amounts, pack.parameters)
    yield from chain(pack.code_sets, pack.rules, pack.questions, pack.documents, pack.statements)
    yield from (name for term in pack.terms.values() for name in term.names)
    yield from (statement.id for statement in pack.statements.values())
    yield from (entry.id for entry in _entries(pack))
