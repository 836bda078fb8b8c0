"""How a command ends that cannot do what was asked: a clear message, an exit code, no traceback."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

WRONG = 1
MISUSED = 2
INTERNAL = 3
INTERRUPTED = 130


class Failure(Exception):
    """The command cannot go on; ``told`` is what the user reads on the standard error."""

    def __init__(self, told: str, code: int = WRONG) -> None:
        super().__init__(told)
        self.told = told
        self.code = code


class Interrupted(BaseException):
    """The user pressed Ctrl-C."""


def failure(message: str, help: str | None = None, code: int = WRONG) -> Failure:
    """A failure of the front end itself, in the form of a diagnostic that has no place."""
    return Failure(f"error: {message}" + (f"\n help: {help}" if help else ""), code)


@contextlib.contextmanager
def told_clearly() -> Iterator[None]:
    """Every failure inside ends the process with its message and its exit code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is to be ignored
        signal.signal(signal.SIGINT, _interrupt)
    _open_closed_streams()
    try:
        yield
    except Failure as failed:
        _end(failed.told, failed.code)
    except Interrupted:
        _end("interrupted", INTERRUPTED)
    except OSError as error:
        _end(f"error: {error.strerror or 'the system refused'}", WRONG)
    except Exception as error:
        if os.environ.get("COVERDICT_DEBUG"):
            raise
        _end(_internal(error), INTERNAL)


def _open_closed_streams() -> None:
    """Python has None for a stream that was closed before it started; nobody reads it anyway."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as it runs
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise Interrupted


def _internal(error: Exception) -> str:
    said = " ".join(str(error).split()) or "no more is known"
    return (
        f"internal error: {type(error).__name__}: {said}\n"
        " help: please report it with the command and its input;"
        " COVERDICT_DEBUG=1 shows where it happened"
    )


def _end(told: str, code: int) -> NoReturn:
    with contextlib.suppress(OSError, ValueError):
        print(told, file=sys.stderr, flush=True)
    _forget_unwritten_output()
    raise SystemExit(code)


def _forget_unwritten_output() -> None:
    """Python flushes the standard output as it ends, and would complain about a closed one."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
