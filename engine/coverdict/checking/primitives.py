"""Conditions with every test taken apart, in an era, into tests of one value against another.

Afterwards a test holds its subject against one constant, fact or amount: with `is`, `above`, `at-least`, `below`,
`at-most` or `includes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coverdict.checking.domains import Domains
from coverdict.checking.eras import Era
from coverdict.vocabulary.conditions import (
    All,
    Any,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Operand,
    Test,
)
from coverdict.vocabulary.expressions import Constant, Reference


class NoValue(Exception):
    """A parameter has no value in the era, so what reads it can be neither met nor failed."""


@dataclass(frozen=True, slots=True)
class Primitives:
    """Takes conditions apart with what is in force in the era."""

    domains: Domains
    era: Era

    def of(self, condition: Condition) -> Condition:
        """The same condition in primitive tests; raises ``NoValue``."""
        match condition:
            case Test():
                return self._test(condition)
            case Not(part, span):
                return Not(self.of(part), span)
            case All(parts) | Any(parts) | AtLeast(_, parts):
                return replace(condition, parts=tuple(map(self.of, parts)))

    def _test(self, test: Test) -> Condition:
        operands = [part for item in test.operands for part in self._operands(item)]
        match test.comparison:
            case Comparison.NOT:
                return Not(self._test(replace(test, comparison=Comparison.IS)), test.span)
            case Comparison.NOT_IN:
                return Not(self._test(replace(test, comparison=Comparison.IN)), test.span)
            case Comparison.IN:
                return Any(_each(test, Comparison.IS, operands), test.span)
            case Comparison.INCLUDES_ANY:
                return Any(_each(test, Comparison.INCLUDES, operands), test.span)
            case Comparison.INCLUDES_ALL:
                return All(_each(test, Comparison.INCLUDES, operands), test.span)
            case Comparison.BETWEEN:
                low = _each(test, Comparison.AT_LEAST, operands[:1])
                return All((*low, *_each(test, Comparison.AT_MOST, operands[1:])), test.span)
            case _:
                return replace(test, operands=(operands[0],))

    def _operands(self, operand: Operand) -> Iterable[Operand]:
        pack = self.domains.pack
        match operand:
            case Reference(id, span) if id in pack.code_sets:
                return [Constant(code, span) for code in pack.code_sets[id].codes]
            case Reference(id, span) if id in pack.parameters:
                value = self.domains.parameter(id, self.era)
                if value is None:
                    raise NoValue
                return [Constant(value, span)]
            case _:
                return [operand]


def _each(test: Test, comparison: Comparison, operands: Iterable[Operand]) -> tuple[Condition, ...]:
    return tuple(Test(test.subject, comparison, (item,), test.span) for item in operands)
