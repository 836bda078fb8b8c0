"""The digest of a thing's content: the same wherever it is written, another once what it says is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum

from coverdict.vocabulary.diagnostics import Span


def content_digest(thing: object) -> str:
    """``sha256:`` and the hash of all that a declared thing says, its place in the files left out.

    What is as it is by default is left out too, so that a thing keeps its digest when the language learns to say more.
    """
    return "sha256:" + hashlib.sha256(_content(thing).encode()).hexdigest()


def _content(thing: object) -> str:
    if is_dataclass(thing) and not isinstance(thing, type):
        found = ((item, getattr(thing, item.name)) for item in fields(thing))
        said = (
            f"{item.name}={_content(value)}"
            for item, value in found
            if not isinstance(value, Span) and not _is_default(item, value)
        )
        return f"{type(thing).__name__}({', '.join(said)})"
    if isinstance(thing, Mapping):
        return f"{{{', '.join(f'{key!r}: {_content(value)}' for key, value in thing.items())}}}"
    if isinstance(thing, tuple):
        return f"[{', '.join(map(_content, thing))}]"
    return repr(thing.value) if isinstance(thing, Enum) else repr(thing)


def _is_default(item: Field[object], value: object) -> bool:
    if item.default_factory is not MISSING:
        return bool(value == item.default_factory())
    return item.default is not MISSING and bool(value == item.default)
