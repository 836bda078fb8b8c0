"""What the backends are held against one another on reaches every place of every test, and turns on every premise.

So no comparison, clause or premise could be wrong in one backend without a case on which it differs from the others.
"""

import pytest

from coverdict.running.compiled import Compiled
from tests.populations.backends import ASKED, Asked, at_edges
from tests.populations.edges import Edges
from tests.populations.reached import Reached, all_places, places, type_of
from tests.populations.test_agreement import PAIRS

UNREACHED = {
    # a day costs more than a cent, and whoever is not late pays nothing: nothing lies between, nor below
    "test:fine above 0": {"below 0", "above 0"},
    "test:days-late is 0": {
        "below 0"
    },  # whoever brings it back early is not late by less than nothing
}
ALWAYS_WITH_ANOTHER = {
    "rule:rehab.aim-of-occupational-therapy+",  # help with everyday tasks is an aim in every therapy
    "rule:not-paid.unskilled-maintenance+",  # what needs no skill is not paid, whatever it is for
    "rule:reader.child-unsigned+",  # takes the card away, which says the same
    "rule:reader.visitor+",  # likewise
}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_test_is_held_below_at_and_above_what_it_compares_and_with_what_is_unknown(
    asked: Asked,
) -> None:
    edges, pack = Edges(asked.pack, asked.program), asked.pack
    cases = [edges.values(case) for case in at_edges(asked, PAIRS)]
    for leaf in asked.program.leaves:
        type = type_of(pack, leaf.subject)
        missed = all_places(leaf, type, leaf.subject in pack.facts) - places(leaf, cases, type)
        assert missed == UNREACHED.get(leaf.proposition, set()), leaf.proposition


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_clause_and_each_of_its_premises_decides_some_case(asked: Asked) -> None:
    compiled = Compiled(asked.program)
    reached = Reached(asked.program, [compiled.run(case) for case in at_edges(asked, PAIRS)])
    idle = {literal for clause in reached.idle_clauses() for literal in clause.body}
    assert idle <= ALWAYS_WITH_ANOTHER
    premises = [item for item in reached.idle_premises() if item[1] not in ALWAYS_WITH_ANOTHER]
    assert premises == []
