"""Records: frozen dataclasses with slots, made several times as fast as the standard library makes them.

Up to Python 3.12 it compiles every method of a dataclass by itself, when the class is imported; for the hundred classes
that a decision needs this took longer than the decision. Of a record only ``__init__`` is compiled. All else is the
same: ``fields``, ``replace``, ``copy``, ``pickle`` and patterns take a record for what it is, a dataclass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from types import FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")
_set = object.__setattr__


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
    names: dict[str, Any] = {"_set": _set}
    parameters, lines = ["self"], []
    for item in declared:
        value = item.name
        if item.default is not MISSING:
            names[f"_default_{item.name}"] = item.default
            parameters.append(f"{item.name}=_default_{item.name}")
        elif item.default_factory is not MISSING:
            names["_missing"], names[f"_made_{item.name}"] = MISSING, item.default_factory
            parameters.append(f"{item.name}=_missing")
            value = f"_made_{item.name}() if {item.name} is _missing else {item.name}"
        else:
            parameters.append(item.name)
        lines.append(f" _set(self, {item.name!r}, {value})\n")
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines)}", names)
    made: FunctionType = names["__init__"]
    made.__annotations__ = {item.name: item.type for item in declared} | {"return": None}
    return made


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
