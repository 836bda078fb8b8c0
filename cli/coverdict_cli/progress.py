"""How far long work is, on a terminal; in a pipe it is silent."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
_CLEAR = "\r\x1b[K"
_STEPS = 100


def shown(things: Iterable[_T], what: str, count: int | None = None) -> Iterator[_T]:
    """The things one by one, and on the standard error how many of them are done; ``what`` they are, in the plural."""
    total = len(things) if isinstance(things, Sized) else count
    if not sys.stderr.isatty() or total is None:
        yield from things
        return
    every = max(1, total // _STEPS)
    try:
        for done, thing in enumerate(things, 1):
            yield thing
            if done % every == 0:
                _tell(f"{_CLEAR}{done} of {total} {what}")
    finally:
        _tell(_CLEAR)


@contextmanager
def counted() -> Iterator[Callable[[str, int, int], None]]:
    """What is to be told how many of how many things are done, and what they are, in the plural."""

    def told(what: str, done: int, of: int) -> None:
        if sys.stderr.isatty() and done % max(1, of // _STEPS) == 0:
            _tell(f"{_CLEAR}{done} of {of} {what}")

    try:
        yield told
    finally:
        if sys.stderr.isatty():
            _tell(_CLEAR)


def _tell(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
