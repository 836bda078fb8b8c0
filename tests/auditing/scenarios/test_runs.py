"""Scenarios are run by one process or by several, to the same end."""

from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.auditing.scenarios import runs
from tests.packs_written import SCENARIOS, minimal_pack

LOANS = Path(__file__).parents[2] / "packs" / "library-loans"
FAILING = SCENARIOS.replace("4.00", "4.01")


@pytest.mark.parametrize("processes", [1, 2])
def test_any_number_of_processes_finds_the_same(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_FEW", 1)
    opened = minimal_pack(tmp_path, scenarios=FAILING)
    assert opened.pack is not None
    ((place, outcome),) = runs.outcomes(opened.pack, opened.scenarios, "0", processes)
    says = [each.says for each in outcome.differences]
    assert (place, outcome.id, says) == (0, "in", ["price: expected 4.01, got 4.00"])


def test_every_scenario_is_run_once_and_keeps_its_place() -> None:
    opened = open_pack(LOANS, "library-loans")
    assert opened.pack is not None
    found = sorted(runs.outcomes(opened.pack, opened.scenarios, "0"))
    assert [place for place, _ in found] == [*range(len(opened.scenarios))]
    assert [each.id for _, each in found] == [each.id for each in opened.scenarios]
    assert all(each.passed for _, each in found)
