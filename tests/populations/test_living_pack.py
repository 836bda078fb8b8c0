"""Every question of the pack that users decide by, with all it reports: a table says what `decide` says.

`make test` takes some scenarios, and does not look at what a row waits for; `make prove` takes all of them.
"""

from datetime import date

import pytest

from coverdict import Refusal
from coverdict.explaining.deciding import nearest_day
from coverdict.populations.queries import Asked
from coverdict.populations.told_rows import told_of
from coverdict.populations.verdict_columns import TOLD
from tests.populations.deciding import decided, differing, told
from tests.populations.scenarios import LIVING, pack_at, scenarios_at
from tests.populations.telling import alike, told_by_query
from tests.sampled import sampled

KNOWN = date(2026, 6, 30)
SOME = 16
MOST = 300
QUESTIONS = [*pack_at(LIVING).questions]


def assert_decided_alike(question: str, most: int) -> None:
    pack = pack_at(LIVING)
    undated = nearest_day(pack, KNOWN)
    cases = [each.case for each in sampled(scenarios_at(LIVING), most)]
    rows = decided(pack, question, cases, KNOWN, undated)
    said = [told(pack, question, case, KNOWN, undated) for case in cases]
    assert differing(pack, rows, said) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_some_scenarios_get_what_decide_says(question: str) -> None:
    assert_decided_alike(question, SOME)


@pytest.mark.prove
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_scenario_gets_what_decide_says(question: str) -> None:
    assert_decided_alike(question, len(scenarios_at(LIVING)))


def asked_for(question: str) -> Asked:
    pack = pack_at(LIVING)
    asked = pack.questions[question]
    reported = tuple(cited.key for cited in asked.reports)
    return Asked(pack, asked, KNOWN, nearest_day(pack, KNOWN), TOLD, reported)


@pytest.mark.prove
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_column_of_many_scenarios_is_what_the_other_backends_find(question: str) -> None:
    asked = asked_for(question)
    cases = [each.case for each in sampled(scenarios_at(LIVING), MOST)]
    for case, row in zip(cases, told_by_query(asked, cases), strict=True):
        found = told_of(asked, case)
        assert (row is None) is isinstance(found, Refusal)
        assert row is None or isinstance(found, Refusal) or alike(row, found) == []
