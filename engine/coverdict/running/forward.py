"""The forward backend: durable_rules chains the clauses; leaf tests and amounts are asserted as they become known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import localcontext

from coverdict.compiling.programs import references
from coverdict.running.agenda import Agenda, AgendaProgram, CaseRun, agenda_program
from coverdict.running.evaluation import EXACT, in_order, rounded, sides, values_of
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import AmountStep, Clause, Leaf, Literal, Program, literal
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Value


@record
class Ordered:
    """What the agenda runs of a program, and its leaves and amounts in strata, by their place among the steps."""

    clauses: AgendaProgram
    strata: tuple[int, ...]


def ordered(program: Program) -> Ordered:
    """The program as this backend runs it."""
    clauses = agenda_program([(clause.head, clause.body) for clause in program.clauses])
    return Ordered(clauses, _in_strata(program))


class Forward:
    """A program on durable_rules, ready for any number of cases, one after another."""

    def __init__(self, program: Program, made: Ordered | None = None) -> None:
        self.ordered = made or ordered(program)
        self._agenda = Agenda(self.ordered.clauses)
        self._steps = [program.steps[place] for place in self.ordered.strata]

    def run(self, inputs: Inputs) -> Model:
        """What the program concludes from ``inputs``, with the order of firing."""
        with localcontext(EXACT), self._agenda.case() as run:
            values: dict[str, tuple[Value, ...]] = {
                name: (value,) for name, value in inputs.items()
            }
            amounts = self._settle(run, values)
            return Model(frozenset(run.derived), amounts, tuple(run.firings))

    def _settle(
        self, run: CaseRun, values: dict[str, tuple[Value, ...]]
    ) -> dict[str, tuple[Value, ...]]:
        """Go through leaves and amounts by strata; an amount that a rule sets waits for what fires before it."""
        pending: list[Literal] = []
        amounts: dict[str, tuple[Value, ...]] = {}
        for step in self._steps:
            match step:
                case Leaf():
                    pro, con = sides(step, values)
                    pending += [literal(step.proposition, True)] * pro
                    pending += [literal(step.proposition, False)] * con
                case AmountStep(guard=None):
                    _set(step, values, amounts)
                case AmountStep():
                    if pending:
                        run.assert_literals(pending)
                        pending.clear()
                    if step.guard in run.derived:
                        _set(step, values, amounts)
        run.assert_literals(pending)
        return amounts


def _in_strata(program: Program) -> tuple[int, ...]:
    """Leaves and amounts, by how often rules have to fire before them: all that waits for this waits together.

    In each stratum the amounts that rules set come first: they read only what the strata before it settle.
    """
    waits: dict[str, int] = {}  # of literals, and amounts by id; others wait for nothing
    strata: list[tuple[int, bool, int]] = []

    def wait(names: Iterable[str], reads: Iterable[str], more: int = 0) -> int:
        stratum = max((waits[name] for name in reads if name in waits), default=0) + more
        if stratum:
            waits.update((name, max(stratum, waits.get(name, 0))) for name in names)
        return stratum

    for place, step in enumerate(program.steps):
        match step:
            case Clause(head=head, body=body):
                if not waits.keys().isdisjoint(body):
                    wait((head,), body)
            case Leaf(proposition=proposition):
                sides = literal(proposition, True), literal(proposition, False)
                reads = {step.subject}.union(*map(references, step.operands))
                strata.append((wait(sides, reads), True, place))
            case AmountStep(amount=amount, expression=expression, guard=guard):
                reads = references(expression) | ({guard} if guard else set())
                stratum = wait((amount,), reads, more=1 if guard else 0)
                strata.append((stratum, guard is None, place))
    return tuple(place for _, _, place in sorted(strata))


def _set(
    step: AmountStep, values: dict[str, tuple[Value, ...]], amounts: dict[str, tuple[Value, ...]]
) -> None:
    found = rounded(values_of(step.expression, values), step.rounding)
    if found:
        amounts[step.amount] = values[step.amount] = in_order(
            (*amounts.get(step.amount, ()), *found)
        )
