"""The pages of docs/codes, run: what fails on a page gives its code, and what is mended does not.

The pages share a small pack, docs/codes/pool. A block behind a line that ends with `` `file`: `` is a file to write; a
```console block holds `$ commands` with what they print (`…` alone on a line stands for any lines left out).
`python -m tests.docs.code_pages` writes the outputs of today into the pages, and the tables of docs/codes.md.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer.main import get_command

from coverdict.loading.code_pages import CodePage, read_code_page
from coverdict.vocabulary.codes import CODES, GROUPS
from coverdict_cli.failing import told_clearly
from coverdict_cli.main import command_line
from tests.docs.walkthrough import ROOT, Step, fits

PAGES = ROOT / "docs/codes"
INDEX = ROOT / "docs/codes.md"
# Codes whose examples cannot be run, with the reason that the page gives too.
NOT_RUN = {"CV212": "no file is known that brings it about"}
COMMAND = get_command(command_line())  # put together once, not for each page

_FILE = re.compile(r"^[^\n]*`([^`\n ]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_IN_A_SHELL = re.compile(r"[|<>;&]|\$\(")
_POINTS_HERE = re.compile(r"^more about .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """A command of a page, and how it ended."""

    step: Step
    exit_code: int
    section: str


def run_page(text: str, folder: Path) -> Iterator[Ran]:
    """Run a page in an empty folder, where it finds the pack `pool`; last, what was mended is run again."""
    shutil.copytree(PAGES / "pool", folder / "pool")
    last = None
    for block in re.finditer(r"^## (\w+)$|^```console$|`[^`\n ]+`:$", text, re.MULTILINE):
        if block[1]:
            section = block[1]
        elif file := _FILE.match(text, text.rfind("\n", 0, block.start()) + 1):
            _write(folder / file[1], file[2])
        elif console := _CONSOLE.match(text, block.start()):
            for command, place in _commands(console[1], console.start(1)):
                last = _ran(command, text[place], place, folder, section)
                yield last
    if last is not None and last.section == "Fails":
        yield _ran(last.step.command, "", slice(0, 0), folder, "Mended")


def _ran(command: str, shown: str, place: slice, folder: Path, section: str) -> Ran:
    code, printed = _run(command, folder)
    return Ran(Step(command, shown, printed, place), code, section)


def is_as_shown(ran: Ran) -> bool:
    """Whether the page shows what was printed; of a mended command it need show nothing."""
    return (ran.section == "Mended" and not ran.step.shown) or fits(ran.step)


def _commands(block: str, start: int) -> Iterator[tuple[str, slice]]:
    prompts = [match.start() for match in re.finditer(r"^\$ ", block, re.MULTILINE)]
    for prompt, end in zip(prompts, [*prompts[1:], len(block)], strict=True):
        output = block.index("\n", prompt) + 1
        yield block[prompt + 2 : output - 1], slice(start + output, start + end)


def _run(command: str, folder: Path) -> tuple[int, str]:
    """The exit code and what is printed, without the line that leads to the very page."""
    plain = command.startswith("coverdict ") and not _IN_A_SHELL.search(command)
    code, printed = (_in_process if plain else _in_a_shell)(command, folder)
    return code, _POINTS_HERE.sub("", printed)


def _in_process(command: str, folder: Path) -> tuple[int, str]:
    """As the process would do it, without the time that starting one takes."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    handler = signal.getsignal(signal.SIGINT)
    both = contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed)
    try:
        with contextlib.chdir(folder), both[0], both[1], told_clearly():
            COMMAND(shlex.split(command)[1:], prog_name="coverdict")
    except SystemExit as ended:
        code = ended.code
    finally:
        signal.signal(signal.SIGINT, handler)
    printed.flush()
    assert isinstance(printed.buffer, io.BytesIO)
    return int(code or 0), printed.buffer.getvalue().decode()


def _in_a_shell(command: str, folder: Path) -> tuple[int, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def written_anew(text: str) -> str:
    """The page with what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        ran = list(run_page(text, Path(folder)))
    for each in reversed(ran):
        if not is_as_shown(each):
            text = text[: each.step.place.start] + each.step.printed + text[each.step.place.stop :]
    return text


def index() -> str:
    """docs/codes.md: its introduction as it stands, and a table of the pages for each group."""
    introduction = INDEX.read_text(encoding="utf-8").partition("\n## ")[0]
    pages = [read_code_page(code, PAGES) for code in CODES]
    tables = [
        _table(title, [page for page in pages if page.code.startswith(group)])
        for group, title in GROUPS.items()
    ]
    return "\n\n".join([introduction.rstrip(), *tables]) + "\n"


def _table(title: str, pages: list[CodePage]) -> str:
    head = ["| code | title | why it is refused | what to do |", "|---|---|---|---|"]
    rows = [f"| [{p.code}](codes/{p.code}.md) | {p.title} | {p.why} | {p.mend} |" for p in pages]
    return "\n".join([f"## {title}", "", *head, *rows])


def main() -> None:
    """Write the pages and the index anew."""
    for path in sorted(PAGES.glob("CV*.md")):
        text = path.read_text(encoding="utf-8")
        if (anew := written_anew(text)) != text:
            path.write_text(anew, encoding="utf-8")
            whole = text.count("…\n") > anew.count("…\n")
            print(f"{path.name}: written anew{', whole: shorten it with …' if whole else ''}")
    INDEX.write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
