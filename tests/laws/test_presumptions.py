from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given

from coverdict import Asking, Verdict, decide
from coverdict.compiling.in_force import presumptions_in_force
from tests.packs_written import FACTS, PACK, RULES, minimal_pack
from tests.situations import Situated, case_of, situations


@given(situations())
def test_a_verdict_that_lists_no_presumption_is_the_same_without_them(at: Situated) -> None:
    verdict = at.decided()
    assume(not verdict.presumptions)
    without = replace(at, asking=replace(at.asking, presume=False))
    assert without.decided().verdict == verdict.verdict


@given(situations())
def test_a_presumption_listed_is_about_a_fact_that_the_case_does_not_give(at: Situated) -> None:
    assert {item.fact for item in at.decided().presumptions}.isdisjoint(at.case.facts)


@given(situations())
def test_a_value_is_presumed_where_neither_its_fact_nor_one_it_gives_way_to_is_told(
    at: Situated,
) -> None:
    for item in presumptions_in_force(at.pack, *at.days):
        told = {item.fact, *(each.key for each in item.unless_told)} & at.case.facts.keys()
        given = at.case.facts.get(item.fact)
        expected = given.value if given else None if told else item.value
        assert at.inputs.get(item.fact) == expected


def told(verdict: Verdict) -> object:
    """What an answer says, how surely, and how much."""
    conclusions = [(item.id, item.state, item.value, item.modality) for item in verdict.conclusions]
    amounts = [(item.amount, item.values, item.modality) for item in verdict.amounts]
    return verdict.verdict, verdict.modality, conclusions, amounts, verdict.duties


@given(situations())
def test_the_presumptions_that_are_listed_are_enough_for_the_answer(at: Situated) -> None:
    verdict = at.decided()
    others = {item.fact for item in at.pack.presumptions}
    others -= {item.fact for item in verdict.presumptions}
    with_these = replace(at, asking=replace(at.asking, unpresumed=frozenset(others)))
    assert with_these.decided().verdict == verdict.verdict
    assert with_these.decided().modality == verdict.modality


@given(situations())
def test_no_presumption_is_listed_where_all_is_the_same_without(at: Situated) -> None:
    verdict = at.decided()
    bare = replace(at, asking=replace(at.asking, presume=False)).decided()
    assume(told(bare) == told(verdict))
    assume(verdict.verdict != "undetermined")
    assert not verdict.presumptions


SCOPED = PACK.replace(
    "  questions:",
    "  scope: {title: in spring, cites: [sign.gate], when: {visitor.age: {above: 3}}}\n  questions:",
)
ENTRY = Asking("entry", date(2026, 3, 2), date(2026, 3, 2))
PRESUMED = "presumptions:\n  - {fact: visitor.age, is: 40, title: usual, cites: [sign.gate], effective: PERIOD}\n"


FEE = """\
  - {id: fee, title: the fee, type: money, is: $price, cites: [sign.gate]}
"""
CLOSED = """\
  - id: banned
    title: nobody enters with a dog or at night
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{dog: true}, {night: true}]}
    defeats: [open-gate]
    then: {may-enter: false}
"""
MORE_FACTS = """\
  - {id: dog, title: a dog, type: boolean, asks: Dog?, asked-of: visitor}
  - {id: night, title: it is night, type: boolean, asks: Night?, asked-of: guard}
"""
NO_DOG = PRESUMED.replace("visitor.age", "dog").replace("is: 40", "is: false")


@pytest.mark.parametrize(("night", "listed"), [(False, []), (True, ["dog"]), (None, ["dog"])])
def test_a_presumption_is_not_listed_where_what_is_given_would_do(
    tmp_path: Path, night: bool | None, listed: list[str]
) -> None:
    pack = PACK + NO_DOG.replace("PERIOD", "{from: 2026-01-01, until: open}")
    opened = minimal_pack(tmp_path, pack=pack, facts=FACTS + MORE_FACTS, rules=RULES + CLOSED)
    assert opened.pack is not None, opened.diagnostics
    given = {"gate.open": True, "ticket": "day", **({} if night is None else {"night": night})}
    verdict = decide(opened.pack, case_of(opened.pack, given), ENTRY)
    assert isinstance(verdict, Verdict)
    assert (verdict.verdict, [item.fact for item in verdict.presumptions]) == ("covered", listed)


def test_a_presumption_deep_below_a_reported_amount_is_listed(tmp_path: Path) -> None:
    rules = RULES.replace("amounts:\n", "amounts:\n" + FEE).replace(
        "is: $full-price", "is: {product: [$full-price, $visitor.age]}"
    )
    asked = PACK.replace("[price]", "[fee]") + PRESUMED
    pack = minimal_pack(
        tmp_path, pack=asked.replace("PERIOD", "{from: 2026-01-01, until: open}"), rules=rules
    ).pack
    assert pack is not None
    verdict = decide(pack, case_of(pack, {"gate.open": True, "ticket": "day"}), ENTRY)
    assert isinstance(verdict, Verdict)
    assert [item.fact for item in verdict.presumptions] == ["visitor.age"]


def test_a_presumption_on_which_only_the_scope_rests_is_listed(tmp_path: Path) -> None:
    files = SCOPED + PRESUMED.replace("PERIOD", "{from: 2026-01-01, until: open}")
    pack = minimal_pack(tmp_path, pack=files).pack
    assert pack is not None
    case = case_of(pack, {"gate.open": True, "ticket": "day"})
    verdict = decide(pack, case, ENTRY)
    assert isinstance(verdict, Verdict)
    assert (verdict.verdict, [item.fact for item in verdict.presumptions]) == (
        "covered",
        ["visitor.age"],
    )
