"""Waivers to be filled in, for warnings that are to be excused."""

from __future__ import annotations

from collections.abc import Iterable

from coverdict.checking.unfilled import MARK
from coverdict.vocabulary.waivers import Excusable


def waivers_written(warnings: Iterable[Excusable]) -> str:
    """A file of waivers for the warnings, each with its message above it and the reason left to the analyst."""
    told = {(item.diagnostic.code, item.about, item.digest): item for item in warnings}
    lines = ["waivers:"]
    for (code, about, digest), item in told.items():
        lines += [
            f"  # {item.diagnostic.message}",
            f"  - excuses: {code}",
            f"    about: {about}",
            f"    digest: {digest}",
            f"    why: {MARK}",
        ]
    return "\n".join(lines) + "\n"
