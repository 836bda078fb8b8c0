"""A YAML file in canonical form: one way to write each thing, comments and meaning kept.

Enters the text of a file. Leaves the text in canonical form:

* two blanks for each level, lists below their key indented; lines of 120 columns where the words allow
  it, of 118 in a folded text
* the keys of a thing in the order in which its schema lists them; the sections of a file, and names that the author
  gave, stay in their order
* what is written in brackets stays on one line if it fits, and is put on lines of its own if not; a small closed
  thing, such as a period, is put on one line
* quotes only where a reader needs them, and then double ones; a long text folded behind ``>-``, where a short one
  that would need quotes may stay
* comments stay with what they stand above, beside or below; of several empty lines one is kept

What the file says is read again and compared: a difference is a bug and raises, so nothing wrong is ever written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from coverdict.loading.shapes import SchemaStore, Shape
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.nodes import Mapping, Node, Scalar, Sequence
from coverdict.writing.kinds import kind_of
from coverdict.writing.layout import EMPTY, Group, laid_out
from coverdict.writing.rendering import rendered

_ANY = Shape()
_FEW = 3


@dataclass(frozen=True, slots=True)
class Formatted:
    """The text in canonical form, or the diagnostics that say why the file can't be read."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def canonical(text: str, file: str, schemas: SchemaStore, kind: str | None = None) -> Formatted:
    """The text of a file in canonical form; with no ``kind`` it is told by what the file holds."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    node, found = read_yaml(text, file)
    if node is None or any(item.is_error for item in found):
        return Formatted(None, found)
    if isinstance(node, Scalar):
        return Formatted(text)
    shape = schemas.shape(kind or kind_of(node))
    root = laid_out(text, node)
    for slot in root.slots:
        if isinstance(slot.value, Group):
            _arrange(slot.value, _within(shape, slot.key))
    written = rendered(root)
    again, _ = read_yaml(written, file)
    if again is None or _content(again, shape) != _content(node, shape):
        raise ValueError(f"the canonical form of `{file}` would say something else")
    return Formatted(written)


def _arrange(group: Group, shape: Shape) -> None:
    """Put what is inside in canonical order, and small things in brackets."""
    if group.is_mapping and group.slots:
        _put_in_order(group, shape)
        group.in_brackets = group.in_brackets or _is_brief(shape)
    for slot in group.slots:
        if isinstance(slot.value, Group):
            _arrange(slot.value, _within(shape, slot.key))


def _put_in_order(group: Group, shape: Shape) -> None:
    """Sort the entries; an empty line that parts the first one from the next keeps parting them."""
    by_key = {slot.key or "": slot for slot in group.slots}
    before = group.slots[0]
    group.slots = [by_key[key] for key in _in_order(by_key, shape)]
    after = group.slots[0]
    if after is not before and after.above[:1] == [EMPTY] != before.above[:1]:
        before.above.insert(0, EMPTY)


def _is_brief(shape: Shape) -> bool:
    """True for a closed thing of few plain values, such as a period or a place in a document."""
    held = shape.properties.values()
    has_parts = any({"array", "object"} & each.shape.types for each in held)
    return shape.closed and 0 < len(held) <= _FEW and not has_parts


def _content(node: Node, shape: Shape) -> str:
    """What the node says, with the keys that have a canonical order in that order."""
    match node:
        case Scalar(value=value):
            return json.dumps(value)
        case Sequence(items=items):
            return json.dumps([_content(item, _within(shape, None)) for item in items])
        case Mapping(entries=entries):
            said = {each.key: _content(each.value, _within(shape, each.key)) for each in entries}
            return json.dumps([[key, said[key]] for key in _in_order(said, shape)])


def _in_order(keys: Iterable[str], shape: Shape) -> list[str]:
    """The keys that the shape lists first, in its order; the others behind them as they are."""
    order = {key: number for number, key in enumerate(shape.properties)}
    return sorted(keys, key=lambda key: order.get(key, len(order)))


def _within(shape: Shape, key: str | None) -> Shape:
    """The shape of an entry, or of an item where there is no key."""
    if key is None:
        return shape.items or _ANY
    if key in shape.properties:
        return shape.properties[key].shape
    under = (each for pattern, each in shape.patterns if pattern.search(key))
    return next(under, shape.additional or _ANY)
