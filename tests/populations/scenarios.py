"""The packs that are at hand, and their scenarios."""

from functools import cache
from pathlib import Path

from coverdict import OpenedPack, open_pack
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario

ROOT = Path(__file__).parents[2]
LIVING = ROOT / "knowledge/medicare-therapy"
PACKS = [ROOT / "tests/frozen/medicare-therapy", ROOT / "tests/packs/library-loans"]


@cache
def _opened(path: Path) -> OpenedPack:
    return open_pack(path, path.name)


def pack_at(path: Path) -> Pack:
    pack = _opened(path).pack
    assert pack is not None
    return pack


def scenarios_at(path: Path) -> tuple[Scenario, ...]:
    return _opened(path).scenarios
