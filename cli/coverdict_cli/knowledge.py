"""Where packs are found: by folder, or by name in the knowledge folder."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

from coverdict_cli.failing import MISUSED, failure

_DECLARATION = "pack.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A pack's folder; ``named`` begins the places of an answer, ``shown_as`` those of an error.

    The first is the same wherever the command runs, the second leads to the file.
    """

    folder: Path
    named: str
    shown_as: str


def find_pack(wanted: str | None, knowledge: Path | None) -> Place:
    """The pack of that name or folder; with none wanted, the only one of the knowledge folder."""
    if wanted is None:
        return _place(_only_pack(knowledge_folder(knowledge)))
    if os.sep not in wanted and "/" not in wanted:
        found = knowledge_folder(knowledge) / wanted
        if wanted not in ("", ".", "..") and (found / _DECLARATION).is_file():
            return _place(found)
    folder = Path(wanted)
    if folder.is_dir():
        return _place(folder)
    raise failure(f"no pack `{wanted}`", _packs_to_choose(wanted, knowledge))


def knowledge_folder(chosen: Path | None) -> Path:
    """The folder of packs: the one chosen, else that of the checkout or of the installed package."""
    if chosen is not None:
        if not chosen.is_dir():
            raise failure(f"no knowledge folder `{chosen}`", "name a folder that holds packs")
        return chosen
    from coverdict import data_root

    return data_root() / "knowledge"


def packs_in(folder: Path) -> tuple[Path, ...]:
    """The packs of a knowledge folder, by name."""
    return tuple(sorted(each.parent for each in folder.glob(f"*/{_DECLARATION}")))


def _only_pack(folder: Path) -> Path:
    packs = packs_in(folder)
    if len(packs) == 1:
        return packs[0]
    if not packs:
        raise failure(f"no pack in `{folder}`", "name the folder of a pack with --pack")
    names = ", ".join(each.name for each in packs)
    raise failure("which pack?", f"choose one with --pack: {names}", MISUSED)


def _place(folder: Path) -> Place:
    named = folder.resolve().name
    shown = os.path.relpath(folder)
    return Place(folder, named, named if shown.startswith("..") else shown)


def _packs_to_choose(wanted: str, knowledge: Path | None) -> str:
    if Path(wanted).is_file():
        return "that is a file: name the folder of the pack"
    names = [each.name for each in packs_in(knowledge_folder(knowledge))]
    near = difflib.get_close_matches(wanted, names, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"name a folder, or one of: {', '.join(names) or 'none is installed'}"
