"""The digest of a thing's content: the same wherever it is written, another once what it says is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from coverdict.vocabulary.diagnostics import Span


def content_digest(thing: object) -> str:
    """``sha256:`` and the hash of all that a declared thing says, its place in the files left out."""
    return "sha256:" + hashlib.sha256(_content(thing).encode()).hexdigest()


def _content(thing: object) -> str:
    if is_dataclass(thing) and not isinstance(thing, type):
        said = (
            (item.name, getattr(thing, item.name))
            for item in fields(thing)
            if not isinstance(getattr(thing, item.name), Span)
        )
        parts = (f"{name}={_content(value)}" for name, value in said)
        return f"{type(thing).__name__}({', '.join(parts)})"
    if isinstance(thing, Mapping):
        return f"{{{', '.join(f'{key!r}: {_content(value)}' for key, value in thing.items())}}}"
    if isinstance(thing, tuple):
        return f"[{', '.join(map(_content, thing))}]"
    return repr(thing.value) if isinstance(thing, Enum) else repr(thing)
