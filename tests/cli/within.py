"""The command line within the process of the tests: quicker than a process for each command, else the same."""

import contextlib
import io
import os
import signal
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from coverdict_cli.failing import told_clearly
from coverdict_cli.main import command_line
from tests.cli.running import ROOT, environment, packs_from


def run(*arguments: str | Path, cwd: Path = ROOT) -> CompletedProcess[str]:
    """What the command says and how it ends."""
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    try:
        with (
            patch.dict(os.environ, environment(**packs_from(cwd)), clear=True),
            contextlib.chdir(cwd),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            told_clearly(),
        ):
            command_line()([*map(str, arguments)], prog_name="coverdict")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        signal.signal(signal.SIGINT, handler)
    return CompletedProcess([*map(str, arguments)], code, out.getvalue(), err.getvalue())
