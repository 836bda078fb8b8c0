"""Which of the open questions to ask first: the one whose answers end the interview most often.

Each answer to each question is tried. Where as many answers end it, the question that leaves fewer others on the
mean goes first, and then the one that the rules read first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from coverdict.explaining.naming import type_of, values_of
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type, Value

Left = Callable[[str, Given], Sequence[str] | None]
"""What is still awaited once a fact has a value; None where it cannot have that value."""

_MOST_VALUES = 16  # of a longer list the first ones are tried, so that no question is waited for


def most_telling(pack: Pack, names: Sequence[str], left: Left) -> str:
    """One of ``names``, always the same one for the same case."""
    if len(names) == 1:
        return names[0]
    ranks = {name: _rank(pack, name, len(names), left) for name in names}
    return min(names, key=lambda name: ranks[name])  # the first of equals


def _rank(pack: Pack, name: str, asked: int, left: Left) -> tuple[Fraction, Fraction]:
    tried = (left(name, Given(value, "")) for value in _values(pack, name))
    counts = [len(names) for names in tried if names is not None]
    if not counts:
        return Fraction(0), Fraction(asked - 1)
    return -Fraction(counts.count(0), len(counts)), Fraction(sum(counts), len(counts))


def _values(pack: Pack, name: str) -> list[Value]:
    """The values to try: all of a closed list, one by one; none of numbers and dates."""
    listed = list(values_of(pack, name))[:_MOST_VALUES]
    match type_of(pack, name):
        case Type.BOOLEAN:
            return [True, False]
        case Type.CHOICE:
            return list(listed)
        case Type.CHOICES:
            return [(value,) for value in listed]
        case _:
            return []
