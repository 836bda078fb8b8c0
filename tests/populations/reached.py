"""What cases reach of a program: where each test is held against its operands, and what hangs on each clause.

The cases in which a literal has evidence are kept as the bits of a whole number, one bit a case.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import and_, or_

from coverdict.running.evaluation import values_of
from coverdict.vocabulary.expressions import Constant, references_in
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Clause, Leaf, Literal, Program
from coverdict.vocabulary.values import Type, Value
from tests.populations.edges import neighbours

SIDES = ("below", "at", "above")
UNKNOWN = "unknown"
Values = Mapping[str, tuple[Value, ...]]


def places(leaf: Leaf, cases: Iterable[Values], type: Type) -> set[str]:
    """Where cases hold a test: just below, at or just above an operand; at one without order, or off it; or not."""
    names = [leaf.subject, *(item.id for each in leaf.operands for item in references_in(each))]
    read = {tuple(values.get(name, ()) for name in names) for values in cases}
    return {
        place for each in read for place in _places(leaf, dict(zip(names, each, strict=True)), type)
    }


def all_places(leaf: Leaf, type: Type, is_fact: bool) -> set[str]:
    """Every place at which a test can be held, but for what no fact can be: a number below nothing."""
    sides = SIDES if type.is_ordered else ("at", "off")
    found = {f"{side} {number}" for side, number in product(sides, range(len(leaf.operands)))}
    first = leaf.operands[0]
    is_from_nothing = is_fact and isinstance(first, Constant) and first.value == 0
    return {UNKNOWN, *(found - {"below 0"} if is_from_nothing and type.is_ordered else found)}


def type_of(pack: Pack, name: str) -> Type:
    """The type of a fact, an amount, or a criterion that may be stated."""
    declared = pack.facts.get(name) or pack.amounts.get(name)
    return declared.type if declared else Type.BOOLEAN


def _places(leaf: Leaf, values: Values, type: Type) -> set[str]:
    held = [*product(*(values_of(item, values) for item in leaf.operands))]
    if not held or not values[leaf.subject]:
        return {UNKNOWN}
    found = product(
        values[leaf.subject], (numbered for each in held for numbered in enumerate(each))
    )
    return {
        f"{side} {number}" for one, (number, other) in found for side in _sides(one, other, type)
    }


def _sides(one: Value, other: Value, type: Type) -> Iterator[str]:
    if type.is_ordered:
        near = zip(SIDES, neighbours(other, type), strict=True)
        return (side for side, value in near if value == one)
    return iter(["at" if one == other or (isinstance(one, tuple) and other in one) else "off"])


class Reached:
    """The cases of these models by what has evidence in them."""

    def __init__(self, program: Program, models: Sequence[Model]) -> None:
        self._clauses, self._all = program.clauses, (1 << len(models)) - 1
        self._bits: dict[Literal, int] = defaultdict(int)
        for number, model in enumerate(models):
            for item in model.literals:
                self._bits[item] |= 1 << number
        self._concluding: dict[Literal, list[Clause]] = defaultdict(list)
        for clause in program.clauses:
            self._concluding[clause.head].append(clause)
        self._leaves = {leaf.proposition for leaf in program.leaves}

    def idle_clauses(self) -> list[Clause]:
        """The clauses without which no case would come out otherwise, those left out that nothing can satisfy."""
        return [
            clause
            for clause in self._clauses
            if self._possible(clause) and not self._fires(clause.body) & ~self._otherwise(clause)
        ]

    def idle_premises(self) -> list[tuple[Clause, Literal]]:
        """The premises without which a clause would come out alike in every case, as above."""
        return [
            (clause, premise)
            for clause in self._clauses
            for premise in clause.body
            if self._possible(clause) and not self._turns_on(clause, premise)
        ]

    def _fires(self, body: Sequence[Literal]) -> int:
        return reduce(and_, (self._bits[item] for item in body), self._all)

    def _otherwise(self, clause: Clause) -> int:
        """The cases in which another clause concludes the same."""
        others = (each for each in self._concluding[clause.head] if each is not clause)
        return reduce(or_, (self._fires(each.body) for each in others), 0)

    def _turns_on(self, clause: Clause, premise: Literal) -> int:
        rest = [item for item in clause.body if item != premise]
        return self._fires(rest) & ~self._bits[premise] & ~self._otherwise(clause)

    def _possible(self, clause: Clause) -> bool:
        """True when something can give evidence for each premise: not for what no rule concludes."""
        return all(
            item[:-1] in self._leaves or any(map(self._possible, self._concluding[item]))
            for item in clause.body
        )
