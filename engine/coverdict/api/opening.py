"""Packs and registers read and checked, and what is made of their files."""

from __future__ import annotations

from pathlib import Path

from coverdict.api.installed import schemas
from coverdict.api.opened import OpenedPack
from coverdict.checking import check_pack
from coverdict.checking.catalogues import check_catalogues
from coverdict.checking.expectations import check_scenarios
from coverdict.checking.unfilled import unfilled, without_what_follows
from coverdict.loading import register_files
from coverdict.loading.packs import PackRead, read_pack
from coverdict.loading.register_files import ReadRegister
from coverdict.loading.scenarios import read_scenarios
from coverdict.loading.shapes import Schema
from coverdict.vocabulary.diagnostics import in_order
from coverdict.vocabulary.scenarios import Scenario
from coverdict.writing.canonical import Formatted, canonical
from coverdict.writing.new_ids import scenario_ids
from coverdict.writing.vocabulary_schemas import vocabulary_schema


def open_pack(folder: Path, shown_as: str, scenarios: bool = True) -> OpenedPack:
    """Read and check the pack in ``folder``; places are shown below ``shown_as``.

    Scenarios decide nothing: without them a pack opens faster.
    """
    read = read_pack(folder, shown_as, schemas(), scenarios)
    marks = unfilled(read.texts)
    if read.pack is None:
        found = [*marks, *without_what_follows(read.diagnostics, marks)]
        return OpenedPack(None, (), in_order(found), read.texts)
    listed = check_catalogues(read.pack) if scenarios else ()
    checked = (*read.diagnostics, *check_pack(read.pack), *listed)
    found = [*marks, *without_what_follows(checked, marks)]
    tried: tuple[Scenario, ...] = ()
    if not any(item.is_error for item in found):
        tried, problems = read_scenarios(read.pack, read.scenarios)
        found += problems or check_scenarios(read.pack, tried)
    usable = not any(item.is_error for item in found)
    return OpenedPack(read.pack if usable else None, tried, in_order(found), read.texts)


def read_draft(folder: Path, shown_as: str) -> PackRead:
    """The pack as far as its files can be read, whatever a check would find: for what helps to finish it."""
    return read_pack(folder, shown_as, schemas())


def read_register(path: Path, shown_as: str) -> ReadRegister:
    """The register in a file, by itself."""
    return register_files.read_register(path, shown_as, schemas())


def canonical_text(text: str, shown_as: str) -> Formatted:
    """The text of a YAML file in canonical form, or what keeps it from being read."""
    return canonical(text, shown_as, schemas())


def vocabulary_of(read: PackRead, kind: str) -> Schema:
    """The JSON Schema of a kind of file of a pack that was read, its own names and values in it."""
    assert read.pack is not None, "only a pack that could be read has a vocabulary"
    return vocabulary_schema(read.pack, scenario_ids(read), kind, schemas())
