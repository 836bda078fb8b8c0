"""Spark agrees with the compiled backend, and so with forward and DuckDB, on every conclusion."""

from collections.abc import Sequence
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from coverdict.populations import comparing, relational
from coverdict.populations.relational import Columns, Unwritable
from coverdict.running.agreement import differences
from coverdict.running.compiled import Compiled
from coverdict.vocabulary.conditions import Comparison
from tests.populations.backends import ASKED, Asked, at_edges
from tests.populations.on_spark import Posed, models_of, needs_java
from tests.populations.scenarios import LIVING
from tests.populations.written import park, visits
from tests.sampled import sampled
from tests.situations import Situated, situations

pytestmark = needs_java


def disagreeing(*posed: Posed) -> list[tuple[int, int, tuple[str, ...]]]:
    """The programs and cases on which Spark and the compiled backend differ."""
    differing = [
        (number, place, differences(model, compiled.run(case)))
        for number, (each, models) in enumerate(zip(posed, models_of(posed), strict=True))
        for compiled in [Compiled(each.program)]
        for place, (model, case) in enumerate(zip(models, each.cases, strict=True))
    ]
    return [each for each in differing if each[2]]


LARGE = ("coverage", "before-booking")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(each, marks=[pytest.mark.prove] if each.question in LARGE else [])
        for each in ASKED
    ],
    ids=str,
)
def test_spark_and_compiled_agree_on_every_scenario_and_at_every_edge(asked: Asked) -> None:
    assert disagreeing(Posed(asked.pack, asked.program, at_edges(asked, 0))) == []


@pytest.mark.prove
@settings(max_examples=max(1, settings().max_examples // 50), deadline=None)
@given(st.lists(situations(), min_size=20, max_size=20))
def test_spark_and_compiled_agree_on_generated_programs(found: Sequence[Situated]) -> None:
    posed = [Posed(at.pack, at.program, [at.inputs]) for at in found if can_be_written(at)]
    assume(posed)
    assert disagreeing(*posed) == []


def test_spark_and_compiled_agree_where_amounts_with_several_values_are_lists() -> None:
    program, cases = visits(date(2026, 5, 1), date(2026, 3, 1))
    with patch.object(relational, "MOST_COLUMNS", 1):
        assert disagreeing(Posed(park(), program, cases)) == []


@pytest.mark.prove
@pytest.mark.parametrize("question", ["coverage", "after-denial"])
def test_spark_and_compiled_agree_on_scenarios_of_the_living_pack(question: str) -> None:
    asked = Asked(LIVING, question, date(2026, 6, 30), date(2026, 6, 30))
    cases = sampled(asked.scenarios, 100)
    assert disagreeing(Posed(asked.pack, asked.program, cases)) == []


def test_a_fault_in_a_comparison_of_the_sql_makes_spark_disagree() -> None:
    fault = {Comparison.AT_LEAST: lambda value, those: exp.GT(this=value, expression=those[0])}
    asked = next(each for each in ASKED if each.question == "return")
    with patch.dict(comparing._COMPARISONS, fault):
        assert disagreeing(Posed(asked.pack, asked.program, at_edges(asked, 0)))


def can_be_written(at: Situated) -> bool:
    try:
        Columns(at.program, {id: fact.type for id, fact in at.pack.facts.items()})
    except Unwritable:
        return False
    return True
