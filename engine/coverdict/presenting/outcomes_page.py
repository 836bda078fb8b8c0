"""A run of scenarios as a page: what failed, expected and got, and the steps down to what made the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coverdict.auditing.scenarios.outcomes import Outcome, Parting, Run
from coverdict.auditing.scenarios.steps import Step
from coverdict.presenting.citing import Sources
from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.pages import MARKS, PLAIN_MARKS, Item, Page, Part, first_capital
from coverdict.vocabulary.verdicts import StatementCited


def run_page(run: Run, more: Sequence[Part] = (), ascii: bool = False) -> Page:
    """Each scenario that failed in a part of its own, ``more`` that is told of the run, the statements cited."""
    sources = Sources(run.statements)
    told = Told(sources, ascii)
    failed = tuple(_failed(item, told) for item in run.failed)
    parts = (*failed, *more, *sources.parts())
    headline = f"Not as expected: {len(failed)} of {counted(len(run.outcomes))}."
    close = (summary(run),) if parts else ()
    return Page(headline if failed else summary(run), (), parts, close if failed else ())


def run_as_text(run: Run, width: int = WIDTH, ascii: bool = False) -> str:
    """The run as text; where all is as expected a line says so."""
    return page_as_text(run_page(run, (), ascii), width)


def outcome_as_text(outcome: Outcome, statements: Iterable[StatementCited]) -> str:
    """One scenario as text, with the statements that its steps cite."""
    sources = Sources(statements)
    part = _failed(outcome, Told(sources))
    page = Page(outcome.title, (f"scenario {outcome.id}, {outcome.place}",), ())
    parts = (replace(part, heading="Differences", lead=None), *sources.parts())
    return page_as_text(replace(page, parts=parts))


def summary(run: Run) -> str:
    """How many there are, and how many failed."""
    if not run.outcomes:
        return "no scenarios: nothing was tried"
    count, failed = counted(len(run.outcomes)), len(run.failed)
    return f"{count}, {failed} failed" if failed else f"{count}, all as expected"


def counted(count: int, what: str = "scenario") -> str:
    """A number of things in words: "1 scenario", "2 scenarios"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def _failed(outcome: Outcome, told: Told) -> Part:
    told.begin()
    items = tuple(_difference(each, told) for each in outcome.differences)
    return Part(first_capital(outcome.title), items, lead=f"scenario {outcome.id}, {outcome.place}")


def _difference(each: Parting, told: Told) -> Item:
    return Item(each.says, (each.place,), tuple(map(told.item, each.steps)))


class Told:
    """Steps as items; one that stands in several places is unfolded in the first."""

    def __init__(self, sources: Sources, ascii: bool = False) -> None:
        self._sources, self._marks = sources, PLAIN_MARKS if ascii else MARKS
        self._unfolded: set[Step] = set()

    def begin(self) -> None:
        """What was told so far is no longer above."""
        self._unfolded.clear()

    def item(self, step: Step) -> Item:
        """A step with its mark in the bullet's place, and the steps below it."""
        label = self._marks[step.state]
        text = self._sources.cited(step.says, step.statements)
        if step.below and step in self._unfolded:
            return Item(f"{text} (see above)", label=label)
        self._unfolded.add(step)
        below = tuple(map(self.item, step.below))
        return Item(text, (step.place,) if step.place else (), below, label=label)
