"""What a changed rule comes to in a case, foreseen without running the whole program.

Nothing that a rule reads rests on the rule itself. So its own clauses, put to what the pack as it stands concludes,
tell whether the changed rule applies and whether it is ruled out; where both are as before, so is all that follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import localcontext

from coverdict.compiling.clauses import ClauseWriter
from coverdict.compiling.in_force import resolver
from coverdict.compiling.programs import needed_by, produced_by, write_rule
from coverdict.running.evaluation import EXACT, sides
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.programs import (
    Because,
    Clause,
    Leaf,
    Literal,
    Program,
    Step,
    literal,
    proposition_of,
)
from coverdict.vocabulary.values import Value

Days = tuple[date, date]
"""A date of service and a day of knowledge."""

Values = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A changed rule by itself: its tests, and the clauses by which it applies or is ruled out."""

    rule: str
    leaves: tuple[Leaf, ...]
    clauses: tuple[Clause, ...]
    own: frozenset[str]

    @classmethod
    def of(cls, pack: Pack, program: Program, was: Rule, now: Rule, days: Days) -> Foreseen | None:
        """The changed rule; None where more is changed than its condition, or it reads what the program does not."""
        if (was.then, was.modality, was.defeats) != (now.then, now.modality, now.defeats):
            return None
        rules = (pack.rules[id] for id in program.rules)
        defeaters = [rule for rule in rules if any(item.key == now.id for item in rule.defeats)]
        writer = ClauseWriter(pack, resolver(pack, *days))
        write_rule(writer, now, defeaters)
        concluded = Because.CONCLUSION
        clauses = tuple(each for each in writer.clauses if each.origin.because is not concluded)
        leaves = tuple(writer.leaves.values())
        steps: tuple[Step, ...] = (*leaves, *clauses)
        own = frozenset(map(produced_by, steps))
        known = own.union(map(produced_by, program.steps), (f"amount:{id}" for id in pack.facts))
        read = {name for step in steps for name in needed_by(step)}
        return cls(now.id, leaves, clauses, own) if read <= known else None

    def changes(self, model: Model, values: Values) -> bool:
        """Whether it applies or is ruled out in a case where the pack, which concludes ``model``, has it otherwise."""
        held: set[Literal] = set()
        with localcontext(EXACT):
            for leaf in self.leaves:
                for side, found in zip((True, False), sides(leaf, values), strict=True):
                    held |= {literal(leaf.proposition, side)} if found else set()
        for clause in self.clauses:  # parts come before what reads them
            if all(
                item in held if proposition_of(item) in self.own else item in model.literals
                for item in clause.body
            ):
                held.add(clause.head)
        of_rule = (literal(f"rule:{self.rule}", side) for side in (True, False))
        return any((item in held) is not (item in model.literals) for item in of_rule)
