"""What a schema refuses, in the words of the field: one function a refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from coverdict.loading.likely_meanings import as_id, home_of, likely_key, respelled
from coverdict.loading.names import nearest
from coverdict.loading.shapes import Shape
from coverdict.loading.yaml_scalars import shortened
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.nodes import Entry, Mapping, Node, Scalar, Sequence

_WORDS = {
    "boolean": "true or false",
    "integer": "a whole number",
    "string": "a text",
    "array": "a list",
    "object": "a group of keys",
}
_FEW = 3  # words that can all be told rather than one of them guessed
_JOINING = ("all", "any", "not", "at-least-n-of")


@dataclass(frozen=True, slots=True)
class Part:
    """What messages call a node: the key it stands under, or an item of that key's list."""

    name: str
    parent: Part | None = None
    is_item: bool = False

    def __str__(self) -> str:
        if self.parent is None:
            return self.name
        return (
            f"this item of `{shortened(self.name)}`"
            if self.is_item
            else f"`{shortened(self.name)}`"
        )


def unknown_key(
    entry: Entry, node: Mapping, shape: Shape, part: Part
) -> tuple[Diagnostic, tuple[str, ...]]:
    """A key that the shape lacks, with the keys that were probably meant by it."""
    key = entry.key
    is_root = part.parent is not None and part.parent.parent is None
    message, why = (
        f"unknown key `{shortened(key)}`",
        "a key that nothing reads would have no effect",
    )
    if shape.patterns:
        message = f"`{shortened(key)}` is neither an id nor one of {_listed(_JOINING)}"
        form, hyphened = shape.patterns[0][0], as_id(key)
        guess = hyphened if form.search(hyphened) else nearest(key, shape.properties)
        return _diagnostic("CV201", message, why, entry.key_span, _did_you_mean(guess)), ()
    home = home_of(key) if is_root else None
    if home is not None:
        help_ = f"`{key}` belongs in {home}"
        return _diagnostic("CV201", message, why, entry.key_span, help_), shape.required
    guess = likely_key(key, [known for known in shape.properties if node.get(known) is None])
    if guess is None:
        help_ = f"known here: {_listed(shape.properties)}"
        return _diagnostic("CV201", message, why, entry.key_span, help_), ()
    return _diagnostic("CV201", message, why, entry.key_span, _did_you_mean(guess)), (guess,)


def missing(key: str, node: Mapping, owner: Shape) -> Diagnostic:
    """A key that the group must have, told at its first key."""
    span = node.entries[0].key_span if node.entries else node.span
    told = owner.properties.get(key)
    example = (told.example or told.shape.example) if told else None
    why = f"{owner.title} needs it"
    if told and told.description:
        why += f": {_lowered(told.description)}"
    help_ = f"add `{key}: {_flow(example)}`" if example else f"add `{key}`"
    return _diagnostic("CV202", f"`{key}` is missing", why, span, help_)


def wrong_type(node: Node, actual: str, shape: Shape, part: Part) -> Diagnostic:
    """A text where a list must stand, and the like."""
    found = _as_written(node) if isinstance(node, Scalar) else _WORDS[actual]
    message = f"{part} is {found}, but must be {_expected(shape)}"
    why = "nothing is guessed from a value of another form"
    return _diagnostic("CV203", message, why, node.span, _type_help(node, shape, part))


def not_allowed(node: Scalar, shape: Shape, part: Part) -> Diagnostic:
    """A value outside a closed list."""
    message = f"`{_shown(node)}` is not a value of {part}"
    allowed = [str(value) for value in shape.allowed]
    guess = nearest(str(node.value), allowed, 0.8 if len(allowed) <= _FEW else 0.6)
    help_ = _did_you_mean(guess) or f"write one of {_listed(allowed)}"
    return _diagnostic("CV204", message, "only the listed values mean something", node.span, help_)


def wrong_form(text: str, span: Span, shape: Shape, part: Part) -> Diagnostic:
    """A text that is not written as its kind is."""
    if not text.strip():
        return empty(span, part)
    takes_references = shape.pattern is not None and r"\$" in shape.pattern.pattern
    kind = "a reference" if text.startswith("$") and takes_references else shape.title
    guess = next((way for way in respelled(text) if _matches(shape, way)), None)
    if guess and re.fullmatch(r"[0-9.]+", guess):
        guess = f'"{guess}"'
    help_ = _did_you_mean(guess) or _lowered(shape.description)
    why = f"{part} must be {kind}, and nothing is guessed from another form"
    return _diagnostic("CV205", f"`{shortened(text)}` is not {kind}", why, span, help_)


def wrong_key(entry: Entry, shape: Shape) -> Diagnostic:
    """A key that is not written as names are."""
    part = Part("this key")
    return wrong_form(entry.key, entry.key_span, shape, part)


def empty(span: Span, part: Part) -> Diagnostic:
    """A text, list or group with nothing in it."""
    why = "an empty one says nothing, and it cannot be told whether something was forgotten"
    return _diagnostic("CV206", f"{part} is empty", why, span, "write what belongs there")


def no_such_day(text: str, span: Span) -> Diagnostic:
    """A date that no calendar has."""
    why = "nothing can begin, end or be known on it"
    return _diagnostic("CV207", f"there is no day `{text}`", why, span, "check month and day")


def wrong_count(node: Sequence, shape: Shape, part: Part) -> Diagnostic:
    """A list with too few or too many items."""
    if not node.items:
        return empty(node.span, part)
    message = f"{part} has {_count(len(node.items), 'item')}, but must have {shape.min_items}"
    why = "each item has its own meaning by its place"
    return _diagnostic("CV208", message, why, node.span, _lowered(shape.description) or None)


def too_many_keys(node: Mapping, shape: Shape) -> Diagnostic:
    """Two keys where one must stand."""
    keys = _listed(entry.key for entry in node.entries)
    message = f"{shape.title} has one key, not {len(node.entries)}: {keys}"
    span = node.entries[1].key_span
    if shape.title == "a condition":
        tests = ", ".join(f"{{{shortened(entry.key)}: \u2026}}" for entry in node.entries[:3])
        why = "it would be guessed whether both must hold or one of them"
        return _diagnostic("CV208", message, why, span, f"put them under `all`: `all: [{tests}]`")
    why = "it would be guessed which operation comes first"
    return _diagnostic("CV208", message, why, span, "put one operation inside the other")


def repeated(item: Node, before: Node) -> Diagnostic:
    """An item that stands in its list already."""
    shown = f"`{_shown(item)}`" if isinstance(item, Scalar) else "this item"
    related = (Related("it stands here first", before.span),)
    why = "a second one has no effect, so another one was probably meant"
    help_ = "take it away, or write the one that was meant"
    return Diagnostic(
        "CV209", f"{shown} stands twice in its list", why, item.span, help_, related=related
    )


def too_small(node: Scalar, least: int, part: Part) -> Diagnostic:
    """A number below the least one."""
    message = f"{part} is {node.value}, but must be at least {least}"
    why = "no count, amount or place is smaller"
    return _diagnostic("CV210", message, why, node.span, f"write {least} or more")


def too_large(node: Scalar, most: int, part: Part) -> Diagnostic:
    """A number above the greatest one."""
    message = f"{part} is {node.value}, but must be at most {most}"
    why = "nothing could ever reach it"
    return _diagnostic("CV213", message, why, node.span, f"write {most} or less")


def out_of_place(entry: Entry, shape: Shape) -> Diagnostic:
    """A key that another key of the group rules out."""
    message = f"`{entry.key}` has no place here"
    return _diagnostic("CV211", message, shape.description, entry.key_span, "take it away")


def _diagnostic(code: str, message: str, why: str, span: Span, help_: str | None) -> Diagnostic:
    return Diagnostic(code, message, why, span, help_)


def _expected(shape: Shape) -> str:
    if shape.title[:1].islower():
        return shape.title
    words = [word for type_, word in _WORDS.items() if type_ in shape.types]
    return " or ".join(words)


def _type_help(node: Node, shape: Shape, part: Part) -> str | None:
    """The mend that the value itself suggests, else what the schema says."""
    if isinstance(node, Sequence) and shape.title == "a value or operators":
        joining = nearest(part.name, _JOINING)
        return _did_you_mean(joining) or "write `in: [\u2026]` for one of several values"
    if not isinstance(node, Scalar):
        return _example_help(shape)
    if "string" in shape.types and _matches(shape, _shown(node)):
        return f'put it in quotes: `"{_shown(node)}"`'
    if shape.types == {"array"} and shape.items and _takes(shape.items, node):
        return f"put it in brackets: `[{_shown(node)}]`"
    if "integer" in shape.types and re.fullmatch(r"[0-9]+", str(node.value)):
        return f"take the quotes away: `{node.value}`"
    if shape.types == {"boolean"}:
        plainly = node.value in ("true", "false")
        return f"take the quotes away: `{node.value}`" if plainly else "write `true` or `false`"
    return _example_help(shape)


def _example_help(shape: Shape) -> str | None:
    if shape.title.startswith("a file of"):
        return f"begin the file with `{next(iter(shape.properties))}:`"
    if shape.example:
        return f"write it like `{_flow(shape.example)}`"
    return _lowered(shape.description) or None


def _takes(shape: Shape, node: Scalar) -> bool:
    return "string" in shape.types and isinstance(node.value, str) and _matches(shape, node.value)


def _matches(shape: Shape, text: str) -> bool:
    return shape.pattern is None or shape.pattern.search(text) is not None


def _did_you_mean(guess: str | None) -> str | None:
    return f"did you mean `{guess}`?" if guess else None


def _shown(node: Scalar) -> str:
    """The value as written, without its quotes."""
    return shortened(json.dumps(node.value) if isinstance(node.value, bool) else str(node.value))


def _as_written(node: Scalar) -> str:
    return f'`"{_shown(node)}"`' if node.quoted else f"`{_shown(node)}`"


def _lowered(sentence: str) -> str:
    """A sentence as a phrase: small first letter, no full stop, not marked as optional."""
    sentence = re.sub(r"^Optional(, [^:]*)?: ", "", sentence)
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")


def _listed(keys: Iterable[object]) -> str:
    return ", ".join(f"`{shortened(str(key))}`" for key in keys)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _flow(example: object) -> str:
    """An example as an analyst would write it on one line."""
    match example:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in example.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, example)) + "]"
        case bool():
            return json.dumps(example)
        case str() if re.fullmatch(r"[0-9.]*[.][0-9]+", example):
            return f'"{example}"'
        case _:
            return str(example)
