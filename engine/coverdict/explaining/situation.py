"""Everything an explanation reads, and the two questions it asks of a condition: does a side hold, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import localcontext

from coverdict.compiling.in_force import presumptions_asked
from coverdict.explaining.background import SUREST_FIRST, Background
from coverdict.explaining.weighing import Weights, weighed_amount, weighed_sides
from coverdict.running.compiled import Compiled
from coverdict.running.evaluation import EXACT
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.conditions import All, Any, AtLeast, Condition, Not, Test
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.packs import Modality, Pack, Presumption, Rule
from coverdict.vocabulary.programs import AmountStep, Clause, Leaf, Literal, Program, literal
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Attempt, Premise

_SUREST = 0


@dataclass(slots=True)
class Situation:
    """A case as decided: what its explanations have in common, what was given, and the model.

    Where the ``backend`` is at hand, what holds without any presumption is told from what rests on one.
    """

    background: Background
    case: Case
    asking: Asking
    model: Model
    backend: Compiled | None = None
    pack: Pack = field(init=False)
    presumed: Mapping[str, Presumption] = field(default_factory=dict)
    strengths: dict[Literal, int] = field(default_factory=dict)
    amounts: dict[str, dict[Value, int]] = field(default_factory=dict)  # how sure each value is
    premises: dict[str, tuple[Premise, ...]] = field(default_factory=dict)  # by rule, once found
    obstacles: dict[str, tuple[Premise, ...]] = field(default_factory=dict)  # by rule, once found

    tests: dict[int, Premise] = field(default_factory=dict)  # by identity, once made
    known: dict[str, tuple[Value, ...]] = field(default_factory=dict)  # facts and amounts
    attempts: dict[tuple[str, str | None], Attempt] = field(default_factory=dict)  # once made
    without: Situation | None = None  # the same case with nothing presumed, once asked for

    def __post_init__(self) -> None:
        self.pack = self.background.pack
        self.presumed = presumptions_used(self.pack, self.case, self.asking)
        with localcontext(EXACT):
            self._weigh()

    @property
    def program(self) -> Program:
        """The program that was run."""
        return self.background.program

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the program, by id."""
        return self.background.rules

    @property
    def bare(self) -> Situation | None:
        """The same case with nothing presumed; None where nothing is, or where no backend is at hand."""
        if self.without is None and self.presumed and self.backend is not None:
            model = self.backend.run(inputs_of(self.case))
            asking = replace(self.asking, presume=False)
            self.without = Situation(self.background, self.case, asking, model)
        return self.without

    def holds(self, condition: Condition, side: bool = True) -> bool:
        """Whether the condition has evidence for (``side``) or against."""
        match condition:
            case Test():
                found = self.model.literals
                return any(map(found.issuperset, self.background.bodies(condition, side)))
            case Not(part):
                return self.holds(part, not side)
            case All(parts):
                return (all if side else any)(self.holds(part, side) for part in parts)
            case Any(parts):
                return (any if side else all)(self.holds(part, side) for part in parts)
            case AtLeast(n, parts):
                needed = n if side else len(parts) - n + 1
                return sum(self.holds(part, side) for part in parts) >= needed

    def state(self, condition: Condition) -> Belnap:
        """The condition's value."""
        return Belnap.of(self.holds(condition, True), self.holds(condition, False))

    def strength(self, condition: Condition, side: bool) -> int:
        """How sure the surest evidence on that side is: 0 must, 1 usually, 2 may. The side has to hold."""
        match condition:
            case Test():
                bodies = (
                    body
                    for body in self.background.bodies(condition, side)
                    if self.model.literals.issuperset(body)
                )
                return min(self._weakest(body) for body in bodies)
            case Not(part):
                return self.strength(part, not side)
            case All(parts) | Any(parts) if isinstance(condition, All) is side:
                return max((self.strength(part, side) for part in parts), default=_SUREST)
            case All(parts) | Any(parts):
                return min(self.strength(part, side) for part in parts if self.holds(part, side))
            case AtLeast(n, parts):
                needed = n if side else len(parts) - n + 1
                found = sorted(
                    self.strength(part, side) for part in parts if self.holds(part, side)
                )
                return max(found[:needed], default=_SUREST)

    def modality(self, of: Literal) -> Modality:
        """How sure the literal is, over its surest derivation."""
        return SUREST_FIRST[self.strengths.get(of, _SUREST)]

    def modality_of_values(self, names: Iterable[str]) -> Modality:
        """How sure the surest values are that can be read of these facts and amounts together."""
        found = (min(self.amounts.get(name, {}).values(), default=_SUREST) for name in names)
        return SUREST_FIRST[max(found, default=_SUREST)]

    def _weakest(self, body: tuple[Literal, ...]) -> int:
        return max((self.strengths.get(item, _SUREST) for item in body), default=_SUREST)

    def _weigh(self) -> None:
        """Walk the program in order: a chain is as sure as its weakest link, a choice as its surest.

        What is not in ``strengths``, or in ``amounts``, is as sure as can be.
        """
        held = self.model.literals
        for step, reads in self.background.weighed:
            match step:
                case Leaf():
                    if any(
                        any(self.amounts[name].values()) for name in reads & self.amounts.keys()
                    ):
                        for side, weight in weighed_sides(step, self._weights):
                            self._weigh_literal(literal(step.proposition, side), weight)
                case AmountStep(guard=None):
                    self._weigh_amount(step, _SUREST)
                case AmountStep(guard=guard):
                    if guard in held:
                        rule = self.background.modality_of[guard]
                        self._weigh_amount(step, max(rule, self.strengths.get(guard, _SUREST)))
                case Clause():
                    if reads <= held:
                        own = SUREST_FIRST.index(step.modality)
                        self._weigh_literal(step.head, max(own, self._weakest(step.body)))

    def _weights(self, name: str) -> Weights:
        """The values of a fact or amount, each with how sure it is."""
        if name in self.amounts:
            return self.amounts[name]
        if name in self.model.amounts:
            return dict.fromkeys(self.model.amounts[name], _SUREST)
        value = given_value(self, name)
        return {} if value is None else {value: _SUREST}

    def _weigh_amount(self, step: AmountStep, own: int) -> None:
        found = self.amounts.setdefault(step.amount, {})
        for value, read in weighed_amount(step, self._weights):
            weight = max(own, read)
            found[value] = min(weight, found.get(value, weight))

    def _weigh_literal(self, of: Literal, weight: int) -> None:
        if of in self.model.literals:
            self.strengths[of] = min(weight, self.strengths.get(of, weight))


def presumptions_used(pack: Pack, case: Case, asking: Asking) -> dict[str, Presumption]:
    """The presumptions that fill this case's silences, by fact."""
    asked = presumptions_asked(pack, asking)
    return {item.fact: item for item in asked if item.is_taken(case.facts)}


def given_value(situation: Situation, name: str) -> Value | None:
    """What the case gives or the pack presumes for a fact; None when both are silent."""
    if name in situation.case.facts:
        return situation.case.facts[name].value
    presumed = situation.presumed.get(name)
    return presumed.value if presumed else None
