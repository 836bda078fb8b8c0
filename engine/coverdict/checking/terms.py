"""Terms of art: each name leads to one of them, and each is about something that there is."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.names import names_of, undeclared
from coverdict.loading.named import twice
from coverdict.vocabulary.diagnostics import Diagnostic, Related
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.terms import Term, spoken


def terms_called_alike(pack: Pack) -> Iterator[Diagnostic]:
    """Two terms of one name, and a term with the id of something else."""
    others = names_of(pack)
    called: dict[str, Term] = {}
    for term in pack.terms.values():
        if term.id in others:
            yield twice(term.id, term.span, others[term.id])
        for name in term.names:
            before = called.setdefault(spoken(name), term)
            if before is not term:
                yield Diagnostic(
                    "CV453",
                    f"`{name}` is the name of two terms, `{before.id}` and `{term.id}`",
                    "who looks it up is told of one of them only",
                    term.span,
                    "make them one term, or take the name from one of them",
                    related=(Related("the other one is declared here", before.span),),
                )


def terms_about_nothing(pack: Pack) -> Iterator[Diagnostic]:
    """A term about a fact, conclusion, value or rule that is not declared."""
    known = {**names_of(pack), **{id: rule.span for id, rule in pack.rules.items()}}
    for term in pack.terms.values():
        for cited in term.about:
            if cited.key not in known:
                yield undeclared(
                    "CV302",
                    f"the term `{term.id}` is about the undeclared `{cited.key}`",
                    "readers of the term would be sent to what is not there",
                    cited.key,
                    cited.span,
                    known,
                )
