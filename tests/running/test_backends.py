"""The two backends on programs of one test or one amount, below, at and above."""

from datetime import date
from decimal import Decimal

import pytest

from coverdict.running.agreement import CrossChecked, Disagreement, differences
from coverdict.running.compiled import Compiled
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    Rounding,
    RoundingMode,
)
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.programs import AmountStep, Because, Clause, Leaf, Origin, Program, Step
from coverdict.vocabulary.values import Type, Value

HERE = Span("here")
D = Decimal


def constant(value: Value) -> Constant:
    return Constant(value, HERE)


def ref(id: str) -> Reference:
    return Reference(id, HERE)


def of(operation: Operation, *operands: Expression) -> Calculation:
    return Calculation(operation, operands, HERE)


def program(*steps: Step) -> Program:
    return Program("q", "criterion:c", steps, (), (), ())


def model(inputs: dict[str, Value], *steps: Step) -> Model:
    return CrossChecked(program(*steps)).run(inputs)


def evidence(comparison: Comparison, value: Value | None, *operands: Value) -> Belnap:
    leaf = Leaf("test:t", "x", comparison, tuple(map(constant, operands)))
    return model({} if value is None else {"x": value}, leaf).value("test:t")


@pytest.mark.parametrize(
    ("comparison", "operands", "passing", "failing"),
    [
        (Comparison.IS, (D("2.50"),), D("2.5"), D("2.51")),
        (Comparison.IN, ("a", "b"), "b", "c"),
        (Comparison.ABOVE, (D(5),), D("5.01"), D(5)),
        (Comparison.AT_LEAST, (D(5),), D(5), D("4.99")),
        (Comparison.AT_LEAST, (date(2026, 3, 2),), date(2026, 3, 2), date(2026, 3, 1)),
        (Comparison.BETWEEN, (3, 5), 3, 2),
        (Comparison.BETWEEN, (3, 5), 5, 6),
        (Comparison.INCLUDES, ("a",), ("a", "b"), ("b",)),
        (Comparison.INCLUDES_ANY, ("a", "z"), ("a", "b"), ("b",)),
        (Comparison.INCLUDES_ALL, ("a", "b"), ("a", "b", "c"), ("a", "c")),
        (Comparison.INCLUDES, (date(2026, 3, 2),), (date(2026, 3, 2),), (date(2026, 3, 1),)),
    ],
)
def test_a_comparison_has_evidence_for_against_or_none(
    comparison: Comparison, operands: tuple[Value, ...], passing: Value, failing: Value
) -> None:
    assert evidence(comparison, passing, *operands) is Belnap.TRUE
    assert evidence(comparison, failing, *operands) is Belnap.FALSE
    assert evidence(comparison, None, *operands) is Belnap.UNKNOWN


def amount(expression: Expression, rounding: Rounding | None = None, **inputs: Value) -> object:
    step = AmountStep("a", Type.MONEY, expression, rounding)
    return model(inputs, step).amounts.get("a")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (of(Operation.SUM, ref("x"), constant(D("0.10"))), D("0.30")),
        (of(Operation.DIFFERENCE, constant(D("0.10")), ref("x")), D("-0.10")),
        (of(Operation.PRODUCT, ref("x"), constant(3)), D("0.60")),
        (of(Operation.MINIMUM, ref("x"), constant(D("0.3"))), D("0.20")),
        (of(Operation.MAXIMUM, ref("x"), constant(D("0.3"))), D("0.3")),
        (of(Operation.PERCENT, ref("x"), constant(D("12.5"))), D("0.025")),
    ],
)
def test_arithmetic_is_exact(expression: Expression, value: Decimal) -> None:
    assert amount(expression, x=D("0.20")) == (value,)


def test_an_amount_is_unknown_while_an_input_is() -> None:
    assert amount(of(Operation.SUM, ref("x"), ref("y")), x=D(1)) is None


def test_days_are_counted_from_the_first_date_to_the_second() -> None:
    days = of(Operation.DAYS_BETWEEN, constant(date(2026, 2, 27)), ref("x"))
    assert amount(days, x=date(2026, 3, 1)) == (2,)
    assert amount(days, x=date(2026, 2, 26)) == (-1,)


def test_a_day_beyond_the_calendar_is_its_last() -> None:
    later = of(Operation.PLUS_DAYS, constant(date(2026, 2, 27)), ref("x"))
    assert amount(later, x=2) == (date(2026, 3, 1),)
    assert amount(later, x=10**17) == (date.max,)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 3, 30), 0, date(2026, 3, 30)),
        (date(2026, 3, 30), -1, date(2026, 2, 28)),
        (date(9999, 12, 1), 0, date(9999, 12, 1)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 15), -1, date.min),
    ],
)
def test_months_later_is_the_same_day_or_the_last_that_the_month_has(
    day: date, months: int, later: date
) -> None:
    expression = of(Operation.PLUS_MONTHS, ref("x"), ref("n"))
    assert amount(expression, x=day, n=months) == (later,)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2026, 12, 5), date(2026, 12, 31)),
        (date.max, date.max),
    ],
)
def test_a_month_ends_on_its_last_day(day: date, last: date) -> None:
    assert amount(of(Operation.END_OF_MONTH, ref("x")), x=day) == (last,)


@pytest.mark.parametrize(
    ("number", "units"), [(0, 0), (14, 0), (15, 1), (29, 1), (30, 2), (-16, 0), (D("30.9"), 2)]
)
def test_a_whole_quotient_leaves_the_rest_and_counts_nothing_below_zero(
    number: Value, units: int
) -> None:
    assert amount(of(Operation.WHOLE_QUOTIENT, ref("x"), constant(15)), x=number) == (units,)


DAYS = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("narrowing", "kept"),
    [
        (Operation.AFTER, DAYS[2:]),
        (Operation.ON_OR_AFTER, DAYS[1:]),
        (Operation.BEFORE, DAYS[:1]),
        (Operation.ON_OR_BEFORE, DAYS[:2]),
    ],
)
def test_days_are_narrowed_by_a_day_and_then_counted_or_chosen(
    narrowing: Operation, kept: tuple[date, ...]
) -> None:
    some = of(narrowing, ref("x"), constant(DAYS[1]))
    assert amount(of(Operation.COUNT, some), x=DAYS) == (len(kept),)
    assert amount(of(Operation.EARLIEST, some), x=DAYS) == (kept[0],)
    assert amount(of(Operation.LATEST, some), x=DAYS) == (kept[-1],)


@pytest.mark.parametrize("operation", [Operation.EARLIEST, Operation.LATEST])
def test_of_no_days_there_is_no_earliest_and_no_latest_but_a_count(operation: Operation) -> None:
    assert amount(of(operation, ref("x")), x=()) is None
    assert amount(of(Operation.COUNT, ref("x")), x=()) == (0,)


def test_values_are_counted_among_those_of_a_list() -> None:
    some = of(Operation.AMONG, ref("x"), constant(("a", "c")))
    assert amount(of(Operation.COUNT, some), x=("a", "b", "c")) == (2,)


@pytest.mark.parametrize(
    ("mode", "low", "half"),
    [
        (RoundingMode.HALF_UP, D("0.12"), D("0.13")),
        (RoundingMode.HALF_EVEN, D("0.12"), D("0.12")),
        (RoundingMode.UP, D("0.13"), D("0.13")),
        (RoundingMode.DOWN, D("0.12"), D("0.12")),
    ],
)
def test_rounding_is_as_declared(mode: RoundingMode, low: Decimal, half: Decimal) -> None:
    cents = Rounding("0.01", mode)
    assert amount(ref("x"), cents, x=D("0.121")) == (low,)
    assert amount(ref("x"), cents, x=D("0.125")) == (half,)


def test_two_values_of_an_amount_are_a_conflict_and_lead_to_every_value_they_can() -> None:
    one, other = (AmountStep("a", Type.MONEY, constant(D(n)), None) for n in (1, 2))
    both = AmountStep("b", Type.MONEY, of(Operation.SUM, ref("a"), ref("a")), None)
    above = Leaf("test:t", "a", Comparison.ABOVE, (constant(D(1)),))
    found = model({}, one, other, both, above)
    assert found.amounts == {"a": (D(1), D(2)), "b": (D(2), D(3), D(4))}
    assert found.value("test:t") is Belnap.CONFLICTING


def test_an_amount_that_a_rule_sets_waits_for_the_rule() -> None:
    leaf = Leaf("test:t", "x", Comparison.IS, (constant(True),))
    applies = Clause("rule:r+", ("test:t+",), Origin(Because.RULE_APPLIES, "r"))
    step = AmountStep("a", Type.COUNT, constant(1), None, "rule:r+")
    assert model({"x": True}, leaf, applies, step).amounts == {"a": (1,)}
    assert model({"x": False}, leaf, applies, step).amounts == {}


def test_a_disagreement_names_the_conclusion_and_lets_nothing_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leaf = Leaf("test:t", "x", Comparison.IS, (constant(True),))
    backends = CrossChecked(program(leaf))
    monkeypatch.setattr(Compiled, "run", lambda *_: Model(frozenset(), {}))
    with pytest.raises(Disagreement, match="test:t"):
        backends.run({"x": True})


def test_a_difference_in_an_amount_is_named() -> None:
    one, other = Model(frozenset(), {"a": (1,)}), Model(frozenset(), {"a": (2,)})
    assert differences(one, other) == ("amount:a",)
