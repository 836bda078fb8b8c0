"""Ids for what is written anew: in the form that ids have, and not in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coverdict.loading.packs import PackRead
from coverdict.vocabulary.diagnostics import Span

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*")
_JOINS = ("all", "any", "not", "at-least-n-of")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an id cannot be had, and what to do."""

    message: str
    help: str


def is_id(id: str) -> bool:
    """True for small letters and digits joined by hyphens, dotted by topic."""
    return _ID.fullmatch(id) is not None


def refused_id(id: str, in_use: Mapping[str, Span], is_name: bool = False) -> Refused | None:
    """Why a thing cannot have the id; ``is_name`` for one that conditions test."""
    if not is_id(id):
        return Refused(
            f"`{id}` cannot be an id",
            "write small letters and digits joined by hyphens, dotted by topic, such as `visit.setting`",
        )
    if is_name and id in _JOINS:
        return Refused(f"`{id}` cannot be an id: it joins conditions", "choose another word")
    if id in in_use:
        return Refused(f"`{id}` is in use, declared at {in_use[id]}", "choose another id")
    return None


def scenario_ids(read: PackRead) -> dict[str, Span]:
    """The ids of the scenarios as they are written, with their places."""
    return {fields.text("id"): fields.place("id") for fields in read.scenarios}
