"""The files of a batch: none is written over by mistake, and none is there before it is whole."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coverdict_cli.failing import Failure, failure
from coverdict_cli.output import can_be_written, write_new
from coverdict_cli.run_files import as_told, run_file
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coverdict.populations.batch import Batch, Counted, Files, Resources
    from coverdict.populations.cells import Source
    from coverdict.populations.naming import ColumnMap
    from coverdict.populations.queries import Asked
    from coverdict.populations.tables import Form, Table
    from coverdict.vocabulary.packs import Pack

_CLEAR = "\r\x1b[K"
_LOCK = ".lock"


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
    spark: Mapping[str, str] | None = None
    """The settings of the Spark that decides; without any, DuckDB does."""
    named: str = ""
    """The pack as the user named it."""


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
    for path in (output, rejects, run_file(output)):
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
    from coverdict.populations.batch import Files, Resources, Unwritten
    from coverdict.populations.tables import Unreadable

    began = time.monotonic()
    with beside(paths.output) as folder, _progress() as watch:
        files = Files(
            folder / "verdicts", form_of(paths.output), folder / "rejects", form_of(paths.rejects)
        )
        try:
            batch = _batch(job, Resources(folder, job.threads, job.memory), watch)
            sources, counted = _decided(batch, job, paths, files, watch)
            batch.close()
        except Unreadable as error:
            raise failure(f"`{paths.table}` can't be read: {error}") from None
        except Unwritten as error:
            raise failure(f"`{paths.output}` could not be written: {error}") from None
        if not counted.adds_up:
            raise AssertionError(f"{counted.rows} rows came in, and not as many out")
        run = as_told(
            job.asked, job.named, sources, counted, paths.output, paths.table, paths.rejects
        )
        write_new(folder / "run", run)
        put(files.rejects, paths.rejects)
        put(folder / "run", run_file(paths.output))
        put(files.output, paths.output)
    return _said(counted, paths, time.monotonic() - began)


def _batch(job: Job, resources: Resources, watch: Callable[[str, float], None]) -> Batch:
    """The run of the engine that was chosen."""
    if job.spark is None:
        from coverdict.populations.batch import Batch

        return Batch(resources, watch)
    from coverdict.populations.spark_batch import SparkBatch
    from coverdict.populations.spark_sessions import Unstarted

    try:
        return SparkBatch(resources, watch, job.spark)
    except Unstarted as error:
        raise failure(
            f"Spark could not be started: {error}", "look at Java and at --spark-conf"
        ) from None


def _decided(
    batch: Batch, job: Job, paths: Paths, files: Files, progress: _Progress
) -> tuple[Sequence[Source], Counted]:
    from coverdict.populations.batch import planned
    from coverdict.vocabulary.diagnostics import Diagnostic

    table = batch.open(paths.table, form_of(paths.table))
    progress.rows = batch.rows_of(table)
    sources = _sources(job, paths, table)
    plan = planned(job.asked)
    if isinstance(plan, Diagnostic):
        raise Failure(told([plan]))
    batch.read(job.asked.pack, table, sources, plan.facts, job.id)
    return sources, batch.decide(plan, job.asked.pack, files, job.id)


def _sources(job: Job, paths: Paths, table: Table) -> Sequence[Source]:
    """Where the facts are in the table; every column has to hold one, or be left out."""
    from coverdict.populations.naming import sources_of

    pack = job.asked.pack
    named = column_map(pack, job.column_map)
    ignored = {*job.ignore, *([job.id] if job.id else [])}
    sources, found = sources_of(pack, table, named, ignored, str(paths.table))
    if found:
        raise Failure(told(found, named.texts))
    return sources


def column_map(pack: Pack, path: Path | None) -> ColumnMap:
    """What a map file says of the columns."""
    from coverdict import FilePart
    from coverdict.populations.naming import ColumnMap, read_map

    named = ColumnMap() if path is None else read_map(pack, FilePart(path, str(path)))
    if named.diagnostics:
        raise Failure(told(named.diagnostics, named.texts))
    return named


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A folder beside the output for what is not whole yet; it is taken away, whatever happens.

    Of a process that was killed it stays, until the next run with this output.
    """
    import tempfile

    _tidy_up(path)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        with lock, _ended_by_request():
            _locked(lock)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tidy_up(path: Path) -> None:
    """Take away what runs left here that are no longer there to do it."""
    for lock in path.parent.glob(f".{glob.escape(path.name)}.*/{_LOCK}"):
        with contextlib.suppress(OSError), lock.open("a") as stream:
            if _locked(stream):
                shutil.rmtree(lock.parent, ignore_errors=True)


def _locked(stream: TextIO) -> bool:
    """Whether the file is this process's alone; the system lets go of it when the process ends."""
    try:
        import fcntl
    except ImportError:  # on Windows nothing is tidied up
        return False
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _ended_by_request() -> Iterator[None]:
    """A request to end, such as `kill`, takes effect like an interrupt: what was begun is taken away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def put(made: Path, path: Path) -> None:
    """The whole file in the place of the old one, at once."""
    try:
        made.chmod(path.stat().st_mode if path.exists() else _usual_mode())
        made.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from None


def _usual_mode() -> int:
    """What a new file may be used for, as the user has set it."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritten(path: Path, error: OSError) -> Failure:
    reason = "no space is left" if error.errno == errno.ENOSPC else error.strerror
    return failure(f"`{path}` could not be written: {(reason or 'the system refused').lower()}")


@dataclass(slots=True)
class _Progress:
    """What is being done, how fast, how far it is and how long it may still take, on a terminal."""

    rows: int | None = None
    began: dict[str, float] = field(default_factory=dict)

    def __call__(self, what: str, share: float) -> None:
        if not sys.stderr.isatty():
            return
        now = time.monotonic()
        spent = now - self.began.setdefault(what, now)
        told = [what if share < 0 else f"{what} {share:.0f} %"]
        if self.rows and share >= 1 and spent >= 1:
            told.append(f"{self.rows * share / 100 / spent:,.0f} rows a second")
        told.append(f"{spent:.0f} s")
        if share >= 1:
            told.append(f"{spent * (100 - share) / share:.0f} s left")
        sys.stderr.write(f"{_CLEAR}{', '.join(told)}")
        sys.stderr.flush()


@contextmanager
def _progress() -> Iterator[_Progress]:
    """The line is taken away at the end."""
    try:
        yield _Progress()
    finally:
        if sys.stderr.isatty():
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _said(counted: Counted, paths: Paths, seconds: float) -> str:
    rate = counted.rows / seconds if seconds else 0
    return (
        f"{counted.rows:,} rows: {counted.decided:,} decided in {paths.output},"
        f" {counted.rejected:,} rejected in {paths.rejects}"
        f" ({seconds:.1f} s, {rate:,.0f} rows a second)"
    )
