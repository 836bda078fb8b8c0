"""Knowledge in plain words: values, conditions, expressions and conclusions as sentences.

Enters what a pack declares. Leaves text that names everything by its title, never by its id. Titles
are put in as the analyst wrote them; what this module adds is lower case and closes with no full
stop, so that a caller can build sentences from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from coverdict.explaining.naming import (
    claim,
    joined,
    subject_title,
    the,
    type_of,
    value_in_words,
    values_of,
    word,
)
from coverdict.vocabulary.conditions import (
    All,
    Any,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Operand,
    Test,
)
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
)
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack, Setting
from coverdict.vocabulary.values import Type, Value

__all__ = [
    "claim",
    "conclusion_in_words",
    "condition_in_words",
    "expression_in_words",
    "joined",
    "setting_in_words",
    "subject_title",
    "test_in_words",
    "the",
    "type_of",
    "value_in_words",
    "values_of",
]

_ORDER = {
    Comparison.ABOVE: ("above", "after"),
    Comparison.AT_LEAST: ("at least", "on or after"),
    Comparison.BELOW: ("below", "before"),
    Comparison.AT_MOST: ("at most", "on or before"),
}
_OPPOSITE = {
    Comparison.IS: Comparison.NOT,
    Comparison.NOT: Comparison.IS,
    Comparison.IN: Comparison.NOT_IN,
    Comparison.NOT_IN: Comparison.IN,
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.ABOVE,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.BELOW,
}


def test_in_words(pack: Pack, test: Test) -> str:
    """What the test asks for, as a claim about the case."""
    subject, title = test.subject, subject_title(pack, test.subject)
    match test:
        case Test(comparison=Comparison.IS, operands=(Constant(value=bool() as holds),)):
            return claim(pack, subject, holds)
        case Test(comparison=Comparison.NOT, operands=(Constant(value=bool() as holds),)):
            return claim(pack, subject, not holds)
    operands = [_operand_in_words(pack, subject, operand) for operand in test.operands]
    return f"{title}: {_comparison_in_words(test, operands, type_of(pack, subject))}"


def expression_in_words(pack: Pack, expression: Expression, type: Type | None = None) -> str:
    """How a value is worked out; ``type`` is what it gives, where the caller knows that."""
    match expression:
        case Constant(value=value):
            return value_in_words(value, type or _type_by_itself(value), {})
        case Reference(id=id):
            return the(subject_title(pack, id))
        case Calculation():
            return _calculation_in_words(pack, expression, type)


def condition_in_words(pack: Pack, condition: Condition) -> tuple[str, ...]:
    """The condition as lines: a heading, and its parts as bullets two columns in."""
    match condition:
        case Test():
            return (test_in_words(pack, condition),)
        case All(parts=(part,)) | Any(parts=(part,)):
            return condition_in_words(pack, part)
        case All(parts=parts):
            return ("all of these:", *_bullets(pack, parts))
        case Any(parts=parts):
            return ("any of these:", *_bullets(pack, parts))
        case AtLeast(n=n, parts=parts):
            return (f"at least {n} of these:", *_bullets(pack, parts))
        case Not(part=part):
            return _denied(pack, part)


def setting_in_words(pack: Pack, setting: Setting) -> str:
    """What a rule concludes, as a claim or as a title with its value."""
    constant = setting.constant
    if isinstance(constant, bool):
        return claim(pack, setting.id, constant)
    title = subject_title(pack, setting.id)
    if isinstance(constant, str):
        return f"{title}: {word(constant, values_of(pack, setting.id))}"
    return f"{title}: {expression_in_words(pack, setting.value, type_of(pack, setting.id))}"


def conclusion_in_words(pack: Pack, id: str, state: Belnap, values: Sequence[Value] = ()) -> str:
    """What a conclusion came to; ``values`` are those found for a choice or an amount."""
    title, type = subject_title(pack, id), type_of(pack, id)
    if type is Type.BOOLEAN:
        return _verdict_on(pack, id, state)
    found = [value_in_words(value, type, values_of(pack, id)) for value in values]
    if state is Belnap.CONFLICTING or len(found) > 1:
        return f"{title}: conflicting" + (f" ({joined(found, 'and')})" if found else "")
    return f"{title}: {found[0] if found else 'not known'}"


def _verdict_on(pack: Pack, id: str, state: Belnap) -> str:
    match state:
        case Belnap.TRUE | Belnap.FALSE:
            return claim(pack, id, state is Belnap.TRUE)
        case Belnap.UNKNOWN:
            return f"it is not known whether {subject_title(pack, id)}"
        case Belnap.CONFLICTING:
            return f"there is evidence both for and against this: {subject_title(pack, id)}"


def _type_by_itself(value: Value) -> Type:
    match value:
        case bool():
            return Type.BOOLEAN
        case int():
            return Type.COUNT
        case Decimal():
            return Type.MONEY
        case date():
            return Type.DATE
        case str():
            return Type.CHOICE
        case tuple():
            return Type.CHOICES


def _operand_in_words(pack: Pack, subject: str, operand: Operand) -> str:
    if isinstance(operand, Constant):
        return value_in_words(operand.value, type_of(pack, subject), values_of(pack, subject))
    title = the(subject_title(pack, operand.id))
    return f"one of {title}" if operand.id in pack.code_sets else title


def _comparison_in_words(test: Test, operands: Sequence[str], type: Type) -> str:
    alternatives = joined(operands, "or")
    match test.comparison:
        case Comparison.IS if type is Type.CHOICES:
            return f"exactly {operands[0]}"
        case Comparison.IS:
            return operands[0]
        case Comparison.NOT:
            return f"not {operands[0]}"
        case Comparison.IN:
            return alternatives
        case Comparison.NOT_IN:
            return _none_of(operands)
        case Comparison.BETWEEN:
            return f"between {operands[0]} and {operands[1]}"
        case Comparison.INCLUDES_ALL:
            return f"among them {joined(operands, 'and')}"
        case Comparison.INCLUDES | Comparison.INCLUDES_ANY:
            return f"among them {alternatives}"
        case order:
            return f"{_ORDER[order][type is Type.DATE]} {operands[0]}"


def _none_of(operands: Sequence[str]) -> str:
    if len(operands) == 2:
        return f"neither {operands[0]} nor {operands[1]}"
    return f"not {operands[0]}" if len(operands) == 1 else f"none of {joined(operands, 'and')}"


def _calculation_in_words(pack: Pack, calculation: Calculation, type: Type | None) -> str:
    def part(expression: Expression, type: Type | None = type) -> str:
        words = expression_in_words(pack, expression, type)
        return f"({words})" if isinstance(expression, Calculation) else words

    operands = calculation.operands
    match calculation.operation:
        case Operation.SUM:
            return " plus ".join(part(each) for each in operands)
        case Operation.DIFFERENCE:
            return " minus ".join(part(each) for each in operands)
        case Operation.PRODUCT:
            return " times ".join(part(each, None) for each in operands)
        case Operation.MINIMUM:
            return f"the least of {joined([part(each) for each in operands], 'and')}"
        case Operation.MAXIMUM:
            return f"the greatest of {joined([part(each) for each in operands], 'and')}"
        case Operation.PERCENT:
            return f"{part(operands[1], Type.PERCENT)} of {part(operands[0])}"
        case Operation.DAYS_BETWEEN:
            first, last = (part(each, Type.DATE) for each in operands)
            return f"the days from {first} to {last}"
        case Operation.PLUS_DAYS:
            return f"{part(operands[0], Type.DATE)} plus {part(operands[1], Type.COUNT)} days"


def _bullets(pack: Pack, parts: Sequence[Condition]) -> tuple[str, ...]:
    return tuple(
        ("    " if rest else "  - ") + line
        for part in parts
        for rest, line in enumerate(condition_in_words(pack, part))
    )


def _denied(pack: Pack, part: Condition) -> tuple[str, ...]:
    match part:
        case Test(comparison=comparison) if comparison in _OPPOSITE:
            return (test_in_words(pack, replace(part, comparison=_OPPOSITE[comparison])),)
        case All(parts=(only,)) | Any(parts=(only,)):
            return _denied(pack, only)
        case Not(part=only):
            return condition_in_words(pack, only)
        case All(parts=parts):
            return ("not all of these:", *_bullets(pack, parts))
        case Any(parts=parts):
            return ("none of these:", *_bullets(pack, parts))
        case AtLeast(n=n, parts=parts):
            return (f"fewer than {n} of these:", *_bullets(pack, parts))
        case Test():
            return (f"not so: {test_in_words(pack, part)}",)
