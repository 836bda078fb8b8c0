"""What explanations of one program have in common, worked out once: rules by conclusion, citations, words."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import cached_property

from coverdict.compiling.clauses import ClauseWriter
from coverdict.compiling.in_force import parameter_value, resolver
from coverdict.compiling.programs import produced_by, references
from coverdict.explaining.citing import cited_by_amount, cited_by_rule
from coverdict.explaining.naming import value_in_words
from coverdict.explaining.wording import conclusion_in_words, setting_in_words, test_in_words
from coverdict.vocabulary.conditions import Test
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Amount, Modality, Pack, Rule, Setting
from coverdict.vocabulary.programs import AmountStep, Clause, Leaf, Literal, Program, Step, literal
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Premise, PremiseKind

Bodies = list[tuple[Literal, ...]]

SUREST_FIRST = tuple(Modality)


class Background:
    """A program with the knowledge it was made from, on a day of service and one of knowledge.

    Tests and settings are looked up by identity: they are the pack's own, and the pack is kept here.
    """

    def __init__(self, pack: Pack, program: Program, service: date, known: date) -> None:
        self.pack, self.program = pack, program
        self.service, self.known = service, known
        self.rules = tuple(pack.rules[id] for id in program.rules)
        self._writer = ClauseWriter(pack, resolver(pack, service, known))
        self._bodies: dict[int, tuple[Bodies, Bodies]] = {}  # against, for
        self._said: dict[tuple[str, Belnap, tuple[Value, ...]], str] = {}
        self._silent: dict[int, Premise] = {}
        self.premises: dict[
            tuple[int, Hashable], Premise
        ] = {}  # by test, and what it is settled by
        self._words: dict[int, str] = {}
        self._cited: dict[str, tuple[str, ...]] = {}

    @cached_property
    def concluded(self) -> frozenset[str]:
        """The criteria, choices and amounts of which the program works out all that can be known."""
        settled = {produced_by(step) for step in self.program.steps}
        return frozenset(
            (
                *(id for id in self.pack.criteria if f"criterion:{id}" in settled),
                *(id for id in self.pack.amounts if f"amount:{id}" in settled),
                *(
                    id
                    for id, item in self.pack.choices.items()
                    if all(f"choice:{id}={value}" in settled for value in item.values)
                ),
            )
        )

    @cached_property
    def only_if_told(self) -> tuple[str, ...]:
        """The facts that the program reads where a case tells them, and that are never asked for."""
        facts = self.pack.facts
        return tuple(id for id in self.program.facts if id in facts and facts[id].only_if_told)

    @cached_property
    def reads(self) -> list[tuple[Step, tuple[str, ...]]]:
        """Every step in order, with the facts, stated criteria and amounts that it reads; a clause reads none."""
        found: list[tuple[Step, tuple[str, ...]]] = []
        for step in self.program.steps:
            match step:
                case Clause():
                    found.append((step, ()))
                case Leaf(subject=subject, operands=operands):
                    names = (name for item in operands for name in sorted(references(item)))
                    found.append((step, tuple(dict.fromkeys((subject, *names)))))
                case AmountStep(expression=expression):
                    found.append((step, tuple(sorted(references(expression)))))
        return found

    @cached_property
    def weighed(self) -> list[tuple[Step, frozenset[str]]]:
        """The steps by which something may be less than sure, in order, with what each reads: literals, or amounts.

        What rests on rules that `must` alone is as sure as can be in every case, and is left out.
        """
        unsure = self._unsure()
        steps: list[tuple[Step, frozenset[str]]] = []
        for step in self.program.steps:
            match step:
                case Clause(head=head) if head in unsure:
                    steps.append((step, frozenset(step.body)))
                case AmountStep(amount=amount) if amount in unsure:
                    steps.append((step, frozenset(self._amounts_read(step))))
                case Leaf() if names := self._amounts_read(step) & unsure:
                    steps.append((step, frozenset(names)))
        return steps

    def _unsure(self) -> set[str]:
        """The literals, and the amounts by id, of which some derivation is less than sure."""
        unsure: set[str] = set()
        for step in self.program.steps:
            match step:
                case Clause():
                    if step.modality is not Modality.MUST or not unsure.isdisjoint(step.body):
                        unsure.add(step.head)
                case AmountStep(guard=guard):
                    own = guard is not None and (self.modality_of[guard] or guard in unsure)
                    if own or not unsure.isdisjoint(self._amounts_read(step)):
                        unsure.add(step.amount)
                case Leaf():
                    if not unsure.isdisjoint(self._amounts_read(step)):
                        unsure.update(literal(step.proposition, side) for side in (True, False))
        return unsure

    def _amounts_read(self, step: Leaf | AmountStep) -> set[str]:
        read = step.operands if isinstance(step, Leaf) else (step.expression,)
        names = {id for item in read for id in references(item)}
        if isinstance(step, Leaf):
            names.add(step.subject)
        return names & self.pack.amounts.keys()

    @cached_property
    def modality_of(self) -> dict[Literal, int]:
        """How sure each rule is by itself, by the literal that it applies: 0 must, 1 usually, 2 may."""
        return {
            literal(f"rule:{rule.id}", True): SUREST_FIRST.index(rule.modality)
            for rule in self.rules
        }

    @cached_property
    def about(self) -> dict[str, list[tuple[Rule, Setting]]]:
        """The rules that say something about each conclusion, by id of the rule."""
        about: dict[str, list[tuple[Rule, Setting]]] = {}
        for rule in self.rules:
            for setting in rule.then:
                about.setdefault(setting.id, []).append((rule, setting))
        return about

    @cached_property
    def defeaters(self) -> dict[str, list[Rule]]:
        """The rules that take precedence over each rule."""
        defeaters: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for cited in rule.defeats:
                defeaters.setdefault(cited.key, []).append(rule)
        return defeaters

    @cached_property
    def amount_steps(self) -> dict[str, list[AmountStep]]:
        """The ways in which each amount gets a value."""
        steps: dict[str, list[AmountStep]] = {}
        for step in self.program.steps:
            if isinstance(step, AmountStep):
                steps.setdefault(step.amount, []).append(step)
        return steps

    def bodies(self, test: Test, holds: bool) -> Bodies:
        """The literals that give the test evidence on a side: any of the bodies, all of each."""
        sides = self._bodies.get(id(test))
        if sides is None:
            sides = self._writer.bodies(test, False), self._writer.bodies(test, True)
            self._bodies[id(test)] = sides
        return sides[holds]

    def conclusion_in_words(self, id: str, state: Belnap, values: tuple[Value, ...]) -> str:
        """What a conclusion came to; of amounts there is no end, all others are worded once."""
        if id in self.pack.amounts:
            return conclusion_in_words(self.pack, id, state, values)
        key = (id, state, values)
        if key not in self._said:
            self._said[key] = conclusion_in_words(self.pack, id, state, values)
        return self._said[key]

    def silent(self, test: Test) -> Premise:
        """The test of a fact that the case does not give: the same in every case."""
        if id(test) not in self._silent:
            words = self.test_in_words(test)
            unknown = Premise(PremiseKind.SILENT, test.subject, words, Belnap.UNKNOWN)
            self._silent[id(test)] = unknown
        return self._silent[id(test)]

    def test_in_words(self, test: Test) -> str:
        """What the test asks for, with the values of the parameters it names."""
        if id(test) not in self._words:
            values = [self._parameter(name) for item in test.operands for name in references(item)]
            known = ", ".join(value for value in values if value)
            words = test_in_words(self.pack, test)
            self._words[id(test)] = f"{words} ({known})" if known else words
        return self._words[id(test)]

    def _parameter(self, name: str) -> str | None:
        parameter = self.pack.parameters.get(name)
        value = parameter_value(parameter, self.service, self.known) if parameter else None
        return (
            value_in_words(value, parameter.type, {}) if parameter and value is not None else None
        )

    def setting_in_words(self, setting: Setting) -> str:
        """What the rule concludes."""
        if id(setting) not in self._words:
            self._words[id(setting)] = setting_in_words(self.pack, setting)
        return self._words[id(setting)]

    def cited_by(self, rule: Rule) -> tuple[str, ...]:
        """The rule's citations, those of the values it reads included."""
        if rule.id not in self._cited:
            self._cited[rule.id] = cited_by_rule(self.pack, self.service, self.known, rule)
        return self._cited[rule.id]

    def cited_by_amount(self, amount: Amount) -> tuple[str, ...]:
        """The amount's citations, those of the parameters it reads included."""
        return cited_by_amount(self.pack, self.service, self.known, amount)
