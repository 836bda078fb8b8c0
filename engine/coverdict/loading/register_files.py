"""A register by itself, read and checked for its shape: what works on one file and needs no pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from coverdict.loading import registers
from coverdict.loading.fields import Fields
from coverdict.loading.files import read_text
from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic, in_order
from coverdict.vocabulary.nodes import Mapping
from coverdict.vocabulary.sources import Document, Statement


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as text and as written, with the document and the statements that it registers."""

    text: str
    root: Mapping
    document: Document
    statements: tuple[Statement, ...]

    @property
    def entries(self) -> tuple[Mapping, ...]:
        """The statements as written, in their order."""
        return tuple(each.node for each in Fields(self.root).mappings("statements"))


@dataclass(slots=True)
class ReadRegister:
    """A register, or what is wrong with its file; ``texts`` are the files read, by the name shown."""

    register: RegisterFile | None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_register(path: Path, shown_as: str, schemas: SchemaStore) -> ReadRegister:
    """The register in a file."""
    text, found = read_text(path, shown_as)
    return register_of(text, shown_as, schemas) if text is not None else ReadRegister(None, found)


def register_of(text: str, shown_as: str, schemas: SchemaStore) -> ReadRegister:
    """The register in a text."""
    node, found = read_yaml(text, shown_as)
    if node is not None and not any(item.is_error for item in found):
        found = (*found, *schema_diagnostics(node, "sources", schemas))
    if not isinstance(node, Mapping) or any(item.is_error for item in found):
        return ReadRegister(None, in_order(found), {shown_as: text})
    fields = Fields(node)
    head = fields.fields("document")
    if head is None:
        apart = registers.held_in_parts(fields.text("document"), fields.place("document"))
        return ReadRegister(None, (apart,), {shown_as: text})
    document = registers.document(head)
    statements = (registers.statement(each, document) for each in fields.mappings("statements"))
    register = RegisterFile(text, node, document, tuple(statements))
    return ReadRegister(register, in_order(found), {shown_as: text})
