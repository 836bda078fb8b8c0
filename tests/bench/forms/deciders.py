"""What the benchmark asks of every engine: a case in the form it takes, a decision, and what the decision says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tests.bench.generated_rules import Facts


class Decider(Protocol):
    """An engine that holds a rule set. Only ``decide`` is measured."""

    def case(self, facts: Facts) -> Any:  # noqa: ANN401 - each engine takes its own form
        """The facts as the engine takes them."""

    def decide(self, case: Any) -> Any:  # noqa: ANN401 - and gives its own
        """What the engine answers."""

    def told(self, answer: Any) -> Mapping[str, bool]:  # noqa: ANN401
        """Every criterion that the answer tells of, and whether it holds."""


def name_of(id: str) -> str:
    """An id as a name that every engine's language allows."""
    return id.replace(".", "_").replace("-", "_")
