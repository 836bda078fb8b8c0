"""Scenarios: named cases with the answer they must get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record


@record
class ExpectedConclusion:
    """What a conclusion must come to: its value as facts write it, how sure it must be; None is not looked at."""

    value: str | None = None
    modality: str | None = None


@record
class Expectation:
    """What an answer must show; what is None or empty is not looked at.

    With ``refused`` the case must be refused for the impossible combination of that id, and nothing else is expected.
    ``places`` tells where each thing expected is written, by the key it stands under and what it names: the verdict
    and the modality name nothing. ``shade`` is the criterion of the text that the answer must have.
    """

    verdict: str | None = None
    modality: str | None = None
    rests_on: tuple[str, ...] = ()
    conclusions: Mapping[str, ExpectedConclusion] = field(default_factory=dict)
    duties: tuple[str, ...] = ()
    no_duties: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    no_rules: tuple[str, ...] = ()
    refused: str | None = None
    shade: str | None = None
    places: Mapping[tuple[str, str], Span] = field(default_factory=dict)


@record
class Scenario:
    """A case, what it is asked, and what is expected."""

    id: str
    title: str
    question: str
    case: Case
    knowledge_date: date | None
    expect: Expectation
    span: Span


@record
class Difference:
    """One thing that is not as expected.

    ``about`` is the key of the expectation, ``id`` what it names there (empty for the verdict and its modality), and
    ``of`` what is told apart: the id, or in words the side of it.
    """

    about: str
    id: str
    of: str
    expected: str
    got: str

    @property
    def says(self) -> str:
        """The difference in plain words."""
        return f"{self.of}: expected {self.expected}, got {self.got}"


@record
class ScenarioResult:
    """How a scenario went; ``differences`` are in plain words, the first is where it parts from what is expected."""

    id: str
    title: str
    passed: bool
    differences: tuple[str, ...]
    span: Span
