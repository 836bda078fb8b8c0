"""How sure a literal is, by propositions: it is surely so when it is still concluded without the rules in doubt.

A literal is as sure as the weakest link of its surest derivation. So it is at least ``must`` when the program without
any rule of a weaker modality concludes it, and at least ``usually`` when the one without those of ``may`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from coverdict.vocabulary.expressions import (
    Calculation,
    Constant,
    Expression,
    Reference,
    references_in,
)
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.programs import (
    AmountStep,
    Clause,
    Leaf,
    Literal,
    Program,
    Step,
    proposition_of,
)

SUREST_FIRST = tuple(Modality)


@dataclass(frozen=True, slots=True)
class Sure:
    """A program that also concludes, for each modality but the last, what is at least so sure.

    ``names`` gives, for a modality and a literal, the literal that says so.
    """

    program: Program
    names: Mapping[tuple[Modality, Literal], Literal]


def with_surety(program: Program, rules: Mapping[str, Modality], goals: Iterable[Literal]) -> Sure:
    """The program and, for the literals of ``goals``, what is needed to tell how sure they are.

    ``rules`` are the modalities of the rules by the literal that says that they apply.
    """
    wanted = resting_on(program, goals)
    steps: list[Step] = list(program.steps)
    names: dict[tuple[Modality, Literal], Literal] = {}
    for modality in SUREST_FIRST[:-1]:
        copy = _Copy(modality, rules)
        for step in program.steps:
            copy.look_at(step)
        steps += (found for step in program.steps for found in copy.of(step, wanted))
        names.update({(modality, goal): copy.literal(goal) for goal in goals})
    return Sure(replace(program, steps=tuple(steps)), names)


@dataclass(slots=True)
class _Copy:
    """What of a program changes when rules less sure than ``modality`` are left out."""

    modality: Modality
    rules: Mapping[str, Modality]
    changed: set[str] = field(default_factory=set)  # literals, and amounts as `amount:<id>`

    def _too_weak(self, modality: Modality) -> bool:
        return SUREST_FIRST.index(modality) > SUREST_FIRST.index(self.modality)

    def _is_left_out(self, step: Step) -> bool:
        match step:
            case Clause():
                return self._too_weak(step.modality)
            case AmountStep():
                return step.guard is not None and self._too_weak(
                    self.rules.get(step.guard, Modality.MUST)
                )
            case Leaf():
                return False

    def look_at(self, step: Step) -> None:
        """Note what the step settles otherwise; the steps before it were looked at."""
        if self._is_left_out(step) or not self.changed.isdisjoint(reads(step)):
            self.changed.update(settles(step))

    def of(self, step: Step, wanted: set[str]) -> Iterator[Step]:
        """The step's copy, where it settles something otherwise and that is wanted."""
        settled = set(settles(step))
        if (
            self.changed.isdisjoint(settled)
            or wanted.isdisjoint(settled)
            or self._is_left_out(step)
        ):
            return
        match step:
            case Clause():
                body = tuple(self.literal(item) for item in step.body)
                yield replace(step, head=self.literal(step.head), body=body)
            case Leaf():
                operands = tuple(self._expression(item) for item in step.operands)
                name = proposition_of(self.literal(step.proposition + "+"))
                subject = self._amount(step.subject)
                yield replace(step, proposition=name, subject=subject, operands=operands)
            case AmountStep():
                guard = None if step.guard is None else self.literal(step.guard)
                value = self._expression(step.expression)
                amount = self._amount(step.amount)
                yield replace(step, amount=amount, expression=value, guard=guard)

    def literal(self, of: Literal) -> Literal:
        """The literal that has evidence without the weaker rules."""
        return f"{proposition_of(of)}@{self.modality.value}{of[-1]}" if of in self.changed else of

    def _amount(self, id: str) -> str:
        return f"{id}@{self.modality.value}" if f"amount:{id}" in self.changed else id

    def _expression(self, expression: Expression) -> Expression:
        match expression:
            case Constant():
                return expression
            case Reference(id):
                return replace(expression, id=self._amount(id))
            case Calculation(operands=operands):
                return replace(
                    expression, operands=tuple(self._expression(item) for item in operands)
                )


def resting_on(program: Program, goals: Iterable[Literal]) -> set[str]:
    """The literals and amounts that the goals rest on, themselves among them."""
    wanted = set(goals)
    for step in reversed(program.steps):
        if not wanted.isdisjoint(settles(step)):
            wanted.update(reads(step))
    return wanted


def settles(step: Step) -> tuple[str, ...]:
    """The literals, or the amount as `amount:<id>`, that the step is a reason for."""
    match step:
        case Clause():
            return (step.head,)
        case Leaf():
            return (step.proposition + "+", step.proposition + "-")
        case AmountStep():
            return (f"amount:{step.amount}",)


def reads(step: Step) -> Iterator[str]:
    """The literals and amounts that the step rests on, as `settles` calls them."""
    match step:
        case Clause():
            yield from step.body
        case Leaf():
            yield f"amount:{step.subject}"
            yield from _amounts(step.operands)
        case AmountStep():
            if step.guard is not None:
                yield step.guard
            yield from _amounts((step.expression,))


def _amounts(expressions: Iterable[Expression]) -> Iterator[str]:
    for expression in expressions:
        yield from (f"amount:{reference.id}" for reference in references_in(expression))
