"""The park with a catalogue, whose entries stand in every way that there is."""

from pathlib import Path

from coverdict.auditing.scenarios.answered import Answered, EntryAnswer, answered
from coverdict.auditing.scenarios.matrix import matrix_of
from tests.auditing.parks import HELD, OPEN, scenario, tried
from tests.packs_written import FACTS, SOURCES

CATALOGUE = """\
catalogue: {id: parks, title: The law of parks}
entries:
  - {id: P-1, title: Gates are open}
  - {id: P-2, title: Old visitors pay nothing}
sections:
  - title: Dogs
    entries:
      - {id: P-3, title: Dogs stay outside}
      - {id: P-4, title: Dogs are asked for}
      - {id: P-5, title: A dog is an animal}
      - {id: P-6, title: Dogs pay}
"""
LAW = """\
document: {id: law, title: The law of parks, rank: statute, held: false}
statements:
  - {id: old, citation: § 1, catalogue: [P-2], confidence: unconfirmed, says: The old., role: encoded}
  - {id: out, citation: § 2, catalogue: [P-3], says: No dogs., role: out-of-scope, why: Dogs decide nothing.}
  - {id: ask, citation: § 3, catalogue: [P-4], confidence: secondary, says: Ask., role: advice}
  - {id: dog, citation: § 4, catalogue: [P-5], says: A dog., role: definition}
  - {id: left, citation: § 5, catalogue: [P-1, P-2], says: Left., role: informative, why: It is told.}
"""
GATE = SOURCES.replace("    says:", "    catalogue: [P-1, P-2]\n    says:")
DOG = "  - {id: dog, title: a dog, type: boolean, asks: Dog?, asked-of: guard, cites: [law.ask]}\n"
FILES = {
    "sources": GATE,
    "facts": FACTS + DOG,
    "rules": HELD["rules"].replace(
        "pay nothing\n    cites: [sign.gate]", "pay nothing\n    cites: [law.old]"
    ),
}
IN = scenario("verdict: covered", id="in")
OLD = scenario("conclusions: {queue: left}", OPEN.replace("30", "95"), "old")


def write(folder: Path, law: str = LAW, catalogue: str = CATALOGUE) -> Path:
    """The files that `packs_written` does not have."""
    for name, text in {"sources/law.yaml": law, "catalogue/parks.yaml": catalogue}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, *scenarios: str, law: str = LAW) -> Answered:
    """What became of the entries, as these scenarios exercise them."""
    pack, trials = tried(write(folder, law), *(scenarios or (IN, OLD)), **FILES)
    return answered(pack, matrix_of(pack, trials))


def entries(folder: Path, *scenarios: str, law: str = LAW) -> dict[str, EntryAnswer]:
    """The entries by their numbers."""
    return {each.number: each for each in found(folder, *scenarios, law=law).entries}
