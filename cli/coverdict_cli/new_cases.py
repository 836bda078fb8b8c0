"""``coverdict new case --kind``: a case of a kind that the pack knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coverdict_cli.failing import Failure, failure
from coverdict_cli.opening import asked_question, nearest
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.vocabulary.packs import Pack


def case_of_kind(pack: Pack, kind: str, question: str | None, day: str | None) -> str:
    """The text of the case file, for the question and the day that are named, else the main one and today."""
    from coverdict import Case, OptionPart, Refusal, asking_for, read_case
    from coverdict.api.starting import case_of_kind as to_fill_in

    if not pack.kinds:
        raise failure(f"the pack `{pack.id}` names no kinds of cases", "leave --kind out")
    if kind not in pack.kinds:
        there = ", ".join(f"{each.id} ({each.title})" for each in pack.kinds.values())
        guess = nearest(kind, pack.kinds)
        raise failure(f"no kind of case `{kind}`", guess or f"there are {there}")
    case = Case({}, {})
    if day is not None:
        read = read_case(pack, [OptionPart(f"{pack.service_date}={day}", "--date")])
        if read.case is None:
            raise Failure(told(read.diagnostics, read.texts))
        case = read.case
    of_kind = pack.kinds[kind].case
    dated = Case({**of_kind.facts, **case.facts}, of_kind.stated)
    asking = asking_for(pack, dated, asked_question(pack, question), date.today())
    found = to_fill_in(pack, pack.kinds[kind], case, asking)
    if isinstance(found, Refusal):
        raise Failure(told(found.diagnostics))
    return found
