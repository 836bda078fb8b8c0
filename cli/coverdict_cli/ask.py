"""``coverdict ask``: an interview that asks only what can still change the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.conversation import Conversation
from coverdict_cli.decide import CasesArgument, print_verdict
from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.opening import (
    Request,
    asking_of,
    open_request,
    read_answers,
    told,
    with_originals,
)
from coverdict_cli.options import (
    DateOption,
    DocumentsOption,
    FactOption,
    Format,
    FormatOption,
    FullOption,
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    PackOption,
    PresumeNotOption,
    QuestionOption,
)
from coverdict_cli.output import can_be_written, write_new

if TYPE_CHECKING:
    from coverdict.explaining.interview import Interview
    from coverdict.vocabulary.cases import Case
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.verdicts import Verdict


def ask(
    cases: CasesArgument = None,
    facts: FactOption = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="A case file that answers the questions; what it does not say is not known.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write what is known as a case file."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over the file of --output if it is there.")
    ] = False,
    pack: PackOption = None,
    question: QuestionOption = None,
    day: DateOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    presume_not: PresumeNotOption = None,
    documents: DocumentsOption = None,
    knowledge: KnowledgeOption = None,
    form: FormatOption = Format.TEXT,
    full: FullOption = False,
) -> None:
    """Ask, one by one, only what can still change the answer; then give it."""
    request = Request(
        cases=cases or (),
        facts=facts or (),
        pack=pack,
        knowledge=knowledge,
        question=question,
        date=day,
        knowledge_date=knowledge_date,
        presume=not no_presumptions,
        presume_not=presume_not or (),
    )
    _refuse_early(request, answers, output, force)
    interview, verdict = _held(request, answers)
    verdict = with_originals(verdict, interview.pack, documents)
    try:
        if output is not None:
            write_new(output, interview.as_case_file(), over=force)
    finally:
        print_verdict(verdict, form, full)  # even where the file could not be written


def _refuse_early(request: Request, answers: str | None, output: Path | None, force: bool) -> None:
    """What would otherwise come to light only after every question was answered."""
    if "-" in request.cases and answers in (None, "-"):
        raise failure(
            "`-` cannot give the case and the answers too", "put the case into a file", MISUSED
        )
    if force and output is None:
        raise failure("--force without --output", "name the file with --output", MISUSED)
    if output is not None:
        can_be_written(output, over=force)


def _held(request: Request, answers: str | None) -> tuple[Interview, Verdict]:
    """The interview from its first question to its end, and the answer to it."""
    import coverdict

    pack, case, _ = open_request(request, may_be_silent=True)
    respondent = read_answers(pack, answers) if answers is not None else None
    if respondent is not None:
        case = _with_what_is_not_asked(pack, case, respondent, request)
    asking = asking_of(pack, case, request)
    interview = coverdict.start_interview(pack, case, asking)
    if isinstance(interview, coverdict.Refusal):
        raise Failure(told(interview.diagnostics))
    conversation = Conversation(interview, asking)
    is_stopped = conversation.with_file(respondent) if respondent else conversation.with_lines()
    found = coverdict.decide(pack, interview.case, asking_of(pack, interview.case, request))
    if isinstance(found, coverdict.Refusal):
        raise Failure(told(found.diagnostics))
    conversation.end(found, is_stopped)
    return interview, found


def _with_what_is_not_asked(pack: Pack, case: Case, respondent: Case, request: Request) -> Case:
    """A respondent's file tells before any question what none is about.

    That is the date of service, what is or unmakes a presumption, and what is used only where a case tells it.
    """
    from coverdict import Case

    presumed = (item for item in pack.presumptions if request.presume)
    settling = (name for item in presumed for name in (item.fact, *item.gives_way_to))
    told = (fact.id for fact in pack.facts.values() if fact.only_if_told)
    first = {pack.service_date, *settling, *told}
    told_first = {name: given for name, given in respondent.facts.items() if name in first}
    return Case({**told_first, **case.facts}, case.stated)
