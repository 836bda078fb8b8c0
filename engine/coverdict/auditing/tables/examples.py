"""An example row decided once more, by both other backends: the facts that matter, and why it is not otherwise."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coverdict.auditing.scenarios.partings import conclusion_parting, verdict_parting
from coverdict.auditing.scenarios.steps import Step, why
from coverdict.explaining.answers import out_of_window
from coverdict.explaining.deciding import asking_for, situate
from coverdict.explaining.findings import derived_ids, finding
from coverdict.explaining.naming import subject_title, type_of, value_in_words, values_of
from coverdict.explaining.situation import Situation
from coverdict.populations.comparisons import Kind, Outcome
from coverdict.populations.queries import Asked
from coverdict.populations.verdict_columns import OUT_OF_SCOPE, OUTSIDE, SCOPE_UNKNOWN
from coverdict.running.agreement import Disagreement
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import VERDICT_OF, Premise, PremiseKind, VerdictValue

_NOTHING_DECIDED = (OUT_OF_SCOPE, OUTSIDE, SCOPE_UNKNOWN)
_GIVEN = (PremiseKind.GIVEN, PremiseKind.STATED)
_MOST_AMOUNTS = 3


@dataclass(frozen=True, slots=True)
class FactGiven:
    """What a row says that an answer on it rests on."""

    fact: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as one side decides it; no ``situation`` where the day is outside the pack's window."""

    row: int
    asking: Asking
    asked: Asked
    situation: Situation | None

    @property
    def outcome(self) -> str:
        """The outcome as a comparison of tables names it."""
        found = self.situation
        if found is None:
            return OUTSIDE
        scope = found.model.value("scope") if found.program.scoped else Belnap.TRUE
        match scope:
            case Belnap.FALSE:
                return OUT_OF_SCOPE
            case Belnap.UNKNOWN:
                return SCOPE_UNKNOWN
            case Belnap.CONFLICTING:
                return VerdictValue.CONFLICTING.value
            case _:
                return VERDICT_OF[found.model.value(found.program.goal)].value


def reading(asked: Asked, row: int, case: Case, expected: Outcome) -> Reading:
    """The row decided by the forward and the compiled backend; raises Disagreement where the table says otherwise."""
    asking = asking_for(
        asked.pack, case, asked.question.id, asked.undated, asked.known, asked.presume
    )
    situation = situate(asked.pack, case, asking)
    if isinstance(situation, Refusal):
        raise Disagreement((f"whether row {row} is rejected",))
    found = Reading(row, asking, asked, situation)
    if found.outcome != expected.outcome:
        raise Disagreement((f"the outcome of row {row}",))
    return found


def parting_steps(
    of: Reading, other: Reading | None, kind: Kind, expected: str
) -> tuple[Step, ...]:
    """Why the row has not the outcome or the amounts of the ``other`` reading, down to the first step otherwise."""
    if of.situation is None:
        told = out_of_window(of.asked.pack, of.asking, "").warnings
        return tuple(Step(warning, Belnap.UNKNOWN) for warning in told)
    match kind.differs:
        case "verdict" | "open":
            open = VerdictValue.UNDETERMINED.value
            return verdict_parting(of.situation, open if expected in _NOTHING_DECIDED else expected)
        case "amounts":
            return tuple(_amount_steps(of.situation, other, kind))
        case _:
            return why(of.situation, of.asked.question.decides)


def _amount_steps(situation: Situation, other: Reading | None, kind: Kind) -> Iterator[Step]:
    for each in kind.amounts[:_MOST_AMOUNTS]:
        values = _values(other, each.amount)
        expected = str(values[0]) if len(values) == 1 else "unknown"
        below = conclusion_parting(situation, each.amount, expected)
        title = subject_title(situation.pack, each.amount)
        says = f"{title}: {_amount_in_words(situation, each.amount)}"
        known = situation.model.amounts.get(each.amount)
        yield Step(says, Belnap.TRUE if known else Belnap.UNKNOWN, below=below)


def _values(of: Reading | None, amount: str) -> tuple[Value, ...]:
    found = of.situation if of else None
    return found.model.amounts.get(amount, ()) if found else ()


def _amount_in_words(situation: Situation, id: str) -> str:
    values = situation.model.amounts.get(id, ())
    if not values:
        return "not known"
    amount = situation.pack.amounts[id]
    return " or ".join(value_in_words(value, amount.type, {}) for value in values)


def facts_that_matter(readings: Iterable[Reading], kind: Kind) -> tuple[FactGiven, ...]:
    """The facts of the row that the answers rest on, each once, in the order of the derivations."""
    found: dict[str, FactGiven] = {}
    for each in readings:
        if each.situation is None:
            continue
        goals = [each.asked.question.decides, *(item.amount for item in kind.amounts)]
        for premise in _premises(each.situation, goals):
            if premise.id not in found:
                found[premise.id] = _fact(each.situation, premise.id)
    return tuple(found.values())


def _premises(situation: Situation, goals: Iterable[str]) -> Iterator[Premise]:
    waiting, seen = deque(goals), set[str]()
    while waiting:
        id = waiting.popleft()
        if id in seen:
            continue
        seen.add(id)
        for support in finding(situation, id, attempts=False).support:
            yield from _given_in(support.premises)
            waiting += derived_ids(support.premises)


def _given_in(premises: Iterable[Premise]) -> Iterator[Premise]:
    for premise in premises:
        if premise.kind in _GIVEN:
            yield premise
        yield from _given_in(premise.because)


def _fact(situation: Situation, name: str) -> FactGiven:
    pack, case = situation.pack, situation.case
    given = case.facts.get(name) or case.stated[name]
    value = value_in_words(given.value, type_of(pack, name), values_of(pack, name))
    return FactGiven(name, subject_title(pack, name), value)
