"""The compiled backend: the program as one straight-line Python function.

Each literal is a local variable, each step a few lines in the program's order; a name that can have several values is a
tuple and is looped over, any other is a value or None. Written apart from the forward backend's evaluator, so that the
two can be held against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from itertools import compress
from types import CodeType
from typing import Any

from coverdict.running.inputs import Inputs
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
    Rounding,
    may_have_no_value,
)
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import AmountStep, Clause, Leaf, Literal, Program, literal
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Value

_WIDE = Context(prec=400)
_ROUNDING = {
    "half-up": "ROUND_HALF_UP",
    "half-even": "ROUND_HALF_EVEN",
    "up": "ROUND_UP",
    "down": "ROUND_DOWN",
}
_INFIX = {Operation.SUM: " + ", Operation.DIFFERENCE: " - ", Operation.PRODUCT: " * "}
_NARROWING = {
    Operation.AFTER: ">",
    Operation.ON_OR_AFTER: ">=",
    Operation.BEFORE: "<",
    Operation.ON_OR_BEFORE: "<=",
    Operation.AMONG: "in",
}
_CALLS = {
    Operation.MINIMUM: "min(({all},))",
    Operation.MAXIMUM: "max(({all},))",
    Operation.PERCENT: "(Decimal({0}) * {1}).scaleb(-2)",
    Operation.DAYS_BETWEEN: "({1} - {0}).days",
    Operation.PLUS_DAYS: "plus_days({0}, {1})",
    Operation.PLUS_MONTHS: "plus_months({0}, {1})",
    Operation.END_OF_MONTH: "end_of_month({0})",
    Operation.WHOLE_QUOTIENT: "max(0, int({0} // {1}))",
    Operation.COUNT: "len({0})",
    Operation.EARLIEST: "min({0}, default=None)",
    Operation.LATEST: "max({0}, default=None)",
}
_TESTS = {
    Comparison.IS: "{0} == {1}",
    Comparison.IN: "{0} in ({all},)",
    Comparison.ABOVE: "{0} > {1}",
    Comparison.AT_LEAST: "{0} >= {1}",
    Comparison.BETWEEN: "{1} <= {0} <= {2}",
    Comparison.INCLUDES: "{1} in {0}",
    Comparison.INCLUDES_ANY: "any(item in {0} for item in ({all},))",
    Comparison.INCLUDES_ALL: "all(item in {0} for item in ({all},))",
}


@record
class Function:
    """A program as Python's bytecode, with the values it names and the literals that it answers for, in order."""

    code: CodeType
    constants: Mapping[str, Value]
    literals: tuple[Literal, ...]


def function_of(program: Program) -> Function:
    """The program written out and compiled."""
    writer = _Writer(program)
    code = compile(writer.source(), f"<program of {program.question}>", "exec")
    return Function(code, writer.constants, tuple(writer.variables))


class Compiled:
    """A program as a Python function, for any number of cases and threads."""

    def __init__(self, program: Program, function: Function | None = None) -> None:
        self.function = function or function_of(program)
        names: dict[str, Any] = dict(_LIBRARY, **self.function.constants)
        exec(self.function.code, names)
        self._run: Callable[[Inputs], tuple[tuple[object, ...], dict[str, tuple[Value, ...]]]]
        self._run = names["program"]

    def run(self, inputs: Inputs) -> Model:
        """What the program concludes from ``inputs``."""
        with localcontext(_WIDE):
            held, amounts = self._run(inputs)
        found = {name: values for name, values in amounts.items() if values}
        return Model(frozenset(compress(self.function.literals, held)), found)


def _plus_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return date.max if days > 0 else date.min


def _round(value: Decimal | int, step: Decimal, mode: str) -> Decimal:
    return (Decimal(value) / step).to_integral_value(mode) * step


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + int(months), 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    for shorter in range(4):  # no month has fewer than 28 days
        try:
            return date(year, month + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError("a month has at least 28 days")


def _end_of_month(day: date) -> date:
    return _plus_months(date(day.year, 1, 31), day.month - 1)


_LIBRARY = {
    "plus_days": _plus_days,
    "plus_months": _plus_months,
    "end_of_month": _end_of_month,
    "round_to": _round,
    "Decimal": Decimal,
}


class _Writer:
    """Writes the function's source; remembers the variable of each literal and the constants by name."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.constants: dict[str, Value] = {}
        self.variables: dict[Literal, str] = {}
        self._names: dict[str, str] = {}
        self._lines: list[str] = []
        steps = [step for step in program.steps if isinstance(step, AmountStep)]
        self._amounts = {step.amount for step in steps}

    def source(self) -> str:
        """The whole function; it returns which literals hold, and the amounts."""
        clauses: dict[Literal, list[Clause]] = {}
        for step in self.program.steps:
            if isinstance(step, Clause):
                clauses.setdefault(step.head, []).append(step)
                self._variable(step.head)
        remaining = {head: len(group) for head, group in clauses.items()}
        for step in self.program.steps:
            match step:
                case Leaf():
                    self._leaf(step)
                case AmountStep():
                    self._amount(step)
                case Clause():
                    remaining[step.head] -= 1
                    if not remaining[step.head]:
                        self._clauses(step.head, clauses[step.head])
        amounts = ", ".join(
            f"{amount!r}: tuple(sorted({self._name(amount)}))" for amount in sorted(self._amounts)
        )
        held = "".join(f"{variable}, " for variable in self.variables.values())
        body = [*self._prologue(clauses), *self._lines, f"return ({held}), {{{amounts}}}"]
        return "def program(inputs):\n" + "".join(f"    {line}\n" for line in body)

    def _prologue(self, concluded: Container[Literal]) -> list[str]:
        """Facts are read, amounts begin without a value, literals that no clause concludes do not hold."""
        defined = [
            f"{variable} = False"
            for of, variable in self.variables.items()
            if of not in concluded  # those are set before they are read: the steps are in order
        ]
        read = [
            f"{name} = {{}}" if id in self._amounts else f"{name} = inputs.get({id!r})"
            for id, name in self._names.items()
        ]
        return defined + read

    def _variable(self, of: Literal) -> str:
        return self.variables.setdefault(of, f"v{len(self.variables)}")

    def _name(self, id: str) -> str:
        return self._names.setdefault(id, f"x{len(self._names)}")

    def _clauses(self, head: Literal, group: list[Clause]) -> None:
        ways = [" and ".join(map(self._variable, clause.body)) or "True" for clause in group]
        self._lines.append(f"{self._variable(head)} = {' or '.join(ways)}")

    def _leaf(self, leaf: Leaf) -> None:
        pro = self._variable(literal(leaf.proposition, True))
        con = self._variable(literal(leaf.proposition, False))
        indent, read = self._bind([leaf.subject, *_references(leaf.operands)])
        subject, operands = next(read), [self._expression(item, read) for item in leaf.operands]
        test = _TESTS[leaf.comparison].format(subject, *operands, all=", ".join(operands))
        self._lines += [f"{indent}if {test}: {pro} = True", f"{indent}else: {con} = True"]

    def _amount(self, step: AmountStep) -> None:
        indent = ""
        if step.guard is not None:
            self._lines.append(f"if {self._variable(step.guard)}:")
            indent = " "
        indent, read = self._bind(_references([step.expression]), indent)
        value = self._rounded(self._expression(step.expression, read), step.rounding)
        if may_have_no_value(step.expression):
            self._lines.append(f"{indent}if (found := {value}) is not None:")
            indent, value = f"{indent} ", "found"
        self._lines.append(f"{indent}{self._name(step.amount)}[{value}] = True")

    def _bind(self, ids: Iterable[str], indent: str = "") -> tuple[str, Iterator[str]]:
        """Open a block in which each occurrence of a name has one value: its indentation, and the occurrences."""
        read: list[str] = []
        for id in ids:
            name = self._name(id)
            if id in self._amounts:
                read.append(f"{name}_{len(read)}")
                self._lines.append(f"{indent}for {read[-1]} in {name}:")
            else:
                read.append(name)
                self._lines.append(f"{indent}if {name} is not None:")
            indent += " "
        return indent, iter(read)

    def _expression(self, expression: Expression, read: Iterator[str]) -> str:
        match expression:
            case Constant(value):
                return self._constant(value)
            case Reference():
                return next(read)
            case Calculation(operation, operands):
                return _calculation(operation, [self._expression(item, read) for item in operands])

    def _rounded(self, value: str, rounding: Rounding | None) -> str:
        if rounding is None:
            return value
        return f"round_to({value}, {self._constant(Decimal(rounding.to))}, {_ROUNDING[rounding.mode]!r})"

    def _constant(self, value: Value) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name


def _calculation(operation: Operation, operands: list[str]) -> str:
    if operation in _INFIX:
        return f"({_INFIX[operation].join(operands)})"
    if operation in _NARROWING:
        several, bound = operands
        return f"[item for item in {several} if item {_NARROWING[operation]} {bound}]"
    return _CALLS[operation].format(*operands, all=", ".join(operands))


def _references(expressions: Iterable[Expression]) -> Iterator[str]:
    """The names referred to, one for each occurrence, in the order written."""
    for expression in expressions:
        match expression:
            case Reference(id):
                yield id
            case Calculation(_, operands):
                yield from _references(operands)
            case Constant():
                pass
