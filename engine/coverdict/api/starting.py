"""Cases of a kind to fill in."""

from __future__ import annotations

from coverdict.api.answering import decide
from coverdict.explaining.case_kinds import unasked
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.packs import CaseKind, Pack
from coverdict.writing.kind_templates import kind_template


def case_of_kind(pack: Pack, kind: CaseKind, case: Case, asking: Asking) -> str | Refusal:
    """A case file with what the kind says and ``case`` adds, that asks only for what can still matter."""
    known = Case({**kind.case.facts, **case.facts}, {**kind.case.stated, **case.stated})
    verdict = decide(pack, known, asking, considered=False)
    if isinstance(verdict, Refusal):
        return verdict
    besides = unasked(pack, known, asking)
    return kind_template(pack, kind, known, asking, verdict.missing_facts, besides)
