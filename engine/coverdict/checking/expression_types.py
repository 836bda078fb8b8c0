"""Types of expressions: what each operation takes, and what it gives."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from decimal import Decimal

from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.expressions import (
    OF_DAYS,
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    may_have_no_value,
)
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type, Value

_ONE_SIZE = "`product` takes counts and at most one number of another type"
_DIVISOR = "`whole-quotient` takes a count, and a whole number from 1 on that is written out or a parameter"


def type_of(pack: Pack, id: str) -> Type | None:
    """The type of what an id names; a code set has none, nor has an id that is declared twice."""
    if id in pack.declared_twice:
        return None
    if id in pack.criteria:
        return Type.BOOLEAN
    if id in pack.choices:
        return Type.CHOICE
    declared = pack.facts.get(id) or pack.parameters.get(id) or pack.amounts.get(id)
    return declared.type if declared else None


def expression_type(pack: Pack, expression: Expression) -> Generator[Diagnostic, None, Type | None]:
    """What is wrong inside the expression; as a generator's result, the type it gives, or None if that is unclear."""
    match expression:
        case Constant():
            return None  # read as the type that its place asks for
        case Reference(id) if id in pack.code_sets and id not in pack.declared_twice:
            yield misfit(expression.span, f"the code set `${id}` is a list, and no value")
            return None
        case Reference(id):
            return type_of(pack, id)
        case Calculation(operation, operands):
            types: list[Type | None] = []
            for operand in operands:
                if operation is Operation.AMONG and _is_code_set(pack, operand):
                    types.append(Type.CHOICES)
                else:
                    yield from _only_by_itself(operand)
                    types.append((yield from expression_type(pack, operand)))
            problem, result = _calculated(operation, types)
            if operation is Operation.PRODUCT and len(_sizes(operands, types)) > 1:
                problem = _ONE_SIZE
            elif operation is Operation.WHOLE_QUOTIENT and not _is_at_least_one(pack, operands[1]):
                problem = _DIVISOR
            if problem:
                yield misfit(expression.span, problem)
            return None if problem else result


def _is_code_set(pack: Pack, expression: Expression) -> bool:
    return isinstance(expression, Reference) and expression.id in pack.code_sets


def _only_by_itself(operand: Expression) -> Iterator[Diagnostic]:
    """What can come to nothing has a name of its own, so that everybody sees what is missing."""
    if may_have_no_value(operand):
        assert isinstance(operand, Calculation), "only operations can come to nothing"
        name = operand.operation.value
        yield misfit(
            operand.span,
            f"`{name}` stands inside another operation, and of no days there is no {name} one",
            f"make an amount of type date of it, and refer to that: `is: {{{name}: …}}`",
        )


def _is_at_least_one(pack: Pack, divisor: Expression) -> bool:
    match divisor:
        case Constant(value):
            found: list[Value] = [value]
        case Reference(id) if id in pack.parameters:
            found = [item.value for item in pack.parameters[id].values]
        case _:
            return False
    return all(isinstance(value, int) and value >= 1 for value in found)


def _sizes(operands: tuple[Expression, ...], types: list[Type | None]) -> list[Expression]:
    """The factors that are no counts; a written number with cents is none, whatever its place asks for."""
    return [
        operand
        for operand, type in zip(operands, types, strict=True)
        if type not in (None, Type.COUNT)
        or (isinstance(operand, Constant) and isinstance(operand.value, Decimal))
    ]


def _calculated(operation: Operation, types: list[Type | None]) -> tuple[str | None, Type | None]:
    """What is wrong with the operands' types, and the type that the operation gives; None fits everywhere."""
    if operation in _TAKES:
        wanted, gives, takes = _TAKES[operation]
        wrong = any(type not in (None, *fits) for type, fits in zip(types, wanted, strict=True))
        return (f"`{operation.value}` takes {takes}" if wrong else None), gives or types[0]
    known = [type for type in types if type is not None]
    first = known[0] if known else None
    same = all(type is first for type in known)
    if operation is Operation.PRODUCT:
        others = [type for type in known if type is not Type.COUNT]
        wrong = any(not type.is_number for type in known)
        result = others[0] if others else (first if len(known) == len(types) else None)
        return (_ONE_SIZE if wrong else None), result
    if operation in (Operation.MINIMUM, Operation.MAXIMUM):
        wrong = not same or (first is not None and not first.is_ordered)
        return (f"`{operation.value}` takes numbers or dates of one type" if wrong else None), first
    wrong = not same or (first is not None and not first.is_number)
    return (f"`{operation.value}` takes numbers of one type" if wrong else None), first


_DAYS_AND_A_DAY = ((Type.DATES,), (Type.DATE,))
_TAKES: dict[Operation, tuple[tuple[tuple[Type, ...], ...], Type | None, str]] = {
    Operation.PERCENT: (
        ((Type.MONEY, Type.COUNT), (Type.PERCENT,)),
        None,
        "a percentage of money or of a count",
    ),
    Operation.DAYS_BETWEEN: (((Type.DATE,), (Type.DATE,)), Type.COUNT, "two dates"),
    Operation.PLUS_DAYS: (((Type.DATE,), (Type.COUNT,)), Type.DATE, "a date and a count"),
    Operation.PLUS_MONTHS: (((Type.DATE,), (Type.COUNT,)), Type.DATE, "a date and a count"),
    Operation.END_OF_MONTH: (((Type.DATE,),), Type.DATE, "a date"),
    Operation.WHOLE_QUOTIENT: (((Type.COUNT,), (Type.COUNT,)), Type.COUNT, "two counts"),
    Operation.COUNT: (((Type.DATES, Type.CHOICES),), Type.COUNT, "several dates or values"),
    Operation.EARLIEST: (((Type.DATES,),), Type.DATE, "several dates"),
    Operation.LATEST: (((Type.DATES,),), Type.DATE, "several dates"),
    **dict.fromkeys(OF_DAYS, (_DAYS_AND_A_DAY, Type.DATES, "several dates and a date")),
    Operation.AMONG: (
        ((Type.CHOICES,), (Type.CHOICES,)),
        Type.CHOICES,
        "several values and a list of such values",
    ),
}
"""What each operand may be, what comes out (None: what the first operand is), and the first in words."""


def misfit(span: Span, message: str, help: str | None = None) -> Diagnostic:
    """What does not fit, and how it is mended, if that can be said."""
    return Diagnostic(
        "CV325",
        message,
        "values of different kinds can't be compared, added or set",
        span,
        help or "see `Values`, `Conditions` and `Amounts` in docs/language.md for what fits",
    )
