"""A scenario from a case, which is decided for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coverdict_cli.failing import Failure
from coverdict_cli.knowledge import Place
from coverdict_cli.opening import file_part, opened_pack, told

if TYPE_CHECKING:
    from coverdict.writing.skeletons import Skeleton


def scenario_of(place: Place, id: str, name: str, question: str) -> Skeleton:
    """The scenario of a case file, or of the standard input, as it comes out today."""
    from coverdict import Refusal, asking_for, decide, read_case
    from coverdict.writing.scenario_skeletons import scenario_of_case

    pack = opened_pack(place)
    read = read_case(pack, [file_part(name)])
    if read.case is None:
        raise Failure(told(read.diagnostics, read.texts))
    asking = asking_for(pack, read.case, question, pack.window.start or date.min)
    found = decide(pack, read.case, replace(asking, knowledge_date=asking.service_date))
    if isinstance(found, Refusal):
        raise Failure(told(found.diagnostics, read.texts))
    return scenario_of_case(pack, id, read.case, found)
