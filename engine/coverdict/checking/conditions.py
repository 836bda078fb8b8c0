"""Conditions that can never hold, whatever a case says."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.reading import readings
from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import Pack


def conditions_that_never_hold(pack: Pack) -> Iterator[Diagnostic]:
    """More parts asked for than there are; a lowest value above the highest."""
    for reading in readings(pack):
        for condition in _within(reading.condition):
            match condition:
                case AtLeast(n, parts, span) if n > len(parts):
                    yield _never(span, f"{n} of {len(parts)} conditions can never hold")
                case Test(
                    comparison=Comparison.BETWEEN, operands=(Constant() as low, Constant() as high)
                ):
                    if _is_above(low, high):
                        yield _never(low.span, f"nothing lies between {low.value} and {high.value}")
                case _:
                    pass


def _within(condition: Condition) -> Iterator[Condition]:
    yield condition
    match condition:
        case Not(part):
            yield from _within(part)
        case All(parts) | Any(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _within(part)
        case Test():
            return


def _is_above(low: Constant, high: Constant) -> bool:
    """Only values of one kind are compared: others are reported for their type."""
    if type(low.value) is not type(high.value) or isinstance(low.value, bool | str | tuple):
        return False
    return low.value > high.value  # type: ignore[operator]  # both are whole, decimal or dates


def _never(span: Span, message: str) -> Diagnostic:
    return Diagnostic(
        "CV326",
        message,
        "the rule could never apply, and nobody would notice",
        span,
        "mend the numbers, or take the condition out",
    )
