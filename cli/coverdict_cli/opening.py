"""A pack opened and a case read, or the diagnostics that say why not."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coverdict_cli.caching import cache_folder
from coverdict_cli.failing import Failure, failure
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.plans import read_plan
from coverdict_cli.telling import told as told

if TYPE_CHECKING:
    from coverdict.api.answering import Explanation
    from coverdict.explaining.descriptions import Description
    from coverdict.loading.cases import CasePart, FilePart, TextPart
    from coverdict.vocabulary.cases import Asking, Case
    from coverdict.vocabulary.courses import Plan
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.scenarios import Scenario
    from coverdict.vocabulary.verdicts import Verdict

Answer = TypeVar("Answer", "Verdict", "Explanation", "Description")
_STANDARD_INPUT = "standard input"
_WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Request:
    """What the options of ``decide`` and ``explain`` ask for, as they were typed."""

    cases: Sequence[str]
    facts: Sequence[str]
    pack: str | None
    knowledge: Path | None
    question: str | None
    date: str | None
    knowledge_date: str | None
    presume: bool
    plan: Path | None = None
    presume_not: Sequence[str] = ()


def open_request(request: Request, may_be_silent: bool = False) -> tuple[Pack, Case, Asking]:
    """The pack, the case and how it is asked; a case about which nothing is said only where it ``may_be_silent``."""
    if not (may_be_silent or request.cases or request.facts or request.date):
        raise failure(
            "no case", "name a file, `-` for the standard input, or give facts with --fact", 2
        )
    pack = opened_pack(find_pack(request.pack, request.knowledge))
    plan = read_plan(pack, request.plan) if request.plan is not None else None
    case = _case(pack, request, plan)
    return pack, case, asking_of(pack, case, request)


def opened_pack(place: Place) -> Pack:
    """The pack at that place, without an error in it; its scenarios are not read."""
    from coverdict import open_to_decide

    found = open_to_decide(place.folder, place.named, cache_folder())
    if found.pack is None:
        raise _unsound(place, scenarios=False)
    return found.pack


def opened(place: Place) -> tuple[Pack, tuple[Scenario, ...]]:
    """The pack at that place, without an error in it, and its scenarios."""
    from coverdict import open_pack

    found = open_pack(place.folder, place.named)
    if found.pack is None:
        raise _unsound(place, scenarios=True)
    return found.pack, found.scenarios


def _unsound(place: Place, scenarios: bool) -> Failure:
    """What is wrong with the pack, at places that lead to its files."""
    from coverdict import open_pack

    shown = open_pack(place.folder, place.shown_as, scenarios)
    return Failure(told(shown.diagnostics, shown.texts))


def with_originals(answer: Answer, pack: Pack, documents: Path | None) -> Answer:
    """The answer with the source's sentences, when a folder with documents is named."""
    if documents is None:
        return answer
    if not documents.is_dir():
        raise failure(f"no folder `{documents}`", "name the folder that holds the documents")
    from coverdict import with_originals as beside

    found, diagnostics = beside(answer, pack, documents)
    if diagnostics:
        print(told(diagnostics), file=sys.stderr)
    return found


def engine_version() -> str:
    """The version of Coverdict that is installed."""
    import coverdict

    return coverdict.__version__


def nearest(wanted: str, names: Iterable[str]) -> str | None:
    """A "did you mean" for a name that leads nowhere, if some name is like it."""
    near = difflib.get_close_matches(wanted, list(names), n=3)
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else None


def _case(pack: Pack, request: Request, plan: Plan | None) -> Case:
    from coverdict import OptionPart

    parts = [*_case_parts(request.cases), *(OptionPart(each) for each in request.facts)]
    if request.date is None:
        return _read(pack, parts, plan)
    day = OptionPart(f"{pack.service_date}={request.date}", "--date")
    case = _read(pack, [*parts, day], plan)
    if parts:
        _refuse_another_date(pack, _read(pack, parts), case)
    return case


def _refuse_another_date(pack: Pack, without: Case, case: Case) -> None:
    said, asked = without.facts.get(pack.service_date), case.facts[pack.service_date]
    if said and said.value != asked.value:
        raise failure(
            f"--date {asked.value} is not the date of service that the case has, {said.value}",
            f"leave --date out, or use --fact {pack.service_date}={asked.value}",
        )


def _read(pack: Pack, parts: Sequence[CasePart], plan: Plan | None = None) -> Case:
    from coverdict import read_case

    found = read_case(pack, parts, plan)
    if found.case is None:
        raise Failure(told(found.diagnostics, found.texts))
    if found.diagnostics:
        print(told(found.diagnostics, found.texts), file=sys.stderr)
    return found.case


def _case_parts(names: Sequence[str]) -> list[CasePart]:
    from coverdict import FilePart

    if names.count("-") > 1:
        raise failure("`-` stands twice", "the standard input can be read only once", 2)
    return [_standard_input() if name == "-" else FilePart(Path(name), name) for name in names]


def file_part(name: str) -> FilePart | TextPart:
    """The file of that name, or the standard input."""
    from coverdict import FilePart

    return _standard_input() if name == "-" else FilePart(Path(name), name)


def _standard_input() -> TextPart:
    from coverdict import TextPart
    from coverdict.loading.files import MAX_BYTES

    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    return TextPart(raw, _STANDARD_INPUT)


def read_answers(pack: Pack, name: str) -> Case:
    """The case of a file, or of the standard input, that answers the questions of an interview."""
    return _read(pack, _case_parts([name]))


def asking_of(pack: Pack, case: Case, request: Request) -> Asking:
    """How the case is asked: the question that is named, on the date of service that the case gives."""
    from coverdict import asking_for

    known = known_on(request.knowledge_date)
    question = asked_question(pack, request.question)
    unpresumed = unpresumed_facts(pack, request.presume_not)
    return asking_for(pack, case, question, date.today(), known, request.presume, unpresumed)


def unpresumed_facts(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """The facts of --presume-not, if the pack presumes something of each."""
    presumed = {item.fact for item in pack.presumptions}
    for name in names:
        if name not in presumed:
            message = f"the pack presumes nothing of `{name}`"
            raise failure(message, nearest(name, presumed) or "leave --presume-not out")
    return frozenset(names)


def asked_question(pack: Pack, question: str | None) -> str | None:
    """The question that is named, if the pack has it."""
    if question is not None and question not in pack.questions:
        raise failure(f"no question `{question}`", f"this pack answers {', '.join(pack.questions)}")
    return question


def known_on(day: str | None) -> date:
    """The day of ``--knowledge-date``, else today."""
    return _day(day) if day else date.today()


def _day(text: str) -> date:
    """The day of ``YYYY-MM-DD``; ``fromisoformat`` alone would take other forms too."""
    try:
        if not _WRITTEN_DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise failure(f"`{text}` is no day", "write it as year-month-day: 2026-03-02") from None
