"""Facts that are used where a case tells them and never asked for."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Case, Pack, case_template
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.verdicts import Verdict, VerdictValue
from tests.explaining.interviewing import begun, decided, held
from tests.packs_written import FACTS, PACK, RULES, found, minimal_pack, only

DAY = date(2026, 3, 2)
ENTRY = Asking("entry", DAY, DAY)
CODE = """\
  - {id: ticket.code, title: the code on the ticket, type: choice, of: [d, y], asks: Code?, asked-of: guard,
     only-if-told: true, instead-of: [ticket]}
"""
BY_CODE = """\
  - id: by-code
    title: who has a code may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{gate.open: true}, {ticket.code: {in: [d, y]}}]}
    then: {may-enter: true}
"""
CODED = BY_CODE.replace("by-code", "coded").replace("may-enter", "coded")
ONLY_BY_CODE = RULES[: RULES.index("  - id: open-gate")] + BY_CODE.replace("by-code", "open-gate")


@pytest.fixture(name="park")
def park_of(tmp_path: Path) -> Pack:
    return parked(tmp_path, RULES + BY_CODE)


def parked(folder: Path, rules: str, pack: str = PACK) -> Pack:
    opened = minimal_pack(folder, pack=pack, facts=FACTS + CODE, rules=rules)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def answered(pack: Pack, **facts: object) -> Verdict:
    given = {name.replace("_", "."): Given(value, "test") for name, value in facts.items()}
    found = decided(pack, Case(given, {}), ENTRY)  # type: ignore[arg-type]
    assert found is not None
    return found


def listed(answer: Verdict) -> list[str]:
    return [item.fact for item in answer.missing_facts]


def test_it_is_not_listed_as_missing_and_is_used_where_it_is_told(park: Pack) -> None:
    assert listed(answered(park)) == ["gate.open", "ticket"]
    told = answered(park, gate_open=True, ticket_code="d")
    assert (told.verdict, listed(told)) == (VerdictValue.COVERED, [])


def test_it_is_not_asked_for(park: Pack) -> None:
    full = Case({"gate.open": Given(True, "test"), "ticket.code": Given("d", "test")}, {})
    assert list(held(begun(park, ENTRY), full)) == ["gate.open", "ticket"]


def test_an_answer_that_waits_for_nothing_else_says_so_and_nothing_is_asked(tmp_path: Path) -> None:
    pack = parked(tmp_path, ONLY_BY_CODE)
    found = answered(pack)
    assert (found.verdict, listed(found)) == (
        VerdictValue.UNDETERMINED,
        ["gate.open", "ticket.code"],
    )
    assert begun(pack, ENTRY).next_question() is None


def test_a_reported_conclusion_that_waits_for_nothing_else_is_left_out(tmp_path: Path) -> None:
    coded = RULES.replace("criteria:\n", "criteria:\n  - {id: coded, title: a code}\n") + CODED
    pack = parked(tmp_path, coded, PACK.replace("[price]", "[coded]"))
    assert [item.id for item in answered(pack).conclusions] == []
    assert [item.id for item in answered(pack, ticket_code="d").conclusions] == ["coded"]


def test_the_template_of_a_case_has_it_below_all_others(park: Pack) -> None:
    _, heading, last = case_template(park).partition("# ── other ways to tell, and rarer things")
    assert heading
    assert "ticket.code: d" in last
    assert "gate.open" not in last


def test_what_is_asked_instead_is_declared_and_asked_for(tmp_path: Path) -> None:
    wrong = CODE.replace("[ticket]", "[tickt]")
    code, message, help, _ = only(tmp_path, facts=FACTS + wrong, rules=RULES + BY_CODE)
    assert (code, message) == (
        "CV301",
        "fact `ticket.code` stands instead of the undeclared fact `tickt`",
    )
    assert help == "did you mean `ticket`, declared at park/facts/all.yaml:5:10?"


def test_it_does_not_stand_instead_of_another_that_is_not_asked_for(tmp_path: Path) -> None:
    itself = CODE.replace("[ticket]", "[ticket.code]")
    code, message, help, _ = only(tmp_path, facts=FACTS + itself, rules=RULES + BY_CODE)
    assert (code, message) == (
        "CV452",
        "fact `ticket.code` stands instead of `ticket.code`, which is not asked for either",
    )
    assert help == "name the fact that is asked for, or leave `instead-of` out"


def test_what_is_asked_for_stands_instead_of_nothing(tmp_path: Path) -> None:
    asked = CODE.replace("only-if-told: true, ", "")
    (diagnostic,) = found(tmp_path, facts=FACTS + asked, rules=RULES + BY_CODE)
    assert diagnostic.code == "CV202"
