"""Conditions as written: tests joined by all, any, not and at-least-n-of."""

from __future__ import annotations

from enum import StrEnum

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant, Reference
from coverdict.vocabulary.records import record


class Comparison(StrEnum):
    """How a test compares what it reads with its operands."""

    IS = "is"
    NOT = "not"
    IN = "in"
    NOT_IN = "not-in"
    ABOVE = "above"
    AT_LEAST = "at-least"
    BELOW = "below"
    AT_MOST = "at-most"
    BETWEEN = "between"
    INCLUDES = "includes"
    INCLUDES_ANY = "includes-any"
    INCLUDES_ALL = "includes-all"


Operand = Constant | Reference


@record
class Test:
    """What a fact, criterion, choice or amount is held against; ``between`` has two operands, lists any number."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    subject: str
    comparison: Comparison
    operands: tuple[Operand, ...]
    span: Span


@record
class All:
    """Holds when every part does."""

    parts: tuple[Condition, ...]
    span: Span


@record
class Any:
    """Holds when some part does."""

    parts: tuple[Condition, ...]
    span: Span


@record
class Not:
    """Holds when its part does not."""

    part: Condition
    span: Span


@record
class AtLeast:
    """Holds when ``n`` of the parts do."""

    n: int
    parts: tuple[Condition, ...]
    span: Span


Condition = Test | All | Any | Not | AtLeast


def tests_of(condition: Condition) -> tuple[Test, ...]:
    """Every test of the condition, in the order written."""
    match condition:
        case Test():
            return (condition,)
        case Not():
            return tests_of(condition.part)
        case All() | Any() | AtLeast():
            return tuple(test for part in condition.parts for test in tests_of(part))
