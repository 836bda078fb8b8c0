"""A case: the facts that are given, each with its value and where it was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Value


@record
class Given:
    """A fact's value, or a criterion stated outright; ``origin`` is the place or option that says so."""

    value: Value
    origin: str
    span: Span | None = None


@record
class Case:
    """What is known of a case; silence about a fact says nothing."""

    facts: Mapping[str, Given]
    stated: Mapping[str, Given]


@record
class Asking:
    """How a case is asked: which question, on which day known, with presumptions or without.

    ``unpresumed`` are the facts of which nothing is presumed while others are.
    """

    question: str
    service_date: date
    knowledge_date: date
    presume: bool = True
    unpresumed: frozenset[str] = frozenset()


@record
class Refusal:
    """A case that is not decided, and why; ``because`` are the ids of the impossible combinations that it gives."""

    diagnostics: tuple[Diagnostic, ...]
    because: tuple[str, ...] = ()
