"""A case is put before its program: pack, case and asking enter, the situation that every explanation reads leaves.

Programs are kept from case to case: two cases of one era and one question run the same one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from coverdict.compiling.in_force import era, presumptions_asked
from coverdict.compiling.programs import compile_question
from coverdict.explaining.background import Background
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.running.agreement import CrossChecked
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import inputs_of
from coverdict.running.program_cache import ProgramCache
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.packs import Pack


def asking_for(
    pack: Pack,
    case: Case,
    question: str | None,
    today: date,
    knowledge_date: date | None = None,
    presume: bool = True,
    unpresumed: frozenset[str] = frozenset(),
) -> Asking:
    """How the case is asked: the main question unless another is named, on the date of service it gives.

    A case without a date of service is asked for ``today``, or for the nearest day inside the pack's window.
    """
    given = case.facts.get(pack.service_date)
    day = given.value if given is not None else nearest_day(pack, today)
    assert isinstance(day, date), "a checked pack's service date is a date"
    known = knowledge_date or today
    return Asking(question or pack.main_question.id, day, known, presume, unpresumed)


def nearest_day(pack: Pack, day: date) -> date:
    """The day of the pack's window that is nearest to ``day``."""
    start, until = pack.window.start, pack.window.until
    if start is not None and day < start:
        return start
    if until is not None and day >= until:
        return date.fromordinal(until.toordinal() - 1)
    return day


def situate(
    pack: Pack, case: Case, asking: Asking, goal: str | None = None, cache: Path | None = None
) -> Situation | Refusal | None:
    """The case as both backends decide it, ``goal`` concluded too; None when the day is outside the pack's window.

    Programs are taken from the folder ``cache``, and kept there.
    """
    if asking.service_date not in pack.window:
        return None
    days = era(pack, asking.service_date, asking.knowledge_date)
    return _situation(*_prepared(pack, asking.question, *days, goal, cache), case, asking)


def glimpse(pack: Pack, case: Case, asking: Asking) -> Situation | Refusal | None:
    """The same by the compiled backend alone, for the criterion that the question decides and nothing besides.

    For trying many cases of which no verdict is given out.
    """
    if asking.service_date not in pack.window:
        return None
    days = era(pack, asking.service_date, asking.knowledge_date)
    return _situation(*_goal_alone(pack, asking.question, *days), case, asking)


def _situation(
    background: Background, backend: CrossChecked | Compiled, case: Case, asking: Asking
) -> Situation | Refusal:
    model = backend.run(inputs_of(case, presumptions_asked(background.pack, asking)))
    compiled = backend.compiled if isinstance(backend, CrossChecked) else backend
    situation = Situation(background, case, asking, model, compiled)
    return refusal(situation) or situation


@lru_cache(maxsize=64)
def _prepared(
    pack: Pack, question: str, day: date, known: date, goal: str | None, cache: Path | None
) -> tuple[Background, CrossChecked]:
    kept = ProgramCache(cache, pack, f"{question} {day} {known} {goal}") if cache else None
    found = kept.get() if kept else None
    if found is not None:
        program, backends = found
    else:
        program = compile_question(pack, pack.questions[question], day, known, goal)
        backends = CrossChecked(program)
        if kept is not None:
            kept.put(program, backends.made)
    return Background(pack, program, day, known), backends


@lru_cache(maxsize=16)
def _goal_alone(pack: Pack, question: str, day: date, known: date) -> tuple[Background, Compiled]:
    asked = replace(pack.questions[question], reports=(), shades=())
    program = compile_question(pack, asked, day, known)
    return Background(pack, program, day, known), Compiled(program)
