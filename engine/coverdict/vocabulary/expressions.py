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
    """The operations of the language; their types stand in ``docs/language.md``."""

    SUM = "sum"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    PERCENT = "percent"
    DAYS_BETWEEN = "days-between"
    PLUS_DAYS = "plus-days"


@record
class Calculation:
    """An operation on expressions; of a percentage the base comes first, then the rate."""

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
