"""The park of `packs_written`, with more to reach and to fail, and its scenarios tried."""

from pathlib import Path

from coverdict.auditing.scenarios.trials import Trial, try_all
from coverdict.vocabulary.packs import Pack
from tests.packs_written import PACK, RULES, minimal_pack

CHOICE = (
    "choices:\n  - {id: queue, title: the queue, of: {left: on the left, right: on the right}}\n"
)
DUTIES = """\
duties:
  - {id: duty.pay, title: they pay, who: visitor, do: Pay., cites: [sign.gate]}
"""
MORE = """\
  - id: old-free
    title: the old usually pay nothing
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    modality: usually
    when: {visitor.age: {above: 90}}
    then: {queue: left}
  - id: young-right
    title: the others queue on the right and pay
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {at-most: 90}}
    unless: {ticket: year}
    then: {queue: right, duty.pay: true}
  - id: closed-gate
    title: nobody enters by a closed gate
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {gate.open: false}
    then: {may-enter: false}
"""
HELD = {
    "pack": PACK.replace("[price]", "[price, queue, duty.pay]"),
    "rules": RULES.replace("amounts:", CHOICE + DUTIES + "amounts:") + MORE,
}
OPEN = "visit.day: 2026-03-02, gate.open: true, ticket: day, visitor.age: 30"


def scenario(expect: str, case: str = OPEN, id: str = "one") -> str:
    """A scenario of the park."""
    return f"  - {{id: {id}, title: the case {id}, case: {{{case}}}, expect: {{{expect}}}}}\n"


def tried(folder: Path, *scenarios: str, **files: str) -> tuple[Pack, tuple[Trial, ...]]:
    """The park with these scenarios, each tried."""
    written = "scenarios:\n" + "".join(scenarios)
    opened = minimal_pack(folder, **HELD | files, scenarios=written)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack, try_all(opened.pack, opened.scenarios, "0")
