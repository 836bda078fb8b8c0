"""``coverdict test --watch``: the scenarios run again whenever a file of the pack is changed, until Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coverdict_cli.failing import Failure, Interrupted
from coverdict_cli.knowledge import Place
from coverdict_cli.output import emit
from coverdict_cli.scenario_runs import Ran, Wishes, opened_with_scenarios, ran

if TYPE_CHECKING:
    from coverdict.auditing.scenarios.outcomes import Outcome

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_MOST = 10
_QUIET_FOR = 100  # milliseconds without a change, before a run: editors write in several steps
_AT_MOST = 800
_LOOK_EVERY = 200


def watch_scenarios(place: Place, wishes: Wishes) -> None:
    """Run, wait for a change, run again; what is wrong with a pack is told, and the next change awaited.

    Ctrl-C is how it ends, so that is no failure.
    """
    try:
        for _ in _changes(place):
            if sys.stdout.isatty():
                emit(_CLEAR)
            emit(_report(place, wishes))
            emit("Waiting for a change; Ctrl-C ends.\n")
    except (Interrupted, KeyboardInterrupt):
        emit("\n" if sys.stdout.isatty() else "")


def _changes(place: Place) -> Iterator[None]:
    """Once at the start, and then after each change; what changes during a run is not missed."""
    from watchfiles import Change, watch

    def is_read(_: Change, path: str) -> bool:
        return path.endswith((".yaml", ".yml"))

    found = watch(
        place.folder,
        watch_filter=is_read,
        step=_QUIET_FOR,
        debounce=_AT_MOST,
        rust_timeout=_LOOK_EVERY,
        yield_on_timeout=True,
    )
    next(found)  # from here on changes are noticed
    yield
    for changes in found:
        if changes:
            yield


def _report(place: Place, wishes: Wishes) -> str:
    try:
        return _short(ran(*opened_with_scenarios(place), wishes))
    except Failure as failed:
        return f"{failed.told}\n"


def _short(found: Ran) -> str:
    """The first failures in a few lines each, then the figures."""
    from coverdict.presenting.coverage_page import coverage_line
    from coverdict.presenting.outcomes_page import summary

    failed = found.run.failed
    lines = [line for each in failed[:_MOST] for line in _lines(each)]
    if len(failed) > _MOST:
        lines.append(f"and {len(failed) - _MOST} more failed")
    lines.append(summary(found.run))
    if found.reached is not None:
        lines.append(coverage_line(found.reached))
    return "".join(f"{line}\n" for line in lines)


def _lines(outcome: Outcome) -> list[str]:
    first, *rest = outcome.differences
    more = [f"  and {len(rest)} more"] if rest else []
    return [
        f"failed: {outcome.title} ({outcome.id})",
        f"  --> {first.place}",
        f"  {first.says}",
        *more,
    ]
