"""Answers made by hand: a test changes what it speaks of, which may be of any type (ANN401)."""

from dataclasses import replace
from typing import Any

from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import (
    AmountFound,
    Attempt,
    Conclusion,
    DutyDue,
    Finding,
    MissingFact,
    PackName,
    Premise,
    PremiseKind,
    PresumptionUsed,
    Reason,
    StatementCited,
    Support,
    Verdict,
    VerdictValue,
)

MUST, USUALLY, MAY = Modality.MUST, Modality.USUALLY, Modality.MAY
ADULTS, RARE = "rules.adults", "rules.rare"


def statement(id: str, **changes: Any) -> StatementCited:  # noqa: ANN401
    made = StatementCited(
        "rules", id, f"{id} is said", 3, 2, "Loans", "sha256:" + "0" * 64, "manual", "House rules"
    )
    return replace(made, **changes)


def premise(says: str, state: Belnap = Belnap.TRUE, **changes: Any) -> Premise:  # noqa: ANN401
    return replace(Premise(PremiseKind.GIVEN, "reader.adult", says, state), **changes)


def derived(id: str, says: str, state: Belnap = Belnap.TRUE) -> Premise:
    return Premise(PremiseKind.DERIVED, id, says, state)


def support(title: str, *premises: Premise, **changes: Any) -> Support:  # noqa: ANN401
    made = Support(
        "rule", "it may be lent", title, MUST, (ADULTS,), premises, "a-rule", "r.yaml:1:1"
    )
    return replace(made, **changes)


def attempt(
    title: str, status: str, *because: Premise, concludes: str = "it may be lent"
) -> Attempt:
    return Attempt(title, title, concludes, status, (RARE,), because, "r.yaml:9:1")


def finding(id: str, state: Belnap, *evidence: Support | Attempt, **changes: Any) -> Finding:  # noqa: ANN401
    supports = tuple(each for each in evidence if isinstance(each, Support))
    attempts = tuple(each for each in evidence if isinstance(each, Attempt))
    says = {Belnap.TRUE: f"{id} holds", Belnap.FALSE: f"{id} does not hold"}.get(
        state, f"{id}: open"
    )
    value = (state.value,)
    made = Finding(
        id, "criterion", f"{id} holds", says, state, value, value, MUST, supports, attempts
    )
    return replace(made, **changes)


GOAL = finding(
    "lendable", Belnap.TRUE, support("adults may borrow", premise("the reader is an adult"))
)


def verdict(**changes: Any) -> Verdict:  # noqa: ANN401
    made = Verdict(
        question="loan",
        question_title="May it be lent?",
        verdict=VerdictValue.COVERED,
        says="The book may be lent.",
        shade=None,
        modality=MUST,
        service_date="2026-03-02",
        knowledge_date="2026-03-02",
        pack=PackName("lending", "0.1.0", "Lending", "sha256:" + "a" * 64),
        engine="0.1.0",
        reasons=(Reason("adults may borrow", "a-rule", MUST, (ADULTS,)),),
        derivation=(GOAL,),
        rules_applied=(),
        rules_not_applied=(attempt("rare", "ruled-out", premise("rare", Belnap.FALSE)),),
        conclusions=(
            Conclusion("shelf", "choice", "shelf: low", Belnap.TRUE, ("low",), USUALLY, (RARE,)),
        ),
        duties=(DutyDue("stamp", "stamped", "library-staff", "Stamp it.", "at once", MUST, ()),),
        amounts=(
            AmountFound("fee", "deposit", Type.MONEY, ("$2.00",), ("20 % of $10.00 = $2.00",), ()),
        ),
        presumptions=(
            PresumptionUsed("reader.adult", "yes", "the reader is an adult", (ADULTS,), "patient"),
        ),
        missing_facts=(
            MissingFact(
                "kind", "Which kind?", "staff", (("new", "a new one"),), True, ("shelf",), ()
            ),
        ),
        statements=(statement("adults"), statement("rare")),
        warnings=("the date is a guess",),
    )
    return replace(made, **changes)
