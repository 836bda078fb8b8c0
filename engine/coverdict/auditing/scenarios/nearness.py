"""How near a rule came to applying: the tests that lack their evidence, as few of them as can be."""

from __future__ import annotations

from dataclasses import dataclass

from coverdict.explaining.premises import defeaters, rule_state
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.conditions import All, Any, AtLeast, Condition, Not, Test
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Rule


@dataclass(frozen=True, slots=True)
class Lack:
    """A test without the evidence wanted of it, for (``side``) or against."""

    test: Test
    side: bool


def lacking(situation: Situation, condition: Condition, side: bool) -> tuple[Lack, ...]:
    """The fewest tests that would have to come out otherwise for the side to have its evidence."""
    match condition:
        case Test():
            return () if situation.holds(condition, side) else (Lack(condition, side),)
        case Not(part):
            return lacking(situation, part, not side)
        case All(parts) | Any(parts) if isinstance(condition, All) is side:
            return _together(situation, parts, side, len(parts))
        case All(parts) | Any(parts):
            return _together(situation, parts, side, 1)
        case AtLeast(n, parts):
            return _together(situation, parts, side, n if side else len(parts) - n + 1)


def _together(
    situation: Situation, parts: tuple[Condition, ...], side: bool, needed: int
) -> tuple[Lack, ...]:
    """What the nearest ``needed`` of the parts lack; among equals the first written."""
    found = [lacking(situation, part, side) for part in parts]
    nearest = sorted(range(len(found)), key=lambda place: len(found[place]))[:needed]
    return tuple(lack for place in sorted(nearest) for lack in found[place])


def lacks_of_rule(situation: Situation, rule: Rule) -> tuple[Lack, ...]:
    """The tests of its condition and its exception that keep a rule from applying."""
    of_condition = lacking(situation, rule.when, True) if rule.when is not None else ()
    of_exception = lacking(situation, rule.unless, False) if rule.unless is not None else ()
    return of_condition + of_exception


def standing_defeaters(situation: Situation, rule: Rule) -> list[Rule]:
    """The rules with precedence that are not ruled out."""
    others = defeaters(situation, rule)
    ruled_out = (Belnap.FALSE, Belnap.CONFLICTING)
    return [other for other in others if rule_state(situation, other) not in ruled_out]


def distance(situation: Situation, rule: Rule) -> int:
    """How many tests and rules stand between this rule and its applying."""
    return len(lacks_of_rule(situation, rule)) + len(standing_defeaters(situation, rule))
