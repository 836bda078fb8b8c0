"""A cell covers the rows that the rules say, whichever engine decides."""

from pathlib import Path

import pytest

from tests.bench.generated_packs import write_pack
from tests.bench.generated_rules import conclusions
from tests.bench.population_cell import ENGINES, Covered, Given, _facts
from tests.bench.population_table import write_table


@pytest.fixture
def given(tmp_path: Path) -> Given:
    rules, table = write_pack(tmp_path / "pack", 40, plain=True), tmp_path / "cases.parquet"
    write_table(table, rules, 300)
    return Given(tmp_path / "pack", rules, table, 300, 300, 1)


@pytest.mark.parametrize("engine", ["query", "compiled", "batch"])
def test_a_cell_covers_the_rows_that_the_rules_say(engine: str, given: Given) -> None:
    held = (conclusions(given.of, facts)[given.of.goal] for facts in _facts(given))
    covered = [number for number, each in enumerate(held, 1) if each]
    cell = ENGINES[engine](given)
    assert 0 < len(covered) < 300
    assert cell.all == Covered(len(covered), sum(covered))
    assert cell.rows == 300
    assert min(cell.seconds, cell.memory) > 0
