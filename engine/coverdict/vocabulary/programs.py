"""The normal form: signed Horn clauses, leaf tests and amounts, each with its origin.

A proposition is a text key: ``test:...`` for a leaf, ``criterion:<id>``, ``choice:<id>=<value>``, ``rule:<id>``
(the rule applies), ``part:<n>`` for a part of a condition, ``scope`` and ``impossible:<id>``. A literal is a key
with its side: ``criterion:covered+`` is evidence for it, ``criterion:covered-`` against.
"""

from __future__ import annotations

from enum import StrEnum

from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import Expression, Rounding
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Type

Literal = str


def literal(proposition: str, holds: bool) -> Literal:
    """Evidence for the proposition, or against it."""
    return proposition + ("+" if holds else "-")


def opposite(of: Literal) -> Literal:
    """The other side of the same proposition."""
    return of[:-1] + ("-" if of[-1] == "+" else "+")


def proposition_of(of: Literal) -> str:
    """The proposition that the literal is a side of."""
    return of[:-1]


class Because(StrEnum):
    """What a clause was made from."""

    RULE_APPLIES = "rule-applies"
    RULE_RULED_OUT = "rule-ruled-out"
    CONCLUSION = "conclusion"
    CLOSURE = "closure"
    STATED = "stated"
    PART = "part"
    SCOPE = "scope"
    IMPOSSIBLE = "impossible"


@record
class Origin:
    """Where a clause comes from: ``id`` names the rule, conclusion or part."""

    because: Because
    id: str


@record
class Clause:
    """``head`` has evidence when every literal of ``body`` has; ``modality`` is how surely."""

    head: Literal
    body: tuple[Literal, ...]
    origin: Origin
    modality: Modality = Modality.MUST


@record
class Leaf:
    """A test of a given fact, a stated criterion or an amount.

    Comparisons are only ``is``, ``in``, ``above``, ``at-least``, ``between`` and the three of ``includes``; the
    others are their other sides. ``operands`` are expressions without parameters in force: those are constants.
    """

    proposition: str
    subject: str
    comparison: Comparison
    operands: tuple[Expression, ...]


@record
class AmountStep:
    """A value that an amount has: outright, or where the rule of ``guard`` applies."""

    amount: str
    type: Type
    expression: Expression
    rounding: Rounding | None
    guard: Literal | None = None


Step = Leaf | AmountStep | Clause


@record
class Program:
    """What a question needs of a pack on one day of service and one of knowledge.

    ``steps`` are in topological order: whatever a step reads is settled by the steps before it. ``rules`` are the
    rules in force that matter to the question.
    """

    question: str
    goal: str
    steps: tuple[Step, ...]
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    stated: tuple[str, ...]
    impossible: tuple[str, ...] = ()
    scoped: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The Horn clauses, in topological order of their heads."""
        return tuple(step for step in self.steps if isinstance(step, Clause))

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaf tests."""
        return tuple(step for step in self.steps if isinstance(step, Leaf))
