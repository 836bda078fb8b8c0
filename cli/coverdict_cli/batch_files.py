"""The files of a batch: none is written over by mistake, and none is there before it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coverdict_cli.failing import Failure, failure
from coverdict_cli.output import can_be_written
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coverdict.populations.batch import Batch, Counted
    from coverdict.populations.cells import Source
    from coverdict.populations.queries import Asked, Decisions
    from coverdict.populations.tables import Form, Table

_CLEAR = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class Paths:
    """The table and what is written of it, each with its form."""

    table: Path
    output: Path
    rejects: Path


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with the table."""

    asked: Asked
    column_map: Path | None
    ignore: tuple[str, ...]
    id: str | None
    threads: int | None
    memory: str | None


def checked_paths(table: Path, output: Path | None, rejects: Path | None, force: bool) -> Paths:
    """The files, as far as names and folders go: what can't come to a good end fails now."""
    if output is None:
        raise failure("no output", "name a .parquet, .csv or .jsonl file with -o")
    rejects = rejects or output.with_name(f"{output.stem}.rejects.csv")
    for path in (table, output, rejects):
        form_of(path)
    if not table.is_file():
        raise failure(f"no file `{table}`", "name a file with one case a row")
    found = [path.resolve() for path in (table, output, rejects)]
    if len(set(found)) < len(found):
        raise failure(
            "the table, the output and the rejects are not three files",
            "a table is never written over: name another output",
        )
    for path in (output, rejects):
        can_be_written(path, force)
    return Paths(table, output, rejects)


def form_of(path: Path) -> Form:
    """The form that the end of a name asks for."""
    from coverdict.populations.tables import SUFFIXES
    from coverdict.populations.tables import form_of as found

    form = found(path)
    if form is None:
        raise failure(f"`{path}` has no form that is known", f"end its name with one of {SUFFIXES}")
    return form


def run_job(job: Job, paths: Paths) -> str:
    """Decide the table and put the files where they belong; what came of it, in a line."""
    from coverdict.populations.batch import Batch, Files, Resources, Unwritten
    from coverdict.populations.tables import Unreadable

    began = time.monotonic()
    with _beside(paths.output) as folder, _progress() as watch:
        files = Files(
            folder / "verdicts", form_of(paths.output), folder / "rejects", form_of(paths.rejects)
        )
        try:
            batch = Batch(Resources(folder, job.threads, job.memory), watch)
            counted = _decided(batch, job, paths, files)
            batch.close()
        except Unreadable as error:
            raise failure(f"`{paths.table}` can't be read: {error}") from None
        except Unwritten as error:
            raise failure(f"`{paths.output}` could not be written: {error}") from None
        if not counted.adds_up:
            raise AssertionError(f"{counted.rows} rows came in, and not as many out")
        _put(files.rejects, paths.rejects)
        _put(files.output, paths.output)
    return _said(counted, paths, time.monotonic() - began)


def _decided(batch: Batch, job: Job, paths: Paths, files: Files) -> Counted:  # type: ignore[name-defined] # noqa: F821
    from sqlglot import exp

    from coverdict.populations.queries import decisions
    from coverdict.vocabulary.diagnostics import Diagnostic

    table = batch.open(paths.table, form_of(paths.table))
    return batch.decide(found, job.asked.pack, files, job.id)
