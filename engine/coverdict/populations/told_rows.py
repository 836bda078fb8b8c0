"""What a row of verdicts has to tell of a case, found by the forward and the compiled backend.

Written apart from the query, so that a row of a batch can be held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.explaining.background import SUREST_FIRST, Background
from coverdict.explaining.missing import awaited
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.populations.queries import Asked
from coverdict.populations.verdict_columns import (
    CONFLICTING,
    DECIDED,
    DECIDED_BY,
    LISTS,
    MISSING,
    MODALITY,
    OUT_OF_SCOPE,
    OUTSIDE,
    PRESUMED,
    SCOPE_UNKNOWN,
    SERVICE_DATE,
    STATEMENTS,
    STATUS,
    VERDICT,
)
from coverdict.running.agreement import CrossChecked
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Because, Clause, literal
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import VERDICT_OF, VerdictValue

Told = Value | tuple[str, ...] | None


def asking_of(asked: Asked, case: Case) -> Asking:
    """How a row with these facts is asked."""
    given = case.facts.get(asked.pack.service_date)
    day = given.value if given is not None else asked.undated
    assert isinstance(day, date), "a checked pack's service date is a date"
    return Asking(asked.question.id, day, asked.known, asked.presume)


def told_of(asked: Asked, case: Case) -> Mapping[str, Told] | Refusal:
    """The columns that were asked for, by name: ids as a sorted tuple, anything else as its value or None."""
    asking = asking_of(asked, case)
    if asking.service_date not in asked.pack.window:
        return _outside(asked, case, asking)
    situation = _situated(asked, case, asking)
    found = refusal(situation)
    return found if found is not None else _of(asked, situation)


def _situated(asked: Asked, case: Case, asking: Asking) -> Situation:
    pack, days = asked.pack, (asking.service_date, asking.knowledge_date)
    reports = tuple(Citation(id, asked.question.span) for id in asked.conclusions)
    question = replace(asked.question, reports=reports, shades=())
    program = compile_question(pack, question, *days)
    presumed = presumptions_in_force(pack, *days) if asked.presume else ()
    model = CrossChecked(program).run(inputs_of(case, presumed))
    return Situation(Background(pack, program, *days), case, asking, model)


def _of(asked: Asked, situation: Situation) -> dict[str, Told]:
    scope = situation.model.value("scope") if situation.program.scoped else Belnap.TRUE
    inside = scope is not Belnap.FALSE
    goal = situation.model.value(situation.program.goal) if scope is Belnap.TRUE else scope
    verdict = VERDICT_OF[goal] if inside else VerdictValue.UNDETERMINED
    deciding = [*_deciding(situation)] if inside else []
    told: dict[str, Told] = {
        SERVICE_DATE: situation.asking.service_date,
        VERDICT: verdict.value,
        STATUS: _STATUS.get(scope, DECIDED),
        MODALITY: _modality(situation, scope),
        DECIDED_BY: _ids(_name_of(clause) for clause in deciding),
        STATEMENTS: _ids(key for clause in deciding for key in _cites(asked.pack, clause)),
        PRESUMED: _presumed(situation),
        MISSING: _ids(awaited(situation) if verdict is VerdictValue.UNDETERMINED else ()),
        CONFLICTING: _ids(id for id in asked.conclusions if inside and _differs(situation, id)),
    }
    found = {name: told[name] for name in told if name in asked.wanted}
    return found | {id: _value(situation, id) if inside else None for id in asked.conclusions}


def _outside(asked: Asked, case: Case, asking: Asking) -> dict[str, Told]:
    undated = asked.pack.service_date not in case.facts
    told: dict[str, Told] = {
        SERVICE_DATE: asking.service_date,
        VERDICT: VerdictValue.UNDETERMINED.value,
        STATUS: OUTSIDE,
        MODALITY: None,
        **dict.fromkeys(LISTS, ()),
        PRESUMED: (asked.pack.service_date,) if undated else (),
    }
    found = {name: told[name] for name in told if name in asked.wanted}
    return found | dict.fromkeys(asked.conclusions)


_STATUS = {Belnap.FALSE: OUT_OF_SCOPE, Belnap.UNKNOWN: SCOPE_UNKNOWN}


def _modality(situation: Situation, scope: Belnap) -> str | None:
    """That of the surest side which the goal has, inside the scope."""
    sides = (literal(situation.program.goal, side) for side in (True, False))
    held = [side for side in sides if side in situation.model.literals]
    if not held or scope not in (Belnap.TRUE, Belnap.CONFLICTING):
        return None
    return min((situation.modality(side) for side in held), key=SUREST_FIRST.index).value


def _deciding(situation: Situation) -> Iterator[Clause]:
    goals = [literal(situation.program.goal, side) for side in (True, False)]
    for clause in situation.program.clauses:
        if clause.head in goals and situation.model.literals.issuperset(clause.body):
            yield clause


def _name_of(clause: Clause) -> str:
    because = clause.origin.because
    return clause.origin.id if because is Because.CONCLUSION else because.value


def _cites(pack: Pack, clause: Clause) -> list[str]:
    match clause.origin.because:
        case Because.CONCLUSION:
            return [cited.key for cited in pack.rules[clause.origin.id].cites]
        case Because.CLOSURE:
            closure = pack.criteria[clause.origin.id].closure
            return [cited.key for cited in closure.cites] if closure else []
        case _:
            return []


def _presumed(situation: Situation) -> tuple[str, ...]:
    """What is presumed and read, and the day of service where the case has none."""
    read = {*situation.program.facts, *situation.program.stated}
    day = situation.pack.service_date
    undated = () if day in situation.case.facts else (day,)
    return _ids((*undated, *(name for name in situation.presumed if name in read)))


def _differs(situation: Situation, id: str) -> bool:
    """Whether an amount or choice has several values."""
    if id in situation.pack.amounts:
        return len(situation.model.amounts.get(id, ())) > 1
    if id in situation.pack.choices:
        states = (
            situation.model.value(f"choice:{id}={v}") for v in situation.pack.choices[id].values
        )
        return Belnap.CONFLICTING in states
    return False


def _value(situation: Situation, id: str) -> Told:
    if _differs(situation, id):
        return None
    if id in situation.pack.amounts:
        return next(iter(situation.model.amounts.get(id, ())), None)
    if id in situation.pack.choices:
        for value in situation.pack.choices[id].values:
            if situation.model.value(f"choice:{id}={value}") is Belnap.TRUE:
                return value
        return None
    return situation.model.value(f"criterion:{id}").value


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
