"""Forward, compiled and DuckDB agree on every conclusion, not only on the verdict.

Of the many cases at the edges of a large pack `make test` takes a sample, `make prove` all, and more pairs of edges.
"""

from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings

from coverdict.populations import relational
from coverdict.populations.relational import Unwritable
from tests.populations.backends import ASKED, Asked, at_edges, disagreeing
from tests.populations.edges import Edges
from tests.sampled import sampled
from tests.situations import Situated, situations

PAIRS = 20
"""So many combinations of edges at most are tried for each two facts that are tested together."""
MOST_CASES = 6_000


@settings(max_examples=settings().max_examples // 4)
@given(situations())
def test_forward_compiled_and_duckdb_agree_on_generated_programs_and_at_their_edges(
    at: Situated,
) -> None:
    cases = [at.inputs, *Edges(at.pack, at.program).cases(at.inputs)]
    try:
        assert disagreeing(at.pack, at.program, cases, every=20) == []
    except Unwritable:
        assume(False)


@settings(max_examples=settings().max_examples // 8)
@given(situations())
def test_they_agree_where_all_amounts_that_can_have_several_values_are_lists(at: Situated) -> None:
    cases = [at.inputs, *Edges(at.pack, at.program).cases(at.inputs)]
    with patch.object(relational, "MOST_COLUMNS", 1):
        assert disagreeing(at.pack, at.program, cases, every=len(cases)) == []


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_forward_compiled_and_duckdb_agree_on_scenarios_at_edges_and_at_pairs_of_them(
    asked: Asked,
) -> None:
    cases = sampled(at_edges(asked, PAIRS), MOST_CASES)
    assert disagreeing(asked.pack, asked.program, cases, every=30) == []


@pytest.mark.prove
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_they_agree_on_every_scenario_at_every_edge_and_at_all_pairs_of_them(
    asked: Asked,
) -> None:
    assert disagreeing(asked.pack, asked.program, at_edges(asked, pairs=10_000)) == []
