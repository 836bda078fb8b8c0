"""The cases of a pack as JSON Schema: its facts, dotted or nested, each with the values it can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coverdict.loading.shapes import Schema
from coverdict.vocabulary.packs import Criterion, Fact, Pack
from coverdict.vocabulary.values import Type
from coverdict.writing.schema_parts import WRITTEN, defined, described

_Given = Fact | Criterion


def case_definitions(pack: Pack, common: Schema) -> Iterator[tuple[str, Schema]]:
    """The definitions by which a case is written; ``common`` are the published ones."""
    given = can_be_given(pack)
    for each in given.values():
        yield f"given.{each.id}", _given(each)
    yield "case", _group(given, "", common["case"])
    for prefix in sorted({prefix for id in given for prefix in _prefixes(id)}):
        topic = {"title": "a group of facts", "description": f"The facts about `{prefix}`."}
        yield f"group.{prefix}", _group(given, prefix, topic)


def can_be_given(pack: Pack) -> dict[str, _Given]:
    """The facts, and the criteria that a case may state outright."""
    stated = {id: each for id, each in pack.criteria.items() if each.stating is not None}
    return {**pack.facts, **stated}


def _group(given: Mapping[str, _Given], prefix: str, about: Schema) -> Schema:
    """The names below a prefix: each whole, or by a part of it that others share."""
    start = f"{prefix}." if prefix else ""
    properties: dict[str, Schema] = {}
    groups = {each for id in given for each in _prefixes(id)}
    for name in sorted({*given, *groups}):
        if not name.startswith(start) or name == prefix:
            continue
        ways = [described(given[name], defined(f"given.{name}"))] if name in given else []
        ways += [defined(f"group.{name}")] if name in groups else []
        properties[name.removeprefix(start)] = ways[0] if len(ways) == 1 else {"anyOf": ways}
    return {
        "title": about["title"],
        "description": about["description"],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _prefixes(id: str) -> Iterator[str]:
    """The names of the groups that an id lies in.

    >>> list(_prefixes("charges.ot.before"))
    ['charges', 'charges.ot']
    """
    parts = id.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts)))


def _given(thing: _Given) -> Schema:
    if isinstance(thing, Criterion) or thing.type is Type.BOOLEAN:
        return {"type": "boolean"}
    if thing.type is Type.CHOICE:
        return defined(f"value.{thing.id}")
    if thing.type is Type.CHOICES:
        return {"type": "array", "items": defined(f"value.{thing.id}"), "uniqueItems": True}
    if thing.type is Type.DATES:
        return {"type": "array", "items": defined(WRITTEN[Type.DATE]), "uniqueItems": True}
    return defined(WRITTEN[thing.type])
