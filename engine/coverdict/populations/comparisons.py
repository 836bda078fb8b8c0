"""What comes of holding two columns of answers against each other, as values: counts, sums, kinds with example rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coverdict.vocabulary.values import Type

REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Move:
    """How many rows have the one outcome before and the other after.

    An outcome is a verdict; where nothing is decided, why not: ``out-of-scope``, ``scope-unknown``,
    ``outside-window``, ``rejected``.
    """

    before: str
    after: str
    rows: int


@dataclass(frozen=True, slots=True)
class AmountChange:
    """An amount over all rows compared; sums are of the rows in which it is known, None where nothing is summed up.

    ``changed`` rows have two values that differ, ``learned`` only the one after, ``lost`` only the one before; ``more``
    and ``less`` are what the rows that changed have gained and given up.
    """

    amount: str
    title: str
    type: Type
    changed: int
    learned: int
    lost: int
    before: Decimal | None = None
    after: Decimal | None = None
    more: Decimal | None = None
    less: Decimal | None = None

    @property
    def rows(self) -> int:
        """How many rows have it otherwise."""
        return self.changed + self.learned + self.lost


@dataclass(frozen=True, slots=True)
class Turn:
    """In how many rows a criterion, duty or choice that is told with the answer comes to something else.

    ``before`` and ``after`` are ``true``, ``false``, ``unknown``, ``conflicting`` or a choice's value; None where
    nothing is decided, or a choice is not known.
    """

    conclusion: str
    title: str
    before: str | None
    after: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row's answer is: the outcome, how sure it is, and the rules that decide it by id."""

    outcome: str
    modality: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountOfKind:
    """An amount within one kind: how many rows have it otherwise, only after or only before, and its sums in them."""

    amount: str
    rows: int
    learned: int
    lost: int
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that change alike: ``differs`` is ``verdict``, ``surety``, ``amounts`` or ``rules``, the first that does.

    Where determinations are held against the rules, ``open`` is what the rules leave open.

    Rules are told where they or the verdict differ; ``examples`` are the lowest row numbers.
    """

    differs: str
    before: Outcome
    after: Outcome
    rows: int
    amounts: tuple[AmountOfKind, ...]
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RejectedByOne:
    """Rows that one side rejects and the other decides, by column and reason."""

    by: str
    column: str | None
    reason: str
    rows: int
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """The kinds beyond those that are told."""

    kinds: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a cell, that says nothing that could be compared, and in how many rows it stands."""

    column: str
    word: str
    rows: int


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Determinations made elsewhere (before) against those by the rules (after), row by row.

    A row is compared, or says nothing (``silent``), or has a word that is not known, or is rejected. Of those compared
    some agree, some differ, and of some the rules leave ``open`` what was determined. An amount is compared where it is
    known on both sides; ``unreadable`` counts those amounts that are no such values, by the first in a row.
    """

    rows: int
    compared: int
    rejected: int
    silent: int
    not_known: int
    agree: int
    differ: int
    open: int
    amounts_differ: int
    moves: tuple[Move, ...]
    amounts: tuple[AmountChange, ...]
    kinds: tuple[Kind, ...]
    rest: Rest
    open_kinds: tuple[Kind, ...]
    open_rest: Rest
    words: tuple[Word, ...]
    unreadable: tuple[Word, ...] = ()

    @property
    def adds_up(self) -> bool:
        """No row was dropped, and none counted twice."""
        apart = self.rejected + self.silent + self.not_known
        return (
            self.rows == self.compared + apart
            and self.compared == self.agree + self.differ + self.open
        )

    @property
    def contradicts(self) -> bool:
        """Whether a verdict or an amount differs."""
        return bool(self.differ or self.amounts_differ)


@dataclass(frozen=True, slots=True)
class Impact:
    """Two versions over the same rows: each row is compared, or rejected by one of them or by both.

    ``moves`` are of all rows but those that both reject; ``only_before`` and ``only_after`` are conclusions that one
    version reports and the other does not, which are not compared. ``reasons_changed`` rows have the same verdict and
    the same amounts, but surer or less sure, or by other rules. ``turns`` are of whatever else is reported.
    """

    rows: int
    compared: int
    rejected_before: int
    rejected_after: int
    rejected_by_both: int
    verdicts_changed: int
    amounts_changed: int
    reasons_changed: int
    differing: int
    moves: tuple[Move, ...]
    amounts: tuple[AmountChange, ...]
    kinds: tuple[Kind, ...]
    rest: Rest
    rejected: tuple[RejectedByOne, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()

    @property
    def adds_up(self) -> bool:
        """No row was dropped, and none counted twice."""
        apart = self.rejected_before + self.rejected_after + self.rejected_by_both
        moved = sum(move.rows for move in self.moves) + self.rejected_by_both
        return self.rows == self.compared + apart == moved

    @property
    def changes(self) -> bool:
        """Whether any row has another answer."""
        return bool(self.differing or self.rejected_before or self.rejected_after or self.turns)
