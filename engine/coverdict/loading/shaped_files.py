"""One file by itself, read and checked for its shape: a course, a plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from coverdict.loading.cases import FilePart, TextPart
from coverdict.loading.fields import Fields
from coverdict.loading.files import decoded, read_text
from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_texts import read_strictly
from coverdict.vocabulary.diagnostics import Diagnostic, in_order
from coverdict.vocabulary.nodes import Mapping


@dataclass(slots=True)
class ShapedFile:
    """The fields under the file's one key, or what is wrong; ``texts`` are the files read, by the name shown."""

    fields: Fields | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_shaped(part: FilePart | TextPart, kind: str, schemas: SchemaStore) -> ShapedFile:
    """The file's fields under the key that is called as its kind is, when it fits the schema of the kind."""
    text, found = _text(part)
    if text is None:
        return ShapedFile(None, found)
    texts = {part.shown_as: text}
    is_json = (
        part.path.suffix == ".json"
        if isinstance(part, FilePart)
        else text.lstrip().startswith(("{", "["))
    )
    node, found = read_strictly(text, part.shown_as, is_json)
    if node is not None and not any(item.is_error for item in found):
        found = (*found, *schema_diagnostics(node, kind, schemas))
    if node is None or any(item.is_error for item in found):
        return ShapedFile(None, in_order(found), texts)
    assert isinstance(node, Mapping), "the schema asks for one"
    return ShapedFile(Fields(node).fields(kind), in_order(found), texts)


def _text(part: FilePart | TextPart) -> tuple[str | None, tuple[Diagnostic, ...]]:
    match part:
        case FilePart(path, shown_as):
            return read_text(path, shown_as)
        case TextPart(raw, shown_as):
            return decoded(raw, shown_as)
