from dataclasses import replace

from hypothesis import given

from coverdict import decide
from coverdict.presenting.as_json import as_json
from tests.situations import Situated, situations


def outside(at: Situated) -> set[str]:
    service, known = at.days
    rules = at.pack.rules.values()
    return {one.id for one in rules if service not in one.effective or known not in one.known}


@given(situations())
def test_a_rule_outside_its_period_never_fires(at: Situated) -> None:
    verdict = at.decided()
    considered = {item.rule for item in (*verdict.rules_applied, *verdict.rules_not_applied)}
    assert considered.isdisjoint(outside(at))
    assert set(at.program.rules).isdisjoint(outside(at))


@given(situations())
def test_a_rule_outside_its_period_leaves_no_trace(at: Situated) -> None:
    rules = {id: rule for id, rule in at.pack.rules.items() if id not in outside(at)}
    without = decide(replace(at.pack, rules=rules), at.case, at.asking)
    assert as_json(without) == as_json(decide(at.pack, at.case, at.asking))
