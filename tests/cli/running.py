"""The command line as a user has it: a process with arguments, standard input and an exit code."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FROZEN = ROOT / "tests/frozen"
"""A pack as it once was, so that what is tested of the command line does not hang on knowledge that lives on."""
EXAMPLES = FROZEN / "medicare-therapy/examples"
COMMAND = [sys.executable, "-m", "coverdict_cli"]


def environment(**variables: str) -> dict[str, str]:
    """The environment without what would change an answer; packs are kept in the cache of the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERDICT")}
    return kept | {"COVERDICT_CACHE": os.environ["COVERDICT_CACHE"]} | variables


def packs_from(cwd: Path) -> dict[str, str]:
    """Where packs are found by name: at the root of the project among the frozen ones."""
    return {"COVERDICT_KNOWLEDGE": str(FROZEN)} if cwd == ROOT else {}


def run(
    *arguments: str | Path, stdin: str = "", cwd: Path = ROOT, **variables: str
) -> subprocess.CompletedProcess[str]:
    """What the command says and how it ends."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        cwd=cwd,
        env=environment(**packs_from(cwd) | variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
