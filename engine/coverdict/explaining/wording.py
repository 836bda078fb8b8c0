"""Knowledge in plain words: values, conditions, expressions and conclusions as sentences.

Enters what a pack declares. Leaves text that names everything by its title, never by its id. Titles
are put in as the analyst wrote them; what this module adds is lower case and closes with no full
stop, so that a caller can build sentences from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from coverdict.explaining.naming import (
    OF_VALUES_IN_WORDS,
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
    references_in,
)
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack, Setting
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Type, Value

__all__ = [
    "Phrase",
    "claim",
    "conclusion_in_words",
    "condition_in_words",
    "condition_phrase",
    "expression_in_words",
    "joined",
    "setting_in_words",
    "spread",
    "subject_title",
    "test_in_words",
    "the",
    "type_of",
    "value_in_words",
    "values_of",
]

_LONG = 4  # words of a title, or values of a list, that would run into what stands beside them

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

_SPREAD = {
    Comparison.IN: "one of these",
    Comparison.NOT_IN: "none of these",
    Comparison.INCLUDES_ANY: "among them one of these",
    Comparison.INCLUDES_ALL: "among them all of these",
}


@record
class Phrase:
    """A line in plain words; ``about`` is the id of what it speaks of, ``below`` what belongs to it.

    ``test`` is what the line says, where it says a single one.
    """

    text: str
    about: str | None = None
    below: tuple[Phrase, ...] = ()
    test: Test | None = None


def test_in_words(pack: Pack, test: Test) -> str:
    """What the test asks for, as a claim about the case."""
    subject, title = test.subject, subject_title(pack, test.subject)
    match test:
        case Test(comparison=Comparison.IS, operands=(Constant(value=bool() as holds),)):
            return claim(pack, subject, holds)
        case Test(comparison=Comparison.NOT, operands=(Constant(value=bool() as holds),)):
            return claim(pack, subject, not holds)
    return f"{title}: {_compared(pack, test)}"


def expression_in_words(pack: Pack, expression: Expression, type: Type | None = None) -> str:
    """How a value is worked out; ``type`` is what it gives, where the caller knows that."""
    match expression:
        case Constant(value=value):
            return value_in_words(value, type or _type_by_itself(value), {})
        case Reference(id=id):
            title = subject_title(pack, id)
            return f"“{title}”" if len(title.split()) > _LONG else the(title)
        case Calculation():
            return _calculation_in_words(pack, expression, type)


def condition_in_words(pack: Pack, condition: Condition) -> tuple[str, ...]:
    """The condition as lines: a heading, and its parts as bullets two columns in."""
    return tuple(_lines(condition_phrase(pack, condition)))


def condition_phrase(pack: Pack, condition: Condition) -> Phrase:
    """The condition as a heading with its parts below, or as a claim that has none."""
    match condition:
        case Test():
            return Phrase(test_in_words(pack, condition), condition.subject, test=condition)
        case All(parts=(part,)) | Any(parts=(part,)):
            return condition_phrase(pack, part)
        case All(parts=parts):
            return _joined(pack, "all of these:", parts)
        case Any(parts=parts):
            return _joined(pack, "any of these:", parts)
        case AtLeast(n=n, parts=parts):
            return _joined(pack, f"at least {n} of these:", parts)
        case Not(part=part):
            return _denied(pack, part)


def spread(pack: Pack, test: Test) -> Phrase | None:
    """A test against a list that is long, or hard to tell apart, with its values below; None for any other."""
    heading = _SPREAD.get(test.comparison)
    words = [_operand_in_words(pack, test.subject, each) for each in test.operands]
    runs_together = len(words) > 1 and any("," in each or ":" in each for each in words)
    if heading is None or not (runs_together or len(words) > _LONG):
        return None
    title = f"{subject_title(pack, test.subject)}: {heading}:"
    return Phrase(title, test.subject, tuple(Phrase(each) for each in words))


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
            return Type.DATES if value and isinstance(value[0], date) else Type.CHOICES


def _operand_in_words(pack: Pack, subject: str, operand: Operand) -> str:
    if isinstance(operand, Constant):
        return value_in_words(operand.value, type_of(pack, subject), values_of(pack, subject))
    title = the(subject_title(pack, operand.id))
    return f"one of {title}" if operand.id in pack.code_sets else title


def _compared(pack: Pack, test: Test) -> str:
    operands = [_operand_in_words(pack, test.subject, each) for each in test.operands]
    type = type_of(pack, test.subject)
    alternatives = joined(operands, "or")
    match test.comparison:
        case Comparison.IS if type.is_several:
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
        case Operation.PLUS_MONTHS:
            return f"{part(operands[0], Type.DATE)} plus {part(operands[1], Type.COUNT)} months"
        case Operation.WHOLE_QUOTIENT:
            number, by = (part(each, Type.COUNT) for each in operands)
            return f"how many times {by} goes into {number} as a whole"
        case of_values:
            words = (_of_values(pack, each, operands[0]) for each in operands)
            return OF_VALUES_IN_WORDS[of_values].format(*words)


def _of_values(pack: Pack, operand: Expression, several: Expression) -> str:
    """A list that is written out in the words of that which it is held against."""
    if isinstance(operand, Constant):
        words = [values_of(pack, each.id) for each in references_in(several)]
        type = _type_by_itself(operand.value)
        return value_in_words(operand.value, type, words[0] if words else {})
    return expression_in_words(pack, operand)


def _lines(phrase: Phrase) -> Iterator[str]:
    yield phrase.text
    for part in phrase.below:
        for rest, line in enumerate(_lines(part)):
            yield ("    " if rest else "  - ") + line


def _joined(pack: Pack, heading: str, parts: Sequence[Condition]) -> Phrase:
    return Phrase(heading, below=tuple(condition_phrase(pack, part) for part in parts))


def _denied(pack: Pack, part: Condition) -> Phrase:
    match part:
        case Test(comparison=comparison) if comparison in _OPPOSITE:
            return condition_phrase(pack, replace(part, comparison=_OPPOSITE[comparison]))
        case All(parts=(only,)) | Any(parts=(only,)):
            return _denied(pack, only)
        case Not(part=only):
            return condition_phrase(pack, only)
        case All(parts=parts):
            return _joined(pack, "not all of these:", parts)
        case Any(parts=parts):
            return _joined(pack, "none of these:", parts)
        case AtLeast(n=n, parts=parts):
            return _joined(pack, f"fewer than {n} of these:", parts)
        case Test(subject=subject):
            return Phrase(f"{subject_title(pack, subject)}: not {_compared(pack, part)}", subject)
