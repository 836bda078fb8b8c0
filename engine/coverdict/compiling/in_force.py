"""What of a pack is in force on a day of service, as known on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Reference
from coverdict.vocabulary.packs import Pack, Parameter, ParameterValue, Presumption, Rule
from coverdict.vocabulary.sources import Confidence
from coverdict.vocabulary.values import Value


def in_force(item: Rule | Presumption | ParameterValue, service: date, known: date) -> bool:
    """Whether its periods hold both days."""
    return service in item.effective and known in item.known


def rule_in_force(pack: Pack, rule: Rule, service: date, known: date) -> bool:
    """Whether the rule's periods hold both days, and the pack does not leave it out as unconfirmed."""
    return in_force(rule, service, known) and not (
        pack.leaves_out_unconfirmed and rests_on_unconfirmed(pack, rule)
    )


def rests_on_unconfirmed(pack: Pack, rule: Rule) -> bool:
    """Whether the rule cites a statement whose text nobody has seen."""
    cited = (pack.statements[each.key] for each in rule.cites)
    return any(each.confidence is Confidence.UNCONFIRMED for each in cited)


@lru_cache(maxsize=64)
def presumptions_in_force(pack: Pack, service: date, known: date) -> tuple[Presumption, ...]:
    """The presumptions whose periods hold both days."""
    return tuple(item for item in pack.presumptions if in_force(item, service, known))


def presumptions_asked(pack: Pack, asking: Asking) -> tuple[Presumption, ...]:
    """Those of them that are to be taken where the case is silent."""
    if not asking.presume:
        return ()
    found = presumptions_in_force(pack, asking.service_date, asking.knowledge_date)
    return tuple(item for item in found if item.fact not in asking.unpresumed)


def parameter_value(parameter: Parameter, service: date, known: date) -> Value | None:
    """The parameter's value on the day, or None where the pack knows none."""
    values = (item.value for item in parameter.values if in_force(item, service, known))
    return next(values, None)


def resolver(pack: Pack, service: date, known: date) -> Callable[[Expression], Expression]:
    """A function that puts the values of the day in the place of references to parameters, and codes in that of a set.

    A parameter with no value on the day stays a reference, and what reads it stays unknown.
    """

    def resolve(expression: Expression) -> Expression:
        match expression:
            case Constant():
                return expression
            case Reference(id, span) if id in pack.parameters:
                value = parameter_value(pack.parameters[id], service, known)
                return expression if value is None else Constant(value, span)
            case Reference(id, span) if id in pack.code_sets:
                return Constant(tuple(sorted(pack.code_sets[id].codes)), span)
            case Reference():
                return expression
            case Calculation(operation, operands, span):
                return Calculation(operation, tuple(resolve(item) for item in operands), span)

    return resolve


def era(pack: Pack, service: date, known: date) -> tuple[date, date]:
    """The first days from which on just what is in force and known on these days is so.

    Two cases of one era run the same program.
    """
    service_days, known_days = _turning_points(pack)
    return _last_before(service_days, service), _last_before(known_days, known)


@lru_cache(maxsize=16)
def _turning_points(pack: Pack) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The days on which anything comes into force or ends, and those on which anything becomes known."""
    dated: tuple[Rule | Presumption | ParameterValue, ...] = (
        *pack.rules.values(),
        *pack.presumptions,
        *(value for parameter in pack.parameters.values() for value in parameter.values),
    )
    effective = (day for item in dated for day in (item.effective.start, item.effective.until))
    known = (day for item in dated for day in (item.known.start, item.known.until))
    return tuple(sorted({date.min, *filter(None, effective)})), tuple(
        sorted({date.min, *filter(None, known)})
    )


def _last_before(days: tuple[date, ...], day: date) -> date:
    return days[bisect_right(days, day) - 1]
