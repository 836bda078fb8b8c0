"""What an edited program tells otherwise of a case: names settled anew, followed only as far as they change."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import localcontext
from heapq import heapify, heappop, heappush

from coverdict.auditing.mutation.edits import Edit
from coverdict.auditing.mutation.outlines import Order, Outline
from coverdict.running.evaluation import EXACT, in_order, rounded, sides, values_of
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import (
    AmountStep,
    Clause,
    Leaf,
    Literal,
    Step,
    literal,
    proposition_of,
)
from coverdict.vocabulary.values import Value

Values = Mapping[str, tuple[Value, ...]]
"""Facts and amounts of a case, each with the values it has."""

Sides = tuple[bool, bool]
"""Whether there is evidence for, and against."""


@dataclass(slots=True)
class Ripple:
    """The propositions that have other evidence than before, and the amounts that have other values."""

    sides: dict[str, Sides] = field(default_factory=dict)
    amounts: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sides or self.amounts)

    def after(self, model: Model) -> Model:
        """The model of the case, with what is told otherwise."""
        literals = set(model.literals)
        for name, found in self.sides.items():
            for side, holds in zip((True, False), found, strict=True):
                (literals.add if holds else literals.discard)(literal(name, side))
        amounts = {**model.amounts, **self.amounts}
        return Model(frozenset(literals), {id: held for id, held in amounts.items() if held})


def ripple(
    outline: Outline,
    edit: Edit,
    model: Model,
    values: Values,
    given: Mapping[str, tuple[Value, ...]] | None = None,
) -> Ripple:
    """What the edit changes in a case with this ``model`` and ``values``; ``given`` are facts that are others now."""
    with localcontext(EXACT):
        return _Rippling(outline, edit, model, values, dict(given or {})).followed()


class _Rippling:
    def __init__(
        self,
        outline: Outline,
        edit: Edit,
        model: Model,
        values: Values,
        given: dict[str, tuple[Value, ...]],
    ) -> None:
        self.outline, self.edit, self.literals = outline, edit, model.literals
        self.was = values
        self.values: ChainMap[str, tuple[Value, ...]] = ChainMap(given, values)  # type: ignore[arg-type]
        self.found = Ripple()
        self.own: dict[str, Sides] = {}
        changed = (name for id in given for name in outline.readers.get(f"amount:{id}", ()))
        names = dict.fromkeys((*edit.settled, *changed))
        self.waiting: list[tuple[Order, str]] = [(self._order(name), name) for name in names]

    def followed(self) -> Ripple:
        """Settle name after name, in the order of the steps, until nothing else changes."""
        heapify(self.waiting)
        done: set[str] = set()
        while self.waiting:
            _, name = heappop(self.waiting)
            if name not in done:
                done.add(name)
                for reader in self._settle(name):
                    heappush(self.waiting, (self._order(reader), reader))
        return self.found

    def _order(self, name: str) -> Order:
        return self.outline.order.get(name) or self.edit.order[name]

    def _settle(self, name: str) -> Iterable[str]:
        """What reads the name, if it is settled otherwise than before."""
        steps = self.edit.settled.get(name)
        if steps is None:
            steps = self.outline.settled[name]
        if name.startswith("amount:"):
            changed = self._settle_amount(name.removeprefix("amount:"), steps)
        else:
            changed = self._settle_proposition(name, steps)
        return self.outline.readers.get(name, ()) if changed else ()

    def _settle_amount(self, id: str, steps: Iterable[Step]) -> bool:
        found = in_order(value for step in steps for value in self._values(step))
        if found == self.was.get(id, ()):
            return False
        self.values[id] = self.found.amounts[id] = found
        return True

    def _values(self, step: Step) -> Iterator[Value]:
        assert isinstance(step, AmountStep), "nothing else settles an amount"
        if step.guard is None or self._holds(step.guard):
            yield from rounded(values_of(step.expression, self.values), step.rounding)

    def _settle_proposition(self, name: str, steps: Iterable[Step]) -> bool:
        pro = con = False
        for step in steps:
            if isinstance(step, Leaf):
                pro, con = sides(step, self.values)
            elif isinstance(step, Clause) and all(map(self._holds, step.body)):
                if step.head.endswith("+"):
                    pro = True
                else:
                    con = True
        if name in self.edit.order:  # nothing but what is edited reads it
            self.own[name] = pro, con
            return False
        was = literal(name, True) in self.literals, literal(name, False) in self.literals
        if was == (pro, con):
            return False
        self.found.sides[name] = pro, con
        return True

    def _holds(self, item: Literal) -> bool:
        name = proposition_of(item)
        now = self.own.get(name) or self.found.sides.get(name)
        if now is None:
            return item in self.literals
        return now[0] if item.endswith("+") else now[1]
