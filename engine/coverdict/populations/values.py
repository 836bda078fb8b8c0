"""SQL of single values: constants, calculations and rounding, exact in every dialect.

A value is an expression tree of SQLGlot with the measure of its number, or none for what is no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from sqlglot import exp

from coverdict.populations import measures
from coverdict.populations.measures import Measure, hull, of_constant, of_product, of_rounded
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    Rounding,
    RoundingMode,
)
from coverdict.vocabulary.values import Value

Node = exp.Expr
_FIRST_DAY, _LAST_DAY = date.min, date.max
_NARROW = 18  # so many digits at most has a number that DuckDB keeps in 64 bits
_ITEM = "item_"  # no id has a low line


@dataclass(frozen=True, slots=True)
class Cell:
    """An expression that has one value in a row, or NULL; ``measure`` is None for what is no number."""

    node: Node
    measure: Measure | None = None

    @property
    def number(self) -> Measure:
        """The measure of what a checked pack uses as a number."""
        assert self.measure is not None, "a checked pack reckons only with numbers"
        return self.measure


def column(name: str) -> Node:
    """A column, its name quoted."""
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def decimal(measure: Measure) -> exp.DataType:
    """The DECIMAL that holds the number exactly."""
    return exp.DataType.build(f"DECIMAL({measure.digits}, {measure.places})")


def as_decimal(cell: Cell, measure: Measure) -> Node:
    """The number in a column as wide as ``measure``, which has to hold it."""
    if cell.measure == measure and isinstance(cell.node, exp.Cast):
        return cell.node.copy()
    return exp.Cast(this=cell.node.copy(), to=decimal(measure))


def constant(value: Value) -> Cell:
    """A value that is written out."""
    match value:
        case bool():
            return Cell(exp.Boolean(this=value))
        case int() | Decimal():
            exact = format(Decimal(value).normalize(), "f")
            measure, written = of_constant(Decimal(exact)), exp.Literal.string(exact)
            return Cell(exp.Cast(this=written, to=decimal(measure)), measure)
        case date():
            return Cell(exp.cast(exp.Literal.string(value.isoformat()), "DATE"))
        case tuple():
            return Cell(exp.Array(expressions=[constant(item).node for item in value]))
        case str():
            return Cell(exp.Literal.string(value))


def calculated(expression: Expression, read: Iterator[Cell]) -> Cell:
    """The value of an expression; ``read`` gives the cell of each reference in the order written."""
    match expression:
        case Constant(value):
            return constant(value)
        case Reference():
            return next(read)
        case Calculation(operation, operands):
            return _OPERATIONS[operation]([calculated(item, read) for item in operands])


def _sum(operands: Sequence[Cell]) -> Cell:
    node = reduce(lambda a, b: exp.Add(this=a, expression=b), (item.node for item in operands))
    return Cell(_in_brackets(node), measures.of_sum([item.number for item in operands]))


def _difference(operands: Sequence[Cell]) -> Cell:
    first, second = operands
    node = exp.Sub(this=first.node, expression=_in_brackets(second.node))
    measure = measures.of_sum([first.number, measures.negated(second.number)])
    return Cell(_in_brackets(node), measure)


def _product(operands: Sequence[Cell]) -> Cell:
    found = operands[0]
    for item in operands[1:]:
        node = exp.Mul(this=_factor(found, item), expression=as_decimal(item, item.number))
        found = Cell(_in_brackets(node), of_product(found.number, item.number))
    return found


def _factor(cell: Cell, other: Cell) -> Node:
    """The number, wide enough for its product: of two narrow ones DuckDB makes a narrow one, or fails."""
    digits = cell.number.digits, other.number.digits
    if sum(digits) <= _NARROW or max(digits) > _NARROW:
        return as_decimal(cell, cell.number)
    wide = exp.DataType.build(f"DECIMAL({_NARROW + 1}, {cell.number.places})")
    return exp.Cast(this=cell.node.copy(), to=wide)


def _percent(operands: Sequence[Cell]) -> Cell:
    """A hundredth of the product, written as a product: of a division no dialect says how exact it is."""
    base, rate = operands
    if rate.number.low == rate.number.high:
        return _product([base, constant(rate.number.low.scaleb(-2))])
    return _product([base, rate, constant(Decimal("0.01"))])


def _least(operands: Sequence[Cell]) -> Cell:
    return _extreme(operands, exp.Least)


def _greatest(operands: Sequence[Cell]) -> Cell:
    return _extreme(operands, exp.Greatest)


def _extreme(operands: Sequence[Cell], function: type[exp.Least | exp.Greatest]) -> Cell:
    """The least or greatest; whoever writes it has seen to it that no operand is NULL."""
    if len(operands) == 1:
        return operands[0]
    if operands[0].measure is None:
        return Cell(_function(function, [item.node for item in operands]))
    measure = hull(item.number for item in operands)
    return Cell(_function(function, [as_decimal(item, measure) for item in operands]), measure)


def _function(function: type[exp.Least | exp.Greatest], nodes: list[Node]) -> Node:
    return function(this=nodes[0], expressions=nodes[1:], ignore_nulls=True)


def _days_between(operands: Sequence[Cell]) -> Cell:
    return Cell(_days(operands[0].node, operands[1].node), measures.of_days())


def _plus_days(operands: Sequence[Cell]) -> Cell:
    """The day so many whole days on; beyond the calendar, its last or first day."""
    day, days = operands[0].node, operands[1]
    first, last = constant(_FIRST_DAY).node, constant(_LAST_DAY).node
    back, on = _days(day, first), _days(day, last)
    whole = _whole(days)
    within = _function(exp.Greatest, [_function(exp.Least, [whole, on]), back])
    count = exp.cast(within, "INT")
    moved = exp.DateAdd(this=day.copy(), expression=count, unit=exp.var("DAY"))
    return Cell(exp.cast(moved, "DATE"))


def _plus_months(operands: Sequence[Cell]) -> Cell:
    """The same day so many whole months on, or its month's last; beyond the calendar, its last or first day."""
    day, months = operands[0].node, _whole(operands[1])
    first, last = constant(_FIRST_DAY).node, constant(_LAST_DAY).node
    back, on = (
        _in_brackets(exp.Sub(this=_months(end), expression=_months(day))) for end in (first, last)
    )
    within = _function(exp.Greatest, [_function(exp.Least, [months, on]), back])
    moved = exp.DateAdd(this=day.copy(), expression=exp.cast(within, "INT"), unit=exp.var("MONTH"))
    beyond = exp.case().when(exp.GT(this=months.copy(), expression=on.copy()), last)
    before = beyond.when(exp.LT(this=months.copy(), expression=back.copy()), first)
    return Cell(before.else_(exp.cast(moved, "DATE")))


def _months(day: Node) -> Node:
    """The months before that of the day, since the year nought."""
    years = exp.Mul(this=exp.Year(this=day.copy()), expression=exp.Literal.number(12))
    return _in_brackets(exp.Add(this=years, expression=exp.Month(this=day.copy())))


def _end_of_month(operands: Sequence[Cell]) -> Cell:
    return Cell(exp.cast(exp.LastDay(this=operands[0].node.copy()), "DATE"))


def _whole_quotient(operands: Sequence[Cell]) -> Cell:
    """Whole numbers divided as such: what other divisions give, no dialect says exactly."""
    number, by = operands
    measure = measures.of_whole_quotient(number.number, int(by.number.low))
    zero = exp.Literal.number(0)
    whole = exp.cast(_function(exp.Greatest, [_whole(number), zero]), "BIGINT")
    node = exp.IntDiv(this=whole, expression=exp.Literal.number(int(by.number.low)))
    return Cell(exp.Cast(this=node, to=decimal(measure)), measure)


def _count(operands: Sequence[Cell]) -> Cell:
    """Some dialects have no length for an empty list."""
    length = exp.ArraySize(this=operands[0].node.copy())
    node = exp.Coalesce(this=length, expressions=[exp.Literal.number(0)])
    measure = measures.of_many()
    return Cell(exp.Cast(this=node, to=decimal(measure)), measure)


def _earliest(operands: Sequence[Cell]) -> Cell:
    return Cell(exp.ArrayMin(this=operands[0].node.copy()))


def _latest(operands: Sequence[Cell]) -> Cell:
    return Cell(exp.ArrayMax(this=operands[0].node.copy()))


def _narrowed(passes: type[exp.Binary]) -> Callable[[Sequence[Cell]], Cell]:
    def narrowed(operands: Sequence[Cell]) -> Cell:
        several, bound = operands
        return _kept(several, passes(this=exp.to_identifier(_ITEM), expression=bound.node.copy()))

    return narrowed


def _among(operands: Sequence[Cell]) -> Cell:
    several, listed = operands
    found = exp.ArrayContains(this=listed.node.copy(), expression=exp.to_identifier(_ITEM))
    return _kept(several, found)


def _kept(several: Cell, passes: Node) -> Cell:
    """The items that pass, in their order."""
    function = exp.Lambda(this=passes, expressions=[exp.to_identifier(_ITEM)])
    return Cell(exp.ArrayFilter(this=several.node.copy(), expression=function))


def _whole(days: Cell) -> Node:
    """The count without its decimals, as a whole number."""
    one = exp.Literal.number(1)
    cut = exp.Sub(this=days.node.copy(), expression=exp.Mod(this=days.node.copy(), expression=one))
    return exp.Cast(
        this=_in_brackets(cut) if days.number.places else days.node,
        to=exp.DataType.build(f"DECIMAL({days.number.digits}, 0)"),
    )


def _days(first: Node, second: Node) -> Node:
    return exp.DateDiff(this=second.copy(), expression=first.copy(), unit=exp.var("DAY"))


_OPERATIONS: dict[Operation, Callable[[Sequence[Cell]], Cell]] = {
    Operation.SUM: _sum,
    Operation.DIFFERENCE: _difference,
    Operation.PRODUCT: _product,
    Operation.PERCENT: _percent,
    Operation.MINIMUM: _least,
    Operation.MAXIMUM: _greatest,
    Operation.DAYS_BETWEEN: _days_between,
    Operation.PLUS_DAYS: _plus_days,
    Operation.PLUS_MONTHS: _plus_months,
    Operation.END_OF_MONTH: _end_of_month,
    Operation.WHOLE_QUOTIENT: _whole_quotient,
    Operation.COUNT: _count,
    Operation.EARLIEST: _earliest,
    Operation.LATEST: _latest,
    Operation.AFTER: _narrowed(exp.GT),
    Operation.ON_OR_AFTER: _narrowed(exp.GTE),
    Operation.BEFORE: _narrowed(exp.LT),
    Operation.ON_OR_BEFORE: _narrowed(exp.LTE),
    Operation.AMONG: _among,
}


def rounded(cell: Cell, rounding: Rounding) -> Cell:
    """The number rounded to a multiple; ``cell`` is written several times, so it had better be a column.

    Only remainders are taken: of a division no dialect says exactly what it gives.
    """
    step = Decimal(rounding.to)
    target = of_rounded(cell.number, step)
    common = hull([cell.number, target, of_constant(2 * step)])
    value = as_decimal(cell, common)
    one, two = (as_decimal(constant(n * step), common) for n in (1, 2))
    rest = exp.Mod(this=value, expression=one)
    below = _in_brackets(exp.Sub(this=value.copy(), expression=rest))
    outward = exp.case().when(
        exp.LT(this=value.copy(), expression=exp.Literal.number(0)), _neg(one)
    )
    moved = (
        exp.case()
        .when(_goes_outward(rounding.mode, below, rest, one, two), outward.else_(one.copy()))
        .else_(as_decimal(constant(0), common))
    )
    node = exp.Add(this=below.copy(), expression=moved)
    return Cell(exp.Cast(this=_in_brackets(node), to=decimal(target)), target)


def _goes_outward(mode: RoundingMode, below: Node, rest: Node, one: Node, two: Node) -> Node:
    """Whether the number goes to the multiple that lies farther from zero."""
    zero = exp.Literal.number(0)
    twice = exp.Abs(this=exp.Mul(this=_in_brackets(rest.copy()), expression=exp.Literal.number(2)))
    match mode:
        case RoundingMode.DOWN:
            return exp.false()
        case RoundingMode.UP:
            return exp.NEQ(this=rest.copy(), expression=zero)
        case RoundingMode.HALF_UP:
            return exp.GTE(this=twice, expression=one.copy())
        case RoundingMode.HALF_EVEN:
            is_odd = exp.NEQ(
                this=exp.Mod(this=below.copy(), expression=two.copy()), expression=zero
            )
            tie = exp.and_(exp.EQ(this=twice.copy(), expression=one.copy()), is_odd)
            return exp.or_(exp.GT(this=twice, expression=one.copy()), tie)


def _neg(node: Node) -> Node:
    return exp.Neg(this=node.copy())


def _in_brackets(node: Node) -> Node:
    return exp.Paren(this=node)
