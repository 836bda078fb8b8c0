"""Pages that are run: the commands of a page are run in order, and what they print must be what the page shows.

A ```console block holds `$ commands` and their output (`…` alone on a line stands for any lines left out); a ```yaml
block whose first line is `# path` is a file to write; a ```diff block is a change to the file of its `+++` line.
`python -m tests.docs.walkthrough README.md` writes the outputs of today into the page.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(console|yaml|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHANGING = (
    (re.compile(r"(known\s+on\s+)\d{4}-\d\d-\d\d"), r"\1<today>"),
    (re.compile(r"sha256:[0-9a-f]{12}…"), "sha256:<digest>…"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A command with what the page shows and what it printed."""

    command: str
    shown: str
    printed: str
    place: slice  # of what is shown, in the page


def run_page(page: str, workspace: Path) -> Iterator[Step]:
    """Run the page in a workspace that holds the knowledge and the small pack `pool`, step by step."""
    shutil.copytree(ROOT / "knowledge", workspace / "knowledge")
    shutil.copytree(ROOT / "docs/codes/pool", workspace / "pool")
    for block in _BLOCK.finditer(page):
        match block[1]:
            case "console":
                for command, place in _commands(block[2], block.start(2)):
                    yield Step(command, page[place], _run(command, workspace), place)
            case "yaml":
                _write(block[2], workspace)
            case _:
                _change(block[2], workspace)


def fits(step: Step) -> bool:
    """Whether what was printed is what is shown; dates of today and digests apart."""
    pieces = [re.escape(piece) for piece in settled(step.shown).split("…\n")]
    return re.fullmatch("(?:.*\n)*?".join(pieces), settled(step.printed)) is not None


def settled(text: str) -> str:
    """The text without what changes from day to day and with every edit of knowledge."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


def _commands(block: str, start: int) -> Iterator[tuple[str, slice]]:
    """Each command of a block that begins at ``start``, with the place of its output in the page."""
    prompts = [match.start() for match in re.finditer(r"^\$ ", block, re.MULTILINE)]
    for prompt, end in zip(prompts, [*prompts[1:], len(block)], strict=True):
        output = block.index("\n", prompt) + 1
        yield block[prompt + 2 : output - 1], slice(start + output, start + end)


def _run(command: str, workspace: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "88", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=workspace,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout


def _write(block: str, workspace: Path) -> None:
    first, _, text = block.partition("\n")
    if first.startswith("# ") and first.endswith(".yaml"):
        (workspace / first.removeprefix("# ")).write_text(text, encoding="utf-8")


def _change(block: str, workspace: Path) -> None:
    lines = block.splitlines(keepends=True)
    file = next(line for line in lines if line.startswith("+++ ")).removeprefix("+++ ").strip()
    body = [line for line in lines if not line.startswith(("+++", "---", "@@"))]
    old = "".join(line[1:] for line in body if line[0] in " -")
    new = "".join(line[1:] for line in body if line[0] in " +")
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} holds the lines to change {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def main(names: list[str]) -> None:
    """Write what the commands print into the pages, where it is not what they show."""
    for name in names:
        page = Path(name).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as workspace:
            steps = list(run_page(page, Path(workspace)))
        for step in reversed(steps):
            if not fits(step):
                page = page[: step.place.start] + step.printed + page[step.place.stop :]
        Path(name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
