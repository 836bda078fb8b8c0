"""Catalogues: each number names one rule, each number cited is one of them, and each rule has a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from coverdict.loading.named import by_id
from coverdict.loading.names import nearest
from coverdict.vocabulary.catalogues import CatalogueEntry
from coverdict.vocabulary.diagnostics import Diagnostic, Severity
from coverdict.vocabulary.packs import Pack


def check_catalogues(pack: Pack) -> tuple[Diagnostic, ...]:
    """What is wrong with a pack's catalogues, and what they list that no statement answers.

    Only of a pack that was read whole: they decide nothing, and are not read to decide.
    """
    found: list[Diagnostic] = []
    by_id(pack.catalogues, found.append)
    entries = by_id(chain.from_iterable(each.entries for each in pack.catalogues), found.append)
    found += _numbers_of_nothing(pack, tuple(entries))
    found += _entries_without_a_statement(pack, entries)
    return tuple(found)


def _entries_without_a_statement(
    pack: Pack, entries: Mapping[str, CatalogueEntry]
) -> Iterator[Diagnostic]:
    answered = {number.key for each in pack.statements.values() for number in each.catalogue}
    for id, entry in entries.items():
        if id not in answered:
            yield Diagnostic(
                "CV446",
                f"no statement answers `{id}` of the catalogue: {entry.title}",
                "whoever goes by the catalogue would not learn what became of it",
                entry.span,
                f"add `catalogue: [{id}]` to the statement that says it; what the pack leaves out is"
                " registered too, as out-of-scope with the reason",
                Severity.WARNING,
            )


def _numbers_of_nothing(pack: Pack, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    for statement in pack.statements.values():
        for number in statement.catalogue:
            if number.key not in known:
                guess = nearest(number.key, known)
                yield Diagnostic(
                    "CV445",
                    f"no catalogue has the number `{number.key}`",
                    "the rule that the statement is said to answer can't be looked up",
                    number.span,
                    f"did you mean `{guess}`?"
                    if guess
                    else "add its entry to a file of catalogue/",
                )
