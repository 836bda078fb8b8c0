"""A course run visit by visit: what one hands to the next, and the model of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coverdict.compiling.in_force import presumptions_in_force
from coverdict.explaining.background import Background
from coverdict.explaining.naming import joined
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.running.agreement import CrossChecked
from coverdict.running.evaluation import EXACT
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Asking, Case, Given
from coverdict.vocabulary.courses import Carry, Course, CourseVisit, Restart
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.packs import Pack, Presumption
from coverdict.vocabulary.programs import literal
from coverdict.vocabulary.values import Type, Value
from coverdict.vocabulary.verdicts import VERDICT_OF, VerdictValue

Prepare = Callable[[date], tuple[Background, CrossChecked]]
"""The program of a course's question on a day of service, ready to run."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Decided:
    """A visit with what was carried to it, and its model."""

    visit: CourseVisit
    case: Case
    background: Background
    asking: Asking
    model: Model
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> VerdictValue:
        """The answer, as ``decide`` would give it."""
        scope = self.model.value("scope") if self.background.program.scoped else Belnap.TRUE
        if scope is not Belnap.TRUE:
            return VerdictValue.UNDETERMINED
        return VERDICT_OF[self.model.value(self.background.program.goal)]

    def situation(self) -> Situation:
        """What its explanations read."""
        return Situation(self.background, self.case, self.asking, self.model)

    def values(self, amount: str) -> tuple[Value, ...]:
        """The values that an amount has; money to the cent, as it is paid and carried."""
        found = self.model.amounts.get(amount, ())
        if self.background.pack.amounts[amount].type is Type.MONEY:
            return tuple(dict.fromkeys(to_cents(value) for value in found))
        return found


@dataclass(frozen=True, slots=True)
class Undecided:
    """A visit that is not decided, and why."""

    visit: CourseVisit
    why: str


Run = tuple[Decided | Undecided, ...]


def to_cents(value: Value) -> Decimal:
    """Money as it is paid: rounded half-up to the cent.

    >>> to_cents(Decimal("22.505"))
    Decimal('22.51')
    """
    assert isinstance(value, Decimal | int), "money is a number"
    return Decimal(value).quantize(_CENT, ROUND_HALF_UP, EXACT)


def run_course(pack: Pack, course: Course, asking: Asking, prepare: Prepare) -> Run:
    """Every visit in order of date; ``asking`` names the question, the day known and whether to presume."""
    return tuple(_run(_Runner(pack, asking, prepare), course))


def _run(runner: _Runner, course: Course) -> Iterator[Decided | Undecided]:
    before: Decided | Undecided | None = None
    for visit in course.visits:
        before = runner.visit(visit, before)
        yield before


@dataclass(frozen=True, slots=True)
class _Runner:
    pack: Pack
    asking: Asking
    prepare: Prepare

    def visit(self, visit: CourseVisit, before: Decided | Undecided | None) -> Decided | Undecided:
        """The visit, decided with what the one before hands to it."""
        if visit.date not in self.pack.window:
            return Undecided(visit, "the date is outside the pack's window")
        if visit.case is None:
            return Undecided(visit, "its facts could not be read")
        case = visit.case if before is None else self._carried(visit, visit.case, before)
        day, known = visit.date, self.asking.knowledge_date
        background, backends = self.prepare(day)
        presumed = presumptions_in_force(self.pack, day, known) if self.asking.presume else ()
        if before is not None and (lost := self._lost(case, presumed)):
            return Undecided(visit, f"what the visit before leaves is not known: {lost}")
        model = backends.run(inputs_of(case, presumed))
        asking = Asking(self.asking.question, day, known, self.asking.presume)
        notes = tuple(self._notes(case, before))
        return _refused(Decided(visit, case, background, asking, model, notes))

    def _carried(self, visit: CourseVisit, case: Case, before: Decided | Undecided) -> Case:
        """What a visit states itself stands; else the fact has the value carried, or is not known."""
        facts: dict[str, Given] = dict(case.facts)
        for carry in self._rules:
            if carry.fact.key in visit.own:
                continue
            value = self._value(carry, visit, before)
            if value is None:
                facts.pop(carry.fact.key, None)
            else:
                origin = f"carried from the visit of {before.visit.date}"
                facts[carry.fact.key] = Given(value, origin)
        return Case(facts, case.stated)

    def _notes(self, case: Case, before: Decided | Undecided | None) -> Iterator[str]:
        """What a visit that was not decided leaves unknown."""
        lost = [item.fact.key for item in self._rules if item.fact.key not in case.facts]
        if isinstance(before, Undecided) and lost:
            titles = joined([self.pack.facts[name].title for name in lost], "and")
            yield f"not known after the visit before, which is not decided: {titles}"

    def _lost(self, case: Case, presumed: tuple[Presumption, ...]) -> str | None:
        """A carried fact that is not known, though it decides what a presumption, meant for the first visit, fills."""
        taken = (item for item in presumed if item.is_taken(case.facts))
        filling = {name for item in taken for name in (item.fact, *item.gives_way_to)}
        lost = (carry.fact.key for carry in self._rules if carry.fact.key in filling)
        return next((self.pack.facts[name].title for name in lost), None)

    @property
    def _rules(self) -> tuple[Carry, ...]:
        return self.pack.course.carries if self.pack.course else ()

    def _value(self, carry: Carry, visit: CourseVisit, before: Decided | Undecided) -> Value | None:
        if carry.restarts is Restart.EACH_YEAR and visit.date.year > before.visit.date.year:
            return 0 if self.pack.facts[carry.fact.key].type is Type.COUNT else Decimal("0.00")
        if isinstance(before, Undecided):
            return None
        values = before.values(carry.becomes.key)
        return values[0] if len(values) == 1 else None


def _refused(decided: Decided) -> Decided | Undecided:
    """The visit, unless it is outside the scope or its facts cannot be true together."""
    program, model = decided.background.program, decided.model
    impossible = (literal(f"impossible:{id}", True) for id in program.impossible)
    if any(item in model.literals for item in impossible):
        told = refusal(decided.situation())
        messages = (item.message for item in told.diagnostics) if told else ()
        return Undecided(decided.visit, "; ".join(messages))
    if program.scoped and model.value("scope") in (Belnap.FALSE, Belnap.CONFLICTING):
        scope = decided.background.pack.scope
        assert scope is not None
        return Undecided(
            decided.visit, f"it is outside the pack's scope, which is that {scope.title}"
        )
    return decided


def amount_of(decided: Decided | Undecided, amount: str) -> Decimal | None:
    """The one value of an amount of money on a visit, or None."""
    values = decided.values(amount) if isinstance(decided, Decided) else ()
    return to_cents(values[0]) if len(values) == 1 else None
