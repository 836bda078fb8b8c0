"""Cases at the edges of a program: for each fact what lies below, at and above all that it is compared with."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from coverdict.running.inputs import Inputs
from coverdict.vocabulary.expressions import Calculation, Constant, Expression
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import AmountStep, Leaf, Program
from coverdict.vocabulary.values import Type, Value

_STEPS = {Type.COUNT: 1, Type.MONEY: Decimal("0.01"), Type.PERCENT: Decimal("0.000001")}


def edges(pack: Pack, program: Program) -> dict[str, list[Value | None]]:
    """The values to try for each fact; None is silence."""
    written = set(_constants(program))
    return {
        name: [None, *_around(pack, name, program, written)]
        for name in (*program.facts, *program.stated)
    }


def edge_cases(pack: Pack, program: Program, base: Inputs, pairs: int) -> list[Inputs]:
    """The base with each fact at each of its edges, and a sample of pairs of them, always the same."""
    tried = edges(pack, program)
    single = [(name, value) for name, values in tried.items() for value in values]
    random = Random(1)
    chosen = [[one] for one in single] + [random.sample(single, 2) for _ in range(pairs)]
    return [_with(base, changes) for changes in chosen]


def _with(base: Inputs, changes: list[tuple[str, Value | None]]) -> Inputs:
    found = {**base, **dict(changes)}
    return {name: value for name, value in found.items() if value is not None}


def _around(pack: Pack, name: str, program: Program, written: set[Value]) -> list[Value]:
    type = pack.facts[name].type if name in pack.facts else Type.BOOLEAN
    match type:
        case Type.BOOLEAN:
            return [True, False]
        case Type.CHOICE:
            read = {v for leaf in program.leaves if leaf.subject == name for v in _values(leaf)}
            others = [value for value in pack.facts[name].values if value not in read]
            return [*sorted(map(str, read)), *others[:1]]
        case Type.CHOICES:
            values = list(pack.facts[name].values)
            return [(), *((value,) for value in values[:8]), tuple(sorted(values))]
        case Type.DATE:
            days = {item for item in written if isinstance(item, date)} | {date(2026, 3, 2)}
            return sorted({day + timedelta(n) for day in days for n in (-1, 0, 1)})
        case _:
            step, numbers = _STEPS[type], {Decimal(0)}
            numbers |= {Decimal(n) for n in written if isinstance(n, int | Decimal)}
            near = {number + n * step for number in numbers for n in (-1, 0, 1)}
            exact = sorted(n for n in near if n >= 0 and n % step == 0)
            return [int(n) if type is Type.COUNT else n for n in exact]


def _values(leaf: Leaf) -> list[Value]:
    return [item.value for item in leaf.operands if isinstance(item, Constant)]


def _constants(program: Program) -> Iterator[Value]:
    for step in program.steps:
        match step:
            case Leaf(operands=operands):
                yield from (v for item in operands for v in _of(item))
            case AmountStep(expression=expression):
                yield from _of(expression)


def _of(expression: Expression) -> Iterator[Value]:
    match expression:
        case Constant(bool()):
            return
        case Constant(value):
            yield value
        case Calculation(operands=operands):
            yield from (value for item in operands for value in _of(item))
