"""The answer to a question, with everything needed to check it.

``docs/answers.md`` explains the fields; ``schemas/verdict.schema.json`` is their contract.
"""

from __future__ import annotations

from enum import StrEnum

from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.records import record
from coverdict.vocabulary.sources import Confidence
from coverdict.vocabulary.values import Type


class VerdictValue(StrEnum):
    """The four answers."""

    COVERED = "covered"
    NOT_COVERED = "not-covered"
    UNDETERMINED = "undetermined"
    CONFLICTING = "conflicting"


VERDICT_OF = {
    Belnap.TRUE: VerdictValue.COVERED,
    Belnap.FALSE: VerdictValue.NOT_COVERED,
    Belnap.UNKNOWN: VerdictValue.UNDETERMINED,
    Belnap.CONFLICTING: VerdictValue.CONFLICTING,
}


class PremiseKind(StrEnum):
    """What a premise rests on."""

    GIVEN = "given"
    PRESUMED = "presumed"
    STATED = "stated"
    SILENT = "silent"  # a fact the case does not give
    DERIVED = "derived"
    PARAMETER = "parameter"
    RULE = "rule"


@record
class Premise:
    """One condition of a rule as it stands in this case.

    ``says`` is the condition in plain words and ``state`` what it comes to. ``id`` names the fact, conclusion or
    rule it reads; a derived one is explained by the finding of that id. ``value`` is what the case or the derivation
    gives it, in plain words; ``arithmetic`` how an amount was worked out; ``because`` why a rule was ruled out.
    """

    kind: PremiseKind
    id: str
    says: str
    state: Belnap
    value: str | None = None
    origin: str | None = None
    arithmetic: str | None = None
    because: tuple[Premise, ...] = ()


@record
class Support:
    """Evidence that was found: by a rule, a closure, a statement of the case, or an amount's definition."""

    how: str
    concludes: str
    title: str
    modality: Modality
    statements: tuple[str, ...]
    premises: tuple[Premise, ...]
    rule: str | None = None
    place: str | None = None


@record
class Attempt:
    """A rule that was considered: applied, ruled-out, open or conflicting; ``because`` is what stood in the way."""

    rule: str
    title: str
    concludes: str
    status: str
    statements: tuple[str, ...]
    because: tuple[Premise, ...]
    place: str
    modality: Modality = Modality.MUST


@record
class Finding:
    """What a conclusion came to, and why.

    ``value`` is true, false, unknown or conflicting for criteria and duties, else the values found, in plain words;
    ``raw`` are the same values as facts write them. ``support`` is the evidence, surest first; ``attempts`` the
    rules that could have said something and did not.
    """

    id: str
    kind: str
    title: str
    says: str
    state: Belnap
    value: tuple[str, ...]
    raw: tuple[str, ...]
    modality: Modality | None
    support: tuple[Support, ...]
    attempts: tuple[Attempt, ...]


@record
class Reason:
    """Why, in one plain sentence, with the statements it rests on."""

    text: str
    rule: str | None
    modality: Modality
    statements: tuple[str, ...]


@record
class DutyDue:
    """Something somebody has to do in this case; a duty not yet known to be due has the state unknown."""

    duty: str
    title: str
    who: str
    do: str
    by: str | None
    modality: Modality
    statements: tuple[str, ...]


@record
class AmountFound:
    """An amount with its values (empty: unknown) as text, how they were worked out, and how sure they are."""

    amount: str
    title: str
    type: Type
    values: tuple[str, ...]
    arithmetic: tuple[str, ...]
    statements: tuple[str, ...]
    modality: Modality | None = None


@record
class Conclusion:
    """Something else that the question reports."""

    id: str
    kind: str
    says: str
    state: Belnap
    value: tuple[str, ...]
    modality: Modality | None
    statements: tuple[str, ...]


@record
class PresumptionUsed:
    """A value taken because the case is silent.

    ``asked_of`` is who could tell otherwise; it gives way to the facts of ``unless_told`` as well.
    """

    fact: str
    value: str
    title: str
    statements: tuple[str, ...]
    asked_of: str
    unless_told: tuple[str, ...] = ()


@record
class MissingFact:
    """A fact that could still change the answer, with its question; ``matters_to`` are the conclusions."""

    fact: str
    asks: str
    asked_of: str
    values: tuple[tuple[str, str], ...]
    changeable: bool
    matters_to: tuple[str, ...]
    statements: tuple[str, ...]


@record
class StatementCited:
    """A statement that the answer rests on; ``original`` is its sentence when the document is at hand.

    ``unit`` is what a block of its document is: a line, or a block of a page; without a place ``citation`` tells it.
    """

    source: str
    id: str
    says: str
    block: int | None
    sentence: int | None
    heading: str | None
    digest: str | None
    rank: str
    document_title: str
    citation: str | None = None
    confidence: Confidence = Confidence.PRIMARY
    unit: str = "line"
    original: str | None = None
    checked: str | None = None
    contradicts: tuple[ContradictionCited, ...] = ()


@record
class ContradictionCited:
    """A statement that says otherwise; ``follows`` is the key of the one of the two that the pack follows, and why."""

    statement: StatementCited
    follows: str
    why: str


@record
class PackName:
    """Which knowledge was used: id, version and the digest of its files."""

    id: str
    version: str
    title: str
    digest: str


@record
class Verdict:
    """The whole answer; ``shade`` is the criterion on account of which ``says`` is not the verdict's own wording."""

    question: str
    question_title: str
    verdict: VerdictValue
    says: str
    shade: str | None
    modality: Modality | None
    service_date: str
    knowledge_date: str
    pack: PackName
    engine: str
    reasons: tuple[Reason, ...]
    derivation: tuple[Finding, ...]
    rules_applied: tuple[Attempt, ...]
    rules_not_applied: tuple[Attempt, ...]
    conclusions: tuple[Conclusion, ...]
    duties: tuple[DutyDue, ...]
    amounts: tuple[AmountFound, ...]
    presumptions: tuple[PresumptionUsed, ...]
    missing_facts: tuple[MissingFact, ...]
    statements: tuple[StatementCited, ...]
    warnings: tuple[str, ...]
