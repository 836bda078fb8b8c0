"""How much is asked from the date alone until an ordinary visit is decided."""

from datetime import date

import pytest

from coverdict import Asking, Case, Interview, Scenario
from coverdict.vocabulary.verdicts import VerdictValue
from tests.explaining.interviewing import begun, decided, held
from tests.populations.scenarios import PACKS, pack_at, scenarios_at

MOST_QUESTIONS = 15
PATH = PACKS[0]
PACK = pack_at(PATH)
PRESUMED = {item.fact for item in PACK.presumptions}
ORDINARY = [
    each
    for each in scenarios_at(PATH)
    if each.question == PACK.main_question.id and each.expect.verdict == VerdictValue.COVERED
]
"""Visits that are covered: of one that is not, a single answer may show it."""


def interview_about(scenario: Scenario) -> tuple[Interview, Asking, list[str]]:
    """The interview at its end; the case answers, and tells its day and what is presumed otherwise before."""
    first = {PACK.service_date, *PRESUMED}
    start = {name: given for name, given in scenario.case.facts.items() if name in first}
    day = start[PACK.service_date].value
    assert isinstance(day, date)
    asking = Asking(scenario.question, day, scenario.knowledge_date or day)
    interview = begun(PACK, asking, Case(start, {}))
    return interview, asking, list(held(interview, scenario.case))


@pytest.mark.parametrize("scenario", ORDINARY[::6], ids=lambda each: each.id)
def test_an_ordinary_visit_is_decided_after_few_questions_of_which_none_is_in_vain(
    scenario: Scenario,
) -> None:
    interview, asking, asked = interview_about(scenario)
    assert 0 < len(asked) <= MOST_QUESTIONS
    assert PRESUMED.isdisjoint(asked)
    for name in set(asked) - interview.unknowns:
        facts = {id: given for id, given in interview.case.facts.items() if id != name}
        stated = {id: given for id, given in interview.case.stated.items() if id != name}
        without = decided(PACK, Case(facts, stated), asking)
        assert without is None or without.verdict is VerdictValue.UNDETERMINED, name


@pytest.mark.prove
@pytest.mark.parametrize("scenario", ORDINARY, ids=lambda each: each.id)
def test_every_ordinary_visit_is_decided_after_few_questions(scenario: Scenario) -> None:
    *_, asked = interview_about(scenario)
    assert 0 < len(asked) <= MOST_QUESTIONS
