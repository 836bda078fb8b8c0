"""What the analyst of the exercise writes, and the desk at which it is done."""

import re
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from tests.cli.within import run

Done = CompletedProcess[str]

DOCUMENT = """\
Invented figures for 2027

These figures are invented for an exercise.

In 2027 a KX threshold of $2,600 holds for physical therapy and speech-language pathology together.
In 2027 a KX threshold of $2,590 holds for occupational therapy.
In 2027 claims above $3,100 may be picked for targeted review.
In 2027 the deductible of Part B is $300.
In 2027 patients still pay 20 percent of what is approved.
"""
HEADS = {  # what the analyst writes at each line of the document: an id, what it says, its role
    1: ("heading", "What follows are figures of 2027.", "informative\n    why: A heading."),
    3: ("invented", "Nobody has set them.", "informative\n    why: It decides nothing."),
    5: ("kx-pt-slp", "For 2027 the KX threshold is $2,600 for PT and SLP together.", "encoded"),
    6: ("kx-ot", "For 2027 the KX threshold is $2,590 for OT.", "encoded"),
    7: ("review", "For 2027 the amount for targeted medical review is $3,100.", "encoded"),
    8: ("deductible", "For 2027 the Part B deductible is $300.", "encoded"),
    9: ("share", "For 2027 the patient pays 20 percent of the approved amount.", "encoded"),
}
FIRST = ("thresholds", "kx-threshold.pt-slp", '"2600.00"', "kx-pt-slp")
OTHERS = [
    ("thresholds", "kx-threshold.ot", '"2590.00"', "kx-ot"),
    ("review", "review-amount.pt-slp", '"3100.00"', "review"),
    ("review", "review-amount.ot", '"3100.00"', "review"),
    ("deductible", "part-b.deductible", '"300.00"', "deductible"),
    ("shares", "part-b.patient-share", "20", "share"),
]
SCENARIOS = """\
  - id: figures-2027.pt-at
    title: in 2027 exactly at the threshold is not above it
    like: figures-2027.pt-below
    case: {visit.date: 2027-12-31, charges.pt-slp.before-visit: "2500.00"}
    expect: {verdict: covered, conclusions: {threshold.crossed: false}}
  - id: figures-2027.pt-eve
    title: the day before 2027 the old threshold holds
    like: figures-2027.pt-below
    case: {visit.date: 2026-12-31}
    expect: {verdict: covered, conclusions: {threshold.crossed: true}}
  - id: figures-2027.ot-below
    title: in 2027 a cent below the threshold for occupational therapy
    like: ot-covered
    case: {visit.date: 2027-01-01, charges.ot.before-visit: "2489.99", visit.approved-amount: "100.00"}
    expect: {verdict: covered, conclusions: {threshold.crossed: false}}
  - id: figures-2027.ot-at
    title: in 2027 exactly at the threshold for occupational therapy
    like: figures-2027.ot-below
    case: {visit.date: 2027-12-31, charges.ot.before-visit: "2490.00"}
    expect: {verdict: covered, conclusions: {threshold.crossed: false}}
  - id: figures-2027.ot-above
    title: in 2027 a cent above the threshold for occupational therapy
    like: figures-2027.ot-below
    case: {charges.ot.before-visit: "2490.01"}
    expect: {verdict: covered, rests-on: [figures-2027.kx-ot], conclusions: {threshold.crossed: true}}
  - id: figures-2027.ot-eve
    title: the day before 2027 the old threshold holds for occupational therapy
    like: figures-2027.ot-below
    case: {visit.date: 2026-12-31}
    expect: {verdict: covered, conclusions: {threshold.crossed: true}}
"""
ABOVE = """\
  - id: figures-2027.pt-above
    title: in 2027 a cent above the threshold the record has to show the need
    like: figures-2027.pt-below
    case: {charges.pt-slp.before-visit: "2500.01"}
    expect:
      verdict: covered
      rests-on: [figures-2027.kx-pt-slp]
      conclusions: {threshold.crossed: true}
      duties: [duty.document-continued-need]
  - id: figures-2027.review
    title: in 2027 a cent above the amount for review
    like: figures-2027.pt-below
    case: {charges.pt-slp.before-visit: "3000.01"}
    expect: {verdict: covered, rests-on: [figures-2027.review], conclusions: {review.possible: true}}
  - id: figures-2027.cost
    title: in 2027 the session takes the last of the deductible
    like: figures-2027.pt-below
    case: {deductible.met: "250.00"}
    expect:
      verdict: covered
      rests-on: [figures-2027.deductible, figures-2027.share]
      conclusions: {cost.deductible-part: "50.00", cost.coinsurance: "10.00"}
"""
VISIT = """\
visit: {date: 2027-01-15, approved-amount: "100.00"}
therapy.kind: physical
charges.pt-slp.before-visit: "2600.00"
"""


@dataclass(frozen=True)
class Desk:
    """The folder at which the analyst works, with the pack and the new document in it."""

    folder: Path

    def run(self, *arguments: str) -> Done:
        return run(*arguments, cwd=self.folder)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert self.read(name).count(old) == 1, f"{old} in {name}"
        self.write(name, self.read(name).replace(old, new))

    def add_value(self, file: str, parameter: str, amount: str, statement: str) -> None:
        """Write the parameter's value of 2027 below its value of 2026."""
        name = f"pack/parameters/{file}.yaml"
        before, entry, after = self.read(name).partition(f"  - id: {parameter}\n")
        own, next_entry, rest = after.partition("  - id: ")
        value = (
            "      - effective: {from: 2027-01-01, until: 2028-01-01}\n"
            f"        is: {amount}\n        cites: [figures-2027.{statement}]\n"
        )
        self.write(name, f"{before}{entry}{own}{value}{next_entry}{rest}")


def codes(done: Done) -> dict[str, int]:
    """How often each code is told."""
    told = re.findall(r"^\w+\[(CV\d+)\]", done.stdout, re.MULTILINE)
    return {code: told.count(code) for code in sorted(set(told))}


def without_a_value(done: Done) -> list[str]:
    found = r"parameter `(.+)` has no value from `2027-01-01` to `2027-12-31`"
    return sorted(re.findall(found, done.stdout))
