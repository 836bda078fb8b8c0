"""A skeleton printed, or put into a file of the pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coverdict_cli.failing import failure
from coverdict_cli.knowledge import Place
from coverdict_cli.output import emit, write_new

if TYPE_CHECKING:
    from coverdict.writing.skeletons import Skeleton


def print_or_insert(skeleton: Skeleton, into: Path | None, place: Place) -> None:
    """Print the skeleton as a file of its own, or add it to the list of a file that is named."""
    if into is None:
        emit(skeleton.as_file)
        return
    path = _path(skeleton, into, place)
    if path.exists():
        write_new(path.resolve(), _added(skeleton, path), over=True)
    else:
        write_new(path, skeleton.as_file)
    emit(f"added to {path}: fill in what is marked, then `coverdict check` tells what is left\n")


def _path(skeleton: Skeleton, into: Path, place: Place) -> Path:
    """The file, named as it is found from here or from the pack's folder."""
    home = place.folder / skeleton.folder
    below = place.folder / into
    path = into if into.exists() or not below.parent.is_dir() else below
    if path.suffix != ".yaml" or home.resolve() not in path.resolve().parents:
        raise failure(
            f"`{into}` is no place for it", f"name a file in {home} that ends in .yaml, old or new"
        )
    return path


def _added(skeleton: Skeleton, path: Path) -> str:
    from coverdict.writing.inserting import inserted

    raw = path.read_bytes()
    text = inserted(raw.decode("utf-8-sig"), str(path), skeleton)
    if text is None:
        raise failure(
            f"the {skeleton.section} of `{path}` stand in brackets",
            "put each on a line of its own that begins with `- `",
        )
    return text
