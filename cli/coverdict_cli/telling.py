"""Diagnostics as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coverdict.vocabulary.diagnostics import Diagnostic


def told(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] | None = None) -> str:
    """The diagnostics as people read them."""
    from coverdict.presenting.diagnostics import as_text

    return as_text(diagnostics, texts.get if texts else None)
