"""``coverdict explain``: the whole derivation of the verdict, or of any conclusion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.caching import cache_folder
from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.opening import Request, nearest, open_request, told, with_originals
from coverdict_cli.options import (
    DateOption,
    DocumentsOption,
    FactOption,
    Format,
    FormatOption,
    KnowledgeDateOption,
    KnowledgeOption,
    NoPresumptionsOption,
    PackOption,
    PlanOption,
    PresumeNotOption,
    QuestionOption,
)
from coverdict_cli.output import draws_in_ascii, emit, show, width
from coverdict_cli.plans import one_plan

if TYPE_CHECKING:
    from coverdict.api.answering import Explanation
    from coverdict.vocabulary.packs import Pack


def explain(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="CASE",
            help="A file with the facts of a case, YAML or JSON; `-` reads the standard input."
            " With --row: what `coverdict batch` wrote.",
            show_default=False,
        ),
    ] = None,
    conclusion: Annotated[
        str | None,
        typer.Argument(
            metavar="CONCLUSION",
            help="The conclusion to explain. Default: the one that answers the question.",
            show_default=False,
        ),
    ] = None,
    more_cases: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="FILE", help="A further file of the same case."),
    ] = None,
    conclusion_option: Annotated[
        str | None,
        typer.Option(
            "--conclusion", metavar="ID", help="The same as CONCLUSION, where no CASE is named."
        ),
    ] = None,
    facts: FactOption = None,
    plan: PlanOption = None,
    pack: PackOption = None,
    question: QuestionOption = None,
    day: DateOption = None,
    knowledge_date: KnowledgeDateOption = None,
    no_presumptions: NoPresumptionsOption = False,
    presume_not: PresumeNotOption = None,
    documents: DocumentsOption = None,
    row: Annotated[
        int | None,
        typer.Option(
            "--row", metavar="N", help="Explain this row of a batch, and check that it agrees."
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="FILE",
            help="With --row: where the table of cases is, if it was moved.",
        ),
    ] = None,
    knowledge: KnowledgeOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show how a verdict, or any conclusion, was worked out."""
    if conclusion and conclusion_option and conclusion != conclusion_option:
        raise failure("two conclusions are asked for", "explain them one by one", MISUSED)
    if row is not None:
        said = (
            more_cases,
            facts,
            plan,
            question,
            day,
            knowledge_date,
            no_presumptions,
            presume_not,
        )
        if case is None or any(said):
            raise failure(
                "a row of a batch is asked as the batch was", "give OUTPUT and --row alone", MISUSED
            )
        _explain_row(
            Path(case),
            row,
            conclusion or conclusion_option,
            (table, pack, knowledge),
            documents,
            form,
        )
        return
    cases = [*([case] if case is not None else []), *(more_cases or ())]
    request = Request(
        cases=cases,
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

    _print(_explained(request, conclusion or conclusion_option, documents), form)


def _explained(request: Request, conclusion: str | None, documents: Path | None) -> Explanation:
    import coverdict

    pack, case, asking = open_request(request)
    checked_conclusion(pack, conclusion)
    answer = coverdict.explain(pack, case, asking, conclusion, cache_folder())
    if isinstance(answer, coverdict.Refusal):
        raise Failure(told(answer.diagnostics))
    return with_originals(answer, pack, documents)


def checked_conclusion(pack: Pack, id: str | None) -> None:
    """Fail where a conclusion is named that the pack does not have."""
    known = [*pack.criteria, *pack.choices, *pack.amounts]
    if id is not None and id not in known:
        raise failure(f"no conclusion `{id}`", nearest(id, known))


def _explain_row(
    output: Path,
    row: int,
    conclusion: str | None,
    places: tuple[Path | None, str | None, Path | None],
    documents: Path | None,
    form: Format,
) -> None:
    from coverdict_cli.batch import installed
    from coverdict_cli.explain_row import Rejected, Wanted, explained_row
    from coverdict_cli.explain_row import as_json as row_as_json

    installed()
    found = explained_row(Wanted(output, row, conclusion, *places))
    if isinstance(found, Rejected):
        emit(row_as_json(found) if form is Format.JSON else f"{found.says}\n")
        return
    answer = with_originals(found.explanation, found.pack, documents)
    if form is Format.JSON:
        emit(row_as_json(replace(found, explanation=answer)))
        return
    emit(f"{found.says}\n\n")
    _print(answer, form)


def _print(answer: Explanation, form: Format) -> None:
    verdict, findings, statements = answer.verdict, answer.findings, answer.statements
    match form:
        case Format.JSON:
            from coverdict.presenting.as_json import as_json

            emit(as_json(answer))
        case Format.MARKDOWN:
            from coverdict.presenting.markdown import tree_as_markdown

            emit(tree_as_markdown(verdict, findings, statements))
        case Format.TEXT:
            from coverdict.presenting.tree_text import tree_as_text

            show(tree_as_text(verdict, findings, statements, width(), draws_in_ascii()))
