"""Conditions that no case can meet, and conditions that every case meets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coverdict.checking.domains import Domains
from coverdict.checking.eras import Era
from coverdict.checking.excusing import Place, warning
from coverdict.checking.primitives import NoValue
from coverdict.checking.satisfying import Opposite, Some, tried
from coverdict.checking.written import all_as_written, as_written, named, titled
from coverdict.vocabulary.conditions import All, Any, AtLeast, Condition, Not, Test
from coverdict.vocabulary.diagnostics import Related
from coverdict.vocabulary.packs import Impossible, Pack, Rule, Scope
from coverdict.vocabulary.waivers import Excusable


@dataclass(frozen=True, slots=True)
class _Whole:
    """A condition with what it belongs to."""

    of: Rule | Impossible | Scope
    condition: Condition
    part: str

    @property
    def owner(self) -> str:
        """What the condition belongs to, in words."""
        match self.of:
            case Rule(id, title):
                return f"rule {named(title, id)}"
            case Impossible(id, title):
                return f"the impossibility {named(title, id)}"
            case Scope(title):
                return f"the scope “{title}”"

    @property
    def about(self) -> str:
        """The id that a waiver names."""
        return "scope" if isinstance(self.of, Scope) else self.of.id


def conditions_that_no_case_meets(pack: Pack) -> Iterator[Excusable]:
    """Tests that exclude one another, or that ask for what nothing concludes."""
    domains = Domains(pack)
    for whole in _wholes(pack):
        eras = _eras(domains, whole)
        if _is_sound(domains, whole, eras):
            continue

        def never(condition: Condition, eras: Sequence[Era] = eras) -> bool:
            return never_together(domains, eras, [condition])

        for condition in _outermost(whole.condition, never):
            yield _never(domains, eras, whole, condition)


def conditions_that_every_case_meets(pack: Pack) -> Iterator[Excusable]:
    """Tests of which one always holds; lists that leave nothing out."""
    domains = Domains(pack)
    for whole in _wholes(pack):
        eras = _eras(domains, whole)
        if _is_sound(domains, whole, eras):
            continue

        def always(condition: Condition, eras: Sequence[Era] = eras) -> bool:
            return _always(domains, eras, condition)

        for condition in _outermost(whole.condition, always):
            yield warning(
                "CV342",
                f"in {whole.owner}, {as_written(condition)} holds in every case that knows the answer",
                "it rules nothing out, and asks for facts that settle nothing",
                "mend it, or take it out",
                Place(whole.about, condition.span),
                whole.of,
            )


def never_together(domains: Domains, eras: Sequence[Era], conditions: Sequence[Condition]) -> bool:
    """True when there are eras to look at, and in none of them all the conditions can hold."""
    looked = False
    for era in eras:
        try:
            trial = tried(domains, era, conditions, True)
        except NoValue:
            continue
        if trial.can_hold(Some(len(conditions), trial.formulas)):
            return False
        looked = True
    return looked


def _always(domains: Domains, eras: Sequence[Era], condition: Condition) -> bool:
    looked = False
    for era in eras:
        try:
            trial = tried(domains, era, [condition])
        except NoValue:
            continue
        if trial.can_hold(Opposite(trial.formulas[0])):
            return False
        looked = True
    return looked


def _wholes(pack: Pack) -> Iterator[_Whole]:
    for rule in pack.rules.values():
        if rule.when is not None:
            yield _Whole(rule, rule.when, "when")
        if rule.unless is not None:
            yield _Whole(rule, rule.unless, "unless")
    for item in pack.impossible:
        yield _Whole(item, item.when, "impossible")
    if pack.scope is not None:
        yield _Whole(pack.scope, pack.scope.when, "scope")


def _eras(domains: Domains, whole: _Whole) -> tuple[Era, ...]:
    if not isinstance(whole.of, Rule):
        return domains.eras([whole.condition])
    return domains.eras_of(whole.of, [whole.condition])


def _is_sound(domains: Domains, whole: _Whole, eras: Sequence[Era]) -> bool:
    """True when at a glance nothing can be wrong with any part of the condition."""
    for era in eras[:1]:
        try:
            trial = tried(domains, era, [whole.condition], True)
        except NoValue:
            return False
        return trial.is_free(*trial.formulas)
    return True


def _outermost(condition: Condition, fits: Callable[[Condition], bool]) -> Iterator[Condition]:
    """The parts of the condition that fit, and lie in no other that does."""
    if fits(condition):
        yield condition
        return
    match condition:
        case Not(part):
            yield from _outermost(part, fits)
        case All(parts) | Any(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _outermost(part, fits)
        case Test():
            return


def _never(domains: Domains, eras: Sequence[Era], whole: _Whole, condition: Condition) -> Excusable:
    parts = fewest(domains, eras, _joined(condition))
    place = Place(whole.about, parts[-1].span)
    why = (
        "the rule can never apply, and nobody would notice"
        if condition is whole.condition and whole.part == "when"
        else "what can never hold rules nothing in or out, and nobody would notice"
    )
    if (
        len(parts) == 1
        and isinstance(parts[0], Test)
        and parts[0].subject not in domains.pack.facts
    ):
        return _not_concluded(domains.pack, whole, parts[0], why)
    said = (
        f"{all_as_written(parts)} can't hold together"
        if len(parts) > 1
        else f"{as_written(parts[0])} can never hold"
    )
    related = tuple(
        Related(f"{as_written(part)} stands here", part.span)
        for part in parts[:-1]
        if part.span != place.span
    )
    message, mend = f"in {whole.owner}, {said}", "mend it, or take it out"
    return warning("CV340", message, why, mend, place, whole.of, related=related)


def _not_concluded(pack: Pack, whole: _Whole, test: Test, why: str) -> Excusable:
    thing = pack.criteria.get(test.subject) or pack.choices.get(test.subject)
    related = (Related(f"`{test.subject}` is declared here", thing.span),) if thing else ()
    return warning(
        "CV340",
        f"in {whole.owner}, {as_written(test)} can never hold: no rule in force concludes that of"
        f" {titled(pack, test.subject)}",
        why,
        "write the rule, or an `otherwise`, that gives it, or take the condition out",
        Place(whole.about, test.span),
        whole.of,
        related=related,
    )


def _joined(condition: Condition) -> list[Condition]:
    """The parts that all have to hold."""
    if isinstance(condition, All):
        return [each for part in condition.parts for each in _joined(part)]
    return [condition]


def fewest(domains: Domains, eras: Sequence[Era], conditions: list[Condition]) -> list[Condition]:
    """Of conditions that can't hold together, a few that can't either, none of which can be left out."""
    kept = conditions
    for condition in conditions:
        others = [item for item in kept if item is not condition]
        if others and never_together(domains, eras, others):
            kept = others
    return kept
