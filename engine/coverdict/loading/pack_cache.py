"""Checked packs kept as values, so that the next command need not read and check the same files again.

A cache is a folder with a file for each pack, named by a digest of everything that the pack came from: the bytes of
its files, the schemas, and the code that reads and checks. A pack that is kept knows that name, under which what is
made of it can be kept as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from coverdict.loading.files import MAX_BYTES
from coverdict.loading.kept_files import keep, kept
from coverdict.loading.kept_values import as_bytes, form, from_bytes
from coverdict.vocabulary.packs import Pack

_KEPT = 16  # packs; the oldest are taken away
_ENDING = ".pack"


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
                with path.open("rb") as stream:
                    raw = stream.read(MAX_BYTES + 1)
                digest.update(f"{within} {len(raw)}\n".encode() + raw)
        except OSError:
            return None
        return digest.hexdigest()

    def get(self, key: str) -> Pack | None:
        """The pack kept under the key, if it is whole."""
        held = kept(self.folder, f"{key}{_ENDING}")
        try:
            pack = from_bytes(held) if held is not None else None
        except ValueError:
            return None
        return _named(pack, key) if isinstance(pack, Pack) else None

    def put(self, key: str, pack: Pack) -> None:
        """Keep the pack; where nothing can be written, nothing is kept."""
        keep(self.folder, f"{key}{_ENDING}", as_bytes(pack), _KEPT)
        _named(pack, key)


def _named(pack: Pack, key: str) -> Pack:
    object.__setattr__(pack, "kept_as", key)  # not known before the pack is whole
    return pack
