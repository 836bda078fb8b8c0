"""Scenarios: named cases with the answer they must get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer must show; what is None or empty is not looked at."""

    verdict: str | None = None
    modality: str | None = None
    rests_on: tuple[str, ...] = ()
    conclusions: Mapping[str, str] | None = None
    duties: tuple[str, ...] = ()
    no_duties: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case, what it is asked, and what is expected."""

    id: str
    title: str
    question: str
    case: Case
    knowledge_date: date | None
    expect: Expectation
    span: Span


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """How a scenario went; ``differences`` are in plain words, the first is where it parts from what is expected."""

    id: str
    title: str
    passed: bool
    differences: tuple[str, ...]
    span: Span
