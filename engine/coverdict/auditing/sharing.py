"""Work shared among processes: what comes out is the same for any number of them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")


def shared(
    items: Iterable[_Item],
    worker: Callable[..., Callable[[_Item], _Done]],
    told: tuple[object, ...],
    processes: int,
    together: int,
) -> Iterator[_Done]:
    """What is done with each item, in their order, by what ``worker`` makes in each process of what it is ``told``.

    So many items ``together`` are handed to a process at once; one process is this one.
    """
    if processes == 1:
        yield from map(worker(*told), items)
        return
    # Processes are spawned: a fork would copy whatever a backend holds in this one.
    with get_context("spawn").Pool(processes, _start, (worker, told)) as pool:
        yield from pool.imap(_do, items, chunksize=together)


_work: Callable[[Any], Any]


def _start(worker: Callable[..., Callable[[Any], Any]], told: tuple[object, ...]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _work = worker(*told)


def _do(item: Any) -> Any:  # noqa: ANN401 - whatever the worker takes and gives
    return _work(item)
