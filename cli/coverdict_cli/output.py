"""What is printed: whole or with a clear failure, as wide as the terminal, in colour only there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TextIO

from coverdict_cli.failing import Failure, failure

_WIDTH = 88
_NARROWEST = 40
_WIDEST = 100
_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_COLOURS = {"✓": "\x1b[32m", "✗": "\x1b[31m", "?": "\x1b[33m", "⚡": "\x1b[35m"}
_HEADING = re.compile(r"(?:\A|(?<=\n\n))(?=\S)[^\n]+(?=\n)")
_MARK = re.compile(r"^([ │├└─]*)([✓✗?⚡])(?= )", re.MULTILINE)
_PLAIN = str.maketrans(
    {"≥": ">=", "“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "−": "-", "×": "x", "…": "..."}
)
_REASONS = {
    errno.EPIPE: "the output was closed before all of it was written",
    errno.ENOSPC: "the output could not be written: no space is left",
}


def show(text: str) -> None:
    """Print a page for people."""
    _write(_painted(text) if _has_colour(sys.stdout) else text)


def emit(text: str) -> None:
    """Print what a machine reads, as it is."""
    _write(text)


def say(text: str, stream: TextIO) -> None:
    """Print a part of a conversation, at once."""
    _write(text, stream)


def width(stream: TextIO | None = None) -> int:
    """The columns that a page may take; by default one for the standard output."""
    if not (stream or sys.stdout).isatty():
        return _WIDTH
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def draws_in_ascii() -> bool:
    """True where the output cannot hold the branches and marks of a tree."""
    try:
        "✓✗⚡├└─│".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def can_be_written(path: Path, over: bool = False) -> None:
    """Fail now where `write_new` would fail in the end."""
    if path.is_dir() or not path.parent.is_dir():
        raise failure(f"`{path}` cannot be written", "name a file in a folder that there is")
    if path.exists() and not over:
        raise _is_there(path, "name another file, or add --force")


def write_new(path: Path, text: str, over: bool = False) -> None:
    """Write a file that is not there yet, or ``over`` one that is: all of it or nothing."""
    if over and path.exists():
        _write_over(path, text)
        return
    try:
        stream = path.open("x", encoding="utf-8")
    except FileExistsError:
        raise _is_there(path, "name another file") from None
    except OSError as error:
        raise failure(f"`{path}` cannot be written: {_reason(error)}") from None
    try:
        with stream:
            stream.write(text)
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise failure(f"`{path}` could not be written: {_reason(error)}") from None


def _write_over(path: Path, text: str) -> None:
    """Write beside the file first, so that the old one stays until all of the new one is written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    write_new(beside, text)
    try:
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise failure(f"`{path}` could not be written: {_reason(error)}") from None


def _is_there(path: Path, help: str) -> Failure:
    return failure(f"`{path}` is there already, and is not written over", help)


def _write(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        stream.write(_fitting(text, stream.encoding or "utf-8"))
        stream.flush()
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None) or errno.EPIPE
        told = _REASONS.get(number) or f"the output could not be written: {_reason(error)}"
        raise failure(told) from None


def _fitting(text: str, encoding: str) -> str:
    """The text in letters that the output can hold."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "the system refused").lower()


def _has_colour(stream: TextIO) -> bool:
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def _painted(text: str) -> str:
    bold = _HEADING.sub(lambda found: f"{_BOLD}{found[0]}{_RESET}", text)
    return _MARK.sub(lambda found: f"{found[1]}{_COLOURS[found[2]]}{found[2]}{_RESET}", bold)
