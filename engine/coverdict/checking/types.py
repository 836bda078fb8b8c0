"""Types: each test fits what it reads, each setting fits what it sets."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from decimal import Decimal

from coverdict.checking.reading import expressions, tests
from coverdict.loading.conditions import comparisons_allowed
from coverdict.loading.names import nearest
from coverdict.vocabulary.conditions import Comparison, Test
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Operation, Reference
from coverdict.vocabulary.packs import Pack, Setting
from coverdict.vocabulary.values import Type

_TAKES_CODE_SET = {
    Comparison.IN,
    Comparison.NOT_IN,
    Comparison.INCLUDES_ANY,
    Comparison.INCLUDES_ALL,
}
_ONE_SIZE = "`product` takes counts and at most one number of another type"


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


def comparisons_that_do_not_fit(pack: Pack) -> Iterator[Diagnostic]:
    """`above` for a choice, a date compared with money, a code set where a value belongs."""
    for _, test in tests(pack):
        type = type_of(pack, test.subject)
        if type is None:
            continue
        allowed = comparisons_allowed(type)
        if test.comparison not in allowed:
            listed = ", ".join(f"`{item.value}`" for item in Comparison if item in allowed)
            yield Diagnostic(
                "CV308",
                f"`{test.comparison.value}` does not fit `{test.subject}`, which is of type {type.value}",
                "the comparison would have no meaning, and the rule none either",
                test.span,
                f"for a {type.value}, use {listed}",
            )
        else:
            yield from _operands(pack, test, type)


def _operands(pack: Pack, test: Test, type: Type) -> Iterator[Diagnostic]:
    is_conclusion = test.subject in pack.criteria or test.subject in pack.choices
    for operand in test.operands:
        if not isinstance(operand, Reference) or operand.id in pack.declared_twice:
            continue
        if operand.id in pack.code_sets:
            yield from _code_set(pack, test, operand, type)
        elif is_conclusion:
            yield _misfit(
                operand.span, f"`{test.subject}` can be compared with written values only"
            )
        elif operand.id in pack.criteria or operand.id in pack.choices:
            yield _misfit(
                operand.span,
                f"`{test.subject}` is compared with the conclusion `${operand.id}`, which has two sides and no value",
            )
        else:
            found = type_of(pack, operand.id)
            if found is not None and found is not type:
                yield _misfit(
                    operand.span,
                    f"`{test.subject}` of type {type.value} is compared with `${operand.id}` of type {found.value}",
                )


def _code_set(pack: Pack, test: Test, operand: Reference, type: Type) -> Iterator[Diagnostic]:
    if not type.has_list or test.comparison not in _TAKES_CODE_SET:
        yield _misfit(
            operand.span,
            f"the code set `${operand.id}` is a list, and `{test.subject}` is compared with one value",
        )
        return
    if len(test.operands) > 1:
        yield _misfit(
            operand.span,
            f"the code set `${operand.id}` is a list of its own, and stands in another",
        )
        return
    values = (
        pack.facts[test.subject].values
        if test.subject in pack.facts
        else pack.choices[test.subject].values
    )
    for code in pack.code_sets[operand.id].codes if values else ():
        if code not in values:
            guess = nearest(code, values)
            yield Diagnostic(
                "CV306",
                f"the code `{code}` of `${operand.id}` is not a value of `{test.subject}`",
                "the code could never be met, so the list says more than the fact can",
                operand.span,
                f"did you mean `{guess}`?"
                if guess
                else "add the value to the fact's list, or take the code out",
            )


def settings_that_do_not_fit(pack: Pack) -> Iterator[Diagnostic]:
    """A criterion set to something else than true or false, a closure outside its list, sums of unlike things."""
    for rule in pack.rules.values():
        for setting in rule.then:
            if setting.id not in pack.declared_twice:
                yield from _setting(pack, setting)
    for criterion in pack.criteria.values():
        if criterion.closure is not None and not isinstance(criterion.closure.value, bool):
            yield _misfit(
                criterion.closure.span,
                f"`otherwise` of the criterion `{criterion.id}` is neither true nor false",
            )
    for choice in pack.choices.values():
        if choice.closure is not None and choice.closure.value not in choice.values:
            yield _misfit(
                choice.closure.span,
                f"`{choice.closure.value}` is not a value of the choice `{choice.id}`",
            )
    for amount, expression in expressions(pack):
        if amount in pack.declared_twice:
            continue
        found = yield from expression_type(pack, expression)
        wanted = pack.amounts[amount].type
        if found is not None and found is not wanted:
            yield _misfit(
                expression.span,
                f"`{amount}` is of type {wanted.value}, and this gives a {found.value}",
            )


def _setting(pack: Pack, setting: Setting) -> Iterator[Diagnostic]:
    if setting.id in pack.criteria and setting.constant is None:
        yield _misfit(
            setting.span, f"the criterion `{setting.id}` can be set to true or false only"
        )
    elif setting.id in pack.choices and setting.constant is None:
        yield _misfit(setting.span, f"the choice `{setting.id}` can be set to a written value only")


def expression_type(pack: Pack, expression: Expression) -> Generator[Diagnostic, None, Type | None]:
    """What is wrong inside the expression; as a generator's result, the type it gives, or None if that is unclear."""
    match expression:
        case Constant():
            return None  # read as the type that its place asks for
        case Reference(id) if id in pack.code_sets and id not in pack.declared_twice:
            yield _misfit(expression.span, f"the code set `${id}` is a list, and no value")
            return None
        case Reference(id):
            return type_of(pack, id)
        case Calculation(operation, operands):
            types: list[Type | None] = []
            for operand in operands:
                types.append((yield from expression_type(pack, operand)))
            if operation is Operation.PRODUCT and len(_sizes(operands, types)) > 1:
                yield _misfit(expression.span, _ONE_SIZE)
                return None
            problem, result = _calculated(operation, types)
            if problem:
                yield _misfit(expression.span, problem)
            return None if problem else result


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
    known = [type for type in types if type is not None]
    first = known[0] if known else None
    same = all(type is first for type in known)
    name = operation.value
    match operation:
        case Operation.SUM | Operation.DIFFERENCE:
            wrong = not same or (first is not None and not first.is_number)
            return (f"`{name}` takes numbers of one type" if wrong else None), first
        case Operation.MINIMUM | Operation.MAXIMUM:
            wrong = not same or (first is not None and not first.is_ordered)
            return (f"`{name}` takes numbers or dates of one type" if wrong else None), first
        case Operation.PRODUCT:
            others = [type for type in known if type is not Type.COUNT]
            wrong = any(not type.is_number for type in known)
            result = others[0] if others else (first if len(known) == len(types) else None)
            return (_ONE_SIZE if wrong else None), result
        case Operation.PERCENT:
            base, rate = types
            wrong = base not in (None, Type.MONEY, Type.COUNT) or rate not in (None, Type.PERCENT)
            return ("`percent` takes a percentage of money or of a count" if wrong else None), base
        case Operation.DAYS_BETWEEN:
            wrong = any(type is not Type.DATE for type in known)
            return ("`days-between` takes two dates" if wrong else None), Type.COUNT
        case Operation.PLUS_DAYS:
            wrong = types[0] not in (None, Type.DATE) or types[1] not in (None, Type.COUNT)
            return ("`plus-days` takes a date and a count" if wrong else None), Type.DATE


def _misfit(span: Span, message: str) -> Diagnostic:
    return Diagnostic(
        "CV325",
        message,
        "values of different kinds can't be compared, added or set",
        span,
        "see `Values`, `Conditions` and `Amounts` in docs/language.md for what fits",
    )
