"""JSON Schemas as shapes: the keywords that the published schemas use, ready to be walked.

Enters the folder of schema files. Leaves a `Shape` for each kind of file. A schema that uses any
other keyword is a bug and raises, so that nothing the published files ask is left out silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from coverdict.vocabulary.nodes import PlainValue

Schema = dict[str, Any]  # a JSON Schema as the json module reads it

_ANNOTATIONS = frozenset(
    {"$schema", "$id", "$defs", "title", "description", "default", "examples", "format"}
)
_OUTSIDE_CLASSES = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|\$")
_END = {"$": r"\Z"}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PREFIX = "urn:coverdict:schema:"


@dataclass(frozen=True, slots=True)
class Property:
    """What a key may hold, with what an editor says about it."""

    shape: Shape
    description: str
    example: object


@dataclass(frozen=True, slots=True)
class Conditional:
    """What more is asked of a node, by whether it fits `test`."""

    test: Shape
    then: Shape | None
    otherwise: Shape | None


@dataclass(slots=True)
class Shape:
    """What one schema asks of a node; an empty shape fits everything, a `never` shape nothing."""

    title: str = ""
    description: str = ""
    example: object = None
    never: bool = False
    types: frozenset[str] = frozenset()
    allowed: tuple[str | int | bool, ...] = ()
    pattern: re.Pattern[str] | None = None
    is_day: bool = False
    minimum: int | None = None
    maximum: int | None = None
    items: Shape | None = None
    min_items: int = 0
    max_items: int | None = None
    unique_items: bool = False
    properties: dict[str, Property] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], Shape], ...] = ()
    additional: Shape | None = None
    names: Shape | None = None
    required: tuple[str, ...] = ()
    required_with: dict[str, list[str]] = field(default_factory=dict)
    min_properties: int = 0
    max_properties: int | None = None
    conditionals: tuple[Conditional, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether a key that is not known is refused."""
        return self.additional is not None and self.additional.never


class SchemaStore:
    """The schema files of a folder, each read when it is first asked for, and once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._documents: dict[str, Schema] = {}
        self._shapes: dict[str, Shape] = {}
        self._validators: dict[str, Validator] = {}
        self._dialect: type[Validator] = extend(  # type: ignore[no-untyped-call]
            Draft202012Validator, {"$ref": self._follow}
        )

    def validator(self, kind: str) -> Validator:
        """The published schema of a kind of file, as jsonschema applies it."""
        return self._validator_at(_PREFIX + kind)

    def _follow(
        self, _validator: Validator, reference: str, instance: PlainValue, _schema: Schema
    ) -> Iterator[ValidationError]:
        """The keyword ``$ref``: looked up once, where jsonschema would look it up at every node of a file."""
        yield from self._validator_at(reference).iter_errors(instance)

    def _validator_at(self, address: str) -> Validator:
        """What stands at ``urn:…:kind`` or ``urn:…:kind#/$defs/name``, as a validator."""
        if address not in self._validators:
            name, _, pointer = address.removeprefix(_PREFIX).partition("#")
            schema = self._at(name, pointer)
            self._validators[address] = self._dialect(_absolute(schema, _PREFIX + name))
        return self._validators[address]

    def published(self, name: str) -> Schema:
        """The published schema of a kind of file, or the parts they have in `common`, as it is written."""
        return self._document(name)

    def shape(self, kind: str) -> Shape:
        """The shape of a kind of file: pack, sources, facts, parameters, codes, rules, ..."""
        return self._referred(_PREFIX + kind, kind)

    def _document(self, name: str) -> Schema:
        if name not in self._documents:
            text = (self._folder / f"{name}.schema.json").read_text(encoding="utf-8")
            self._documents[name] = json.loads(text)
        return self._documents[name]

    def _at(self, document: str, pointer: str) -> Schema:
        schema = self._document(document)
        for step in pointer.split("/")[1:]:
            schema = schema[step]
        return schema

    def _referred(self, reference: str, within: str) -> Shape:
        """The shape of ``urn:…:kind``, ``urn:…:kind#/$defs/name`` or ``#/$defs/name``."""
        document, _, pointer = reference.removeprefix(_PREFIX).partition("#")
        document = document or within
        address = f"{document}#{pointer}"
        if address not in self._shapes:
            schema = self._at(document, pointer)
            if "$ref" in schema:
                self._shapes[address] = self._shape(schema, document)
            else:
                self._shapes[address] = shape = Shape()  # known before it is filled: it may recur
                self._fill(shape, schema, document)
        return self._shapes[address]

    def _shape(self, schema: Schema | bool, within: str) -> Shape:
        if isinstance(schema, bool):
            return Shape(never=not schema)
        if "$ref" in schema:
            _known(schema, {"$ref"})
            return self._referred(schema["$ref"], within)
        shape = Shape()
        self._fill(shape, schema, within)
        return shape

    def _fill(self, shape: Shape, schema: Schema, within: str) -> None:
        """Read every keyword of the schema into the shape."""
        for keyword in _known(schema, set(_PLAIN) | _NESTED):
            if keyword in _PLAIN:
                attribute, convert = _PLAIN[keyword]
                setattr(shape, attribute, convert(schema[keyword]))
        shape.title = schema.get("title", "")
        shape.description = schema.get("description", "")
        shape.example = _example(schema)
        shape.is_day = _DAY in schema.get("pattern", "")
        for attribute, keyword in (
            ("items", "items"),
            ("additional", "additionalProperties"),
            ("names", "propertyNames"),
        ):
            if keyword in schema:
                setattr(shape, attribute, self._shape(schema[keyword], within))
        shape.properties = {
            key: Property(self._shape(value, within), value.get("description", ""), _example(value))
            for key, value in schema.get("properties", {}).items()
        }
        shape.patterns = tuple(
            (pattern(key), self._shape(value, within))
            for key, value in schema.get("patternProperties", {}).items()
        )
        for branch in schema.get("allOf", ()):
            _known(branch, {"if", "then", "else"})
        branches = [branch for branch in (schema, *schema.get("allOf", ())) if "if" in branch]
        shape.conditionals = tuple(self._conditional(branch, within) for branch in branches)

    def _conditional(self, schema: Schema, within: str) -> Conditional:
        then, otherwise = (
            self._shape(schema[keyword], within) if keyword in schema else None
            for keyword in ("then", "else")
        )
        return Conditional(self._shape(schema["if"], within), then, otherwise)


def pattern(written: str) -> re.Pattern[str]:
    r"""A JSON Schema pattern, in which `$` is the very end: Python's also fits before a line break.

    >>> bool(pattern("^a$").search("a")), bool(pattern("^a$").search("a\n"))
    (True, False)
    """
    return re.compile(_OUTSIDE_CLASSES.sub(lambda part: _END.get(part[0], part[0]), written))


def _absolute(schema: Schema, document: str) -> Schema:
    """The schema, each reference to its own document with the document's name before it."""
    made = {key: _absolute_within(value, document) for key, value in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#"):
        made["$ref"] = document + reference
    return made


def _absolute_within(value: object, document: str) -> object:
    match value:
        case dict():
            return _absolute(value, document)
        case list():
            return [_absolute_within(part, document) for part in value]
    return value


def _example(schema: Schema) -> object:
    return schema.get("examples", [None])[0]


def _known(schema: Schema, keywords: set[str]) -> set[str]:
    """The schema's keywords that say more than an editor shows; none may be unknown."""
    unknown = set(schema) - keywords - _ANNOTATIONS
    if unknown:
        raise ValueError(f"keywords that are not understood: {sorted(unknown)}")
    return set(schema) - _ANNOTATIONS


def _types(written: str | list[str]) -> frozenset[str]:
    return frozenset([written] if isinstance(written, str) else written)


_PLAIN: dict[str, tuple[str, Any]] = {
    "type": ("types", _types),
    "enum": ("allowed", tuple),
    "const": ("allowed", lambda value: (value,)),
    "pattern": ("pattern", pattern),
    "minimum": ("minimum", int),
    "maximum": ("maximum", int),
    "minItems": ("min_items", int),
    "maxItems": ("max_items", int),
    "uniqueItems": ("unique_items", bool),
    "required": ("required", tuple),
    "dependentRequired": ("required_with", dict),
    "minProperties": ("min_properties", int),
    "maxProperties": ("max_properties", int),
    "not": ("never", lambda schema: schema == {}),
}
_NESTED = frozenset(
    {"items", "properties", "patternProperties", "additionalProperties", "propertyNames"}
    | {"allOf", "if", "then", "else"}
)
