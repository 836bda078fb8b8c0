"""Contradictions between statements: each is declared once, follows one of its two sides, and is kept to."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.statements import binding_cites
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Severity
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Citation, Contradiction, Statement


def contradictions_without_two_sides(pack: Pack) -> Iterator[Diagnostic]:
    """A contradiction with a statement that is not registered, with itself, or that follows a third."""
    for statement, declared in _declared(pack):
        other = declared.statement
        if other.key not in pack.statements:
            yield _not_registered(pack, other)
        elif other.key == statement.key:
            yield Diagnostic(
                "CV327",
                f"the statement `{statement.key}` is said to contradict itself",
                "a contradiction stands between two sentences, of which the pack follows one",
                other.span,
                "name the other statement, as `document.statement`",
            )
        elif declared.follows.key not in (statement.key, other.key):
            yield Diagnostic(
                "CV327",
                f"the contradiction follows `{declared.follows.key}`, which is neither of the two statements",
                "an explanation has to say which of two statements that disagree was followed",
                declared.follows.span,
                f"follow `{statement.key}` or `{other.key}`",
            )


def contradictions_declared_twice(pack: Pack) -> Iterator[Diagnostic]:
    """Two statements whose contradiction is declared more than once, by one of them or by both."""
    first: dict[frozenset[str], Contradiction] = {}
    for statement, declared in _declared(pack):
        earlier = first.setdefault(frozenset((statement.key, declared.statement.key)), declared)
        if earlier is declared:
            continue
        agree = earlier.follows.key == declared.follows.key
        yield Diagnostic(
            "CV328",
            f"the contradiction of `{statement.key}` and `{declared.statement.key}` is declared twice"
            + ("" if agree else ", and another one of them is followed each time"),
            "two declarations can come to differ on which statement is followed, and why",
            declared.statement.span,
            "keep one of them, at either statement",
            related=(Related("declared first here", earlier.statement.span),),
        )


def citations_of_what_is_not_followed(pack: Pack) -> Iterator[Diagnostic]:
    """Something that rests on the side of a contradiction that is not followed, and not on the other."""
    left = {key: (followed, declared) for key, followed, declared in _not_followed(pack)}
    for cites in binding_cites(pack):
        keys = {cited.key for cited in cites}
        for cited in cites:
            if cited.key not in left:
                continue
            followed, declared = left[cited.key]
            if followed in keys or followed in left:  # in left: it is not settled which is followed
                continue
            yield Diagnostic(
                "CV329",
                f"`{cited.key}` is cited alone, but the pack follows `{followed}`, which contradicts it",
                "an answer would rest on the statement that the pack says it does not follow",
                cited.span,
                f"cite `{followed}` too, or in its place; or follow the other in the contradiction",
                Severity.WARNING,
                (Related("the contradiction is declared here", declared.statement.span),),
            )


def _declared(pack: Pack) -> Iterator[tuple[Statement, Contradiction]]:
    for statement in pack.statements.values():
        for declared in statement.contradicts:
            yield statement, declared


def _not_followed(pack: Pack) -> Iterator[tuple[str, str, Contradiction]]:
    """The statement that is not followed, the one that is, and where that is said."""
    for statement, declared in _declared(pack):
        sides = [statement.key, declared.statement.key]
        if declared.follows.key in sides:
            sides.remove(declared.follows.key)
            yield sides[0], declared.follows.key, declared


def _not_registered(pack: Pack, named: Citation) -> Diagnostic:
    guess = nearest(named.key, pack.statements)
    return Diagnostic(
        "CV303",
        f"the contradicting statement `{named.key}` is not registered",
        "a contradiction with a statement that nobody can look up says nothing",
        named.span,
        f"did you mean `{guess}`, registered at {pack.statements[guess].span}?"
        if guess
        else "register it in a file of sources/, or take the contradiction away",
    )
