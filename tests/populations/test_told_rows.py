"""A row tells of a case what the forward and the compiled backend find, and waits for what `decide` asks for."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings

from coverdict import Case, Pack, Refusal, decide
from coverdict.explaining.deciding import nearest_day
from coverdict.populations.queries import Asked
from coverdict.populations.told_rows import asking_of, told_of
from coverdict.populations.verdict_columns import MISSING, TOLD
from tests.populations.scenarios import PACKS, pack_at, scenarios_at
from tests.populations.telling import alike, told_by_query
from tests.situations import Situated, situations

KNOWN = date(2026, 6, 30)
ASKED = [(path, question) for path in PACKS for question in pack_at(path).questions]
NAMES = [f"{path.name}-{question}" for path, question in ASKED]


def asked_for(path: Path, question: str) -> Asked:
    pack = pack_at(path)
    asked = pack.questions[question]
    reported = tuple(cited.key for cited in asked.reports)
    return Asked(pack, asked, KNOWN, nearest_day(pack, KNOWN), TOLD, reported)


def thinned(cases: list[Case]) -> list[Case]:
    """The cases, every second of them without every second or third of its facts."""
    found = list(cases)
    for number, case in enumerate(cases[::2]):
        facts = enumerate(case.facts.items())
        kept = {name: each for n, (name, each) in facts if n % (2 + number % 2)}
        found.append(replace(case, facts=kept))
    return found


@pytest.mark.parametrize(("path", "question"), ASKED, ids=NAMES)
def test_every_column_of_a_row_is_what_the_other_backends_find(path: Path, question: str) -> None:
    asked = asked_for(path, question)
    cases = thinned([each.case for each in scenarios_at(path)])[::5]
    for case, row in zip(cases, told_by_query(asked, cases), strict=True):
        told = told_of(asked, case)
        assert (row is None) is isinstance(told, Refusal)
        assert row is None or isinstance(told, Refusal) or alike(row, told) == []


def half_told(pack: Pack, seed: int) -> Pack:
    """The pack with half of its facts used only where a case tells them."""
    random = Random(seed)
    told = {
        id: replace(fact, only_if_told=random.random() < 0.5) for id, fact in pack.facts.items()
    }
    return replace(pack, facts=told)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("path", "question"), ASKED, ids=NAMES)
def test_a_row_waits_for_what_decide_tells_where_facts_are_used_only_if_told(
    path: Path, question: str, seed: int
) -> None:
    asked, cases = asked_for(path, question), thinned([each.case for each in scenarios_at(path)])
    asked = replace(asked, pack=half_told(asked.pack, seed))
    rows = told_by_query(asked, cases[seed::6])
    told = [None if row is None else row[MISSING] for row in rows]
    assert told == [missing(asked.pack, asked, case) for case in cases[seed::6]]


@pytest.mark.parametrize(("path", "question"), ASKED, ids=NAMES)
def test_a_row_waits_for_the_facts_that_decide_tells_as_missing(path: Path, question: str) -> None:
    asked, cases = asked_for(path, question), thinned([each.case for each in scenarios_at(path)])
    rows = told_by_query(asked, cases)
    told = [None if row is None else row[MISSING] for row in rows]
    assert told == [missing(asked.pack, asked, case) for case in cases]
    assert any(told), "some verdict waits for something"


def missing(pack: Pack, asked: Asked, case: Case) -> tuple[str, ...] | None:
    """The facts that `decide` asks for on account of the verdict."""
    answer = decide(pack, case, asking_of(asked, case), considered=False)
    if isinstance(answer, Refusal):
        return None
    decides = asked.question.decides
    return tuple(sorted(each.fact for each in answer.missing_facts if decides in each.matters_to))


@settings(max_examples=settings().max_examples // 4)
@given(situations())
def test_rows_of_generated_packs_wait_for_what_decide_tells_as_missing(at: Situated) -> None:
    question, (day, known) = at.pack.questions[at.asking.question], at.days
    for pack in (at.pack, half_told(at.pack, 0)):
        asked = Asked(pack, question, known, day, TOLD, (), at.asking.presume)
        (row,) = told_by_query(asked, [at.case])
        assume(row is not None)
        assert row is not None
        assert row[MISSING] == missing(pack, asked, at.case)
