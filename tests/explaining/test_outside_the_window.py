"""What is told of a day on which the pack decides nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Case, Verdict, decide
from coverdict.vocabulary.cases import Given
from tests.packs_written import minimal_pack

DAY = date(2027, 1, 1)
OUTSIDE = "the date of service 2027-01-01 is outside the pack's window, from 2026-01-01 to before 2027-01-01"


def warned(folder: Path, parameters: int) -> tuple[str, ...]:
    """What is told of a day after the window by a pack of so many parameters that end with it."""
    pack = minimal_pack(folder).pack
    assert pack is not None
    price = pack.parameters["full-price"]
    named = {
        f"price-{n}": replace(price, id=f"price-{n}", title=f"price {n}", values=price.values[:1])
        for n in range(parameters)
    }
    case = Case({"visit.day": Given(DAY, "a test")}, {})
    answer = decide(replace(pack, parameters=named), case, Asking("entry", DAY, DAY))
    assert isinstance(answer, Verdict)
    return answer.warnings


def test_the_few_values_that_are_not_known_then_are_named(tmp_path: Path) -> None:
    known = "is not known to this pack for 2027-01-01"
    assert warned(tmp_path, 2) == (f"price 0 {known}", f"price 1 {known}", OUTSIDE)


@pytest.mark.parametrize("many", [4, 40])
def test_of_many_values_one_is_named_and_the_others_are_counted(tmp_path: Path, many: int) -> None:
    told = f"price 0, like {many - 1} other values, is not known to this pack for 2027-01-01"
    assert warned(tmp_path, many) == (told, OUTSIDE)
