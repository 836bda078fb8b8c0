"""Steps: from a conclusion that is not as expected down to the first premise that is otherwise.

Enters a situation. Leaves steps that can be told to people: what stands, where it is written, the statements it cites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coverdict.auditing.scenarios.nearness import (
    Lack,
    distance,
    lacking,
    lacks_of_rule,
    standing_defeaters,
)
from coverdict.compiling.programs import opposing_rules, references
from coverdict.explaining.citing import keys
from coverdict.explaining.findings import finding
from coverdict.explaining.naming import subject_title
from coverdict.explaining.premises import input_premise, premise, rule_state, state_of, why_applied
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.conditions import Comparison, Condition, Test
from coverdict.vocabulary.expressions import Constant, Expression
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Rule, Setting
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Premise, PremiseKind, Support

_BECOMES = {
    Belnap.TRUE: "applies",
    Belnap.FALSE: "does not apply",
    Belnap.UNKNOWN: "may yet apply",
    Belnap.CONFLICTING: "applies by some facts and not by others",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation as it went: what it says and comes to, where it is written, what is below it."""

    says: str
    state: Belnap
    place: str | None = None
    statements: tuple[str, ...] = ()
    below: tuple[Step, ...] = ()


def why_not(situation: Situation, id: str, wanted: Value | None) -> Step:
    """Why a conclusion lacks a value: the nearest rule that gives it, down to its first premise that is otherwise.

    ``wanted`` is true or false of a criterion, a value of a choice; None stands for any value.
    """
    rules = [rule for rule, setting in _about(situation, id) if _gives(situation, setting, wanted)]
    waiting = [rule for rule in rules if not applies(situation, rule)]
    if id in situation.pack.amounts and len(waiting) < len(rules):
        return _without_value(situation, id)
    open_closure = _closed_by(situation, id, wanted)
    if waiting:
        nearest = min(waiting, key=lambda rule: distance(situation, rule))
        if open_closure is None or distance(situation, nearest) <= len(open_closure):
            return rule_step(situation, nearest)
    if open_closure:
        return _closure_step(situation, id, open_closure)
    unknown = tuple(_unknown_inputs(situation, id))
    if unknown:
        return Step(
            f"not known: {subject_title(situation.pack, id)}",
            Belnap.UNKNOWN,
            None,
            (),
            tuple(unknown),
        )
    stating = id in situation.pack.criteria and situation.pack.criteria[id].stating
    said = "the case does not state it" if stating else "no rule in force concludes it"
    return Step(f"{said}: {subject_title(situation.pack, id)}", Belnap.UNKNOWN)


def why(situation: Situation, id: str, wanted: Value | None = None) -> tuple[Step, ...]:
    """The evidence that a conclusion has a value, the surest first."""
    return tuple(
        support_step(situation, support)
        for support in finding(situation, id, attempts=False).support
        if wanted is None or _gave(situation, id, support, wanted)
    )


def rule_step(situation: Situation, rule: Rule) -> Step:
    """A rule as it stands: with its premises, or with the first of them that keeps it from applying."""
    state = rule_state(situation, rule)
    if applies(situation, rule):
        below = tuple(premise_step(item) for item in why_applied(situation, rule))
    else:
        lacks, others = lacks_of_rule(situation, rule), standing_defeaters(situation, rule)
        below = _first_of(situation, lacks, others)
    return Step(
        f"rule “{rule.title}” {_BECOMES[state]}",
        state,
        str(rule.span),
        situation.background.cited_by(rule),
        below,
    )


def applies(situation: Situation, rule: Rule) -> bool:
    """Whether the rule has evidence for applying."""
    return rule_state(situation, rule) in (Belnap.TRUE, Belnap.CONFLICTING)


def condition_steps(
    situation: Situation, condition: Condition, side: bool = True
) -> tuple[Step, ...]:
    """The first test that keeps a condition from having evidence on a side."""
    return _first_of(situation, lacking(situation, condition, side), [])


def support_step(situation: Situation, support: Support) -> Step:
    """Evidence that was found, with what it rests on."""
    said = (
        f"rule “{support.title}” applies"
        if support.rule
        else f"{support.title}: {support.concludes}"
    )
    if support.how == "closure":
        said = f"{support.concludes}, since {support.title}"
    below = tuple(premise_step(item) for item in support.premises)
    return Step(said, Belnap.TRUE, support.place, support.statements, below)


def premise_step(of: Premise, title: str | None = None) -> Step:
    """A premise as it stands, with the value that the case or the derivation gives to what is called ``title``."""
    if of.kind is PremiseKind.SILENT:
        return Step(f"{of.says} — the case does not say", of.state)
    if of.kind is PremiseKind.RULE:
        return Step(f"rule “{of.says}” {_BECOMES[of.state]}", of.state)
    if of.kind is PremiseKind.DERIVED:
        return Step(of.says + _derived_value(of, title), of.state, of.origin)
    value = f": {of.value}" if of.value not in (None, of.says) else ""
    return Step(f"{of.says} — {of.kind.value}{value}", of.state, of.origin)


def _derived_value(of: Premise, title: str | None) -> str:
    """What the derivation gives, unless the premise says it already; a title that stands before it is not repeated."""
    if of.state is Belnap.UNKNOWN or of.value in (None, of.says):
        return ""
    assert of.value is not None
    return f" — {of.value.removeprefix(f'{title}: ')}"


def _first_of(
    situation: Situation, lacks: tuple[Lack, ...], others: list[Rule]
) -> tuple[Step, ...]:
    """The first lack, followed down; how many more there are is told beside it."""
    more = len(lacks) + len(others) - 1
    first = [_lack_step(situation, lack) for lack in lacks[:1]] or [
        _winning_step(situation, other) for other in others[:1]
    ]
    if more > 0 and first:
        first.append(Step(f"and {more} more that would have to be otherwise", Belnap.UNKNOWN))
    return tuple(first)


def _winning_step(situation: Situation, rule: Rule) -> Step:
    step = rule_step(situation, rule)
    return replace(step, says=f"{step.says}, and takes precedence")


def _lack_step(situation: Situation, lack: Lack) -> Step:
    """The test as it stands, and below it why what it reads is not otherwise."""
    test, title = lack.test, subject_title(situation.pack, lack.test.subject)
    step = premise_step(premise(situation, test), title)
    says = step.says if lack.side else f"{step.says} — which must not be so"
    return Step(says, step.state, step.place, (), tuple(_below(situation, test, lack.side)))


def _below(situation: Situation, test: Test, side: bool) -> Iterator[Step]:
    pack, id = situation.pack, test.subject
    if id in pack.facts:
        compared = (name for item in test.operands for name in sorted(references(item)))
        for name in compared:
            found = input_premise(situation, name) if name not in pack.code_sets else None
            if found is not None and found.state is Belnap.UNKNOWN:
                yield premise_step(found)
    elif id in pack.criteria:
        yield why_not(situation, id, _wanted_of_criterion(test, side))
    elif state_of(situation, id) is Belnap.UNKNOWN:
        yield why_not(situation, id, _wanted_of_choice(test, side) if id in pack.choices else None)
    else:
        yield from why(situation, id)


def _wanted_of_criterion(test: Test, side: bool) -> bool:
    operand = test.operands[0]
    holds = isinstance(operand, Constant) and operand.value is True
    is_negative = test.comparison in (Comparison.NOT, Comparison.NOT_IN)
    return holds is (side is not is_negative)


def _wanted_of_choice(test: Test, side: bool) -> Value | None:
    """The one value that would do; None where several would."""
    positive = test.comparison in (Comparison.IS, Comparison.IN)
    if side is not positive or len(test.operands) != 1:
        return None
    operand = test.operands[0]
    return operand.value if isinstance(operand, Constant) else None


def _about(situation: Situation, id: str) -> list[tuple[Rule, Setting]]:
    return situation.background.about.get(id, [])


def _gives(situation: Situation, setting: Setting, wanted: Value | None) -> bool:
    """Whether the setting is evidence for the value; every setting of an amount may be."""
    return wanted is None or setting.id in situation.pack.amounts or setting.constant == wanted


def _gave(situation: Situation, id: str, support: Support, wanted: Value) -> bool:
    if support.rule is not None:
        return any(
            rule.id == support.rule and _gives(situation, setting, wanted)
            for rule, setting in _about(situation, id)
        )
    if support.how == "closure":
        conclusion = situation.pack.criteria.get(id) or situation.pack.choices[id]
        return conclusion.closure is not None and conclusion.closure.value == wanted
    return support.how != "stated" or situation.case.stated[id].value == wanted


def _closed_by(situation: Situation, id: str, wanted: Value | None) -> list[Rule] | None:
    """The rules that keep a closure from giving the value; None where no closure gives it."""
    conclusion = situation.pack.criteria.get(id) or situation.pack.choices.get(id)
    if conclusion is None or conclusion.closure is None:
        return None
    if wanted is not None and conclusion.closure.value != wanted:
        return None
    ruled_out = (Belnap.FALSE, Belnap.CONFLICTING)
    opposing = opposing_rules(id, conclusion.closure.value, situation.rules)
    return [rule for rule in opposing if rule_state(situation, rule) not in ruled_out]


def _closure_step(situation: Situation, id: str, standing: list[Rule]) -> Step:
    conclusion = situation.pack.criteria.get(id) or situation.pack.choices[id]
    closure = conclusion.closure
    assert closure is not None, "only a closure is kept open"
    said = f"{conclusion.title}: not settled as long as a rule could make it otherwise"
    below = (rule_step(situation, standing[0]),)
    return Step(said, Belnap.UNKNOWN, str(closure.span), keys(closure.cites), below)


def _without_value(situation: Situation, id: str) -> Step:
    """A rule sets the amount, and something that it is worked out from is not known."""
    rule, setting = next(each for each in _about(situation, id) if applies(situation, each[0]))
    below = tuple(_first_unknown(situation, setting.value))
    return replace(rule_step(situation, rule), below=below)


def _unknown_inputs(situation: Situation, id: str) -> Iterator[Step]:
    """The first thing unknown that an amount is worked out from, followed down."""
    amount = situation.pack.amounts.get(id)
    if amount is not None and amount.expression is not None:
        yield from _first_unknown(situation, amount.expression)


def _first_unknown(situation: Situation, expression: Expression) -> Iterator[Step]:
    for name in sorted(references(expression)):
        found = input_premise(situation, name)
        if found.state is Belnap.UNKNOWN:
            step = premise_step(found)
            below = (why_not(situation, name, None),) if name in situation.pack.amounts else ()
            yield replace(step, below=below)
            return
