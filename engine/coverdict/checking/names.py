"""Names: each leads to one thing that is declared, and to a thing of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol

from coverdict.checking.reading import all_references, tests
from coverdict.loading.named import twice
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.packs import Pack, Setting
from coverdict.vocabulary.values import Type


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Declared = Mapping[str, Span]


def names_declared_twice(pack: Pack) -> Iterator[Diagnostic]:
    """One id for a fact and a criterion, say."""
    seen: dict[str, Span] = {}
    kinds: Iterable[Mapping[str, _Placed]] = (
        pack.facts,
        pack.parameters,
        pack.code_sets,
        pack.criteria,
        pack.choices,
        pack.amounts,
    )
    for id, thing in chain.from_iterable(kind.items() for kind in kinds):
        if id in seen:
            yield twice(id, thing.span, seen[id])
        seen.setdefault(id, thing.span)


def names_that_lead_nowhere(pack: Pack) -> Iterator[Diagnostic]:
    """Undeclared facts, references, conclusions and rules, each with the nearest name."""
    yield from _subjects(pack)
    yield from _references(pack)
    yield from _conclusions(pack)
    yield from _defeated(pack)
    yield from _questions(pack)
    yield from _presumed_and_bounds(pack)
    yield from _asked_instead(pack)
    yield from _service_date(pack)


def names_of(pack: Pack) -> Declared:
    """The ids of everything that shares one space of names, with their places."""
    conclusions = (pack.criteria, pack.choices, pack.amounts)
    return _places(pack.facts, pack.parameters, pack.code_sets, *conclusions)


def _places(*kinds: Mapping[str, _Placed]) -> Declared:
    return {id: thing.span for kind in kinds for id, thing in kind.items()}


def _subjects(pack: Pack) -> Iterator[Diagnostic]:
    known = _places(pack.facts, pack.criteria, pack.choices, pack.amounts)
    for reading, test in tests(pack):
        if test.subject not in known:
            yield undeclared(
                "CV301",
                f"{reading.by} reads the undeclared fact `{test.subject}`",
                "nobody can supply this fact and no rule concludes it, so the condition can never be known",
                test.subject,
                test.span,
                known,
            )
        elif reading.kind == "impossible" and test.subject not in pack.facts:
            yield Diagnostic(
                "CV322",
                f"`impossible` reads `{test.subject}`, which is a conclusion",
                "a case is refused for the facts it gives, before anything is concluded from them",
                test.span,
                "test facts only",
                related=(Related("declared here", known[test.subject]),),
            )


def _references(pack: Pack) -> Iterator[Diagnostic]:
    conclusions = (
        pack.criteria,
        pack.choices,
    )  # declared, though `types` lets nothing refer to them
    known = _places(pack.facts, pack.parameters, pack.amounts, pack.code_sets, *conclusions)
    for reference in all_references(pack):
        if reference.id not in known:
            yield undeclared(
                "CV302",
                f"the reference `${reference.id}` leads to nothing declared",
                "a value that nobody declared is never known, and neither is what is compared with it",
                reference.id,
                reference.span,
                known,
            )
    for fact in pack.facts.values():
        for named in fact.values_from:
            if named.id not in pack.code_sets:
                yield undeclared(
                    "CV302",
                    f"fact `{fact.id}` takes its values from the undeclared code set `${named.id}`",
                    "a value that stands in no list can't be given",
                    named.id,
                    named.span,
                    _places(pack.code_sets),
                )


def _conclusions(pack: Pack) -> Iterator[Diagnostic]:
    known = _places(pack.criteria, pack.choices, pack.amounts)
    given = _places(pack.facts, pack.parameters, pack.code_sets)
    for rule in pack.rules.values():
        for setting in rule.then:
            if setting.id in pack.declared_twice:
                continue
            if setting.id in given:
                yield _given(pack, setting, given[setting.id])
            elif setting.id not in known:
                yield undeclared(
                    "CV304",
                    f"rule concludes the undeclared `{setting.id}`",
                    "what is not declared has no title and no question, and nothing can explain it",
                    setting.id,
                    setting.span,
                    known,
                )


def _given(pack: Pack, setting: Setting, declared: Span) -> Diagnostic:
    """What a case or a source gives stands in the place of a conclusion."""
    if setting.id in pack.facts:
        return Diagnostic(
            "CV304",
            f"rule concludes `{setting.id}`, which is a fact",
            "a fact is what a case states; what rules conclude is a criterion, choice, amount or duty",
            setting.span,
            "declare a criterion of another id, or take the fact out",
            related=(Related("declared as a fact here", declared),),
        )
    kind = "parameter" if setting.id in pack.parameters else "code set"
    return Diagnostic(
        "CV304",
        f"rule concludes `{setting.id}`, which is a {kind}",
        "what a source gives once and for all is no conclusion about a case",
        setting.span,
        "declare an amount of another id, and let the rule set that",
        related=(Related("declared here", declared),),
    )


def _defeated(pack: Pack) -> Iterator[Diagnostic]:
    known = _places(pack.rules)
    for rule in pack.rules.values():
        for cited in rule.defeats:
            if cited.key not in pack.rules:
                yield undeclared(
                    "CV305",
                    f"rule defeats the unknown rule `{cited.key}`",
                    "a precedence over nothing has no effect, and the rule that was meant stays in force",
                    cited.key,
                    cited.span,
                    known,
                )


def _questions(pack: Pack) -> Iterator[Diagnostic]:
    """What questions decide and report."""
    conclusions = _places(pack.criteria, pack.choices, pack.amounts)
    others = _places(pack.facts, pack.choices, pack.amounts)
    for question in pack.questions.values():
        if question.decides in pack.declared_twice:
            pass  # whatever it is, that is told
        elif question.decides in others:
            yield Diagnostic(
                "CV319",
                f"question `{question.id}` decides `{question.decides}`, which is no criterion",
                "a question is answered by the value of a criterion",
                question.span,
                "name a criterion, or declare one for it",
                related=(Related("declared here", others[question.decides]),),
            )
        elif question.decides not in pack.criteria:
            yield undeclared(
                "CV319",
                f"question `{question.id}` decides `{question.decides}`, which is no declared criterion",
                "a question is answered by the value of a criterion",
                question.decides,
                question.span,
                _places(pack.criteria),
            )
        for cited in question.reports:
            if cited.key not in conclusions:
                yield undeclared(
                    "CV319",
                    f"question `{question.id}` reports the undeclared `{cited.key}`",
                    "only what is declared can be concluded and told",
                    cited.key,
                    cited.span,
                    conclusions,
                )


def _presumed_and_bounds(pack: Pack) -> Iterator[Diagnostic]:
    """What presumptions are about, and what amounts stand in for."""
    for presumption in pack.presumptions:
        if presumption.fact not in pack.facts:
            yield undeclared(
                "CV301",
                f"the presumption is about the undeclared fact `{presumption.fact}`",
                "nothing reads a fact that is not declared",
                presumption.fact,
                presumption.span,
                _places(pack.facts),
            )
        for cited in presumption.unless_told:
            if cited.key not in pack.facts:
                yield undeclared(
                    "CV301",
                    f"the presumption about `{presumption.fact}` gives way to"
                    f" the undeclared fact `{cited.key}`",
                    "no case can tell a fact that is not declared",
                    cited.key,
                    cited.span,
                    _places(pack.facts),
                )
    for amount in pack.amounts.values():
        stands_for = amount.stands_in_for
        if stands_for is not None and stands_for.key not in pack.amounts:
            yield undeclared(
                "CV302",
                f"amount `{amount.id}` stands in for the undeclared amount `{stands_for.key}`",
                "an amount that stands in for nothing would always be told",
                stands_for.key,
                stands_for.span,
                _places(pack.amounts),
            )


def _asked_instead(pack: Pack) -> Iterator[Diagnostic]:
    """What is asked for in the place of facts that are used only where they are told."""
    for fact in pack.facts.values():
        for cited in fact.instead_of:
            if cited.key not in pack.facts:
                yield undeclared(
                    "CV301",
                    f"fact `{fact.id}` stands instead of the undeclared fact `{cited.key}`",
                    "readers are sent to it for what they are asked",
                    cited.key,
                    cited.span,
                    _places(pack.facts),
                )
            elif pack.facts[cited.key].only_if_told:
                yield Diagnostic(
                    "CV452",
                    f"fact `{fact.id}` stands instead of `{cited.key}`, which is not asked for either",
                    "a reader who is sent there for what is asked finds nothing that is",
                    cited.span,
                    "name the fact that is asked for, or leave `instead-of` out",
                    related=(Related("declared here", pack.facts[cited.key].span),),
                )


def _service_date(pack: Pack) -> Iterator[Diagnostic]:
    """The fact that gives the date of service."""
    date_fact = pack.facts.get(pack.service_date)
    if date_fact is None or date_fact.type is not Type.DATE:
        dates = {id: item.span for id, item in pack.facts.items() if item.type is Type.DATE}
        yield undeclared(
            "CV320",
            f"the service date `{pack.service_date}` is no declared fact of type date",
            "the date of service chooses the rules in force",
            pack.service_date,
            pack.service_date_span,
            dates,
        )


def undeclared(
    code: str, message: str, why: str, name: str, span: Span, known: Declared
) -> Diagnostic:
    """A name that leads nowhere, with the nearest one that does."""
    guess = nearest(name, known)
    help = (
        f"did you mean `{guess}`, declared at {known[guess]}?"
        if guess
        else f"declare `{name}`, or take it out"
    )
    return Diagnostic(code, message, why, span, help)
