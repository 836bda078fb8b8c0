"""``python -m coverdict_cli`` is ``coverdict``: a process that runs one command."""

from __future__ import annotations

import gc
import os
import sys

_SELDOM = 200_000
"""New objects until those that nothing reaches are looked for: a decision makes about as many, and ends."""


def run() -> None:
    """Run the command that the process was started with; a decision ends without taking apart what it made."""
    gc.set_threshold(_SELDOM)
    from coverdict_cli.main import main  # what it imports makes many objects

    try:
        main()
    except SystemExit as ended:
        if sys.argv[1:2] == ["decide"] and isinstance(ended.code, int):
            _end_at_once(ended.code)
        raise


def _end_at_once(code: int) -> None:
    """End the process, if all that it wrote can be handed on."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


if __name__ == "__main__":
    run()
