"""What a decided case shows of the knowledge: which side of each rule, condition, closure and value was seen in it.

Enters a situation. Leaves pairs of what was seen and on which side; both are the same for every case of a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import references
from coverdict.explaining.background import Background, Bodies
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.conditions import Test, tests_of
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.programs import Because, Literal, literal

Key = tuple[str, ...]
"""A kind and the ids, or the number in the order written, by which a thing of that kind is known."""

Sighting = tuple[Key, str]

FOR, AGAINST, UNKNOWN = "for", "against", "unknown"
APPLIED, RULED_OUT, OPEN = "applied", "ruled out", "open"


def tests_of_rule(rule: Rule) -> tuple[Test, ...]:
    """Every test of the rule as written: of its condition, then of its exception."""
    conditions = (item for item in (rule.when, rule.unless) if item is not None)
    return tuple(test for condition in conditions for test in tests_of(condition))


def is_decided(situation: Situation) -> bool:
    """Whether the case is not outside the pack's scope: there nothing is told."""
    return not situation.program.scoped or situation.model.value("scope") is not Belnap.FALSE


class Watch:
    """What there is to see in the cases of one program, looked up once."""

    def __init__(self, background: Background) -> None:
        self._background, self._pack = background, background.pack
        self._tests: list[tuple[Key, Bodies, Bodies, frozenset[str]]] = [
            (
                ("condition", rule.id, str(number)),
                background.bodies(test, True),
                background.bodies(test, False),
                self._parameters_in(test),
            )
            for rule in background.rules
            for number, test in enumerate(tests_of_rule(rule))
        ]

    def seen_in(self, situation: Situation) -> Iterator[Sighting]:
        """Everything that the case shows, some of it more than once."""
        held = situation.model.literals
        read: set[str] = set()
        for rule in self._background.rules:
            for side in _sides(held, f"rule:{rule.id}", (APPLIED, RULED_OUT, OPEN)):
                yield ("rule", rule.id), side
        for key, pro, con, parameters in self._tests:
            sides = _sides_of(any(map(held.issuperset, pro)), any(map(held.issuperset, con)))
            yield from ((key, side) for side in sides)
            if sides != (UNKNOWN,):
                read |= parameters
        yield from self._concluded(held)
        yield from self._presumptions(situation)
        read.update(self._parameters_worked_with(situation))
        yield from self._values(read)

    def _concluded(self, held: frozenset[Literal]) -> Iterator[Sighting]:
        for id, body in self._closures:
            if body <= held:
                yield ("closure", id), "used"
        for choice in self._pack.choices.values():
            for value in choice.values:
                if literal(f"choice:{choice.id}={value}", True) in held:
                    yield ("value of a choice", choice.id, value), "concluded"
        for criterion in self._pack.criteria.values():
            if criterion.action is not None and criterion.id in self._background.concluded:
                due = literal(f"criterion:{criterion.id}", True) in held
                yield ("duty", criterion.id), "due" if due else "not due"

    def _presumptions(self, situation: Situation) -> Iterator[Sighting]:
        in_force = presumptions_in_force(
            self._pack, self._background.service, self._background.known
        )
        facts = situation.program.facts
        for number, item in enumerate(self._pack.presumptions):
            if item not in in_force or item.fact not in facts:
                continue
            given = situation.case.facts.get(item.fact)
            if item.is_taken(situation.case.facts):
                yield ("presumption", item.fact, str(number)), "used"
            elif given is None or given.value != item.value:
                yield ("presumption", item.fact, str(number)), "overridden"

    def _parameters_worked_with(self, situation: Situation) -> Iterator[str]:
        """The parameters that an amount with a value is worked out from."""
        for id in situation.model.amounts:
            amount = self._pack.amounts[id]
            if amount.expression is not None:
                yield from references(amount.expression) & self._pack.parameters.keys()
            for rule, setting in self._background.about.get(id, ()):
                if literal(f"rule:{rule.id}", True) in situation.model.literals:
                    yield from references(setting.value) & self._pack.parameters.keys()

    def _values(self, parameters: Iterable[str]) -> Iterator[Sighting]:
        service, known = self._background.service, self._background.known
        for id in parameters:
            for number, value in enumerate(self._pack.parameters[id].values):
                if service in value.effective and known in value.known:
                    yield ("value of a parameter", id, str(number)), "read"

    def _parameters_in(self, test: Test) -> frozenset[str]:
        names = (name for operand in test.operands for name in references(operand))
        return frozenset(names) & self._pack.parameters.keys()

    @cached_property
    def _closures(self) -> list[tuple[str, frozenset[Literal]]]:
        clauses = self._background.program.clauses
        return [
            (item.origin.id, frozenset(item.body))
            for item in clauses
            if item.origin.because is Because.CLOSURE
        ]


def closable(pack: Pack) -> Iterator[str]:
    """The conclusions that have a closure."""
    yield from (id for id, item in pack.criteria.items() if item.closure is not None)
    yield from (id for id, item in pack.choices.items() if item.closure is not None)


def _sides(
    held: frozenset[Literal], proposition: str, names: tuple[str, str, str]
) -> tuple[str, ...]:
    pro, con = literal(proposition, True) in held, literal(proposition, False) in held
    return _named(pro, con, names)


def _sides_of(pro: bool, con: bool) -> tuple[str, ...]:
    return _named(pro, con, (FOR, AGAINST, UNKNOWN))


def _named(pro: bool, con: bool, names: tuple[str, str, str]) -> tuple[str, ...]:
    if not (pro or con):
        return (names[2],)
    return (names[:1] if pro else ()) + (names[1:2] if con else ())
