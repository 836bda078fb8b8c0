"""What an amount is worked out from, and what a value is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Value


@record
class Constant:
    """A value written out."""

    value: Value
    span: Span


@record
class Reference:
    """``$id``: the value of a fact, parameter, amount or code set."""

    id: str
    span: Span


class Operation(StrEnum):
    """The operations of the language; their types stand in ``docs/language.md``.

    The last five take several values and give those of them that pass: they stand inside the three before them.
    """

    SUM = "sum"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    PERCENT = "percent"
    DAYS_BETWEEN = "days-between"
    PLUS_DAYS = "plus-days"
    PLUS_MONTHS = "plus-months"
    END_OF_MONTH = "end-of-month"
    WHOLE_QUOTIENT = "whole-quotient"
    COUNT = "count"
    EARLIEST = "earliest"
    LATEST = "latest"
    AFTER = "after"
    ON_OR_AFTER = "on-or-after"
    BEFORE = "before"
    ON_OR_BEFORE = "on-or-before"
    AMONG = "in"


OF_SEVERAL = frozenset({Operation.COUNT, Operation.EARLIEST, Operation.LATEST})
"""What is made of several values; the earliest and the latest of none is no value."""
OF_DAYS = (Operation.AFTER, Operation.ON_OR_AFTER, Operation.BEFORE, Operation.ON_OR_BEFORE)
NARROWING = frozenset({*OF_DAYS, Operation.AMONG})
"""What leaves out some of several values."""


@record
class Calculation:
    """An operation on expressions; a percentage has its base before its rate, and several values come first."""

    operation: Operation
    operands: tuple[Expression, ...]
    span: Span


Expression = Constant | Reference | Calculation


def references_in(expression: Expression) -> Iterator[Reference]:
    """Every reference of the expression, in the order written."""
    match expression:
        case Reference():
            yield expression
        case Calculation(operands=operands):
            for operand in operands:
                yield from references_in(operand)
        case Constant():
            return


def may_have_no_value(expression: Expression) -> bool:
    """Whether it may come to nothing though all that it reads has a value: the earliest or latest of no days."""
    match expression:
        case Calculation(operation=operation):
            return operation in (Operation.EARLIEST, Operation.LATEST)
        case _:
            return False


class RoundingMode(StrEnum):
    """How an amount is rounded."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    UP = "up"
    DOWN = "down"


@record
class Rounding:
    """Round to a multiple of ``to`` (a Decimal as text, such as ``0.01``)."""

    to: str
    mode: RoundingMode
