"""A text in JSON or YAML, read strictly. Only the reader that is needed is imported: a command waits for it."""

from __future__ import annotations

from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.nodes import Node


def read_strictly(
    text: str, shown_as: str, is_json: bool
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of the text, and everything refused in it."""
    if is_json:
        from coverdict.loading.strict_json import read_json

        return read_json(text, shown_as)
    from coverdict.loading.strict_yaml import read_yaml

    return read_yaml(text, shown_as)
