"""Files that one process keeps for the next: each under a name, whole or as good as none.

What is in a file is held against a digest of its own and of its name; one that is damaged, or was written for
something else, is not taken, and is written anew. Where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def kept(folder: Path, name: str) -> bytes | None:
    """What was kept under the name, if it is whole."""
    try:
        told, _, held = (folder / name).read_bytes().partition(b"\n")
    except OSError:
        return None
    return held if told == _digest(name, held) else None


def keep(folder: Path, name: str, held: bytes, most: int) -> None:
    """Keep it under the name, beside the ``most`` - 1 files with the same ending that were written last."""
    beside = folder / f".{name}.{os.getpid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(_digest(name, held) + b"\n" + held)
        beside.replace(folder / name)
        _make_room(folder, "".join(Path(name).suffixes), most)


def only_ours(folder: Path) -> bool:
    """Whether nobody but the user whose process this is can write into the folder; False where that can't be told."""
    try:
        about = folder.stat()
    except OSError:
        return False
    own = hasattr(os, "getuid") and about.st_uid == os.getuid()
    return own and not about.st_mode & 0o022


def _make_room(folder: Path, ending: str, most: int) -> None:
    found = sorted(folder.glob(f"*{ending}"), key=lambda path: path.stat().st_mtime_ns)
    for path in found[:-most]:
        path.unlink()


def _digest(name: str, held: bytes) -> bytes:
    digest = hashlib.blake2b(f"{name}\n".encode())
    digest.update(held)
    return digest.hexdigest().encode()
