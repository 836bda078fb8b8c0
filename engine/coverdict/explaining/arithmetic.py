"""How an amount was worked out, with the numbers of the case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import localcontext

from coverdict.explaining.naming import (
    OF_VALUES_IN_WORDS,
    joined,
    type_of,
    value_in_words,
    values_of,
)
from coverdict.running.evaluation import EXACT, rounded
from coverdict.running.evaluation import values_of as evaluated
from coverdict.vocabulary.expressions import (
    OF_DAYS,
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    references_in,
)
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import AmountStep
from coverdict.vocabulary.values import Type, Value

_INFIX = {Operation.SUM: " + ", Operation.DIFFERENCE: " − ", Operation.PRODUCT: " × "}

_BINDING = {
    *_INFIX,
    Operation.PERCENT,
    Operation.PLUS_DAYS,
    Operation.PLUS_MONTHS,
    Operation.WHOLE_QUOTIENT,
}
"""Operations whose operands would run into them, were they not in brackets."""

Known = Mapping[str, tuple[Value, ...]]


def worked_out(pack: Pack, expression: Expression, type: Type, known: Known) -> str:
    """The expression with the value of each reference in its place; a value that is not known is said to be so."""
    match expression:
        case Constant(value):  # a whole number is a count, whatever it is multiplied with
            is_count = isinstance(value, int) and type.is_number
            return value_in_words(value, Type.COUNT if is_count else type, {})
        case Reference(id):
            found = known.get(id, ())
            listed = values_of(pack, id)
            words = [value_in_words(value, type_of(pack, id), listed) for value in found]
            return joined(words, "or") if words else "not known"
        case Calculation(operation, operands):
            return _calculated(pack, operation, operands, type, known)


def given_by(step: AmountStep, known: Known) -> tuple[Value, ...]:
    """The values that the step gives its amount; none while what it reads is not known."""
    with localcontext(EXACT):
        return rounded(evaluated(step.expression, known), step.rounding)


def _calculated(
    pack: Pack, operation: Operation, operands: tuple[Expression, ...], type: Type, known: Known
) -> str:
    if operation is Operation.AMONG:
        return _found_among(pack, operands, known)
    types = _operand_types(operation, len(operands), type)
    parts = []
    for place, (item, of) in enumerate(zip(operands, types, strict=True)):
        words = _part(pack, item, of, known, operands[0])
        runs_in = operation in _BINDING or (operation in OF_DAYS and place == 1)
        parts.append(f"({words})" if isinstance(item, Calculation) and runs_in else words)
    match operation:
        case Operation.SUM | Operation.DIFFERENCE | Operation.PRODUCT:
            return _INFIX[operation].join(parts)
        case Operation.MINIMUM:
            return f"the least of {joined(parts, 'and')}"
        case Operation.MAXIMUM:
            return f"the greatest of {joined(parts, 'and')}"
        case Operation.PERCENT:
            return f"{parts[1]} of {parts[0]}"
        case Operation.DAYS_BETWEEN:
            return f"days from {parts[0]} to {parts[1]}"
        case Operation.PLUS_DAYS:
            return f"{parts[0]} + {parts[1]} days"
        case Operation.PLUS_MONTHS:
            return f"{parts[0]} + {parts[1]} months"
        case Operation.WHOLE_QUOTIENT:
            return f"{parts[0]} ÷ {parts[1]}, without the rest"
        case Operation.COUNT:
            return f"counting {parts[0]}"
        case of_values:
            return OF_VALUES_IN_WORDS[of_values].format(*parts)


def _found_among(pack: Pack, operands: tuple[Expression, ...], known: Known) -> str:
    """The values that are among those listed; the list itself may be long."""
    found = evaluated(Calculation(Operation.AMONG, operands, operands[0].span), known)
    words = [values_of(pack, each.id) for each in references_in(operands[0])]
    listed = words[0] if words else {}
    return (
        joined([value_in_words(value, Type.CHOICES, listed) for value in found], "or")
        or "not known"
    )


def _part(pack: Pack, item: Expression, type: Type, known: Known, several: Expression) -> str:
    """What stands in the place of an operand; a list of values in the words of what it is held against."""
    if isinstance(item, Constant) and type is Type.CHOICES:
        words = [values_of(pack, each.id) for each in references_in(several)]
        return value_in_words(item.value, type, words[0] if words else {})
    return worked_out(pack, item, type, known)


def _operand_types(operation: Operation, count: int, type: Type) -> list[Type]:
    match operation:
        case Operation.PERCENT:
            return [type, Type.PERCENT]
        case Operation.DAYS_BETWEEN:
            return [Type.DATE, Type.DATE]
        case Operation.PLUS_DAYS | Operation.PLUS_MONTHS:
            return [Type.DATE, Type.COUNT]
        case Operation.END_OF_MONTH:
            return [Type.DATE]
        case Operation.AMONG:
            return [Type.CHOICES, Type.CHOICES]
        case Operation.AFTER | Operation.ON_OR_AFTER | Operation.BEFORE | Operation.ON_OR_BEFORE:
            return [Type.DATES, Type.DATE]
        case _:
            return [type] * count
