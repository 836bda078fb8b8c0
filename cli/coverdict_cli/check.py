"""``coverdict check``: everything that is wrong with a pack."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import engine_version, told
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit

if TYPE_CHECKING:
    from coverdict.api import OpenedPack


class CheckFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def check(
    pack: PackArgument = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        CheckFormat,
        typer.Option("--format", help="SARIF is for code hosts.", case_sensitive=False),
    ] = CheckFormat.TEXT,
) -> None:
    """Check a pack: its files, its names, its types, its periods, its sources."""
    from coverdict import open_pack

    place = find_pack(pack, knowledge)
    found = open_pack(place.folder, place.shown_as)
    emit(_told(found, form))
    if any(each.is_error for each in found.diagnostics):
        raise typer.Exit(WRONG)


def _told(found: OpenedPack, form: CheckFormat) -> str:
    from coverdict.presenting import diagnostics

    match form:
        case CheckFormat.JSON:
            return diagnostics.as_json(found.diagnostics) + "\n"
        case CheckFormat.SARIF:
            return diagnostics.as_sarif(found.diagnostics, engine_version()) + "\n"
        case CheckFormat.TEXT:
            return _text(found)


def _text(found: OpenedPack) -> str:
    if found.diagnostics:
        return told(found.diagnostics, found.texts) + "\n"
    assert found.pack is not None, "a pack with nothing wrong is a pack"
    pack = found.pack
    counted = {
        "rule": len(pack.rules),
        "fact": len(pack.facts),
        "statement": len(pack.statements),
        "scenario": len(found.scenarios),
    }
    counts = ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counted.items())
    return f"{pack.title} ({pack.id} {pack.version}): no errors; {counts}\n"
