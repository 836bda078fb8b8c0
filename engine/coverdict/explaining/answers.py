"""The answer to a question: the verdict, and everything that goes with it."""

from __future__ import annotations

from coverdict.explaining.citing import Citing, cited_statements, unconfirmed_among
from coverdict.explaining.findings import attempt, derivations, finding
from coverdict.explaining.missing import missing_facts
from coverdict.explaining.premises import evidence, state_of
from coverdict.explaining.reasons import reasons
from coverdict.explaining.reports import amounts_found, conclusions, duties_due, presumptions_used
from coverdict.explaining.shades import shading
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import (
    VERDICT_OF,
    Finding,
    MissingFact,
    PackName,
    Premise,
    Verdict,
    VerdictValue,
)

_SAYS = {
    VerdictValue.COVERED: "Yes.",
    VerdictValue.NOT_COVERED: "No.",
    VerdictValue.UNDETERMINED: "It cannot be told yet.",
    VerdictValue.CONFLICTING: "The facts speak for and against it.",
}
_NAMED = 3
"""So many values that a pack does not know on a day are named one by one; of more, only the first."""


def answer(
    situation: Situation, engine: str, warnings: tuple[str, ...] = (), considered: bool = True
) -> Verdict:
    """The whole answer for a case that was decided; ``engine`` is this software's version.

    What became of each rule that was ``considered`` takes a while to tell, and can be left out where nothing rests on
    it.
    """
    pack, program, asking = situation.pack, situation.program, situation.asking
    scope = situation.model.value("scope") if program.scoped else Belnap.TRUE
    if scope is Belnap.FALSE:
        return undecided(pack, asking, engine, (*warnings, _out_of_scope(situation)))
    question = pack.questions[program.question]
    # A verdict known in a case that is in scope and out of it is in conflict: more facts never take one back.
    decided = situation.model.value(program.goal) if scope is Belnap.TRUE else scope
    verdict = VERDICT_OF[decided]
    shade = shading(situation, question, verdict)
    findings = derivations(situation, (question.decides, *shade.ground), considered=considered)
    rules = situation.rules if considered else ()
    attempts = tuple(attempt(situation, rule) for rule in rules)
    missing, reported = _asked_and_told(situation, verdict, shade.told)
    why = (*reasons(situation, findings), *shade.parameters)
    duties = duties_due(situation, reported)
    amounts, told = amounts_found(situation, reported), conclusions(reported)
    within = _in_scope(situation)
    presumed = presumptions_used(situation, (*findings, *reported), within)
    supports = tuple(support for item in findings for support in item.support)
    citing: tuple[Citing, ...] = (*why, *supports, *told, *duties, *amounts, *presumed, *missing)
    scope_cites = pack.scope.cites if pack.scope else ()
    cited = [
        *(key for item in citing for key in item.statements),
        *(item.key for item in scope_cites),
    ]
    return Verdict(
        question=question.id,
        question_title=question.title,
        verdict=verdict,
        says=shade.says or question.wording.get(verdict.value, _SAYS[verdict]),
        shade=shade.shade,
        modality=findings[0].modality if verdict is not VerdictValue.UNDETERMINED else None,
        service_date=asking.service_date.isoformat(),
        knowledge_date=asking.knowledge_date.isoformat(),
        pack=pack_name(pack),
        engine=engine,
        reasons=why,
        derivation=findings,
        rules_applied=tuple(item for item in attempts if item.status in ("applied", "conflicting")),
        rules_not_applied=tuple(item for item in attempts if item.status in ("ruled-out", "open")),
        conclusions=told,
        duties=duties,
        amounts=amounts,
        presumptions=presumed,
        missing_facts=missing,
        statements=cited_statements(pack, cited),
        warnings=(*warnings, *_scope_open(situation, scope), *unconfirmed_among(pack, supports)),
    )


def _asked_and_told(
    situation: Situation, verdict: VerdictValue, also: tuple[str, ...]
) -> tuple[tuple[MissingFact, ...], tuple[Finding, ...]]:
    """What is still to ask, and what the question reports, and ``also``: but for what no answer could make known."""
    question = situation.pack.questions[situation.program.question]
    reports = tuple(dict.fromkeys((*(cited.key for cited in question.reports), *also)))
    unknown = [id for id in reports if state_of(situation, id) is Belnap.UNKNOWN]
    missing = missing_facts(situation, verdict is VerdictValue.UNDETERMINED, unknown)
    out_of_reach = set(unknown).difference(*(item.matters_to for item in missing))
    told = (id for id in reports if id not in out_of_reach)
    return missing, tuple(finding(situation, id, attempts=False) for id in told)


def undecided(pack: Pack, asking: Asking, engine: str, warnings: tuple[str, ...]) -> Verdict:
    """The answer to a case that lies outside what the pack decides: nothing, and why."""
    question = pack.questions[asking.question]
    scope = pack.scope.cites if pack.scope else ()
    return Verdict(
        question=question.id,
        question_title=question.title,
        verdict=VerdictValue.UNDETERMINED,
        says=f"Nothing is decided: {warnings[-1]}.",
        shade=None,
        modality=None,
        service_date=asking.service_date.isoformat(),
        knowledge_date=asking.knowledge_date.isoformat(),
        pack=pack_name(pack),
        engine=engine,
        reasons=(),
        derivation=(),
        rules_applied=(),
        rules_not_applied=(),
        conclusions=(),
        duties=(),
        amounts=(),
        presumptions=(),
        missing_facts=(),
        statements=cited_statements(pack, (cited.key for cited in scope)),
        warnings=warnings,
    )


def out_of_window(pack: Pack, asking: Asking, engine: str) -> Verdict:
    """The answer for a date of service on which the pack decides nothing, naming the values it does not know."""
    day = asking.service_date
    bounds = f"from {pack.window.start or 'any day'} to before {pack.window.until or 'any day'}"
    unknown = [
        item.title
        for item in pack.parameters.values()
        if not any(day in value.effective for value in item.values)
    ]
    if len(unknown) > _NAMED:
        unknown = [f"{unknown[0]}, like {len(unknown) - 1} other values,"]
    warnings = [f"{title} is not known to this pack for {day}" for title in unknown]
    outside = f"the date of service {day} is outside the pack's window, {bounds}"
    return undecided(pack, asking, engine, (*warnings, outside))


def pack_name(pack: Pack) -> PackName:
    """Which knowledge answers."""
    return PackName(pack.id, pack.version, pack.title, pack.digest)


def _out_of_scope(situation: Situation) -> str:
    scope = situation.pack.scope
    assert scope is not None, "only a pack with a scope can be left"
    found = "; ".join(
        premise.says + f" ({premise.value})" for premise in evidence(situation, scope.when, False)
    )
    return f"the case is outside the pack's scope, which is that {scope.title}; against it: {found}"


def _in_scope(situation: Situation) -> tuple[Premise, ...]:
    """What puts the case in the pack's scope."""
    scope = situation.pack.scope
    if scope is None or not situation.holds(scope.when):
        return ()
    return evidence(situation, scope.when, True)


def _scope_open(situation: Situation, scope: Belnap) -> tuple[str, ...]:
    declared = situation.pack.scope
    if declared is None or scope is Belnap.TRUE:
        return ()
    if scope is Belnap.UNKNOWN:
        return (f"it is not known whether the case is in the pack's scope: {declared.title}",)
    return (f"the facts speak for and against the pack's scope, which is that {declared.title}",)
