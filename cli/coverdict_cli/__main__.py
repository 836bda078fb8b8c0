"""``python -m coverdict_cli`` is ``coverdict``: a process that runs one command."""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the command that the process was started with.

    A decision is over so soon that it neither looks for what nothing reaches any more, nor takes apart what it made.
    """
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
