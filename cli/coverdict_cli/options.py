"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


PackOption = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="NAME|DIR",
        help="The pack to ask: its name, or its folder. Default: the only one there is.",
    ),
]
PackArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PACK",
        help="The pack: its name, or its folder. Default: the only one there is.",
        show_default=False,
    ),
]
KnowledgeOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        envvar="COVERDICT_KNOWLEDGE",
        help="The folder in which packs are found by name.",
        show_envvar=True,
    ),
]
DocumentsOption = Annotated[
    Path | None,
    typer.Option(
        "--documents",
        metavar="DIR",
        envvar="COVERDICT_DOCUMENTS",
        help="A folder with the source documents: their sentences are shown beside our wording.",
        show_envvar=True,
    ),
]
QuestionOption = Annotated[
    str | None,
    typer.Option("--question", metavar="ID", help="What to ask. Default: the main question."),
]
FactOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="NAME=VALUE",
        help="A fact of the case, over what the files say. Give it as often as needed.",
    ),
]
PlanOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        help="A file with the facts that a plan settles, kept for many cases.",
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The date of service, if no file has it."),
]
KnowledgeDateOption = Annotated[
    str | None,
    typer.Option(
        "--knowledge-date",
        metavar="YYYY-MM-DD",
        help="Decide by what was known on that day. Default: today.",
    ),
]
NoPresumptionsOption = Annotated[
    bool,
    typer.Option("--no-presumptions", help="Presume nothing where the case is silent."),
]
PresumeNotOption = Annotated[
    list[str] | None,
    typer.Option(
        "--presume-not",
        metavar="FACT",
        help="Presume nothing of this fact. Give it as often as needed.",
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="How the answer is printed.", case_sensitive=False)
]
FullOption = Annotated[
    bool,
    typer.Option(
        "--full",
        help="Tell everything, each source in our words included; without it the answer is short.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write. Default: print it."),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Write over a file that is there already.")
]
