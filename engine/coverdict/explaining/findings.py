"""Findings: what each conclusion came to, the evidence for it, and the rules that could have said something else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from coverdict.compiling.clauses import shown_value
from coverdict.compiling.programs import opposing_rules, references
from coverdict.explaining.background import SUREST_FIRST
from coverdict.explaining.citing import keys
from coverdict.explaining.naming import claim, subject_title, type_of, value_in_words, values_of
from coverdict.explaining.premises import (
    arithmetic_lines,
    found_values,
    input_premise,
    rule_premise,
    rule_state,
    state_of,
    why_applied,
    why_not_applied,
)
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.expressions import Expression
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Closure, Modality, Pack, Rule, Setting
from coverdict.vocabulary.programs import literal
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Attempt, Finding, Premise, PremiseKind, Support

_STATUS = {
    Belnap.TRUE: "applied",
    Belnap.FALSE: "ruled-out",
    Belnap.UNKNOWN: "open",
    Belnap.CONFLICTING: "conflicting",
}


def derivation(situation: Situation, goal: str, whole: bool = False) -> tuple[Finding, ...]:
    """The finding of ``goal`` and of every conclusion that it rests on, each once, nearest first.

    What did not happen is followed where a conclusion is not known; with ``whole``, everywhere.
    """
    return derivations(situation, [goal], whole)


def derivations(
    situation: Situation, goals: Iterable[str], whole: bool = False, considered: bool = True
) -> tuple[Finding, ...]:
    """The derivations of several goals together, each conclusion once.

    Unless the rules that were ``considered`` in vain are wanted, they stand only with a conclusion that is not known.
    """
    found: dict[str, Finding] = {}
    waiting = deque(goals)
    while waiting:
        id = waiting.popleft()
        if id in found:
            continue
        attempts = considered or state_of(situation, id) is Belnap.UNKNOWN
        found[id] = finding(situation, id, attempts)
        waiting += derived_ids(_followed(found[id], whole))
    return tuple(found.values())


def _followed(of: Finding, whole: bool) -> Iterator[Premise]:
    for support in of.support:
        yield from support.premises
    if whole or of.state is Belnap.UNKNOWN:
        for attempt in of.attempts:
            yield from attempt.because


def derived_ids(premises: Iterable[Premise]) -> Iterator[str]:
    """The conclusions that the premises rest on."""
    for premise in premises:
        if premise.kind is PremiseKind.DERIVED:
            yield premise.id
        yield from derived_ids(premise.because)


def finding(situation: Situation, id: str, attempts: bool = True) -> Finding:
    """What one conclusion came to, and why; without ``attempts``, only the evidence found."""
    pack, state = situation.pack, state_of(situation, id)
    support = list(_support(situation, id))
    if len(support) > 1:
        support.sort(key=lambda item: SUREST_FIRST.index(item.modality))
    values = found_values(situation, id)
    value, raw = _shown_values(pack, id, state, values)
    return Finding(
        id,
        _kind(situation, id),
        subject_title(pack, id),
        situation.background.conclusion_in_words(id, state, values),
        state,
        value,
        raw,
        support[0].modality if support else None,
        tuple(support),
        tuple(attempt(situation, rule, id) for rule in _unapplied(situation, id))
        if attempts
        else (),
    )


def _shown_values(
    pack: Pack, id: str, state: Belnap, values: tuple[Value, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values in plain words, and as facts write them; of a criterion both are its state."""
    if id in pack.criteria:
        return (state.value,), (state.value,)
    type, worded = type_of(pack, id), values_of(pack, id)
    words = tuple([value_in_words(value, type, worded) for value in values])
    return words, tuple(map(shown_value, values))


def _kind(situation: Situation, id: str) -> str:
    if id in situation.pack.choices:
        return "choice"
    if id in situation.pack.amounts:
        return "amount"
    return "duty" if situation.pack.criteria[id].action else "criterion"


def _rules_about(situation: Situation, id: str) -> Iterator[tuple[Rule, Setting]]:
    yield from situation.background.about.get(id, ())


def _unapplied(situation: Situation, id: str) -> list[Rule]:
    applied = (Belnap.TRUE, Belnap.CONFLICTING)
    return [
        rule
        for rule, _ in _rules_about(situation, id)
        if rule_state(situation, rule) not in applied
    ]


def _support(situation: Situation, id: str) -> Iterator[Support]:
    for rule, setting in _rules_about(situation, id):
        applied = literal(f"rule:{rule.id}", True) in situation.model.literals
        if applied and _counts(situation, setting):
            yield rule_support(situation, rule, setting)
    if id in situation.pack.criteria:
        yield from _stated(situation, id)
        criterion = situation.pack.criteria[id]
        yield from _closed(situation, id, criterion.closure)
    elif id in situation.pack.choices:
        yield from _closed(situation, id, situation.pack.choices[id].closure)
    else:
        yield from _defined(situation, id)


def _counts(situation: Situation, setting: Setting) -> bool:
    """Whether the setting gave its amount a value; where nothing did, what it lacks is what is to be told."""
    if not situation.model.amounts.get(setting.id):
        return True
    read = (input_premise(situation, name) for name in _read(situation.pack, setting.value))
    return all(premise.state is not Belnap.UNKNOWN for premise in read)


def rule_support(situation: Situation, rule: Rule, setting: Setting) -> Support:
    """The evidence that an applicable rule gives."""
    premises = why_applied(situation, rule)
    own, reached = rule.modality, situation.modality(literal(f"rule:{rule.id}", True))
    if setting.id in situation.pack.amounts:
        names = _read(situation.pack, setting.value)
        premises += tuple(input_premise(situation, name) for name in names)
        reached = weaker(reached, situation.modality_of_values(names))
    return Support(
        "rule",
        situation.background.setting_in_words(setting),
        rule.title,
        weaker(own, reached),
        situation.background.cited_by(rule),
        premises,
        rule.id,
        str(rule.span),
    )


def _read(pack: Pack, expression: Expression) -> list[str]:
    """The facts, parameters and amounts that an expression reads; a code set is no more than a list written once."""
    return sorted(name for name in references(expression) if name not in pack.code_sets)


def weaker(one: Modality, other: Modality) -> Modality:
    """The less sure of two."""
    return SUREST_FIRST[max(SUREST_FIRST.index(one), SUREST_FIRST.index(other))]


def _stated(situation: Situation, id: str) -> Iterator[Support]:
    given = situation.case.stated.get(id)
    if given is None:
        return
    says = claim(situation.pack, id, given.value is True)
    state = Belnap.of(given.value is True, given.value is False)
    premise = Premise(PremiseKind.STATED, id, says, state, says, given.origin)
    yield Support("stated", says, "the case states it outright", Modality.MUST, (), (premise,))


def _closed(situation: Situation, id: str, closure: Closure | None) -> Iterator[Support]:
    if closure is None:
        return
    about = {rule.id: rule for rule, _ in _rules_about(situation, id)}
    opposing = opposing_rules(id, closure.value, about.values())
    if not all(literal(f"rule:{rule.id}", False) in situation.model.literals for rule in opposing):
        return
    pack = situation.pack
    if isinstance(closure.value, bool):
        says = claim(pack, id, closure.value)
    else:
        says = f"{subject_title(pack, id)}: {values_of(pack, id)[closure.value]}"
    weakest = [situation.modality(literal(f"rule:{rule.id}", False)) for rule in opposing]
    yield Support(
        "closure",
        says,
        "nothing that could make it otherwise applies",
        max(weakest, key=SUREST_FIRST.index, default=Modality.MUST),
        keys(closure.cites),
        tuple(rule_premise(situation, rule) for rule in opposing),
        place=str(closure.span),
    )


def _defined(situation: Situation, id: str) -> Iterator[Support]:
    amount = situation.pack.amounts[id]
    for line, step in arithmetic_lines(situation, id):
        if step.guard is None:
            names = _read(situation.pack, amount.expression) if amount.expression else []
            premises = tuple(input_premise(situation, name) for name in names)
            cites = situation.background.cited_by_amount(amount)
            modality = situation.modality_of_values(names)
            yield Support("definition", line, amount.title, modality, cites, premises)


def attempt(situation: Situation, rule: Rule, of: str | None = None) -> Attempt:
    """A rule as it was considered; ``of`` picks one of its conclusions."""
    key = (rule.id, of if len(rule.then) > 1 else None)
    if key not in situation.attempts:
        settings = [item for item in rule.then if of in (None, item.id)]
        situation.attempts[key] = _attempt(situation, rule, settings)
    return situation.attempts[key]


def _attempt(situation: Situation, rule: Rule, settings: list[Setting]) -> Attempt:
    state = rule_state(situation, rule)
    because = () if state is Belnap.TRUE else why_not_applied(situation, rule)
    return Attempt(
        rule.id,
        rule.title,
        "; ".join(situation.background.setting_in_words(item) for item in settings),
        _STATUS[state],
        situation.background.cited_by(rule),
        because,
        str(rule.span),
        rule.modality,
    )
