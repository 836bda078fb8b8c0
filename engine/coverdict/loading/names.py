"""The nearest known name to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that looks most like ``name``, or None when none is so near: 1 is the same."""
    folded = {item.casefold().replace("_", "-"): item for item in known}
    found = difflib.get_close_matches(
        name.casefold().replace("_", "-"), folded, n=1, cutoff=likeness
    )
    return folded[found[0]] if found else None
