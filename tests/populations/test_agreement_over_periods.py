"""The backends agree in every era, and a table on each day at which anything begins or ends, as it is known by then."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings

from coverdict.checking.eras import Era
from coverdict.explaining.deciding import nearest_day
from coverdict.populations import queries
from coverdict.populations.relational import Unwritable
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.periods import Period
from tests.populations.backends import dated_of, disagreeing, eras_of
from tests.populations.deciding import Row, decided, differing, told
from tests.populations.scenarios import PACKS, pack_at, scenarios_at
from tests.populations.written import park, visitors, visits
from tests.situations import Situated, situations

UNDATED = date(2026, 6, 30)
ASKED = [(path, question) for path in PACKS for question in pack_at(path).questions]


def turns(periods: Iterable[Period]) -> set[date]:
    """The day before, the day on which and the day after anything begins or ends."""
    ends = {day for period in periods for day in (period.start, period.until) if day is not None}
    return {day + timedelta(n) for day in ends for n in (-1, 0, 1)}


def service_days(pack: Pack) -> list[date]:
    """The days about each turn of the pack's window, and of what is in force in it; within the window and not."""
    dated = (item.effective for item in dated_of(pack))
    start, until = pack.window.start or date.min, pack.window.until or date.max
    near = Period(start - timedelta(days=1), until + timedelta(days=2))
    return sorted(day for day in turns([pack.window, *dated]) if day in near)


def known_days(pack: Pack) -> list[date]:
    return sorted(turns(item.known for item in dated_of(pack)) or {UNDATED})


def on_each_day(pack: Pack, cases: Iterable[Case]) -> Iterator[Case]:
    """The cases without a day, and on each of the days."""
    for case in cases:
        others = {name: given for name, given in case.facts.items() if name != pack.service_date}
        yield Case(others, case.stated)
        for day in service_days(pack):
            yield Case({**others, pack.service_date: Given(day, "a test")}, case.stated)


def rows_of(pack: Pack, question: str, cases: Iterable[Case], known: date) -> list[Row]:
    """What a table of the cases on each day is told."""
    days = [*on_each_day(pack, cases)]
    return decided(pack, question, days, known, nearest_day(pack, UNDATED))


def said_of(pack: Pack, question: str, cases: Iterable[Case], known: date) -> list[Row]:
    """What `decide` says of each."""
    undated = nearest_day(pack, UNDATED)
    return [told(pack, question, case, known, undated) for case in on_each_day(pack, cases)]


@pytest.mark.parametrize("known", known_days(park()), ids=str)
def test_a_table_is_decided_by_what_is_in_force_on_each_day_and_known_by_then(known: date) -> None:
    asked = park(), "on-the-day", visitors(), known
    assert differing(park(), rows_of(*asked), said_of(*asked)) == []


def test_eras_whose_programs_are_not_joined_are_decided_apart_and_alike() -> None:
    asked = park(), "on-the-day", visitors(), max(known_days(park()))
    with patch.object(queries, "joined", lambda programs: None):
        rows = rows_of(*asked)
    assert differing(park(), rows, said_of(*asked)) == []


@pytest.mark.parametrize(("path", "question"), ASKED, ids=lambda item: getattr(item, "name", item))
def test_a_table_agrees_with_decide_about_each_end_of_a_period_of_the_packs(
    path: Path, question: str
) -> None:
    pack, scenarios = pack_at(path), scenarios_at(path)
    some = [each.case for each in scenarios[:: len(scenarios) // 8]]
    for known in known_days(pack):
        asked = pack, question, some, known
        assert differing(pack, rows_of(*asked), said_of(*asked)) == []


def eras_with_a_program_of_their_own() -> list[Era]:
    by_program = {visits(era.start, era.known)[0].steps: era for era in eras_of(park())}
    return sorted(by_program.values(), key=lambda era: (era.start, era.known))


@pytest.mark.parametrize("era", eras_with_a_program_of_their_own(), ids=str)
def test_forward_compiled_and_duckdb_agree_at_every_edge_in_every_era(era: Era) -> None:
    program, cases = visits(era.start, era.known)
    assert disagreeing(park(), program, cases, every=10) == []


@settings(max_examples=settings().max_examples // 10)
@given(situations())
def test_a_table_of_a_generated_pack_agrees_with_decide_about_each_end_of_a_period(
    at: Situated,
) -> None:
    asked = at.pack, "answer", [at.case], at.asking.knowledge_date
    try:
        rows = rows_of(*asked)
    except Unwritable:
        assume(False)
    assert differing(at.pack, rows, said_of(*asked)) == []
