"""What `coverdict check` warns of in the minimal pack with some of its files changed."""

from pathlib import Path

from coverdict.api.opening import read_draft
from coverdict.checking import check_pack
from coverdict.checking.warnings import warnings_of
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.waivers import Excusable
from tests.packs_written import FILES, RULES

EFFECTIVE = "effective: {from: 2026-01-01, until: open}"


def when(condition: str) -> str:
    """The rule with another condition in the place of the one on the ticket, at column 38."""
    return RULES.replace("ticket: {in: $tickets}", condition)


def rule(id: str, then: str, *more: str, cites: str = "sign.gate", title: str = "") -> str:
    """One more rule; ``more`` are its other lines."""
    dated = () if any(line.startswith("effective") for line in more) else (EFFECTIVE,)
    lines = (f"title: {title or f'the rule of {id}'}", f"cites: [{cites}]", *dated, *more)
    return f"  - id: {id}\n" + "".join(f"    {line}\n" for line in (*lines, f"then: {then}"))


def sound(folder: Path, **files: str) -> Pack:
    """The pack, in which no check finds an error."""
    texts = FILES | {"waivers": ("waivers/all.yaml", "")}
    for kind, (name, text) in texts.items():
        if kind != "scenarios" and (files.get(kind) or text):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files.get(kind, text), encoding="utf-8")
    read = read_draft(folder, "park")
    assert read.diagnostics == ()
    assert read.pack is not None
    assert check_pack(read.pack) == ()
    return read.pack


def warned(folder: Path, *codes: str, **files: str) -> list[Excusable]:
    """The warnings of these codes that no waiver excuses."""
    found = warnings_of(sound(folder, **files)).standing
    return [each for each in found if each.diagnostic.code in codes]


def messages(folder: Path, *codes: str, **files: str) -> list[str]:
    """What the warnings of these codes say."""
    return [each.diagnostic.message for each in warned(folder, *codes, **files)]
