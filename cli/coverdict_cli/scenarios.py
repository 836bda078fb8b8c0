"""``coverdict test``: a pack's scenarios, each decided and held against what it must get."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened
from coverdict_cli.options import KnowledgeOption, PackArgument
from coverdict_cli.output import emit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coverdict.vocabulary.scenarios import ScenarioResult


class ResultFormat(StrEnum):
    """How the results are printed."""

    TEXT = "text"
    JSON = "json"


def scenarios(
    pack: PackArgument = None,
    knowledge: KnowledgeOption = None,
    form: Annotated[
        ResultFormat, typer.Option("--format", help="How it is printed.", case_sensitive=False)
    ] = ResultFormat.TEXT,
) -> None:
    """Decide a pack's scenarios and compare with what they must get."""
    from coverdict import run_scenarios
    from coverdict.presenting.as_json import as_json

    results = run_scenarios(*opened(find_pack(pack, knowledge)))
    emit(as_json(results) if form is ResultFormat.JSON else _text(results))
    if not all(each.passed for each in results):
        raise typer.Exit(WRONG)


def _text(results: Sequence[ScenarioResult]) -> str:
    failed = [each for each in results if not each.passed]
    lines = [line for each in failed for line in _lines(each)]
    return "".join(f"{line}\n" for line in [*lines, _summary(len(results), len(failed))])


def _lines(result: ScenarioResult) -> list[str]:
    first, *rest = result.differences or ("it did not pass",)
    more = [f"  and {len(rest)} more"] if rest else []
    return [f"failed: {result.title} ({result.id})", f"  --> {result.span}", f"  {first}", *more]


def _summary(count: int, failed: int) -> str:
    scenarios = f"{count} scenario{'' if count == 1 else 's'}"
    return f"{scenarios}, {failed} failed" if failed else f"{scenarios}, all as expected"
