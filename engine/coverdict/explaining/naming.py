"""What things are called: titles, types and values of what a pack declares, in plain words.

Everything is named by the title that its analyst gave it; an id that nothing declares speaks for
itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from coverdict.vocabulary.expressions import Operation
from coverdict.vocabulary.packs import Amount, Choice, CodeSet, Criterion, Fact, Pack, Parameter
from coverdict.vocabulary.values import Type, Value

Named = Fact | Parameter | CodeSet | Criterion | Choice | Amount

_EXACT = Context(prec=10_000, rounding=ROUND_HALF_UP)
_CENT = Decimal("0.01")
_ARTICLES = frozenset({"a", "all", "an", "any", "each", "every", "her", "his", "its", "one", "the"})
_POINTERS = frozenset({"that", "their", "this", "those"})
_QUESTION_WORDS = frozenset(
    {"how", "what", "when", "where", "whether", "which", "who", "whose", "why"}
)
_TAKES_NO_ARTICLE = _ARTICLES | _POINTERS | _QUESTION_WORDS


def declared(pack: Pack, id: str) -> Named | None:
    """The fact, parameter, code set, criterion, duty, choice or amount of that id."""
    return (
        pack.facts.get(id)
        or pack.criteria.get(id)
        or pack.choices.get(id)
        or pack.amounts.get(id)
        or pack.parameters.get(id)
        or pack.code_sets.get(id)
    )


def subject_title(pack: Pack, id: str) -> str:
    """The title of what the id names; an undeclared id speaks for itself."""
    found = declared(pack, id)
    return found.title if found is not None else in_plain_letters(id)


OF_VALUES_IN_WORDS = {
    Operation.END_OF_MONTH: "the last day of the month of {0}",
    Operation.COUNT: "the number of {0}",
    Operation.EARLIEST: "the earliest of {0}",
    Operation.LATEST: "the latest of {0}",
    Operation.AFTER: "{0} after {1}",
    Operation.ON_OR_AFTER: "{0} on or after {1}",
    Operation.BEFORE: "{0} before {1}",
    Operation.ON_OR_BEFORE: "{0} on or before {1}",
    Operation.AMONG: "{0} that are among {1}",
}
"""Operations that read alike with names and with values in the place of what they take."""


def type_of(pack: Pack, id: str) -> Type:
    """The type of its values: a criterion's are booleans, those of a choice or code set choices."""
    match declared(pack, id):
        case Fact(type=type) | Parameter(type=type) | Amount(type=type):
            return type
        case Choice() | CodeSet():
            return Type.CHOICE
        case _:
            return Type.BOOLEAN


def values_of(pack: Pack, id: str) -> Mapping[str, str]:
    """Its closed list, each value with its plain words; empty where there is none."""
    match declared(pack, id):
        case Fact(values=values) | Choice(values=values) | CodeSet(codes=values):
            return values
        case _:
            return {}


def in_plain_letters(id: str) -> str:
    """An id as words: ``private-office`` reads "private office"."""
    return id.replace("-", " ").replace(".", " ")


def joined(parts: Sequence[str], word: str) -> str:
    """The parts as a list in a sentence.

    >>> joined(("a", "b", "c"), "or")
    'a, b or c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def value_in_words(value: Value, type: Type, values: Mapping[str, str]) -> str:
    """The value as a person writes it; money is rounded half-up to the cent.

    >>> value_in_words(Decimal("2480"), Type.MONEY, {})
    '$2,480.00'
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            words = [word(each, values) if isinstance(each, str) else str(each) for each in value]
            return joined(words, "and") or ("none" if type is Type.DATES else "none of them")
        case str():
            return word(value, values)
        case date():
            return value.isoformat()
        case int() | Decimal():
            return _number(Decimal(value), type)


def claim(pack: Pack, id: str, holds: bool) -> str:
    """A yes/no thing as the claim that it holds, or that it does not."""
    found = declared(pack, id)
    if holds:
        return subject_title(pack, id)
    denied = found.title_when_false if isinstance(found, Fact | Criterion) else None
    return denied or f"it is not so that {subject_title(pack, id)}"


def the(title: str) -> str:
    """The title with an article, unless it begins with a word that takes none."""
    first = title.split(" ", 1)[0].lower()
    return title if first in _TAKES_NO_ARTICLE else f"the {title}"


def word(value: str, values: Mapping[str, str]) -> str:
    """A value's plain words out of its list, else the value with spaces for dashes."""
    return values.get(value) or value.replace("-", " ")


def _number(value: Decimal, type: Type) -> str:
    if type is Type.MONEY:
        cents = value.quantize(_CENT, context=_EXACT)
        return f"{'-' if cents < 0 else ''}${cents.copy_abs():,.2f}"
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{plain} %" if type is Type.PERCENT else plain
