"""Declared things as bytes, and back: values of our own vocabulary, and nothing that runs.

The bytes are a pickle that names no other classes than dataclasses and enumerations of the vocabulary, dates and
decimal numbers; whoever writes another name into it gets an error. That is several times as fast as JSON, and keeps
what is shared shared.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from coverdict.vocabulary.diagnostics import Span

_VOCABULARY = "coverdict.vocabulary"
_MODULES = (
    "values",
    "periods",
    "expressions",
    "conditions",
    "sources",
    "terms",
    "courses",
    "waivers",
    "cases",
    "catalogues",
    "shades",
    "packs",
    "programs",
)
_OTHERS: dict[tuple[str, str], Any] = {
    (made.__module__, made.__qualname__): made for made in (date, Decimal, Span)
}


def form() -> str:
    """A digest of the form: another once a class has other fields or a list other members."""
    classes = [made for module in _MODULES for made in _declared(module)]
    told = [(made.__qualname__, _members(made)) for made in classes]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def as_bytes(thing: object) -> bytes:
    """The thing as bytes."""
    stream = io.BytesIO()
    _Writer(stream, protocol=5).dump(thing)
    return stream.getvalue()


def from_bytes(raw: bytes) -> Any:  # noqa: ANN401 - whoever wrote it knows
    """The thing again; raises ValueError for bytes that were not made by ``as_bytes``."""
    try:
        return _Reader(io.BytesIO(raw)).load()
    except Exception as error:  # what is damaged fails in any way that Python knows
        raise ValueError("these bytes hold no values") from error


class _Writer(pickle.Pickler):
    def reducer_override(self, thing: object) -> Any:  # noqa: ANN401 - what pickle asks for
        """A dataclass is made again of its fields: no method of its own is called."""
        made: type[Any] = type(thing)
        if not is_dataclass(made):
            return NotImplemented
        return made, tuple(getattr(thing, name) for name in _members(made))


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class
        """The class of that name, if values may be made of it."""
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        package, _, within = module.rpartition(".")
        if package == _VOCABULARY and within in _MODULES:
            for made in _declared(within):
                if made.__qualname__ == name:
                    return made
        raise pickle.UnpicklingError(f"no value is a {module}.{name}")


@cache
def _declared(module: str) -> tuple[type, ...]:
    """The dataclasses and enumerations that a module of the vocabulary declares."""
    found = import_module(f"{_VOCABULARY}.{module}")
    own = (
        item
        for item in vars(found).values()
        if isinstance(item, type) and item.__module__ == found.__name__
    )
    return tuple(item for item in own if is_dataclass(item) or issubclass(item, Enum))


@cache
def _members(made: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass or an enumeration
    """The fields that a dataclass is made of; the values of an enumeration."""
    if issubclass(made, Enum):
        return tuple(str(each.value) for each in made)
    return tuple(item.name for item in fields(made) if item.init)
