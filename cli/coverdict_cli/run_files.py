"""What a run was, beside its output: by which rules and from which table, for whoever asks for a row later."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coverdict_cli.failing import failure

if TYPE_CHECKING:
    from coverdict.populations.batch import Counted
    from coverdict.populations.cells import Source
    from coverdict.populations.queries import Asked

_TOGETHER = "a run's files belong together: let `coverdict batch` write them again"


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its file tells it; paths are those that lead from the working folder."""

    pack: str
    id: str
    version: str
    digest: str
    question: str
    known: date
    undated: date
    presume: bool
    wanted: tuple[str, ...]
    conclusions: tuple[str, ...]
    table: Path
    sha256: str
    rows: int
    rejects: Path
    sources: tuple[Mapping[str, Any], ...]


def run_file(output: Path) -> Path:
    """The file that tells what the run was which wrote the output."""
    return output.with_name(f"{output.name}.run.json")


def as_told(
    asked: Asked,
    named: str,
    sources: Sequence[Source],
    counted: Counted,
    output: Path,
    table: Path,
    rejects: Path,
) -> str:
    """The file's text. Paths are told as they lead from the output, so that a folder can be moved as a whole."""
    from coverdict.presenting.as_json import as_json
    from coverdict_cli.opening import engine_version

    pack = asked.pack
    return as_json(
        {
            "engine": engine_version(),
            "pack": {
                "id": pack.id,
                "version": pack.version,
                "digest": pack.digest,
                "named": _from(output, Path(named)) if Path(named).is_dir() else named,
            },
            "question": asked.question.id,
            "knowledge_date": asked.known,
            "undated": asked.undated,
            "presumptions": asked.presume,
            "columns": asked.wanted,
            "conclusions": asked.conclusions,
            "table": {
                "file": _from(output, table),
                "sha256": digest_of(table),
                "rows": counted.rows,
            },
            "sources": [
                {
                    "column": each.name,
                    "type": each.type,
                    "fact": each.fact,
                    "cents": each.cents,
                    "values": each.values,
                }
                for each in sources
            ],
            "decided": counted.decided,
            "rejects": {"file": _from(output, rejects), "rows": counted.rejected},
        }
    )


def read_run(output: Path) -> Run:
    """What the run was that wrote the output."""
    path = run_file(output)
    if not output.is_file():
        raise failure(f"no file `{output}`", "name what `coverdict batch` wrote")
    if not path.is_file():
        raise failure(
            f"`{output}` has no `{path.name}` beside it, which tells by what it was decided",
            _TOGETHER,
        )
    try:
        return _run(json.loads(path.read_text(encoding="utf-8")), output.parent)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise failure(f"`{path}` does not tell of a run", _TOGETHER) from None


def _run(told: dict[str, Any], folder: Path) -> Run:
    named = folder / told["pack"]["named"]
    return Run(
        pack=_shown(named) if named.is_dir() else str(told["pack"]["named"]),
        id=str(told["pack"]["id"]),
        version=str(told["pack"]["version"]),
        digest=str(told["pack"]["digest"]),
        question=str(told["question"]),
        known=date.fromisoformat(told["knowledge_date"]),
        undated=date.fromisoformat(told["undated"]),
        presume=bool(told["presumptions"]),
        wanted=tuple(map(str, told["columns"])),
        conclusions=tuple(map(str, told["conclusions"])),
        table=Path(_shown(folder / told["table"]["file"])),
        sha256=str(told["table"]["sha256"]),
        rows=int(told["table"]["rows"]),
        rejects=Path(_shown(folder / told["rejects"]["file"])),
        sources=tuple({**each} for each in told["sources"]),
    )


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _from(output: Path, path: Path) -> str:
    return os.path.relpath(path.resolve(), output.parent.resolve())


def _shown(path: Path) -> str:
    return os.path.normpath(path)
