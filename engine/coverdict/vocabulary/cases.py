"""A case: the facts that are given, each with its value and where it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.values import Value


@dataclass(frozen=True, slots=True)
class Given:
    """A fact's value, or a criterion stated outright; ``origin`` is the place or option that says so."""

    value: Value
    origin: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a case; silence about a fact says nothing."""

    facts: Mapping[str, Given]
    stated: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a case is asked: which question, on which day known, with presumptions or without."""

    question: str
    service_date: date
    knowledge_date: date
    presume: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A case that is not decided, and why; ``because`` are the ids of the impossible combinations that it gives."""

    diagnostics: tuple[Diagnostic, ...]
    because: tuple[str, ...] = ()
