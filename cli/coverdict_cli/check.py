"""``coverdict check``: everything that is wrong with a pack."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG
from coverdict_cli.knowledge import find_pack
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit

if TYPE_CHECKING:
    from coverdict import OpenedPack


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
    from coverdict import __version__
    from coverdict.presenting import diagnostics

    match form:
        case CheckFormat.JSON:
            return _line(diagnostics.as_json(found.diagnostics))
        case CheckFormat.SARIF:
            return _line(diagnostics.as_sarif(found.diagnostics, __version__))
        case CheckFormat.TEXT:
            text = diagnostics.as_text(found.diagnostics, found.texts)
            return (_line(text) + "\n" if text.strip() else "") + _summary(found)


def _line(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _summary(found: OpenedPack) -> str:
    errors = sum(each.is_error for each in found.diagnostics)
    warnings = len(found.diagnostics) - errors
    counted = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    if found.pack is None or errors:
        return f"{counted}\n"
    pack = found.pack
    return (
        f"{pack.title} ({pack.id} {pack.version}): {counted};"
        f" {_count(len(pack.rules), 'rule')}, {_count(len(pack.facts), 'fact')},"
        f" {_count(len(pack.statements), 'statement')}\n"
    )


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
