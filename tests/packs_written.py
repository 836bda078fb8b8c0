"""A minimal sound pack, for tests to change in one place, and what is found in it."""

from pathlib import Path

from coverdict import OpenedPack, open_pack
from coverdict.vocabulary.diagnostics import Diagnostic

PACK = """\
pack:
  id: park
  version: 1.0.0
  title: A visit to the park
  window: {from: 2026-01-01, until: 2027-01-01}
  service-date: visit.day
  questions:
    - {id: entry, title: May they enter?, decides: may-enter, reports: [price]}
"""
SOURCES = f"""\
document: {{id: sign, title: The sign, rank: manual, file: sign.txt, digest: "sha256:{"0" * 64}"}}
statements:
  - id: gate
    at: {{block: 1, sentence: 1}}
    digest: sha256:{"1" * 64}
    says: The gate is open.
    role: encoded
"""
FACTS = """\
facts:
  - {id: visit.day, title: the day, type: date, asks: When?, asked-of: visitor}
  - {id: visitor.age, title: the age, type: count, asks: How old?, asked-of: visitor}
  - {id: gate.open, title: the gate is open, type: boolean, asks: Open?, asked-of: guard}
  - {id: ticket, title: the ticket, type: choice, of: [day, year], asks: Which?, asked-of: visitor}
"""
PARAMETERS = """\
parameters:
  - id: full-price
    title: the full price
    type: money
    values:
      - {effective: {from: 2026-01-01, until: 2026-07-01}, is: "4.00", cites: [sign.gate]}
      - {effective: {from: 2026-07-01, until: open}, is: "5.00", cites: [sign.gate]}
"""
CODES = """\
code-sets:
  - {id: tickets, title: tickets, cites: [sign.gate], codes: {day: for a day, year: for a year}}
"""
RULES = """\
criteria:
  - {id: may-enter, title: they may enter}
amounts:
  - {id: price, title: the price, type: money, is: $full-price, cites: [sign.gate]}
rules:
  - id: open-gate
    title: who comes to an open gate may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{gate.open: true}, {ticket: {in: $tickets}}]}
    then: {may-enter: true}
"""
SCENARIOS = """\
scenarios:
  - id: in
    title: with a ticket
    case: {visit.day: 2026-03-02, gate.open: true, ticket: day}
    expect: {verdict: covered, rests-on: [open-gate, sign.gate], conclusions: {price: "4.00"}}
"""
FILES = {
    "pack": ("pack.yaml", PACK),
    "sources": ("sources/all.yaml", SOURCES),
    "facts": ("facts/all.yaml", FACTS),
    "parameters": ("parameters/all.yaml", PARAMETERS),
    "codes": ("codes/all.yaml", CODES),
    "rules": ("rules/all.yaml", RULES),
    "scenarios": ("scenarios/all.yaml", SCENARIOS),
}


def catalogue_of(folder: Path, *numbers: str) -> None:
    """Write a catalogue with these numbers into the folder of a pack."""
    entries = ", ".join(f"{{id: {number}, title: t}}" for number in numbers)
    (folder / "catalogue").mkdir(parents=True, exist_ok=True)
    text = f"catalogue: {{id: a, title: t}}\nentries: [{entries}]\n"
    (folder / "catalogue/all.yaml").write_text(text, encoding="utf-8")


def minimal_pack(folder: Path, **files: str) -> OpenedPack:
    """The pack in ``folder``, opened, with these texts in the place of its own; places are shown below ``park``."""
    for kind, (name, text) in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files.get(kind, text), encoding="utf-8")
    return open_pack(folder, "park")


def found(folder: Path, **files: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the pack."""
    return minimal_pack(folder, **files).diagnostics


def only(folder: Path, **files: str) -> tuple[str, str, str | None, str]:
    """The code, message, help and place of the one diagnostic."""
    (diagnostic,) = found(folder, **files)
    return diagnostic.code, diagnostic.message, diagnostic.help, str(diagnostic.span)
