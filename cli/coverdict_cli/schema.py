"""``coverdict schema``: a pack's own vocabulary for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.opening import told
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit, write_new


class Kind(StrEnum):
    """The kinds of file that a pack and its users write."""

    ALL = "all"
    PACK = "pack"
    SOURCES = "sources"
    FACTS = "facts"
    PARAMETERS = "parameters"
    CODES = "codes"
    RULES = "rules"
    QUESTIONS = "questions"
    TERMS = "terms"
    SCENARIOS = "scenarios"
    WAIVERS = "waivers"
    CATALOGUE = "catalogue"
    CASE = "case"
    COURSE = "course"
    PLAN = "plan"


def schema(
    pack: PackArgument = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="The kind of file.", case_sensitive=False)
    ] = Kind.ALL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="The file to write; for all kinds, a folder. Default: print it.",
        ),
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write JSON Schemas that complete a pack's names and values in an editor."""
    place = find_pack(pack, knowledge)
    if kind is not Kind.ALL:
        (text,) = _schemas(place, kind).values()
        if output is None:
            emit(text)
        else:
            _write(output, text)
        return
    if output is None:
        raise failure(
            "a pack has files of several kinds",
            "name a folder with -o, or one of them with --kind",
            MISUSED,
        )
    for name, text in _schemas(place, *(each for each in Kind if each is not Kind.ALL)).items():
        _write(output / f"{name}.schema.json", text)
    emit(f"{len(Kind) - 1} schemas of {place.named} in {output}\n")


def _schemas(place: Place, *kinds: Kind) -> dict[str, str]:
    """The schemas as texts; of a pack that is not finished yet they list what is declared so far."""
    from coverdict.api.opening import read_draft, vocabulary_of

    read = read_draft(place.folder, place.shown_as)
    if read.pack is None:
        raise Failure(told(read.diagnostics, read.texts))
    found = {kind.value: vocabulary_of(read, kind.value) for kind in kinds}
    return {
        name: json.dumps(each, indent=1, ensure_ascii=False) + "\n" for name, each in found.items()
    }


def _write(path: Path, text: str) -> None:
    """Write a schema over one that was written so before, and over nothing else."""
    from coverdict.writing.vocabulary_schemas import MADE_BY

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_ours = path.is_file() and MADE_BY in path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise failure(f"`{path}` cannot be written: {reason}") from None
    write_new(path, text, over=is_ours)
