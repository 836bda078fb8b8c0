"""Documents and the statements registered from them."""

from __future__ import annotations

from enum import StrEnum

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.periods import ALWAYS, Period
from coverdict.vocabulary.records import record


class Rank(StrEnum):
    """The authority of a document, highest first."""

    STATUTE = "statute"
    REGULATION = "regulation"
    NATIONAL_DETERMINATION = "national-determination"
    LOCAL_DETERMINATION = "local-determination"
    MANUAL = "manual"
    GUIDANCE = "guidance"
    SECONDARY = "secondary"
    PLAN_INTERNAL = "plan-internal"


class Role(StrEnum):
    """What became of a statement in the pack."""

    ENCODED = "encoded"
    DEFINITION = "definition"
    ADVICE = "advice"
    INFORMATIVE = "informative"
    OUT_OF_SCOPE = "out-of-scope"
    UNREVIEWED = "unreviewed"


class Confidence(StrEnum):
    """How a statement is known: read in its document, read of elsewhere, or kept as what nobody has confirmed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


@record
class Document:
    """A source document; ``file`` and ``digest`` (of its bytes) are None when it is not held.

    ``encoding`` is that of the file's letters, where neither UTF-8 nor what the file itself says is meant.
    """

    id: str
    title: str
    rank: Rank
    held: bool
    span: Span
    file: str | None = None
    digest: str | None = None
    encoding: str | None = None


@record
class Citation:
    """A statement's key as cited, with the place of the citation."""

    key: str
    span: Span


@record
class Contradiction:
    """Another statement that says otherwise, which of the two the pack follows, and why, in our words."""

    statement: Citation
    follows: Citation
    why: str


@record
class Statement:
    """One sentence, bullet or row of a document, bound to its text by place and digest; ``says`` is our wording.

    Only a statement of a document that is not held has no digest, and may have no place but its ``citation``: section
    and paragraph, as the field cites them. ``seen`` is where it was read, ``catalogue`` the numbers under which
    catalogues know it. It is law for the days of service in ``effective``, and was known in ``known``.
    """

    document: Document
    id: str
    block: int | None
    sentence: int | None
    heading: str | None
    digest: str | None
    says: str
    role: Role
    why: str | None
    span: Span
    contradicts: tuple[Contradiction, ...] = ()
    citation: str | None = None
    confidence: Confidence = Confidence.PRIMARY
    seen: str | None = None
    catalogue: tuple[Citation, ...] = ()
    effective: Period = ALWAYS
    known: Period = ALWAYS

    @property
    def place(self) -> tuple[int, int]:
        """Block and sentence; where only the citation tells the place, 0 and 0, which no document has."""
        return self.block or 0, self.sentence or 0

    @property
    def key(self) -> str:
        """``document.statement``, as rules cite it."""
        return f"{self.document.id}.{self.id}"
