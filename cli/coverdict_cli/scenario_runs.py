"""A run of scenarios: those chosen are tried, held against what they expect, and told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from coverdict_cli.failing import Failure, failure
from coverdict_cli.knowledge import Place
from coverdict_cli.opening import engine_version, nearest
from coverdict_cli.output import draws_in_ascii, emit, show, width, write_new
from coverdict_cli.progress import shown
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.auditing.mutation.run import Mutation
    from coverdict.auditing.scenarios.coverage import Figure, Reached
    from coverdict.auditing.scenarios.outcomes import Outcome, Run
    from coverdict.auditing.scenarios.trials import Trial
    from coverdict.presenting.pages import Page, Part
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.scenarios import Scenario


class ResultFormat(StrEnum):
    """How the results are printed."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is asked to do: which scenarios by id or pattern (none: all), and what is told of them."""

    only: tuple[str, ...] = ()
    coverage: bool = False
    mutate: bool = False
    about: tuple[str, ...] = ()
    form: ResultFormat = ResultFormat.TEXT


@dataclass(frozen=True, slots=True)
class Ran:
    """A run as it went; ``below`` are the figures of coverage that stay below the pack's threshold."""

    pack: Pack
    run: Run
    reached: Reached | None = None
    below: tuple[tuple[Figure, int], ...] = ()
    mutation: Mutation | None = None

    @property
    def is_good(self) -> bool:
        """Whether all is as expected, and enough of it."""
        survived = self.mutation is not None and self.mutation.survivors
        return not (self.run.failed or self.below or survived)


def opened_with_scenarios(place: Place) -> tuple[Pack, tuple[Scenario, ...]]:
    """The pack at that place and its scenarios; places lead to the files, since something may have to be mended."""
    from coverdict import open_pack

    found = open_pack(place.folder, place.shown_as)
    if found.pack is None:
        raise Failure(told(found.diagnostics, found.texts))
    return found.pack, found.scenarios


def ran(pack: Pack, scenarios: Sequence[Scenario], wishes: Wishes) -> Ran:
    """The scenarios chosen, tried; on all processors, but where it is asked how far they reach."""
    from coverdict.auditing.scenarios.outcomes import outcome_of, run_of

    wanted = chosen(scenarios, wishes.only)
    trials = _tried(pack, wanted) if wishes.coverage else ()
    run = run_of(pack, map(outcome_of, trials) if wishes.coverage else _outcomes(pack, wanted))
    mutation = mutated(pack, scenarios, wishes.about) if wishes.mutate and not run.failed else None
    if not wishes.coverage:
        return Ran(pack, run, mutation=mutation)
    from coverdict.auditing.scenarios.coverage import below_threshold, reached

    found = reached(pack, trials)
    below = () if wishes.only else below_threshold(pack, found)  # of a part nothing is asked
    return Ran(pack, run, found, below, mutation)


def _tried(pack: Pack, scenarios: Sequence[Scenario]) -> tuple[Trial, ...]:
    """The scenarios with all that they were read from."""
    from coverdict.auditing.scenarios.trials import try_scenario

    engine = engine_version()
    return tuple(try_scenario(pack, each, engine) for each in shown(scenarios, "scenarios"))


def _outcomes(pack: Pack, scenarios: Sequence[Scenario]) -> list[Outcome]:
    """How the scenarios went, in their order."""
    from coverdict.auditing.scenarios.runs import outcomes

    found = outcomes(pack, scenarios, engine_version(), os.cpu_count() or 1)
    in_order = sorted(shown(found, "scenarios", len(scenarios)), key=lambda each: each[0])
    return [outcome for _, outcome in in_order]


def mutated(pack: Pack, scenarios: Sequence[Scenario], about: Sequence[str]) -> Mutation:
    """The mutants of what is called so, tried on all processors; on a terminal it is told how many are done."""
    from coverdict.auditing.mutation.run import mutate
    from coverdict.checking.excusing import changeable
    from coverdict_cli.progress import counted

    ids = changeable(pack)
    for wanted in about:
        if not any(fnmatchcase(id, wanted) for id in ids):
            raise failure(f"nothing that can be changed is called `{wanted}`", nearest(wanted, ids))
    chosen = {id for id in ids if not about or any(fnmatchcase(id, one) for one in about)}
    with counted() as progress:
        return mutate(pack, scenarios, os.cpu_count() or 1, progress, chosen.__contains__)


def chosen(scenarios: Sequence[Scenario], only: Sequence[str]) -> list[Scenario]:
    """The scenarios of those ids, or that fit those patterns; without any, all."""
    if not only:
        return list(scenarios)
    ids = [each.id for each in scenarios]
    for wanted in only:
        if not any(fnmatchcase(id, wanted) for id in ids):
            raise failure(f"no scenario is called `{wanted}`", nearest(wanted, ids))
    return [each for each in scenarios if any(fnmatchcase(each.id, one) for one in only)]


def write_missing(path: Path, found: Ran, scenarios: Sequence[Scenario]) -> None:
    """The scenarios that are missing, and waivers of the mutants that no case shows, in a new file."""
    from coverdict.writing.missing_scenarios import missing_scenarios, mutant_waivers

    assert found.mutation is not None, "only a run with mutants knows what is missing"
    taken = [each.id for each in scenarios]
    text = missing_scenarios(found.pack, found.mutation.missing, taken)
    waivers = mutant_waivers(found.mutation.unnoticeable)
    write_new(path, text + "".join(f"# {line}\n" for line in waivers.splitlines()))


def print_run(found: Ran, form: ResultFormat) -> None:
    """The run as it is asked for."""
    match form:
        case ResultFormat.JSON:
            from coverdict.presenting.run_json import run_as_json

            emit(run_as_json(found.pack, found.run, found.reached, found.below, found.mutation))
        case ResultFormat.JUNIT:
            from coverdict.presenting.junit import run_as_junit

            emit(run_as_junit(found.run, found.pack.id))
        case ResultFormat.MARKDOWN:
            from coverdict.presenting.page_markdown import page_as_markdown

            emit(page_as_markdown(_page(found)))
        case ResultFormat.HTML:
            from coverdict.presenting.page_html import page_as_html

            emit(page_as_html(_page(found)))
        case ResultFormat.TEXT:
            from coverdict.presenting.page_text import page_as_text

            ascii = draws_in_ascii()
            show(page_as_text(_page(found, ascii), width(), ascii))


def _page(found: Ran, ascii: bool = False) -> Page:
    from coverdict.presenting.outcomes_page import run_page

    return run_page(found.run, _more(found), ascii)


def _more(found: Ran) -> tuple[Part, ...]:
    parts: tuple[Part, ...] = ()
    if found.reached is not None:
        from coverdict.presenting.coverage_page import coverage_parts

        parts += coverage_parts(found.pack, found.reached, found.below)
    if found.mutation is not None:
        from coverdict.presenting.mutation_page import mutation_parts

        parts += mutation_parts(found.pack, found.mutation)
    return parts
