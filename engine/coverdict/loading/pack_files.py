"""The files of a pack's folder: which kind lies where, and what lies where no kind belongs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Span

FOLDERS = (
    "sources",
    "facts",
    "parameters",
    "codes",
    "rules",
    "questions",
    "terms",
    "scenarios",
    "waivers",
    "catalogue",
)
NOT_READ = ("examples",)
NOT_DECIDING = ("scenarios", "waivers", "catalogue", "examples")
NOT_IN_DIGEST = (*NOT_DECIDING, "terms")
"""Terms decide nothing either, but they are few, and belong to what every answer is told in."""


def no_pack(shown_as: str) -> Diagnostic:
    """The folder of that name has no pack.yaml."""
    return Diagnostic(
        "CV130",
        f"`{shown_as}` holds no pack.yaml",
        "a folder is a pack by its pack.yaml, which names it and says what it can be asked",
        help="name the folder of a pack, or write its pack.yaml",
    )


def deciding_files(folder: Path, shown_as: str) -> list[tuple[str, Path]] | None:
    """The files by which cases are decided, with their names within the folder; None where one lies amiss."""
    found: list[Diagnostic] = []
    paths = files_of(folder, found, shown_as, NOT_DECIDING)
    return None if found else [(path.relative_to(folder).as_posix(), path) for path in paths]


def files_of(
    folder: Path, found: list[Diagnostic], shown_as: str, left_out: tuple[str, ...]
) -> list[Path]:
    """The files to read, in order; what lies where no kind of file belongs is reported."""
    if not (folder / "pack.yaml").is_file():
        found.append(no_pack(shown_as))
        return []
    paths = [folder / "pack.yaml"]
    for parts in sorted(_yaml_files(folder, left_out)):
        path = folder.joinpath(*parts)
        if len(parts) > 1 and parts[0] in FOLDERS and path.suffix == ".yaml":
            paths.append(path)
        elif parts != ("pack.yaml",):
            found.append(_misplaced(shown_as, path.relative_to(folder)))
    return paths


def _yaml_files(folder: Path, left_out: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The folders and the name of each YAML file below ``folder``, in no order."""
    for below, folders, names in os.walk(folder):
        parts = Path(below).relative_to(folder).parts
        if not parts:
            folders[:] = [name for name in folders if name not in left_out]
        for name in names:
            if os.path.splitext(name)[1] in (".yaml", ".yml"):
                yield *parts, name


def _misplaced(shown_as: str, within: Path) -> Diagnostic:
    shown, folder = f"{shown_as}/{within.as_posix()}", within.parts[0]
    if len(within.parts) > 1 and folder in FOLDERS:
        message = f"`{shown}` does not end in .yaml"
        help = f"rename it: `{within.with_suffix('.yaml').name}`"
    else:
        message = f"`{shown}` lies where no kind of file belongs"
        meant = nearest(folder, FOLDERS)
        folders = f"`{meant}/`" if meant else f"one of {', '.join(f'{name}/' for name in FOLDERS)}"
        help = f"move it into {folders} with the ending .yaml"
    why = "what a file holds is told by its folder, so this one would be silently left out"
    return Diagnostic("CV131", message, why, Span(shown), help)
