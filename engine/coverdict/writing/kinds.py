"""What kind of file a text is, by the keys at its top."""

from __future__ import annotations

from coverdict.vocabulary.nodes import Mapping, Node

_BY_KEY = {
    "document": "sources",
    **dict.fromkeys(("facts", "presumptions", "impossible"), "facts"),
    "parameters": "parameters",
    **dict.fromkeys(("code-sets", "tables"), "codes"),
    **dict.fromkeys(("criteria", "choices", "amounts", "duties", "rules"), "rules"),
    "questions": "questions",
    "terms": "terms",
    "scenarios": "scenarios",
    "waivers": "waivers",
    "catalogue": "catalogue",
}
_SHARED = {"pack": "version", "course": "title", "plan": "case"}
"""Keys that a case may have too, for a group of facts: a file of the kind has this key below."""


def kind_of(node: Node) -> str:
    """The kind of file: pack, or that of a folder of a pack, or course, or plan, else case."""
    if not isinstance(node, Mapping):
        return "case"
    for entry in node.entries:
        below = _SHARED.get(entry.key)
        if below and isinstance(entry.value, Mapping) and entry.value.get(below) is not None:
            return entry.key
    known = (entry.key for entry in node.entries if entry.key in _BY_KEY)
    return _BY_KEY.get(next(known, ""), "case")
