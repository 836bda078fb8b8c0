"""``python -m coverdict_cli`` is ``coverdict``: a process that runs one command."""

from __future__ import annotations

import gc
import os
import sys

_SELDOM = 50_000  # new objects; packs are many that stay


def run() -> None:
    """Run the command that the process was started with.

    What nothing reaches any more is looked for less often than Python would; a decision is over so soon that it neither
    looks for any, nor takes apart what it made.
    """
    gc.set_threshold(_SELDOM)
    soon_over = sys.argv[1:2] == ["decide"]
    if soon_over:
        gc.disable()
    from coverdict_cli.main import main  # its imports make many objects

    try:
        main()
    except SystemExit as ended:
        if soon_over and isinstance(ended.code, int):
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
