"""Numbers of more than 18 digits are reckoned exactly too: DuckDB keeps narrower ones in 64 bits, and fails beyond."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import duckdb
import pytest

from coverdict.populations.values import _OPERATIONS, Cell, constant
from coverdict.vocabulary.expressions import Operation

RATE, LARGE = Decimal("50.123457"), Decimal("9999999999.98765432")
WIDE: list[tuple[Operation, Sequence[Decimal], Decimal]] = [
    (Operation.SUM, [LARGE, LARGE, LARGE], Decimal("29999999999.96296296")),
    (Operation.DIFFERENCE, [-LARGE, LARGE], Decimal("-19999999999.97530864")),
    (Operation.PRODUCT, [RATE, RATE, RATE], Decimal("125928.215626313369724993")),
    (Operation.PERCENT, [Decimal("500.50000001"), RATE], Decimal("250.8679022900123457")),
]


@pytest.mark.parametrize(("operation", "numbers", "expected"), WIDE, ids=[str(o) for o, *_ in WIDE])
def test_a_number_of_many_digits_is_exact(
    operation: Operation, numbers: Sequence[Decimal], expected: Decimal
) -> None:
    gives: Callable[[Sequence[Cell]], Cell] = _OPERATIONS[operation]
    node = gives([constant(number) for number in numbers]).node
    ((found,),) = duckdb.execute(f"SELECT {node.sql('duckdb')}").fetchall()
    assert found == expected
