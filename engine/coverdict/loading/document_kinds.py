"""Kinds of documents, told by the endings of their names."""

from __future__ import annotations

from pathlib import PurePath

HTML = frozenset([".html", ".htm", ".xhtml"])
MARKDOWN = frozenset([".md", ".markdown"])


def unit_of(file: str | None) -> str:
    """What a block of that file is called.

    >>> unit_of("rules.txt"), unit_of("rules.html")
    ('line', 'block')
    """
    return "block" if file and PurePath(file).suffix.lower() in HTML else "line"
