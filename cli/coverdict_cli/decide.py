"""``coverdict decide``: a case goes in, a cited verdict comes out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.caching import cache_folder
from coverdict_cli.failing import Failure
from coverdict_cli.opening import Request, open_request, told, with_originals
from coverdict_cli.options import (
    DateOption,
    DocumentsOption,
    FactOption,
    Format,
    FullOption,
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    PackOption,
    PlanOption,
    PresumeNotOption,
    QuestionOption,
)
from coverdict_cli.output import emit, show, width
from coverdict_cli.plans import one_plan

if TYPE_CHECKING:
    from coverdict.vocabulary.verdicts import Verdict

CasesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CASE",
        help="Files with the facts of one case, YAML or JSON; `-` reads the standard input.",
        show_default=False,
    ),
]
_CODES = {"covered": 0, "not-covered": 10, "undetermined": 11, "conflicting": 12}


class DecideFormat(StrEnum):
    """How an answer is printed, or only what is still to ask."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    QUESTIONS = "questions"


def decide(
    cases: CasesArgument = None,
    facts: FactOption = None,
    plan: PlanOption = None,
    pack: PackOption = None,
    question: QuestionOption = None,
    day: DateOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    presume_not: PresumeNotOption = None,
    documents: DocumentsOption = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        DecideFormat,
        typer.Option(
            "--format",
            help="How the answer is printed; `questions` are only those still to ask, by who can tell.",
            case_sensitive=False,
        ),
    ] = DecideFormat.TEXT,
    full: FullOption = False,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help="End with 0 covered, 10 not covered, 11 undetermined, 12 conflicting.",
        ),
    ] = False,
) -> None:
    """Decide a case and say why, with the sources."""
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
        plan=one_plan(plan),
    )

    verdict = _decided(request, documents, considered=form is DecideFormat.JSON)
    if form is DecideFormat.QUESTIONS:
        from coverdict.presenting.questions_text import questions_as_text

        show(questions_as_text(verdict, width()))
    else:
        print_verdict(verdict, Format(form.value), full)
    if exit_code:
        raise typer.Exit(_CODES[verdict.verdict.value])


def _decided(request: Request, documents: Path | None, considered: bool) -> Verdict:
    import coverdict

    pack, case, asking = open_request(request)
    answer = coverdict.decide(pack, case, asking, cache_folder(), considered)
    if isinstance(answer, coverdict.Refusal):
        raise Failure(told(answer.diagnostics))
    return with_originals(answer, pack, documents)


def print_verdict(verdict: Verdict, form: Format, full: bool = False) -> None:
    """Print the answer; text and Markdown are short unless they are to be ``full``."""
    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(verdict))
        case Format.MARKDOWN:
            from coverdict.presenting.markdown import summary_as_markdown, verdict_as_markdown

            emit((verdict_as_markdown if full else summary_as_markdown)(verdict))
        case Format.TEXT:
            from coverdict.presenting.verdict_text import summary_as_text, verdict_as_text

            show((verdict_as_text if full else summary_as_text)(verdict, width()))
