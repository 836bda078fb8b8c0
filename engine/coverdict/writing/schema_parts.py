"""Pieces of JSON Schema (draft 7, which every editor knows) made of a pack's own names and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coverdict.loading.shapes import Schema
from coverdict.vocabulary.packs import Amount, Choice, CodeSet, Criterion, Fact, Pack, Parameter
from coverdict.vocabulary.values import Type

Named = Fact | Criterion | Choice | Amount | Parameter | CodeSet
WRITTEN: Mapping[Type, str] = {
    Type.MONEY: "money",
    Type.COUNT: "count",
    Type.PERCENT: "percent",
    Type.DATE: "day",
}
"""The published definition of how a value of the type is written."""


def listed(words: Mapping[str, str]) -> Schema:
    """One of these texts, each with what an editor tells of it."""
    if not words:
        return {"not": {}}
    return {"type": "string", "enum": list(words), "enumDescriptions": list(words.values())}


def defined(name: str) -> Schema:
    """What a definition of the same schema says."""
    return {"$ref": f"#/definitions/{name}"}


def described(thing: Named, schema: Schema) -> Schema:
    """The schema of a name, with its title, and its question if it has one, for an editor to show."""
    more = (
        {"description": f"{thing.asks} (ask: {thing.asked_of})"} if isinstance(thing, Fact) else {}
    )
    return {"title": thing.title, **more, **schema}


def titles(*kinds: Mapping[str, Named]) -> dict[str, str]:
    """The titles of things by their ids."""
    return {id: _said(thing) for kind in kinds for id, thing in kind.items()}


def type_of(thing: Fact | Criterion | Choice | Amount | Parameter) -> Type:
    """The type of the values that a thing has."""
    match thing:
        case Criterion():
            return Type.BOOLEAN
        case Choice():
            return Type.CHOICE
        case _:
            return thing.type


def referred(pack: Pack, type: Type | None = None) -> dict[str, str]:
    """What an expression may refer to, written as it is, with its title; of a type, or all."""
    kinds: Iterable[Mapping[str, Fact | Parameter | Amount]] = (
        pack.facts,
        pack.parameters,
        pack.amounts,
    )
    return {
        f"${id}": _said(thing)
        for kind in kinds
        for id, thing in kind.items()
        if type is None or thing.type is type
    }


def _said(thing: Named) -> str:
    return f"{thing.title}: {thing.asks}" if isinstance(thing, Fact) else thing.title
