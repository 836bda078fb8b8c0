"""Statements: each citation leads to one, and each statement has the use that its role promises."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Related
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Citation, Role


def binding_cites(pack: Pack) -> Iterator[tuple[Citation, ...]]:
    """What each thing cites that decides: rules, values, presumptions, code sets, scope and closures."""
    closures = (
        *(item.closure for item in pack.criteria.values()),
        *(item.closure for item in pack.choices.values()),
    )
    yield from (
        *(item.cites for item in pack.rules.values()),
        *(value.cites for item in pack.parameters.values() for value in item.values),
        *(item.cites for item in pack.code_sets.values()),
        *(item.cites for item in pack.presumptions),
        *(item.cites for item in closures if item is not None),
        *(item.cites for item in pack.amounts.values()),
        *(item.cites for item in pack.criteria.values() if item.action is None),
        pack.scope.cites if pack.scope else (),
    )


def binding_citations(pack: Pack) -> Iterator[Citation]:
    """The citations by which something is decided."""
    return chain.from_iterable(binding_cites(pack))


def advising_citations(pack: Pack) -> Iterator[Citation]:
    """The citations of duties, and of facts for the question they ask."""
    duties = (item.cites for item in pack.criteria.values() if item.action is not None)
    return chain.from_iterable((*duties, *(item.cites for item in pack.facts.values())))


def explaining_citations(pack: Pack) -> Iterator[Citation]:
    """The citations by which a term is explained: they decide nothing, so that statements of any role may be meant."""
    return chain.from_iterable(item.cites for item in pack.terms.values())


def citations_of_nothing(pack: Pack) -> Iterator[Diagnostic]:
    """A cited statement that no register holds."""
    cites = (binding_citations(pack), advising_citations(pack), explaining_citations(pack))
    for cited in chain.from_iterable(cites):
        if cited.key in pack.statements:
            continue
        guess = nearest(cited.key, pack.statements)
        yield Diagnostic(
            "CV303",
            f"the cited statement `{cited.key}` is not registered",
            "a citation that leads to no statement can't be checked by anybody",
            cited.span,
            f"did you mean `{guess}`, registered at {pack.statements[guess].span}?"
            if guess
            else "register it in a file of sources/ with its place and digest",
        )


def statements_without_their_use(pack: Pack) -> Iterator[Diagnostic]:
    """A statement whose role says that something rests on it, and nothing does; or the reverse."""
    binding = {cited.key: cited for cited in binding_citations(pack)}
    advising = {cited.key: cited for cited in advising_citations(pack)}
    for key, statement in pack.statements.items():
        cited = binding.get(key) or advising.get(key)
        if statement.role is Role.UNREVIEWED:
            yield Diagnostic(
                "CV317",
                f"the statement `{key}` is unreviewed",
                "a sentence that nobody has read closely may change every answer",
                statement.span,
                "read it, then give it a role: encoded, advice, definition, informative or out-of-scope",
            )
        elif statement.role is Role.ENCODED and key not in binding:
            yield Diagnostic(
                "CV315",
                f"the statement `{key}` is marked encoded, but nothing that decides cites it",
                "the register would claim that a sentence is followed which no rule knows of",
                statement.span,
                "cite it in the rule, value, presumption or closure that it supports, or give it another role",
            )
        elif statement.role is Role.ADVICE and cited is None:
            yield Diagnostic(
                "CV316",
                f"the statement `{key}` is marked advice, but no duty and no question cites it",
                "the advice would never be given",
                statement.span,
                "cite it in a duty or in the fact that it says to ask for, or give it another role",
            )
        elif statement.role in (Role.INFORMATIVE, Role.OUT_OF_SCOPE) and cited is not None:
            yield Diagnostic(
                "CV318",
                f"`{key}` is cited, but its register says that it is {statement.role.value}",
                "either the register or the citation is wrong about what the sentence decides",
                cited.span,
                "give the statement the role encoded or advice, or cite another",
                related=(Related("registered here", statement.span),),
            )


def statements_bound_to_nothing(pack: Pack) -> Iterator[Diagnostic]:
    """A statement of a document that is held, without the digest of its sentence; any without a place."""
    for key, statement in pack.statements.items():
        if statement.block is None and (statement.document.held or statement.citation is None):
            yield Diagnostic(
                "CV321",
                f"the statement `{key}` has no place",
                "nobody could look it up",
                statement.span,
                "add `at` with block and sentence, as `coverdict sources index` writes it"
                if statement.document.held
                else "add `citation`: section and paragraph, as the field cites them",
            )
        if statement.document.held and statement.digest is None:
            yield Diagnostic(
                "CV321",
                f"the statement `{key}` has no digest",
                "nothing would show that its sentence was changed, or never stood in the document",
                statement.span,
                "add the digest of its sentence, or write `held: false` for a document that is not at hand",
            )
