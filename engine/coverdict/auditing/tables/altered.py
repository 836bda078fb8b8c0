"""What two versions of a pack declare otherwise, wherever it stands in their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack

_DECLARED = {
    "rules": "rule",
    "parameters": "parameter",
    "amounts": "amount",
    "criteria": "criterion",
    "choices": "choice",
    "facts": "fact",
    "code_sets": "code set",
    "statements": "statement",
}


@dataclass(frozen=True, slots=True)
class Altered:
    """Something declared that is ``changed``, ``new`` or ``gone``; the place is that in the version after, if any."""

    what: str
    id: str
    title: str
    how: str
    place: str


def altered(before: Pack, after: Pack) -> tuple[Altered, ...]:
    """Everything that a case can be decided by or that is cited for it, rules first, by id."""
    return tuple(
        item
        for field, what in _DECLARED.items()
        for item in _of_kind(what, getattr(before, field), getattr(after, field))
    )


def _of_kind(
    what: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Altered]:
    for id in sorted({*before, *after}):
        one, other = before.get(id), after.get(id)
        if one is not None and other is not None and _bare(one) == _bare(other):
            continue
        how = "new" if one is None else "gone" if other is None else "changed"
        declared = one if other is None else other
        title = str(getattr(declared, "title", None) or getattr(declared, "says", ""))
        yield Altered(what, id, title, how, str(getattr(declared, "span", "")))


def _bare(value: object) -> object:
    """The value without the places where its parts are written."""
    if isinstance(value, Span):
        return None
    if isinstance(value, Mapping):
        return tuple((key, _bare(each)) for key, each in value.items())
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if is_dataclass(value):
        return type(value), *(_bare(getattr(value, each.name)) for each in fields(value))
    return value
