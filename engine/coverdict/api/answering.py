"""Cases decided and explained, with the originals beside our wording where they are at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coverdict.api.installed import ENGINE
from coverdict.explaining.answers import answer, out_of_window
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.deciding import situate
from coverdict.explaining.findings import derivation
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.records import record
from coverdict.vocabulary.verdicts import Finding, StatementCited, Verdict

if TYPE_CHECKING:
    from coverdict.explaining.descriptions import Description
    from coverdict.loading.originals import Original


@record
class Explanation:
    """The whole derivation of a conclusion: its finding first, then those it rests on."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    statements: tuple[StatementCited, ...]


_Answer = TypeVar("_Answer", Verdict, Explanation, "Description")


def decide(
    pack: Pack,
    case: Case,
    asking: Asking,
    cache: Path | None = None,
    considered: bool = True,
) -> Verdict | Refusal:
    """The verdict on the case, both backends agreeing; a case that contradicts itself is refused.

    What is made of a pack that was opened from the folder ``cache`` is kept there too. Without ``considered`` the
    verdict leaves out the rules that applied and those that did not, and its findings the attempts that nothing in
    it rests on: that takes less time.
    """
    situation = situate(pack, case, asking, cache=cache)
    if isinstance(situation, Refusal):
        return situation
    if situation is None:
        return out_of_window(pack, asking, ENGINE)
    return answer(situation, ENGINE, _date_warning(pack, case, asking), considered)


def explain(
    pack: Pack,
    case: Case,
    asking: Asking,
    conclusion: str | None = None,
    cache: Path | None = None,
) -> Explanation | Refusal:
    """The whole derivation of ``conclusion``, by default of the criterion that the question decides.

    The conclusion is a criterion, duty, choice or amount of the pack; ``cache`` is as for ``decide``.
    """
    goal = conclusion or pack.questions[asking.question].decides
    situation = situate(pack, case, asking, goal, cache)
    if isinstance(situation, Refusal):
        return situation
    if situation is None:
        nothing = out_of_window(pack, asking, ENGINE)
        return Explanation(nothing, (), nothing.statements)
    verdict = answer(situation, ENGINE, _date_warning(pack, case, asking))
    findings = derivation(situation, goal, whole=True)
    supports = (key for item in findings for support in item.support for key in support.statements)
    attempts = (key for item in findings for attempt in item.attempts for key in attempt.statements)
    return Explanation(verdict, findings, cited_statements(pack, [*supports, *attempts]))


def with_originals(
    answer: _Answer, pack: Pack, folder: Path
) -> tuple[_Answer, tuple[Diagnostic, ...]]:
    """The answer with the sentences of the documents held in ``folder`` beside our wording, digests checked."""
    from coverdict.loading.originals import read_originals

    originals, problems = read_originals(pack, folder)
    beside = tuple(_beside(item, originals) for item in answer.statements)
    return replace(answer, statements=beside), problems


def _beside(cited: StatementCited, originals: Mapping[str, Original]) -> StatementCited:
    against = tuple(
        replace(each, statement=_beside(each.statement, originals)) for each in cited.contradicts
    )
    found = originals.get(f"{cited.source}.{cited.id}")
    if found is None:
        return replace(cited, contradicts=against) if against else cited
    return replace(cited, original=found.text, checked=found.checked, contradicts=against)


def _date_warning(pack: Pack, case: Case, asking: Asking) -> tuple[str, ...]:
    if pack.service_date in case.facts:
        return ()
    return (
        f"the case gives no date of service; the rules in force on {asking.service_date} were used",
    )
