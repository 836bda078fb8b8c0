"""Shades of an answer: each depends on a criterion, names values, and can come to stand."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.names import undeclared
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.shades import Shade


def shades_that_name_no_value(pack: Pack) -> Iterator[Diagnostic]:
    """`{name}` in the text of a shade that is no amount, choice or parameter."""
    places = _places(pack, "amounts", "choices", "parameters")
    others = _places(pack, "facts", "criteria", "code_sets")
    for question, shade in _shades(pack):
        if not shade.is_well_formed:
            yield Diagnostic(
                "CV457",
                f"a shade of the question `{question.id}` has a brace without its other",
                "what stands between two braces is the name of a value",
                shade.span,
                "write both around a name, such as `{name}`, or none",
            )
        for name in shade.named:
            if name in pack.declared_twice or name in places:
                continue
            message = f"a shade of the question `{question.id}` names `{{{name}}}`"
            why = "only an amount, a choice or a parameter has a value that can stand in a sentence"
            if name in others:
                yield Diagnostic(
                    "CV457",
                    f"{message}, which has no such value",
                    why,
                    shade.span,
                    "name an amount, a choice or a parameter in braces",
                    related=(Related("declared here", others[name]),),
                )
            else:
                yield undeclared(
                    "CV457", f"{message}, which is not declared", why, name, shade.span, places
                )


def shades_without_a_criterion(pack: Pack) -> Iterator[Diagnostic]:
    """`when` of a shade that is no criterion."""
    criteria = _places(pack, "criteria")
    others = _places(pack, "facts", "choices", "amounts", "parameters", "code_sets")
    for question, shade in _shades(pack):
        name, message = shade.when.key, f"a shade of the question `{question.id}` depends on"
        why = "a shade stands in the place of the wording where a criterion holds"
        if name in pack.declared_twice or name in criteria:
            continue
        if name in others:
            yield Diagnostic(
                "CV458",
                f"{message} `{name}`, which is no criterion",
                why,
                shade.when.span,
                "name a criterion, or declare one for it",
                related=(Related("declared here", others[name]),),
            )
        else:
            told = f"{message} the undeclared criterion `{name}`"
            yield undeclared("CV458", told, why, name, shade.when.span, criteria)


def shades_that_never_stand(pack: Pack) -> Iterator[Diagnostic]:
    """A shade that depends on the verdict alone, or one before which another always stands."""
    for question, shade in _shades(pack):
        if shade.when.key == question.decides:
            yield Diagnostic(
                "CV459",
                f"a shade of the question `{question.id}` depends on `{question.decides}`,"
                " which the question decides",
                "it would stand for every case of a verdict, or for none",
                shade.when.span,
                "write the text under `wording`, or name another criterion",
            )
            continue
        before = next(filter(lambda one: _always_stands_before(one, shade), question.shades), None)
        if before is not None:
            yield Diagnostic(
                "CV459",
                f"a shade of the question `{question.id}` never stands: one before it depends"
                f" on `{shade.when.key}` too",
                "the first shade whose criterion holds and whose values are known stands",
                shade.when.span,
                "take one of them out, or let the later one need fewer values",
                related=(Related("the shade before it", before.when.span),),
            )


def _always_stands_before(one: Shade, other: Shade) -> bool:
    """Whether the one comes first, and needs nothing that the other does not."""
    alike = one.of == other.of and one.when.key == other.when.key
    return alike and _comes_first(one.span, other.span) and set(one.named) <= set(other.named)


def _comes_first(one: Span, other: Span) -> bool:
    return (one.line, one.column) < (other.line, other.column)


def _shades(pack: Pack) -> Iterator[tuple[Question, Shade]]:
    for question in pack.questions.values():
        yield from ((question, shade) for shade in question.shades)


def _places(pack: Pack, *kinds: str) -> dict[str, Span]:
    return {id: thing.span for kind in kinds for id, thing in getattr(pack, kind).items()}
