"""Rules that never apply, although their condition can be met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coverdict.checking.domains import Domains
from coverdict.checking.eras import Era
from coverdict.checking.excusing import Place, warning
from coverdict.checking.unmeetable import never_together
from coverdict.checking.written import as_written, named
from coverdict.vocabulary.conditions import All, Condition, Not
from coverdict.vocabulary.diagnostics import Related
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.waivers import Excusable


def rules_that_their_exception_swallows(pack: Pack) -> Iterator[Excusable]:
    """The exception holds whenever the condition does, or can never be ruled out."""
    domains = Domains(pack)
    for rule in pack.rules.values():
        if rule.unless is None:
            continue
        outside = Not(rule.unless, rule.unless.span)
        eras = domains.eras_of(rule, [applying(rule)])
        alone = [] if rule.when is None else [rule.when]
        if not never_together(domains, eras, [applying(rule)]):
            continue
        if never_together(domains, eras, alone):
            continue  # that is told by itself
        is_open = never_together(domains, eras, [outside])
        says = "can never be ruled out" if is_open else "holds whenever its condition does"
        yield warning(
            "CV341",
            f"rule {named(rule.title, rule.id)} can never apply: its exception {as_written(rule.unless)} {says}",
            "a rule that never applies says nothing, and nobody would notice",
            "say in another rule when the exception does not hold, or give it an `otherwise`"
            if is_open
            else "mend the exception or the condition, or take the rule out",
            Place(rule.id, rule.unless.span),
            rule,
        )


def rules_that_are_always_defeated(pack: Pack) -> Iterator[Excusable]:
    """The rules that take precedence apply whenever the rule would."""
    domains = Domains(pack)
    above = _above(pack)
    for id, others in above.items():
        rule, undefeated = pack.rules[id], [item for item in others if item.id not in above]
        if undefeated and _leave_nothing(domains, rule, undefeated):
            them = " or ".join(named(item.title, item.id) for item in undefeated)
            yield warning(
                "CV341",
                f"rule {named(rule.title, rule.id)} can never apply: {them} takes precedence whenever it would",
                "a rule that never applies says nothing, and nobody would notice",
                "narrow the rule that takes precedence, or take this one out",
                Place(rule.id, rule.span),
                rule,
                *undefeated,
                related=tuple(
                    Related("this rule takes precedence", item.span) for item in undefeated
                ),
            )


def applying(rule: Rule) -> Condition:
    """When the rule applies, precedence left aside."""
    outside = Not(rule.unless, rule.unless.span) if rule.unless is not None else None
    return All(tuple(item for item in (rule.when, outside) if item is not None), rule.span)


def _above(pack: Pack) -> dict[str, list[Rule]]:
    """For each rule that is defeated, those that take precedence over it."""
    found: dict[str, list[Rule]] = {}
    for rule in pack.rules.values():
        for cited in rule.defeats:
            found.setdefault(cited.key, []).append(rule)
    return found


def _leave_nothing(domains: Domains, rule: Rule, above: Sequence[Rule]) -> bool:
    """In every era of the rule, those above it that are in force leave it no case."""
    conditions = [applying(item) for item in (rule, *above)]
    eras = [era for era in domains.eras(conditions, rule, *above) if era.has(rule)]
    if never_together(domains, eras, conditions[:1]):
        return False  # that is told by itself
    left = [[conditions[0], *_ruled_out(era, above)] for era in eras]
    lost = [never_together(domains, [era], parts) for era, parts in zip(eras, left, strict=True)]
    return bool(lost) and all(lost)


def _ruled_out(era: Era, above: Sequence[Rule]) -> Iterator[Condition]:
    for item in above:
        if era.has(item):
            condition = applying(item)
            yield Not(condition, condition.span)
