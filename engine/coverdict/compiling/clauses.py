"""Conditions become clauses: what has evidence for, what has evidence against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Reference
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Because, Clause, Leaf, Literal, Origin, literal
from coverdict.vocabulary.values import Value

Body = tuple[Literal, ...]

_NOWHERE = Span("")

_MIRRORED = {
    Comparison.NOT: Comparison.IS,
    Comparison.NOT_IN: Comparison.IN,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.ABOVE,
}


@dataclass(slots=True)
class ClauseWriter:
    """Writes clauses, leaves and the parts they need; the same condition is written once.

    A part is a nested condition that stands as a proposition of its own, so that the number of clauses stays
    linear in what was written.
    """

    pack: Pack
    resolve: Callable[[Expression], Expression]
    clauses: list[Clause] = field(default_factory=list)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    parts: dict[tuple[object, ...], str] = field(default_factory=dict)

    def add(self, head: Literal, bodies: Iterable[Body], origin: Origin) -> None:
        """A clause for each body; repeated literals of a body are dropped."""
        self.clauses += (Clause(head, tuple(dict.fromkeys(body)), origin) for body in bodies)

    def bodies(self, condition: Condition, holds: bool) -> list[Body]:
        """The ways in which the condition has evidence for (``holds``) or against."""
        match condition:
            case Test():
                return self._test(condition, holds)
            case Not(part):
                return self.bodies(part, not holds)
            case All(parts) if holds:
                return [tuple(chain.from_iterable(self.conjunct(part, True) for part in parts))]
            case All(parts):
                return [body for part in parts for body in self.bodies(part, False)]
            case Any(parts) if holds:
                return [body for part in parts for body in self.bodies(part, True)]
            case Any(parts):
                return [tuple(chain.from_iterable(self.conjunct(part, False) for part in parts))]
            case AtLeast(n, parts):
                return [(literal(self._counted(n, [self._both(part) for part in parts]), holds),)]

    def conjunct(self, condition: Condition, holds: bool) -> Body:
        """One body for the side of the condition: its own if it has one, else a part's literal."""
        bodies = self.bodies(condition, holds)
        return bodies[0] if len(bodies) == 1 else (self._part(bodies),)

    def _part(self, bodies: list[Body]) -> Literal:
        """The literal of a proposition that has evidence for when one of ``bodies`` has."""
        key = ("any", *bodies)
        if key not in self.parts:
            self.parts[key] = f"part:{len(self.parts) + 1}"
            head = literal(self.parts[key], True)
            self.add(head, bodies, Origin(Because.PART, self.parts[key]))
        return literal(self.parts[key], True)

    def _both(self, condition: Condition) -> tuple[Body, Body]:
        return self.conjunct(condition, True), self.conjunct(condition, False)

    def _counted(self, n: int, sides: list[tuple[Body, Body]]) -> str:
        """The proposition that ``n`` of the sides hold, by counting from the first on: linear, not all choices."""
        key = (f"at-least-{n}", *chain.from_iterable(sides))
        if key in self.parts:
            return self.parts[key]
        name = self.parts[key] = f"part:{len(self.parts) + 1}"
        origin = Origin(Because.PART, name)

        def counted(first: int, wanted: int) -> str:
            at_end = first == len(sides) and wanted == n
            return name if at_end else f"{name}:{wanted}-of-{first}"

        for first in range(len(sides) + 1):
            for wanted in range(n + 1):
                here = counted(first, wanted)
                if wanted == 0:
                    self.add(literal(here, True), [()], origin)
                elif first < wanted:
                    self.add(literal(here, False), [()], origin)
                if wanted == 0 or first == 0:
                    continue
                fewer, same = counted(first - 1, wanted - 1), counted(first - 1, wanted)
                pro, con = sides[first - 1]
                self.add(
                    literal(here, True),
                    [(literal(same, True),), (literal(fewer, True), *pro)],
                    origin,
                )
                self.add(
                    literal(here, False),
                    [(literal(fewer, False),), (literal(same, False), *con)],
                    origin,
                )
        return name

    def _test(self, test: Test, holds: bool) -> list[Body]:
        comparison = _MIRRORED.get(test.comparison, test.comparison)
        holds = holds if comparison is test.comparison else not holds
        if test.subject in self.pack.criteria:
            wanted = isinstance(test.operands[0], Constant) and test.operands[0].value is True
            return [(literal(f"criterion:{test.subject}", holds is wanted),)]
        if test.subject in self.pack.choices:
            return self._choice(test, holds)
        operands = tuple(self.resolve(item) for item in self._listed(test))
        first = operands[0]
        if isinstance(first, Constant) and first.value is False:
            operands, holds = (Constant(True, first.span),), not holds
        return [(literal(self._leaf(test.subject, comparison, operands), holds),)]

    def _choice(self, test: Test, holds: bool) -> list[Body]:
        values = [item.value for item in self._listed(test) if isinstance(item, Constant)]
        sides = [literal(f"choice:{test.subject}={value}", holds) for value in values]
        return [(side,) for side in sides] if holds else [tuple(sides)]

    def _listed(self, test: Test) -> tuple[Expression, ...]:
        """The operands, with a code set's codes in the place of its name."""
        first = test.operands[0]
        if isinstance(first, Reference) and first.id in self.pack.code_sets:
            return tuple(Constant(code, first.span) for code in self.pack.code_sets[first.id].codes)
        return test.operands

    def _leaf(self, subject: str, comparison: Comparison, operands: tuple[Expression, ...]) -> str:
        shown = ", ".join(map(_shown, operands))
        key = f"test:{subject} {comparison.value} {shown}"
        self.leaves.setdefault(key, Leaf(key, subject, comparison, operands))
        return key


def stated(criterion: str) -> Leaf:
    """The leaf that reads whether a case states the criterion outright."""
    operand = Constant(True, _NOWHERE)
    return Leaf(f"stated:{criterion}", criterion, Comparison.IS, (operand,))


def _shown(expression: Expression) -> str:
    match expression:
        case Constant(value):
            return shown_value(value)
        case Reference(id):
            return f"${id}"
        case Calculation(operation, operands):
            return f"{operation.value}({', '.join(map(_shown, operands))})"


def shown_value(value: Value) -> str:
    """A value as a test's key shows it."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return f"[{', '.join(map(str, value))}]"
        case _:
            return str(value)
