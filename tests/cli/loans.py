"""The second pack in a folder of its own, and documents beside it."""

import shutil
from pathlib import Path

from tests.cli.running import ROOT

LOANS = ROOT / "tests/packs/library-loans"
RULES = (LOANS / "documents/rules.txt").read_text(encoding="utf-8")


def copy_of_loans(folder: Path) -> Path:
    """The folder, with the pack in it as `loans`."""
    shutil.copytree(LOANS, folder / "loans")
    return folder


def write(folder: Path, text: str | bytes, name: str = "rules.txt") -> Path:
    """A document of that name in the folder, which is made if need be."""
    folder.mkdir(exist_ok=True)
    raw = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(raw)
    return folder / name
