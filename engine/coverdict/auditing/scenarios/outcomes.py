"""How a run of scenarios went, as it is told: each with its differences and the steps at which they part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coverdict.auditing.scenarios.partings import parting
from coverdict.auditing.scenarios.steps import Step
from coverdict.auditing.scenarios.trials import Trial
from coverdict.explaining.citing import cited_statements
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Difference
from coverdict.vocabulary.verdicts import StatementCited


@dataclass(frozen=True, slots=True)
class Parting:
    """One difference: what was expected and got, where it is written, and the steps down to what made it."""

    about: str
    id: str
    expected: str
    got: str
    says: str
    place: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario as it went; ``file`` and ``line`` are where it is written."""

    id: str
    title: str
    question: str
    passed: bool
    file: str
    line: int
    place: str
    differences: tuple[Parting, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Scenarios as they went, in the order of their files, with the statements that the differences cite."""

    outcomes: tuple[Outcome, ...]
    statements: tuple[StatementCited, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that are not as expected."""
        return tuple(item for item in self.outcomes if not item.passed)


def run_of(pack: Pack, outcomes: Iterable[Outcome]) -> Run:
    """The run of scenarios that went so."""
    outcomes = tuple(outcomes)
    steps = (step for item in outcomes for each in item.differences for step in each.steps)
    return Run(outcomes, cited_statements(pack, _cited(steps)))


def outcome_of(trial: Trial) -> Outcome:
    """How one trial went; only what failed is followed down."""
    one = trial.scenario
    return Outcome(
        one.id,
        one.title,
        one.question,
        trial.passed,
        one.span.file,
        one.span.line,
        str(one.span),
        tuple(_parting(trial, each) for each in trial.differences),
    )


def _parting(trial: Trial, each: Difference) -> Parting:
    place = trial.scenario.expect.places.get((each.about, each.id), trial.scenario.span)
    steps = parting(trial, each)
    return Parting(each.about, each.id, each.expected, each.got, each.says, str(place), steps)


def _cited(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        yield from step.statements
        yield from _cited(step.below)
