"""Answers and descriptions as JSON: the fields as they are declared, in their order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from coverdict.vocabulary.diagnostics import Span

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def as_json(value: object) -> str:
    """The value as JSON text that ends its last line; the same value gives the same bytes."""
    return json.dumps(as_plain(value), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_plain(value: object) -> Plain:
    """A value of the vocabulary as bare lists, mappings and texts; None stays, as null."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case date() | Decimal():
            return str(value)
        case Mapping():
            return {str(key): as_plain(each) for key, each in value.items()}
        case Span():
            return value._asdict()
        case tuple() | list():
            return [as_plain(each) for each in value]
        case _ if is_dataclass(value):
            return {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}")
