"""Interviews that ask for what a verdict still waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coverdict.explaining.deciding import glimpse
from coverdict.explaining.interview import Interview
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.packs import Pack


def start_interview(pack: Pack, case: Case, asking: Asking) -> Interview | Refusal:
    """An interview that asks for what the verdict on the case still waits for.

    It tries many answers and gives out no verdict, so the compiled backend alone will do; ``decide`` has the last
    word on its ``case``.
    """

    def tried(known: Case) -> Situation | Refusal | None:
        given = known.facts.get(pack.service_date)
        day = given.value if given is not None else asking.service_date
        assert isinstance(day, date), "a checked pack's service date is a date"
        return glimpse(pack, known, replace(asking, service_date=day))

    at_start = tried(case)
    if isinstance(at_start, Refusal):
        return at_start
    return Interview(pack, pack.questions[asking.question], case, tried)
