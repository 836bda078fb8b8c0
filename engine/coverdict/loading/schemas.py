"""The shape of a file checked against its schema, every finding at its exact place.

Enters a node and the kind of its file. Leaves a diagnostic for everything the published JSON Schema
refuses, and for days that are in no calendar. What passes has every key and type that later stages
read: jsonschema has the last word on that. A walk beside the schema comes first, to find the words and
the exact place, where a validator's findings would have to be untangled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jsonschema.exceptions import best_match

from coverdict.loading import shape_refusals as refusals
from coverdict.loading.shapes import SchemaStore, Shape
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.nodes import Entry, Mapping, Node, Scalar, Sequence, plain

__all__ = ["SchemaStore", "schema_diagnostics"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TYPES: dict[type, str] = {bool: "boolean", int: "integer", str: "string"}


def schema_diagnostics(node: Node, kind: str, schemas: SchemaStore) -> tuple[Diagnostic, ...]:
    """What the schema of the kind refuses in the file; nothing when it fits."""
    check = _Check()
    check.node(node, schemas.shape(kind), refusals.Part("the file"))
    if check.found or schemas.validator(kind).is_valid(plain(node)):
        return tuple(check.found)
    return (_unexplained(node, kind, schemas),)


def _unexplained(node: Node, kind: str, schemas: SchemaStore) -> Diagnostic:
    """What jsonschema refuses and the walk beside the shapes had no words for."""
    error = best_match(schemas.validator(kind).iter_errors(plain(node)))
    at = node
    for step in error.absolute_path if error else ():
        if isinstance(at, Mapping):
            at = at.get(str(step)) or at
        elif isinstance(at, Sequence):
            at = at.items[int(step)]
    return Diagnostic(
        "CV212",
        f"the {kind} schema refuses this",
        "a file that does not fit its schema can be read in more than one way",
        at.span,
        f"see `{kind}.schema.json`, {'/'.join(map(str, error.schema_path)) if error else 'as a whole'}",
    )


@dataclass(slots=True)
class _Check:
    """Walks a node beside its shape."""

    found: list[Diagnostic] = field(default_factory=list)

    def node(self, node: Node, shape: Shape, part: refusals.Part) -> None:
        """Check one node; `part` is what messages call it."""
        type_ = type_of(node)
        if shape.types and type_ not in shape.types:
            self.found.append(refusals.wrong_type(node, type_, shape, part))
            return
        match node:
            case Scalar():
                self._scalar(node, shape, part)
            case Sequence():
                self._sequence(node, shape, part)
            case Mapping():
                self._mapping(node, shape, shape, part)

    def _scalar(self, node: Scalar, shape: Shape, part: refusals.Part) -> None:
        value = node.value
        if shape.allowed and (type(value), value) not in [(type(v), v) for v in shape.allowed]:
            self.found.append(refusals.not_allowed(node, shape, part))
        elif isinstance(value, str):
            self._text(node, value, shape, part)
        elif type(value) is int and shape.minimum is not None and value < shape.minimum:
            self.found.append(refusals.too_small(node, shape.minimum, part))
        elif type(value) is int and shape.maximum is not None and value > shape.maximum:
            self.found.append(refusals.too_large(node, shape.maximum, part))

    def _text(self, node: Scalar, text: str, shape: Shape, part: refusals.Part) -> None:
        if shape.pattern is None:
            return
        if not shape.pattern.search(text):
            self.found.append(refusals.wrong_form(text, node.span, shape, part))
        elif shape.is_day and _DAY.fullmatch(text) and not _is_day(text):
            self.found.append(refusals.no_such_day(text, node.span))

    def _sequence(self, node: Sequence, shape: Shape, part: refusals.Part) -> None:
        if shape.items is not None:
            item_part = refusals.Part(part.name, parent=part, is_item=True)
            for item in node.items:
                self.node(item, shape.items, item_part)
        most = shape.max_items
        if len(node.items) < shape.min_items or (most is not None and len(node.items) > most):
            self.found.append(refusals.wrong_count(node, shape, part))
        if shape.unique_items:
            self._unique(node)
        for more in _further(node, shape):
            self._sequence(node, more, part)

    def _unique(self, node: Sequence) -> None:
        first: dict[str, Node] = {}
        for item in node.items:
            before = first.setdefault(json.dumps(plain(item), sort_keys=True), item)
            if before is not item:
                self.found.append(refusals.repeated(item, before))

    def _mapping(self, node: Mapping, shape: Shape, owner: Shape, part: refusals.Part) -> None:
        """Check against the shape; `owner` is the one that describes the keys."""
        suggested: set[str] = set()
        for entry in node.entries:
            self._entry(entry, node, shape, part, suggested)
        count = len(node.entries)
        if count < shape.min_properties:
            self.found.append(refusals.empty(node.span, part))
        if shape.max_properties is not None and count > shape.max_properties:
            self.found.append(refusals.too_many_keys(node, shape))
        present = set(node.keys())
        needed = [*shape.required]
        for key, others in shape.required_with.items():
            needed += others if key in present else ()
        for key in needed:
            if key not in present and key not in suggested:
                self.found.append(refusals.missing(key, node, owner))
        for more in _further(node, shape):
            self._mapping(node, more, owner, part)

    def _entry(
        self, entry: Entry, node: Mapping, shape: Shape, part: refusals.Part, suggested: set[str]
    ) -> None:
        form = shape.names.pattern if shape.names else None
        if shape.names and form and not form.search(entry.key):
            self.found.append(refusals.wrong_key(entry, shape.names))
        known = shape.properties.get(entry.key)
        within = refusals.Part(entry.key, parent=part)
        if known is not None and known.shape.never:
            self.found.append(refusals.out_of_place(entry, known.shape))
        elif known is not None:
            self.node(entry.value, known.shape, within)
        else:
            self._other_entry(entry, node, shape, within, suggested)

    def _other_entry(
        self, entry: Entry, node: Mapping, shape: Shape, part: refusals.Part, suggested: set[str]
    ) -> None:
        for pattern, under in shape.patterns:
            if pattern.search(entry.key):
                self.node(entry.value, under, part)
                return
        if shape.closed:
            refusal, meant = refusals.unknown_key(entry, node, shape, part)
            self.found.append(refusal)
            suggested.update(meant)
        elif shape.additional is not None:
            self.node(entry.value, shape.additional, part)


def type_of(node: Node) -> str:
    """The node's type as JSON Schema calls it."""
    match node:
        case Scalar(value=value):
            return _TYPES[type(value)]
        case Sequence():
            return "array"
        case Mapping():
            return "object"


def _further(node: Node, shape: Shape) -> Iterator[Shape]:
    """What else the shape asks for of such a node."""
    for conditional in shape.conditionals:
        more = conditional.then if _fits(node, conditional.test) else conditional.otherwise
        if more is not None:
            yield more


def _fits(node: Node, shape: Shape) -> bool:
    trial = _Check()
    trial.node(node, shape, refusals.Part(""))
    return not trial.found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
