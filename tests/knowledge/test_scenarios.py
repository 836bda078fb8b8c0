"""Every scenario of every pack gets the answer that its analyst wrote down."""

from functools import cache
from pathlib import Path

import pytest

from coverdict import OpenedPack, open_pack, run_scenarios
from coverdict.vocabulary.scenarios import Scenario

ROOT = Path(__file__).parents[2]
MADE = {".venv", "build"}  # by the set-up and by benchmarks
PACKS = sorted(path.parent for path in ROOT.glob("*/**/pack.yaml") if not MADE & {*path.parts})


@cache
def opened(folder: Path) -> OpenedPack:
    return open_pack(folder, folder.name)


SCENARIOS = [(folder, scenario) for folder in PACKS for scenario in opened(folder).scenarios]


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_the_pack_has_nothing_to_mend(folder: Path) -> None:
    assert opened(folder).diagnostics == ()
    assert opened(folder).scenarios


@pytest.mark.parametrize(
    ("folder", "scenario"), SCENARIOS, ids=lambda item: getattr(item, "id", None) or item.name
)
def test_the_scenario_gets_the_answer_it_must_get(folder: Path, scenario: Scenario) -> None:
    pack = opened(folder).pack
    assert pack is not None
    (result,) = run_scenarios(pack, (scenario,))
    assert result.differences == ()


def test_the_medicare_pack_has_scenarios_enough_and_each_expects_a_verdict_or_a_refusal() -> None:
    scenarios = opened(ROOT / "knowledge" / "medicare-therapy").scenarios
    assert len(scenarios) >= 60
    assert all(each.expect.verdict or each.expect.refused for each in scenarios)


@pytest.mark.parametrize("charged", ["2480.00", "2479.99", "2480.01"])
def test_each_side_of_the_threshold_has_a_scenario(charged: str) -> None:
    scenarios = opened(ROOT / "knowledge" / "medicare-therapy").scenarios
    expected = [item for each in scenarios for item in each.expect.conclusions.values()]
    assert charged in [item.value for item in expected]
