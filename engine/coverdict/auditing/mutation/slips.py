"""Slips: a condition or an expression as it would be after one small mistake, with the mistake in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from coverdict.explaining.naming import type_of, value_in_words, values_of, word
from coverdict.explaining.wording import condition_in_words, expression_in_words
from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Operation
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type, Value

SlipOfCondition = tuple[str, Span, Condition | None]
SlipOfExpression = tuple[str, Span, Expression]

_ORDERED = (
    Comparison.ABOVE,
    Comparison.AT_LEAST,
    Comparison.BELOW,
    Comparison.AT_MOST,
    Comparison.BETWEEN,
)
_LISTS = (Comparison.IN, Comparison.NOT_IN, Comparison.INCLUDES_ANY, Comparison.INCLUDES_ALL)
_CENT = Decimal("0.01")


def slips_of_condition(pack: Pack, condition: Condition) -> Iterator[SlipOfCondition]:
    """The condition after each slip; None where it is left out as a whole."""
    yield f"without the condition: {_words(pack, condition)}", condition.span, None
    yield from _slips(pack, condition)


def _slips(pack: Pack, condition: Condition) -> Iterator[SlipOfCondition]:
    """Every slip that leaves a condition."""
    match condition:
        case Test():
            yield from _slips_of_test(pack, condition)
        case Not(part, span):
            yield f"without `not` before: {_words(pack, part)}", span, part
            for change, place, changed in _slips(pack, part):
                yield change, place, None if changed is None else Not(changed, span)
        case All(parts, span):
            yield from _slips_of_group(pack, parts, lambda kept: All(kept, span))
            if len(parts) > 1:
                words = _listed(pack, parts)
                yield f"any in place of all of: {words}", span, Any(parts, span)
        case Any(parts, span):
            yield from _slips_of_group(pack, parts, lambda kept: Any(kept, span))
            if len(parts) > 1:
                words = _listed(pack, parts)
                yield f"all in place of any of: {words}", span, All(parts, span)
        case AtLeast(n, parts, span):
            yield from _slips_of_group(
                pack, parts, lambda kept: AtLeast(min(n, len(kept)), kept, span)
            )
            for other in (n - 1, n + 1):
                if 0 < other <= len(parts):
                    words = f"at least {other} in place of {n} of: {_listed(pack, parts)}"
                    yield words, span, AtLeast(other, parts, span)


def _slips_of_group(
    pack: Pack, parts: tuple[Condition, ...], made: Callable[[tuple[Condition, ...]], Condition]
) -> Iterator[SlipOfCondition]:
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if before or after:
            words = f"without the condition: {_words(pack, part)}"
            yield words, part.span, made((*before, *after))
        for change, span, changed in _slips(pack, part):
            if changed is not None:
                yield change, span, made((*before, changed, *after))


def _slips_of_test(pack: Pack, test: Test) -> Iterator[SlipOfCondition]:
    words = _words(pack, test)
    yield f"the opposite of: {words}", test.span, Not(test, test.span)
    if test.comparison in _ORDERED:
        for place, operand in enumerate(test.operands):
            if isinstance(operand, Constant):
                yield from _moved_operands(pack, test, place, operand)
    elif test.comparison in _LISTS and len(test.operands) > 1:
        for operand in test.operands:
            kept = tuple(item for item in test.operands if item is not operand)
            if isinstance(operand, Constant):
                left_out = value_in_words(
                    operand.value, type_of(pack, test.subject), values_of(pack, test.subject)
                )
                yield (
                    f"without “{left_out}” in: {words}",
                    operand.span,
                    replace(test, operands=kept),
                )


def _moved_operands(
    pack: Pack, test: Test, place: int, operand: Constant
) -> Iterator[SlipOfCondition]:
    type = type_of(pack, test.subject)
    for moved in steps_of_value(operand.value, type):
        constant = Constant(moved, operand.span)
        operands = (*test.operands[:place], constant, *test.operands[place + 1 :])
        change = f"{value_in_words(moved, type, {})} in: {_words(pack, test)}"
        yield change, operand.span, replace(test, operands=operands)


_MISTAKEN = {
    Operation.AFTER: Operation.ON_OR_AFTER,
    Operation.ON_OR_AFTER: Operation.AFTER,
    Operation.BEFORE: Operation.ON_OR_BEFORE,
    Operation.ON_OR_BEFORE: Operation.BEFORE,
    Operation.EARLIEST: Operation.LATEST,
    Operation.LATEST: Operation.EARLIEST,
}


def slips_of_expression(
    pack: Pack, expression: Expression, type: Type
) -> Iterator[SlipOfExpression]:
    """The expression with each number in it moved by its smallest step, and each choice of days taken otherwise."""
    match expression:
        case Constant(value, span):
            for moved in steps_of_value(value, type):
                shown = value_in_words(value, type, {})
                change = f"{value_in_words(moved, type, {})} in place of {shown}"
                yield change, span, Constant(moved, span)
        case Calculation(operation, operands, span):
            if operation in _MISTAKEN:
                other = _MISTAKEN[operation]
                words = expression_in_words(pack, expression, type)
                change = f"{word(other, {})} in place of {word(operation, {})} in: {words}"
                yield change, span, replace(expression, operation=other)
            for place, operand in enumerate(operands):
                inner = _type_of_operand(operation, place, operand, type)
                for change, span, changed in slips_of_expression(pack, operand, inner):
                    parts = (*operands[:place], changed, *operands[place + 1 :])
                    yield change, span, replace(expression, operands=parts)


def _type_of_operand(operation: Operation, place: int, operand: Expression, type: Type) -> Type:
    match operation:
        case Operation.PERCENT if place == 1:
            return Type.PERCENT
        case Operation.DAYS_BETWEEN:
            return Type.DATE
        case Operation.PLUS_DAYS | Operation.PLUS_MONTHS:
            return Type.COUNT if place == 1 else Type.DATE
        case Operation.AFTER | Operation.ON_OR_AFTER | Operation.BEFORE | Operation.ON_OR_BEFORE:
            return Type.DATE
        case Operation.PRODUCT if isinstance(operand, Constant) and isinstance(operand.value, int):
            return Type.COUNT
        case _:
            return type


def steps_of_value(value: Value, type: Type) -> tuple[Value, ...]:
    """The value one step up and one down: a cent, a hundredth of a percent, one, or a day."""
    match value:
        case bool() | str() | tuple():
            return ()
        case int():
            return value + 1, value - 1
        case Decimal():
            return value + _CENT, value - _CENT
        case date():
            return value + timedelta(days=1), value - timedelta(days=1)


def _words(pack: Pack, condition: Condition) -> str:
    first, *parts = (
        line.strip().removeprefix("- ") for line in condition_in_words(pack, condition)
    )
    return f"{first} {'; '.join(parts)}" if parts else first


def _listed(pack: Pack, parts: Sequence[Condition]) -> str:
    return "; ".join(_words(pack, part) for part in parts)
