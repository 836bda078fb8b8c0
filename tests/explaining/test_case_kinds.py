"""Cases of a kind to fill in: all that can ever matter stands in them, and nothing else."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverdict import Asking, Case, Pack, Refusal, decide
from coverdict.api.starting import case_of_kind
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.explaining.interview import with_given
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.packs import CaseKind
from tests.checking.test_names import presumption
from tests.explaining.test_interview import drawn
from tests.packs_written import FACTS, PACK, RULES, found, minimal_pack
from tests.populations.scenarios import PACKS, pack_at

DAY = date(2026, 3, 2)
KINDS = "kinds:\n  - {id: season, title: a ticket for the year, case: {ticket: year}}\n"
MORE = """\
  - {id: guard.agrees, title: the guard agrees, type: boolean, asks: Agreed?, asked-of: guard}
  - {id: dog, title: a dog comes along, type: boolean, asks: Dog?, asked-of: visitor}
  - {id: gate.code, title: the code, type: choice, of: [a, b], asks: Code?, asked-of: guard, only-if-told: true}
"""
RULE = """\
  - id: with-dog
    title: nobody enters with a dog
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{dog: true}, {ticket: day}]}
    defeats: [open-gate]
    then: {may-enter: false}
  - id: with-code
    title: who knows the code and pleases the guard may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{gate.code: a}, {guard.agrees: true}]}
    then: {may-enter: true}
"""


@pytest.fixture(name="park")
def park_of(tmp_path: Path) -> Pack:
    more = presumption("guard.agrees", "true") + KINDS
    opened = minimal_pack(tmp_path, pack=PACK + more, facts=FACTS + MORE, rules=RULES + RULE)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def written(pack: Pack, kind: CaseKind, question: str) -> str:
    text = case_of_kind(pack, kind, Case({}, {}), Asking(question, DAY, DAY))
    assert isinstance(text, str), text
    return text


def facts_in(text: str) -> list[str]:
    """The names for which there is a line, in order."""
    return re.findall(r"^(?:# )?([a-z][a-z0-9.-]*): ", text, re.MULTILINE)


def test_the_kind_is_filled_in_and_only_what_can_matter_to_it_is_asked(park: Pack) -> None:
    text = written(park, park.kinds["season"], "entry")
    assert "\nticket: year\n" in text
    assert facts_in(text) == ["visit.day", "ticket", "gate.open", "gate.code", "guard.agrees"]


def test_what_nobody_is_asked_stands_last_in_a_line_each(park: Pack) -> None:
    asked, _, rest = written(park, park.kinds["season"], "entry").partition("# ── other ways")
    told, _, presumed = rest.partition("# ── taken for granted")
    assert (facts_in(asked)[-1], facts_in(told)) == ("gate.open", ["gate.code"])
    assert told.endswith("\n# gate.code: a  # Code?\n\n")
    assert presumed.endswith("\n# guard.agrees: true  # t\n")


def test_what_is_wrong_with_the_case_of_a_kind_is_told_when_the_pack_is_read(
    tmp_path: Path,
) -> None:
    wrong = KINDS.replace("ticket: year", "tickt: year")
    (diagnostic,) = found(tmp_path, pack=PACK + wrong)
    assert (diagnostic.code, diagnostic.help) == ("CV404", "did you mean `ticket`?")
    assert str(diagnostic.span) == "park/pack.yaml:10:55"


def test_two_kinds_of_one_name_are_refused(tmp_path: Path) -> None:
    (diagnostic,) = found(tmp_path, pack=PACK + KINDS + KINDS.partition("\n")[2])
    assert (diagnostic.code, diagnostic.message) == ("CV310", "`season` is declared twice")


@settings(max_examples=settings().max_examples // 4)
@given(seed=st.integers(0, 10**6), question=st.sampled_from([*pack_at(PACKS[0]).questions]))
def test_nothing_that_is_missing_later_is_left_out_while_what_is_presumed_stands(
    seed: int, question: str
) -> None:
    pack = pack_at(PACKS[0])
    full = drawn(pack, seed)
    names = [name for name in full.facts if name != pack.service_date]
    case = Case({name: full.facts[name] for name in names[:3]}, {})
    kind = CaseKind("drawn", "drawn", case, pack.span)
    text = case_of_kind(pack, kind, Case({}, {}), Asking(question, DAY, DAY))
    listed = set(facts_in(text)) if isinstance(text, str) else set()
    taken = presumptions_in_force(pack, DAY, DAY)
    presumed = {name for item in taken for name in (item.fact, *item.gives_way_to)}
    later = [name for name in names[3:] if name not in presumed]
    for name in [] if isinstance(text, Refusal) else later:
        case = with_given(pack, case, name, Given(full.facts[name].value, "drawn"))
        answer = decide(pack, case, Asking(question, DAY, DAY))
        if not isinstance(answer, Refusal):
            assert {each.fact for each in answer.missing_facts} <= listed


def test_a_code_that_looks_like_a_number_stands_in_quotes(tmp_path: Path) -> None:
    coded = "  - {id: gate.code, title: the code, type: choice, of: ["
    numbers = MORE.replace(f"{coded}a, b]", f'{coded}"02", b]')
    pack = PACK + presumption("guard.agrees", "true") + KINDS
    rules = RULES + RULE.replace("gate.code: a", 'gate.code: "02"')
    opened = minimal_pack(tmp_path, pack=pack, facts=FACTS + numbers, rules=rules).pack
    assert opened is not None
    assert '\n# gate.code: "02"  # Code?\n' in written(opened, opened.kinds["season"], "entry")
