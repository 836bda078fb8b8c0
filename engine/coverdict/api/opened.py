"""A pack that is opened: as it was kept, or read and checked anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coverdict.api.installed import data_root
from coverdict.loading.pack_cache import PackCache
from coverdict.loading.pack_files import deciding_files
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack

if TYPE_CHECKING:
    from coverdict.vocabulary.scenarios import Scenario

_LAYERS = ("vocabulary", "loading", "checking", "compiling", "running")


@dataclass(slots=True)
class OpenedPack:
    """A pack that can be used, or the diagnostics that say why not; warnings may stand beside a usable pack."""

    pack: Pack | None
    scenarios: tuple[Scenario, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def open_to_decide(folder: Path, shown_as: str, cache: Path | None) -> OpenedPack:
    """The pack in ``folder`` without its scenarios, from the folder ``cache`` if it was found sound before.

    A pack with an error or a warning is never kept.
    """
    kept = PackCache(cache, _made_by()) if cache is not None else None
    files = deciding_files(folder, shown_as)
    key = kept.key(files, shown_as) if kept is not None and files is not None else None
    if kept is not None and key is not None:
        pack = kept.get(key)
        if pack is not None:
            return OpenedPack(pack)
    from coverdict.api.opening import open_pack  # what reads and checks takes long to import

    found = open_pack(folder, shown_as, scenarios=False)
    if kept is not None and key is not None and found.pack is not None and not found.diagnostics:
        kept.put(key, found.pack)
    return found


def _made_by() -> list[Path]:
    """The code that reads, checks and compiles packs, and the schemas they are held against."""
    code = Path(__file__).parents[1]
    modules = (code / layer for layer in _LAYERS)
    schemas = (data_root() / "schemas").glob("*.json")
    return sorted([*(path for layer in modules for path in layer.glob("*.py")), *schemas])
