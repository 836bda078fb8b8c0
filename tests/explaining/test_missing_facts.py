"""What is asked for: only what could still change something that the question tells."""

from pathlib import Path

import pytest

from coverdict import Asking, Case, Pack
from coverdict.vocabulary.cases import Given
from tests.explaining.interviewing import decided
from tests.explaining.test_only_if_told import CODE, DAY
from tests.packs_written import FACTS, PACK, RULES, minimal_pack

DOG = """\
  - {id: dog, title: a dog comes along, type: boolean, asks: Dog?, asked-of: visitor}
  - {id: dog.breed, title: the breed, type: choice, of: [pug, collie], asks: Breed?, asked-of: visitor}
"""
KIND = """\
choices:
  - {id: kind, title: the kind of ticket, of: [day, year]}
criteria:
  - {id: dog-allowed, title: the dog may come along}
  - {id: leash-needed, title: the dog needs a leash}
"""


def rule(id: str, when: str, then: str) -> str:
    return f"""\
  - id: {id}
    title: {id}
    cites: [sign.gate]
    effective: {{from: 2026-01-01, until: open}}
    when: {when}
    then: {then}
"""


ABOUT_KINDS = (
    rule("by-code", "{ticket.code: d}", "{kind: day}")
    + rule("by-day", "{ticket: day}", "{kind: day}")
    + rule("by-year", "{ticket: year}", "{kind: year}")
    + rule("dogs", "{all: [{kind: year}, {dog: true}]}", "{dog-allowed: true}")
    + rule("leash", "{all: [{kind: year}, {dog.breed: pug}, {dog: true}]}", "{leash-needed: true}")
)
ENTRY = Asking("entry", DAY, DAY)


def parked(folder: Path, more: str = "", rules: str = "") -> Pack:
    rules = RULES.replace("criteria:\n", KIND) + ABOUT_KINDS + rules
    pack = PACK.replace("[price]", "[price, leash-needed, dog-allowed]") + more
    opened = minimal_pack(folder, pack=pack, facts=FACTS + DOG + CODE, rules=rules)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def missing(pack: Pack, **facts: object) -> list[str]:
    given = {name.replace("_", "."): Given(value, "test") for name, value in facts.items()}
    found = decided(pack, Case(given, {}), ENTRY)  # type: ignore[arg-type]
    assert found is not None
    return [each.fact for each in found.missing_facts]


@pytest.mark.parametrize("told", [{"ticket_code": "d"}, {"ticket": "day"}])
def test_what_could_only_contradict_what_is_settled_is_not_asked(
    tmp_path: Path, told: dict[str, str]
) -> None:
    assert missing(parked(tmp_path), gate_open=False, **told) == []


def test_what_more_depends_on_is_asked_first(tmp_path: Path) -> None:
    pack = parked(tmp_path)
    assert missing(pack, gate_open=False) == ["ticket", "dog", "dog.breed"]
    assert missing(pack, ticket="year") == ["gate.open", "dog", "dog.breed"]
