"""Missing facts: those not given whose answer could still change a conclusion that is not settled.

What is settled stays so: a fact whose answer could only contradict it is not asked for.
A fact that is used only where it is told counts as one that nobody can tell: what leads nowhere without it is not
asked for either. A verdict that cannot be had in that way waits for all that could settle it, such facts included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coverdict.explaining.citing import keys
from coverdict.explaining.situation import Situation, given_value
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import (
    AmountStep,
    Clause,
    Leaf,
    Literal,
    literal,
    opposite,
    proposition_of,
)
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import MissingFact

_YES_NO = (("true", "yes"), ("false", "no"))


@dataclass(slots=True)
class Open:
    """What is still open in a situation: the literals that some answer could give evidence for.

    ``silent`` are facts, and criteria to be stated, that nobody can tell: what needs them stays as it is.
    """

    situation: Situation
    silent: frozenset[str] = frozenset()
    unsettled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    valued: set[str] = field(default_factory=set)  # amounts that have a value, or could
    reach: set[Literal] = field(default_factory=set)  # what holds, or could
    clauses: dict[Literal, list[Clause]] = field(default_factory=dict)
    guards: dict[str, list[Literal]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        held, reach, clauses = self.situation.model.literals, self.reach, self.clauses
        reach |= held
        for step, reads in self.situation.background.reads:
            match step:
                case Clause(head=head, body=body):
                    # What holds is not asked for, nor what contradicts it.
                    if head in held or opposite(head) in held:
                        continue
                    if reach.issuperset(body):
                        clauses.setdefault(head, []).append(step)
                        reach.add(head)
                case Leaf():
                    names = self._names(reads)
                    if names:
                        self.names[step.proposition] = names
                        reach.update(both_sides(step.proposition))
                case AmountStep():
                    self._amount(step, reads)

    def _amount(self, step: AmountStep, reads: tuple[str, ...]) -> None:
        """An amount is unsettled while a fact it reads is silent, or a rule that sets it is open."""
        names, guard = self._names(reads), step.guard
        if step.amount in self.situation.model.amounts:
            self.valued.add(step.amount)
            return
        if self._has_no_value(reads):
            return
        if guard is not None:
            held = guard in self.situation.model.literals
            if guard not in self.reach:
                return
            if not held:
                self.guards.setdefault(step.amount, []).append(guard)
        self.valued.add(step.amount)
        self.unsettled[step.amount] = tuple(
            dict.fromkeys((*self.unsettled.get(step.amount, ()), *names))
        )

    def _has_no_value(self, ids: Iterable[str]) -> bool:
        """Whether one of them never gets a value: it is silent, a parameter of other days, an amount nothing sets."""
        pack = self.situation.pack
        for id in ids:
            if id in self.silent or id in pack.parameters:
                return True
            if id in pack.amounts and id not in self.valued:
                return True
        return False

    def _names(self, reads: tuple[str, ...]) -> tuple[str, ...]:
        """The unsettled facts and criteria, and the amounts with open guards, among what a step reads.

        None when it reads what nobody can tell.
        """
        if self._has_no_value(reads):
            return ()
        return tuple(dict.fromkeys([name for id in reads for name in self._name(id)]))

    def _name(self, id: str) -> tuple[str, ...]:
        pack = self.situation.pack
        if id in pack.facts:
            return (id,) if given_value(self.situation, id) is None else ()
        if id in pack.criteria:
            # once facts have settled it, a statement could only contradict them
            settled = self.situation.model.value(f"criterion:{id}") is not Belnap.UNKNOWN
            return () if settled else (id,)
        if id in self.guards:
            return (*self.unsettled.get(id, ()), id)
        return self.unsettled.get(id, ())

    def asked_for(self, goals: Iterable[Literal], amounts: Iterable[str] = ()) -> tuple[str, ...]:
        """The facts (and criteria that may be stated) to ask for, in the order in which the rules read them."""
        asked: dict[str, None] = {}
        seen: set[Literal] = set()
        waiting = list(goals)[::-1]
        for amount in amounts:
            self._ask(self._name(amount), asked, waiting)
        while waiting:
            wanted = waiting.pop()
            if (
                wanted in seen
                or wanted in self.situation.model.literals
                or wanted not in self.reach
            ):
                continue
            seen.add(wanted)
            self._ask(self.names.get(proposition_of(wanted), ()), asked, waiting)
            for clause in reversed(self.clauses.get(wanted, [])):
                waiting += reversed(clause.body)
        return tuple(asked)

    def _ask(self, names: Iterable[str], asked: dict[str, None], waiting: list[Literal]) -> None:
        """Facts and criteria are asked for; an amount that a rule may set leads on to that rule."""
        for name in names:
            if name in self.guards:
                waiting += reversed(self.guards[name])
            else:
                asked.setdefault(name)


def both_sides(proposition: str) -> tuple[Literal, ...]:
    """Evidence for a proposition and evidence against."""
    side = literal(proposition, True)
    return side, opposite(side)


def awaited(situation: Situation) -> tuple[str, ...]:
    """The facts, and criteria to be stated, that the verdict waits for; none when it is settled, or out of reach.

    Those that are asked for; where these settle nothing, those too that are used only where a case tells them.
    """
    return _awaited_by(situation, Open(situation, untold(situation)))


def to_ask(situation: Situation, silent: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Those among them that are asked for and lead somewhere without what is ``silent``."""
    return _awaited(Open(situation, silent | untold(situation)))


def untold(situation: Situation) -> frozenset[str]:
    """The facts that are used only where a case tells them, and that this one does not tell."""
    names = situation.background.only_if_told
    return frozenset(name for name in names if given_value(situation, name) is None)


def _awaited_by(situation: Situation, still_open: Open) -> tuple[str, ...]:
    names = _awaited(still_open)
    return names if names or not still_open.silent else _awaited(Open(situation))


def _awaited(still_open: Open) -> tuple[str, ...]:
    """A verdict needs a case known to be in scope and evidence on its criterion: each is asked for where it is open.

    Neither is where the other cannot be had from facts that are not ``silent``.
    """
    program, model = still_open.situation.program, still_open.situation.model
    scope = model.value("scope") if program.scoped else Belnap.TRUE
    if scope in (Belnap.FALSE, Belnap.CONFLICTING):
        return ()
    goals: tuple[Literal, ...] = ()
    if scope is Belnap.UNKNOWN:
        if literal("scope", True) not in still_open.reach:
            return ()
        goals = both_sides("scope")
    if model.value(program.goal) is Belnap.UNKNOWN:
        if still_open.reach.isdisjoint(both_sides(program.goal)):
            return ()
        goals += both_sides(program.goal)
    return still_open.asked_for(goals)


def missing_facts(
    situation: Situation, undetermined: bool, unknown: Iterable[str]
) -> tuple[MissingFact, ...]:
    """What to ask, for the verdict first, then for the ``unknown`` conclusions that are reported with it.

    Of either, what more of those depend on goes first.
    """
    program, pack = situation.program, situation.pack
    still_open = Open(situation, untold(situation))
    awaited = _awaited_by(situation, still_open) if undetermined else ()
    decides = pack.questions[program.question].decides
    wanted = {name: [decides] for name in awaited}
    for id in unknown:
        goals, amounts = _goals_of(pack, id)
        for name in still_open.asked_for(goals, amounts):
            wanted.setdefault(name, []).append(id)
    deciding = wanted.keys() & set(awaited)
    ordered = sorted(wanted, key=lambda name: (name not in deciding, -len(wanted[name])))
    return tuple(missing_fact(pack, name, wanted[name]) for name in ordered)


def could_matter(situation: Situation, unknown: Iterable[str]) -> tuple[str, ...]:
    """All that could still matter to the verdict or to one of the ``unknown`` conclusions, whatever else is told.

    What no further fact takes away is left out; what is used only where it is told is not.
    """
    still_open = Open(situation)
    names = dict.fromkeys(_awaited(still_open))
    for id in unknown:
        names |= dict.fromkeys(still_open.asked_for(*_goals_of(situation.pack, id)))
    return tuple(names)


def _goals_of(pack: Pack, id: str) -> tuple[tuple[Literal, ...], tuple[str, ...]]:
    if id in pack.amounts:
        return (), (id,)
    if id in pack.choices:
        values = pack.choices[id].values
        return tuple(literal(f"choice:{id}={value}", True) for value in values), ()
    return both_sides(f"criterion:{id}"), ()


def missing_fact(pack: Pack, name: str, matters_to: Iterable[str]) -> MissingFact:
    """The question for a fact, or for a criterion that may be stated."""
    matters = tuple(dict.fromkeys(matters_to))
    criterion = pack.criteria.get(name)
    if criterion is not None and criterion.stating is not None:
        asks, asked_of = criterion.stating.asks, criterion.stating.asked_of
        return MissingFact(name, asks, asked_of, _YES_NO, False, matters, keys(criterion.cites))
    fact = pack.facts[name]
    values = _YES_NO if fact.type is Type.BOOLEAN else tuple(fact.values.items())
    return MissingFact(
        name, fact.asks, fact.asked_of, values, fact.changeable, matters, keys(fact.cites)
    )
