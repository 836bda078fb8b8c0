"""Declared things as plain data, and back: what JSON can hold, and nothing that runs.

A dataclass becomes a list of its number in ``CLASSES`` and its fields, a place in a file a list that begins with -1, a
value that JSON has no form for a list that begins with a sign. Mappings have texts as keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any

from coverdict.vocabulary import (
    cases,
    catalogues,
    conditions,
    courses,
    expressions,
    packs,
    periods,
    shades,
    sources,
    terms,
    values,
    waivers,
)
from coverdict.vocabulary.diagnostics import Span

Plain = Any
"""What ``json.loads`` gives, or what it was made from."""

_SPAN = -1
_DECIMAL, _DATE, _TUPLE, _SET, _ENUM = "n", "d", "t", "s", "e"
_AS_IT_IS = frozenset([str, int, bool, type(None)])


def _declared(module: ModuleType) -> list[type]:
    own = (item for item in vars(module).values() if isinstance(item, type))
    return [item for item in own if item.__module__ == module.__name__]


_MODULES = (
    values,
    periods,
    expressions,
    conditions,
    sources,
    terms,
    courses,
    waivers,
    cases,
    catalogues,
    shades,
    packs,
)
_TYPES = [item for module in _MODULES for item in _declared(module)]
CLASSES: tuple[type, ...] = tuple(item for item in _TYPES if is_dataclass(item))
_NUMBERS = {item: number for number, item in enumerate(CLASSES)}
_ENUMS = {item.__name__: item for item in _TYPES if issubclass(item, Enum)}
_FIELDS = {item: tuple(each.name for each in fields(item)) for item in CLASSES}


def form() -> str:
    """A digest of the form: another once a class has other fields or a list other members."""
    told = [(item.__name__, _FIELDS[item]) for item in CLASSES]
    lists = [(name, [str(member.value) for member in item]) for name, item in _ENUMS.items()]
    return hashlib.sha256(repr((told, lists)).encode()).hexdigest()


def as_plain(thing: object, files: dict[str, int]) -> Plain:
    """The thing as plain data; ``files`` numbers the names of the files in which it has places."""
    match thing:
        case None | bool() | int():
            return thing
        case Enum():
            return [_ENUM, type(thing).__name__, thing.value]
        case str():
            return thing
        case Decimal():
            return [_DECIMAL, str(thing)]
        case date():
            return [_DATE, thing.isoformat()]
        case tuple():
            return [_TUPLE, *(as_plain(item, files) for item in thing)]
        case frozenset():
            return [_SET, *sorted(as_plain(item, files) for item in thing)]
        case Mapping():
            return {key: as_plain(value, files) for key, value in thing.items()}
        case Span(file, line, column, end_line, end_column):
            number = files.setdefault(file, len(files))
            return [_SPAN, number, line, column, end_line, end_column]
        case _:
            held = (as_plain(getattr(thing, name), files) for name in _FIELDS[type(thing)])
            return [_NUMBERS[type(thing)], *held]


def from_plain(data: Plain, files: list[str]) -> Plain:
    """The thing again; raises LookupError, TypeError or ValueError for data that was not made by ``as_plain``."""
    if type(data) is dict:
        return {key: from_plain(value, files) for key, value in data.items()}
    if type(data) is not list:
        return data
    head = data[0]
    if head == _SPAN:
        return Span(files[data[1]], *data[2:])
    if head == _ENUM:
        return _ENUMS[data[1]](data[2])
    if head == _DECIMAL:
        return Decimal(data[1])
    if head == _DATE:
        return date.fromisoformat(data[1])
    # most of what is held is text or a number, of which nothing is to be made: no call for these saves half the time
    held = [item if type(item) in _AS_IT_IS else from_plain(item, files) for item in data[1:]]
    if type(head) is int:
        return CLASSES[head](*held)
    if head == _TUPLE:
        return tuple(held)
    if head == _SET:
        return frozenset(held)
    raise ValueError(f"no form begins with {head!r}")
