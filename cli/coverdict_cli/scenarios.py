"""``coverdict test``: a pack's scenarios, each decided and held against what it must get."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coverdict_cli.failing import MISUSED, WRONG, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import can_be_written
from coverdict_cli.scenario_runs import (
    ResultFormat,
    Wishes,
    opened_with_scenarios,
    print_run,
    ran,
    write_missing,
)


def scenarios(
    pack: PackArgument = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="ID|PATTERN",
            help="Only the scenario of that id, or those that fit a pattern such as 'cost-*'."
            " Give it as often as needed.",
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="Tell how far the scenarios reach, and fail below the threshold of pack.yaml.",
        ),
    ] = False,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate",
            help="Change the rules in small ways, one at a time, and tell which changes no scenario notices.",
        ),
    ] = False,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about",
            metavar="ID|PATTERN",
            help="With --mutate: change only the rule, parameter or other thing of that id.",
        ),
    ] = None,
    missing: Annotated[
        Path | None,
        typer.Option(
            "--missing",
            metavar="FILE",
            help="With --mutate: write the scenarios that are missing to a new file, to be filled in.",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Run again whenever a file of the pack is changed.")
    ] = False,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        ResultFormat,
        typer.Option("--format", help="JUnit is for build servers.", case_sensitive=False),
    ] = ResultFormat.TEXT,
) -> None:
    """Decide a pack's scenarios and compare with what they must get."""
    wishes = Wishes(tuple(only or ()), coverage, mutate, tuple(about or ()), form)
    _refuse_together(wishes, watch, missing)
    place = find_pack(pack, knowledge)
    if watch:
        from coverdict_cli.watching import watch_scenarios

        watch_scenarios(place, wishes)
        return
    known, tried = opened_with_scenarios(place)
    if mutate and not tried:
        raise failure(
            "no mutant was tried: the pack has no scenarios",
            "write the first one: `coverdict new scenario ID` helps",
        )
    found = ran(known, tried, wishes)
    print_run(found, form)
    if mutate and found.mutation is None:
        raise failure(
            "no mutant was tried", "mend what failed first: a mutant has to make a difference"
        )
    if missing is not None:
        write_missing(missing, found, tried)
    if not found.is_good:
        raise typer.Exit(WRONG)


def _refuse_together(wishes: Wishes, watch: bool, missing: Path | None) -> None:
    if watch and wishes.form is not ResultFormat.TEXT:
        raise failure("--watch prints text only", "leave --format out", MISUSED)
    if watch and wishes.mutate:
        raise failure("--watch runs too often for --mutate", "run it without --watch", MISUSED)
    if wishes.mutate and wishes.only:
        help = "a mutant that the others notice would be told as unnoticed"
        raise failure("--mutate needs all scenarios", f"leave --only out: {help}", MISUSED)
    if wishes.about and not wishes.mutate:
        raise failure("--about goes with --mutate", "add --mutate", MISUSED)
    if missing is not None:
        if not wishes.mutate:
            raise failure("--missing goes with --mutate", "add --mutate", MISUSED)
        can_be_written(missing)
    if (wishes.coverage or wishes.mutate) and wishes.form is ResultFormat.JUNIT:
        what = "coverage" if wishes.coverage else "mutants"
        help = "take another --format"
        raise failure(f"JUnit XML has no place for {what}", help, MISUSED)
