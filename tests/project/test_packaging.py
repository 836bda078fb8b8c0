"""What a wheel takes along lies in it where `data_root` finds it in a checkout."""

import tomllib
from pathlib import Path

import pytest

from coverdict import data_root

ROOT = Path(__file__).parents[2]
WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
    "build"
]["targets"]["wheel"]


@pytest.mark.parametrize("folder", ["docs/codes", "knowledge", "schemas"])
def test_data_lies_in_the_wheel_as_in_the_checkout(folder: str) -> None:
    assert (data_root() / folder).is_dir()
    assert folder in WHEEL["only-include"]
    assert WHEEL["sources"][folder] == f"coverdict/_data/{folder}"


def test_nothing_is_packed_without_a_place() -> None:
    assert sorted(WHEEL["only-include"]) == sorted(WHEEL["sources"])
