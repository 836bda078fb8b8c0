"""What the commands that hold a table of cases against something have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.batch_files import form_of
from coverdict_cli.failing import failure

if TYPE_CHECKING:
    from coverdict.populations.batch import Resources
    from coverdict.populations.tables import Table
    from coverdict.populations.verdict_files import CaseTable

DIFFERS = 10
_CLEAR = "\r\x1b[K"


class ReportFormat(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


CasesArgument = Annotated[
    Path,
    typer.Argument(
        metavar="CASES", help="The cases, one a row: .parquet, .csv, .jsonl or .ndjson."
    ),
]
MapOption = Annotated[
    Path | None,
    typer.Option(
        "--map", metavar="FILE", help="A YAML file that says which columns hold which facts."
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="COLUMN", help="A column that holds no fact. Give it for each."
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The date of service of rows without one. Default: today.",
    ),
]
ExamplesOption = Annotated[
    int, typer.Option("--examples", min=1, max=100, help="How many rows are named of each kind.")
]
KindsOption = Annotated[
    int, typer.Option("--kinds", min=1, max=1000, help="How many kinds are told at most.")
]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", min=1, help="How many threads work. Default: all.")
]
MemoryOption = Annotated[
    str | None,
    typer.Option("--memory", metavar="SIZE", help="The most memory, such as 2GB. Default: most."),
]
ReportFormatOption = Annotated[
    ReportFormat,
    typer.Option("--format", help="How the report is printed.", case_sensitive=False),
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help=f"End with {DIFFERS} where anything differs.")
]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run may take."""

    threads: int | None
    memory: str | None


def case_table(path: Path) -> CaseTable:
    """The table in a file that is there."""
    from coverdict.populations.verdict_files import CaseTable

    form = form_of(path)
    if not path.is_file():
        raise failure(f"no file `{path}`", "name a file with one case a row")
    return CaseTable(path, form)


def columns_of(table: CaseTable) -> Table:
    """The table as far as its columns go."""
    from coverdict.populations.tables import Unreadable
    from coverdict.populations.verdict_files import columns_in

    try:
        return columns_in(table)
    except Unreadable as error:
        raise failure(f"`{table.path}` can't be read: {error}") from None


@contextmanager
def working(path: Path, taken: Taken) -> Iterator[tuple[Resources, Callable[[str, float], None]]]:
    """What a run over the table takes, its folder taken away in the end, and whom it tells how far it is.

    What goes wrong inside is told as a failure.
    """
    import tempfile

    from coverdict.populations.batch import Resources, Unwritten
    from coverdict.populations.tables import Unreadable

    with tempfile.TemporaryDirectory(prefix="coverdict-") as folder:
        try:
            yield Resources(Path(folder), taken.threads, taken.memory), _watch
        except Unreadable as error:
            raise failure(f"`{path}` can't be read: {error}") from None
        except Unwritten as error:
            raise failure(
                f"the work on `{path}` could not be done: {error}",
                "TMPDIR names the folder for what the memory does not hold",
            ) from None
        finally:
            if sys.stderr.isatty():
                sys.stderr.write(_CLEAR)
                sys.stderr.flush()


def _watch(what: str, share: float) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{_CLEAR}{what}{f' {share:.0f} %' if share >= 0 else ''}")
        sys.stderr.flush()
