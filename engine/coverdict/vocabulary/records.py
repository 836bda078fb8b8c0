"""Records: frozen dataclasses with slots, made several times as fast as the standard library makes them.

Up to Python 3.12 it compiles every method of a dataclass by itself, when the class is imported; for the hundred classes
that a decision needs this took longer than the decision. Of a record nothing is compiled but an ``__init__``, once for
all records of as many fields. All else is the same: ``fields``, ``replace``, ``copy``, ``pickle`` and patterns take a
record for what it is, a dataclass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")
_set = object.__setattr__
_MISSING = object()
_NAMES = {"_set": _set, "_missing": _MISSING}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """The class as a frozen dataclass with slots; it has one field or more, and rests on no other record."""
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    declared = fields(made)  # type: ignore[arg-type]  # it was made in the line before
    methods = {
        "__init__": _init(declared),
        **_by_value([item.name for item in declared]),
        **_SHARED,
    }
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _init(declared: Sequence[Field[Any]]) -> FunctionType:
    """What sets each field: the code for as many of them, with their names and defaults put in."""
    code = _code(tuple(item.default_factory is not MISSING for item in declared))
    names = {_place(number): item.name for number, item in enumerate(declared)}
    made_by = {f"made_{_place(n)}": item.default_factory for n, item in enumerate(declared)}
    renamed = code.replace(
        co_varnames=("self", *names.values()),
        co_consts=tuple(names.get(each, each) for each in code.co_consts),
    )
    given = (_MISSING if item.default_factory is not MISSING else item.default for item in declared)
    defaults = tuple(each for each in given if each is not MISSING)
    made = FunctionType(renamed, _NAMES | made_by, "__init__", defaults)
    made.__annotations__ = {item.name: item.type for item in declared} | {"return": None}
    return made


@cache
def _code(made: tuple[bool, ...]) -> CodeType:
    """Sets as many fields; a value that is not given is ``made`` anew for those of which that is true."""
    places = [_place(number) for number in range(len(made))]
    lines = [
        f" _set(self, {place!r}, made_{place}() if {place} is _missing else {place})\n"
        if anew
        else f" _set(self, {place!r}, {place})\n"
        for place, anew in zip(places, made, strict=True)
    ]
    names: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(places)}):\n{''.join(lines)}", names)
    code: CodeType = names["__init__"].__code__
    return code


def _place(number: int) -> str:
    return f"field_{number}"


def _by_value(names: Sequence[str]) -> dict[str, Any]:
    """What looks at all fields at once."""
    read = attrgetter(*names)
    values = read if len(names) > 1 else lambda self: (read(self),)

    def equal(self: object, other: object) -> bool:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: object) -> str:
        held = zip(names, values(self), strict=True)
        listed = ", ".join([f"{name}={value!r}" for name, value in held])
        return f"{self.__class__.__qualname__}({listed})"

    def restored(self: object, state: Sequence[object]) -> None:
        for name, value in zip(names, state, strict=True):
            _set(self, name, value)

    return {
        "__eq__": equal,
        "__hash__": lambda self: hash(values(self)),
        "__repr__": shown,
        "__getstate__": lambda self: values(self),  # a function, which finds its object
        "__setstate__": restored,
    }


def _assigned(self: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _deleted(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {"__setattr__": _assigned, "__delattr__": _deleted}
