"""A table of all scenarios is decided as `decide` decides each."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Refusal, Verdict, decide
from coverdict.explaining.deciding import nearest_day
from tests.populations.deciding import Row, decided
from tests.populations.scenarios import PACKS, pack_at, scenarios_at

KNOWN, TODAY = date(2026, 6, 30), date(2026, 6, 30)
ASKED = [(path, question) for path in PACKS for question in pack_at(path).questions]


@pytest.mark.parametrize(("path", "question"), ASKED, ids=lambda item: getattr(item, "name", item))
def test_every_scenario_gets_the_verdict_that_decide_gives(path: Path, question: str) -> None:
    pack, cases = pack_at(path), [each.case for each in scenarios_at(path)]
    rows = decided(pack, question, cases, KNOWN, nearest_day(pack, TODAY))
    for case, row in zip(cases, rows, strict=True):
        given = case.facts.get(pack.service_date)
        day = given.value if given else nearest_day(pack, TODAY)
        answer = decide(pack, case, Asking(question, day, KNOWN))
        expected = told_by(answer)
        told = {name: value for name, value in row.amounts.items() if name in expected.amounts}
        assert replace(row, amounts=told) == expected


def told_by(answer: Verdict | Refusal) -> Row:
    """What a row tells of the answer."""
    if isinstance(answer, Refusal):
        return Row(refused=True)
    names = [item.rule or item.how for found in answer.derivation[:1] for item in found.support]
    amounts = {item.amount: item.values[0] for item in answer.amounts if len(item.values) == 1}
    modality = answer.modality.value if answer.modality else None
    return Row(answer.verdict.value, modality, answer.service_date, sorted(names), amounts)
