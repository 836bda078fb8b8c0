"""The conditions, expressions and conclusions of a pack as JSON Schema: only its names, only values that fit them."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.loading.conditions import comparisons_allowed
from coverdict.loading.shapes import Schema
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.packs import Amount, Choice, Criterion, Fact, Pack
from coverdict.vocabulary.values import Type
from coverdict.writing.schema_parts import (
    WRITTEN,
    defined,
    described,
    listed,
    referred,
    type_of,
)

_LISTS = (Comparison.IN, Comparison.NOT_IN, Comparison.INCLUDES_ANY, Comparison.INCLUDES_ALL)
_CONSTANT = r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_Tested = Fact | Criterion | Choice | Amount


def condition_definitions(pack: Pack, common: Schema) -> Iterator[tuple[str, Schema]]:
    """The definitions by which conditions and expressions are written; ``common`` are the published ones."""
    yield "reference", listed(referred(pack))
    for type in Type:
        yield f"reference-to.{type.value}", listed(referred(pack, type))
    operators = common["test"]["properties"]
    for type in (Type.BOOLEAN, *WRITTEN):
        yield f"test-of.{type.value}", _test(*_values(_literal(type), type), type, operators)
    days = _values(_literal(Type.DATE), Type.DATE)
    yield f"test-of.{Type.DATES.value}", _test(*days, Type.DATES, operators)
    yield "test-of.criterion", _test(*_lists({"type": "boolean"}), Type.BOOLEAN, operators)
    kinds = (pack.facts, pack.criteria, pack.choices, pack.amounts)
    subjects: tuple[_Tested, ...] = tuple(each for kind in kinds for each in kind.values())
    tests = {}
    for each in subjects:
        if isinstance(each, (Fact, Choice)) and type_of(each).has_list:
            yield f"value.{each.id}", listed(each.values)
            yield f"test.{each.id}", _test_of_listed(each, operators)
        tests[each.id] = described(each, defined(_test_name(each)))
    condition = {
        key: said for key, said in common["condition"].items() if key != "patternProperties"
    }
    yield "condition", {**condition, "properties": {**condition["properties"], **tests}}
    yield "expression", _expression(common["expression"])


def conclusion_schema(pack: Pack, then: Schema) -> Schema:
    """What rules may conclude: the declared conclusions, each with values that fit it."""
    kinds = (pack.criteria, pack.choices, pack.amounts)
    concluded = {
        each.id: described(each, _set_to(each)) for kind in kinds for each in kind.values()
    }
    left = {key: said for key, said in then.items() if key != "propertyNames"}
    return {**left, "properties": concluded, "additionalProperties": False}


def _set_to(thing: Criterion | Choice | Amount) -> Schema:
    match thing:
        case Criterion():
            return {"type": "boolean"}
        case Choice():
            return defined(f"value.{thing.id}")
        case Amount():
            return defined("expression")


def _expression(published: Schema) -> Schema:
    operations = {
        key: said for key, said in published.items() if key not in ("type", "pattern", "examples")
    }
    return {
        "title": published["title"],
        "description": published["description"],
        "anyOf": [
            {"type": "integer"},
            defined("reference"),
            {"type": "string", "pattern": _CONSTANT},
            {"type": "object", **operations},
        ],
    }


def _test_name(thing: _Tested) -> str:
    """The definition of the tests of a thing: one for all of its type, unless it has a list of its own."""
    if isinstance(thing, Criterion):
        return "test-of.criterion"
    type = type_of(thing)
    return f"test.{thing.id}" if type.has_list else f"test-of.{type.value}"


def _test_of_listed(thing: Fact | Choice, operators: Schema) -> Schema:
    type, literal = type_of(thing), defined(f"value.{thing.id}")
    one, several = _lists(literal) if isinstance(thing, Choice) else _values(literal, Type.CHOICE)
    return _test(one, {"anyOf": [several, defined("code-set")]}, type, operators)


def _test(one: Schema, several: Schema, type: Type, operators: Schema) -> Schema:
    """A value, or operators with values; several values at once are the same only as those of another fact."""
    same = defined(f"reference-to.{type.value}") if type.is_several else one
    inside = {
        each.value: {
            "title": operators[each.value]["title"],
            "description": operators[each.value]["description"],
            **_operand(each, one, several, same),
        }
        for each in Comparison
        if each in comparisons_allowed(type)
    }
    with_operators = {"type": "object", "properties": inside, "additionalProperties": False}
    return {"anyOf": [same, {**with_operators, "minProperties": 1}]}


def _operand(comparison: Comparison, one: Schema, several: Schema, same: Schema) -> Schema:
    if comparison is Comparison.BETWEEN:
        return {"type": "array", "items": one, "minItems": 2, "maxItems": 2}
    if comparison in _LISTS:
        return several
    return one if comparison is Comparison.INCLUDES else same


def _literal(type: Type) -> Schema:
    return defined(WRITTEN[type]) if type in WRITTEN else {"type": "boolean"}


def _values(literal: Schema, type: Type) -> tuple[Schema, Schema]:
    """How one value is written, or referred to, and how a list of them."""
    return _lists({"anyOf": [literal, defined(f"reference-to.{type.value}")]})


def _lists(one: Schema) -> tuple[Schema, Schema]:
    return one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
