"""Which literals can't hold together in any row, so that values which exclude each other share a column.

Looked at are only tests of given facts: a fact has one value in a row. Nothing is lost by not finding an exclusion.
"""

from __future__ import annotations

from collections.abc import Iterable

from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.programs import Clause, Leaf, Literal, Program, literal, proposition_of

Needed = frozenset[Literal]


class Exclusions:
    """What has to hold wherever a literal does, and what of it contradicts itself."""

    def __init__(self, program: Program) -> None:
        self._leaves = {
            step.proposition: step
            for step in program.steps
            if isinstance(step, Leaf)
            and step.subject in (*program.facts, *program.stated)
            and all(isinstance(item, Constant) for item in step.operands)
        }
        self._needed: dict[Literal, Needed] = {}
        for name in self._leaves:
            for side in (True, False):
                self._needed[literal(name, side)] = frozenset({literal(name, side)})
        for step in program.steps:
            if isinstance(step, Clause):
                self._add(step)

    def _add(self, clause: Clause) -> None:
        """What every clause of a head needs; a step stands after all that it reads."""
        here: Needed = frozenset().union(*(self.needed(item) for item in clause.body))
        before = self._needed.get(clause.head)
        self._needed[clause.head] = here if before is None else before & here

    def needed(self, of: Literal) -> Needed:
        """The tests of facts that hold wherever the literal does."""
        return self._needed.get(of, frozenset())

    def exclude(self, needed: Iterable[Literal]) -> bool:
        """True when not all of these tests of facts can hold in one row."""
        wanted = set(needed)
        allowed: dict[str, set[object]] = {}
        for each in wanted:
            leaf = self._leaves[proposition_of(each)]
            if each.endswith("+") and literal(leaf.proposition, False) in wanted:
                return True
            values = _values(leaf)
            if each.endswith("+") and values is not None:
                allowed[leaf.subject] = allowed.get(leaf.subject, values) & values
        for each in wanted:
            leaf = self._leaves[proposition_of(each)]
            values = _values(leaf)
            if each.endswith("-") and values is not None and leaf.subject in allowed:
                allowed[leaf.subject] -= values
        return not all(allowed.values())


def _values(leaf: Leaf) -> set[object] | None:
    """The values that pass the test, where it lists them."""
    if leaf.comparison not in (Comparison.IS, Comparison.IN):
        return None
    return {item.value for item in leaf.operands if isinstance(item, Constant)}
