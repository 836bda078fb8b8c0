"""Places in files, and what is wrong at them: diagnostics are values, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from coverdict.vocabulary.records import record


class Severity(StrEnum):
    """How much a diagnostic weighs: an error keeps the pack or case from being used."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, the end is exclusive.

    Line 0 stands for no line: ``file`` then names an option of the command line, with its value. A pack has a span for
    every name in it, so they are tuples: these are made in no time.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@record
class Related:
    """A second place that a diagnostic speaks of, with what stands there."""

    message: str
    span: Span


@record
class Diagnostic:
    """One finding: what is wrong, where, why it matters and how to mend it.

    ``message`` is a lower-case phrase with user input in backticks; ``why`` one sentence on what would go
    wrong; ``help`` an action, a "did you mean", or None.
    """

    code: str
    message: str
    why: str
    span: Span | None = None
    help: str | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()

    @property
    def is_error(self) -> bool:
        """True for an error, false for a warning."""
        return self.severity is Severity.ERROR


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file, line and column, each once; those with no place first."""

    def place(item: Diagnostic) -> tuple[str, int, int, str, str]:
        span = item.span or Span("", 0, 0)
        return (span.file, span.line, span.column, item.code, item.message)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))
