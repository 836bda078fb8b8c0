"""What a program concludes about a case."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coverdict.vocabulary.programs import Literal
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Value


class Belnap(StrEnum):
    """The four values of a proposition: evidence for, against, neither, both."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    CONFLICTING = "conflicting"

    @classmethod
    def of(cls, pro: bool, con: bool) -> Belnap:
        """The value that evidence for and evidence against make together."""
        if pro:
            return cls.CONFLICTING if con else cls.TRUE
        return cls.FALSE if con else cls.UNKNOWN


@record
class Model:
    """The literals that have evidence, and the values of each amount: none is unknown, several a conflict.

    ``firings`` are the clauses in the order in which the forward backend fired them; other backends leave it empty.
    """

    literals: frozenset[Literal]
    amounts: Mapping[str, tuple[Value, ...]]
    firings: tuple[int, ...] = ()

    def value(self, proposition: str) -> Belnap:
        """The proposition's value."""
        return Belnap.of(proposition + "+" in self.literals, proposition + "-" in self.literals)
