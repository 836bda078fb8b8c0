"""Checked packs kept as plain data, so that the next command need not read and check the same files again.

A cache is a folder with a file for each pack, named by a digest of everything that the pack came from: the bytes of
its files, the schemas, and the code that reads and checks. What is in it is held against a digest of its own; a file
that is damaged, or was written for something else, is as good as none, and is written anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from coverdict.loading.files import MAX_BYTES
from coverdict.loading.plain_data import as_plain, form, from_plain
from coverdict.vocabulary.packs import Pack

_KEPT = 16  # packs; the oldest are taken away
_ENDING = ".pack.json"


class PackCache:
    """The packs kept in ``folder``; ``made_by`` are the files of the code and schemas that a pack's form rests on."""

    def __init__(self, folder: Path, made_by: Iterable[Path]) -> None:
        self.folder = folder
        self._made_by = made_by

    def key(self, files: Iterable[tuple[str, Path]], shown_as: str) -> str | None:
        """The name under which the pack of these files is kept; None where one of them can't be read."""
        digest = hashlib.sha256(f"{form()}\n{shown_as}\n".encode())
        try:
            for path in self._made_by:
                about = path.stat()
                digest.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
            for within, path in files:
                raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
                digest.update(f"{within} {len(raw)}\n".encode() + raw)
        except OSError:
            return None
        return digest.hexdigest()

    def get(self, key: str) -> Pack | None:
        """The pack kept under the key, if it is whole."""
        try:
            told, text = (self.folder / f"{key}{_ENDING}").read_text("utf-8").split("\n", 1)
            if told != _digest(key, text):
                return None
            files, data = json.loads(text)
            pack = from_plain(data, files)
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return pack if isinstance(pack, Pack) else None

    def put(self, key: str, pack: Pack) -> None:
        """Keep the pack; where nothing can be written, nothing is kept."""
        files: dict[str, int] = {}
        data = as_plain(pack, files)
        text = json.dumps([list(files), data], ensure_ascii=False, separators=(",", ":"))
        beside = self.folder / f".{key}.{os.getpid()}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_text(f"{_digest(key, text)}\n{text}", "utf-8")
            beside.replace(self.folder / f"{key}{_ENDING}")
            self._make_room()

    def _make_room(self) -> None:
        kept = sorted(self.folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-_KEPT]:
            path.unlink()


def _digest(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()
