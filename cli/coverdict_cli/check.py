"""``coverdict check``: everything that is wrong with a pack."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.explain_code import page_of
from coverdict_cli.failing import WRONG, Failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import engine_version, told
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit

if TYPE_CHECKING:
    from coverdict.api.opened import OpenedPack
    from coverdict.checking.excusing import Judged
    from coverdict.vocabulary.diagnostics import Diagnostic


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
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on warnings too, not only on errors.")
    ] = False,
    waivers: Annotated[
        bool,
        typer.Option("--waivers", help="Print the waivers that would excuse the warnings."),
    ] = False,
) -> None:
    """Check a pack: its files, its names, its types, its periods, its sources, and what is likely wrong in it."""
    from coverdict import open_pack, warnings_of

    place = find_pack(pack, knowledge)
    found = open_pack(place.folder, place.shown_as)
    judged = warnings_of(found.pack) if found.pack is not None else None
    if waivers:
        _print_waivers(found, judged)
        return
    diagnostics = _all(found, judged)
    emit(_told(found, judged, diagnostics, form))
    if any(each.is_error or strict for each in diagnostics):
        raise typer.Exit(WRONG)


def _all(found: OpenedPack, judged: Judged | None) -> tuple[Diagnostic, ...]:
    from coverdict.vocabulary.diagnostics import in_order

    if judged is None:
        return found.diagnostics
    standing = (each.diagnostic for each in judged.standing)
    return in_order([*found.diagnostics, *standing, *judged.problems])


def _print_waivers(found: OpenedPack, judged: Judged | None) -> None:
    """Only for a pack without an error: what is printed may go straight into a file."""
    from coverdict.writing.waivers import waivers_written

    if judged is None:
        raise Failure(told(found.diagnostics, found.texts))
    if judged.standing:
        emit(waivers_written(judged.standing))
    else:
        print("no warning is left to excuse", file=sys.stderr)


def _told(
    found: OpenedPack,
    judged: Judged | None,
    told_of: tuple[Diagnostic, ...],
    form: CheckFormat,
) -> str:
    from coverdict.presenting import diagnostics

    match form:
        case CheckFormat.JSON:
            return diagnostics.as_json(told_of) + "\n"
        case CheckFormat.SARIF:
            pages = {item.code: page_of(item.code).text for item in told_of}
            return diagnostics.as_sarif(told_of, engine_version(), pages) + "\n"
        case CheckFormat.TEXT:
            return _text(found, judged, told_of)


def _text(found: OpenedPack, judged: Judged | None, told_of: tuple[Diagnostic, ...]) -> str:
    findings = told(told_of, found.texts) + "\n" if told_of else ""
    if judged is None or any(item.is_error for item in told_of):
        return findings
    return (findings and f"{findings}\n") + _counts(found, judged)


def _counts(found: OpenedPack, judged: Judged) -> str:
    """One line on a pack without an error."""
    pack = found.pack
    assert pack is not None, "a pack with no error is a pack"
    counted = {
        "rule": len(pack.rules),
        "fact": len(pack.facts),
        "statement": len(pack.statements),
        "scenario": len(found.scenarios),
    }
    counts = ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counted.items())
    n = len(judged.excused)
    excused = f"; {n} finding{'s' * (n != 1)} excused by waivers" if n else ""
    return f"{pack.title} ({pack.id} {pack.version}): no errors; {counts}{excused}\n"
