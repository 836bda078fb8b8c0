"""What a scenario may expect of conclusions as JSON Schema: the declared ones, each with values it can have."""

from __future__ import annotations

import copy

from coverdict.loading.shapes import Schema
from coverdict.vocabulary.packs import Amount, Choice, Criterion, Pack
from coverdict.writing.schema_parts import described

_STATES = {
    "unknown": "nothing speaks for or against it",
    "conflicting": "something speaks for it and something against",
}


def expected_schema(pack: Pack, published: Schema) -> Schema:
    """The part of a scenario that names conclusions; ``published`` is the one for any pack."""
    anything = published["additionalProperties"]
    kinds = (pack.criteria, pack.choices, pack.amounts)
    expected = {
        each.id: described(each, _expected(each, anything))
        for kind in kinds
        for each in kind.values()
    }
    return {"properties": expected, "additionalProperties": False}


def _expected(thing: Criterion | Choice | Amount, anything: Schema) -> Schema:
    """A value of the thing, or an object that says more of it, where the published schema has one."""
    if isinstance(thing, Amount):
        return {key: said for key, said in anything.items() if key not in ("title", "description")}
    value = _value(thing)
    if "properties" not in anything:
        return value
    more = copy.deepcopy(anything["properties"])
    more["is"] = {"description": more["is"]["description"], **value}
    return {
        "anyOf": [
            value,
            {
                "type": "object",
                "properties": more,
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }


def _value(thing: Criterion | Choice) -> Schema:
    words = thing.values if isinstance(thing, Choice) else {}
    own = [True, False] if isinstance(thing, Criterion) else list(words)
    said = (
        [thing.title, thing.title_when_false or f"not: {thing.title}"]
        if isinstance(thing, Criterion)
        else list(words.values())
    )
    return {"enum": [*own, *_STATES], "enumDescriptions": [*said, *_STATES.values()]}
