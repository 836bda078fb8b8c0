"""The command line as a user has it, but for the time that starting a process takes."""

import contextlib
import io
import signal
import subprocess
from pathlib import Path

from typer.main import get_command

from coverdict_cli.failing import told_clearly
from coverdict_cli.main import command_line

_COMMAND = get_command(command_line())


def run_here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What the command says and how it ends."""
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    words = list(map(str, arguments))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), told_clearly():
            _COMMAND(words, prog_name="coverdict")
    except SystemExit as ended:
        code = ended.code
    finally:
        signal.signal(signal.SIGINT, handler)
    return subprocess.CompletedProcess(words, int(code or 0), out.getvalue(), err.getvalue())
