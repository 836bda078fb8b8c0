"""A plan's facts held against those of a case."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.courses import Plan
from coverdict.vocabulary.diagnostics import Diagnostic, Related


def contradictions(plan: Plan, case: Case) -> Iterator[Diagnostic]:
    """The facts that the plan and the case say differently, with both places."""
    for name, given in plan.case.facts.items():
        said = case.facts.get(name)
        if said is not None and said.value != given.value:
            yield _contradiction(plan, name, given, said)


def _contradiction(plan: Plan, name: str, given: Given, said: Given) -> Diagnostic:
    """The plan says one thing of a fact, the case another."""
    related = f"the plan `{plan.id}` says otherwise here"
    return Diagnostic(
        "CV406",
        f"the plan `{plan.id}` says another thing about `{name}`",
        "which of them is true can't be known, and an answer on either could be wrong",
        said.span,
        f"take `{name}` out here, or use another plan",
        related=(Related(related, given.span),) if given.span else (),
    )
