"""Conditions as an analyst writes them, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Value

_LONGEST = 100
_LISTED = {
    Comparison.IN,
    Comparison.NOT_IN,
    Comparison.BETWEEN,
    Comparison.INCLUDES_ANY,
    Comparison.INCLUDES_ALL,
}


def as_written(condition: Condition) -> str:
    """The condition in backticks; a long one loses its end."""
    text = _written(condition)
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[: _LONGEST - 1]}…`"


def all_as_written(conditions: Iterable[Condition]) -> str:
    """The conditions, joined by commas and an "and"."""
    *first, last = map(as_written, conditions)
    return f"{', '.join(first)} and {last}" if first else last


def value_as_written(value: Value) -> str:
    """The value as it stands in a file."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def titled(pack: Pack, id: str) -> str:
    """What a name means, with the name: “the age” (`visitor.age`)."""
    kinds = (pack.facts, pack.criteria, pack.choices, pack.amounts, pack.parameters)
    return next((named(kind[id].title, id) for kind in kinds if id in kind), f"`{id}`")


def named(title: str, id: str) -> str:
    """A title with its id: “the age” (`visitor.age`)."""
    return f"“{title}” (`{id}`)"


def _written(condition: Condition) -> str:
    match condition:
        case Test():
            return _test(condition)
        case Not(part):
            return f"not: {{{_written(part)}}}"
        case All(parts):
            return f"all: {_listed(parts)}"
        case Any(parts):
            return f"any: {_listed(parts)}"
        case AtLeast(n, parts):
            return f"at-least-n-of: {{n: {n}, of: {_listed(parts)}}}"


def _listed(parts: Iterable[Condition]) -> str:
    return f"[{', '.join(f'{{{_written(part)}}}' for part in parts)}]"


def _test(test: Test) -> str:
    operands = [
        f"${item.id}" if isinstance(item, Reference) else value_as_written(item.value)
        for item in test.operands
    ]
    is_reference = len(operands) == 1 and isinstance(test.operands[0], Reference)
    is_list = test.comparison in _LISTED and not is_reference
    said = f"[{', '.join(operands)}]" if is_list else operands[0]
    if test.comparison is Comparison.IS:
        return f"{test.subject}: {said}"
    return f"{test.subject}: {{{test.comparison.value}: {said}}}"
