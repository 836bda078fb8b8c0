from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import assume, given

from coverdict import Asking, Verdict, decide
from coverdict.compiling.in_force import presumptions_in_force
from tests.packs_written import PACK, minimal_pack
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


SCOPED = PACK.replace(
    "  questions:",
    "  scope: {title: in spring, cites: [sign.gate], when: {visitor.age: {above: 3}}}\n  questions:",
)
PRESUMED = "presumptions:\n  - {fact: visitor.age, is: 40, title: usual, cites: [sign.gate], effective: PERIOD}\n"


def test_a_presumption_on_which_only_the_scope_rests_is_listed(tmp_path: Path) -> None:
    files = SCOPED + PRESUMED.replace("PERIOD", "{from: 2026-01-01, until: open}")
    pack = minimal_pack(tmp_path, pack=files).pack
    assert pack is not None
    case = case_of(pack, {"gate.open": True, "ticket": "day"})
    verdict = decide(pack, case, Asking("entry", date(2026, 3, 2), date(2026, 3, 2)))
    assert isinstance(verdict, Verdict)
    assert (verdict.verdict, [item.fact for item in verdict.presumptions]) == (
        "covered",
        ["visitor.age"],
    )
