"""Premises: the conditions that gave a side its evidence, and those that stood in its way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from coverdict.compiling.in_force import parameter_value
from coverdict.compiling.programs import references
from coverdict.explaining.arithmetic import given_by, worked_out
from coverdict.explaining.naming import subject_title, type_of, value_in_words, values_of
from coverdict.explaining.situation import Situation, given_value
from coverdict.vocabulary.conditions import All, Any, AtLeast, Condition, Not, Test
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.programs import AmountStep, literal
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Premise, PremiseKind


def evidence(situation: Situation, condition: Condition, side: bool) -> tuple[Premise, ...]:
    """The tests that give the side its evidence: of alternatives the surest.

    Among equals those that rest on no presumption go first, and then the first written.
    """
    match condition:
        case Test():
            return (premise(situation, condition), *_compared(situation, condition))
        case Not(part):
            return evidence(situation, part, not side)
        case All(parts) | Any(parts) if isinstance(condition, All) is side:
            return _joined(evidence(situation, part, side) for part in parts)
        case All(parts) | Any(parts):
            return evidence(situation, _surest(situation, parts, side, 1)[0], side)
        case AtLeast(n, parts):
            needed = n if side else len(parts) - n + 1
            chosen = _surest(situation, parts, side, needed)
            return _joined(evidence(situation, part, side) for part in chosen)


def _surest(
    situation: Situation, parts: tuple[Condition, ...], side: bool, count: int
) -> list[Condition]:
    holding = [part for part in parts if situation.holds(part, side)]
    if len(holding) == count:
        return holding
    bare = situation.bare
    return sorted(
        holding,
        key=lambda part: (
            situation.strength(part, side),
            bare is not None and not bare.holds(part, side),
        ),
    )[:count]


def obstacles(situation: Situation, condition: Condition, side: bool) -> tuple[Premise, ...]:
    """What keeps the side from having evidence: of parts that are all needed the first that is missing."""
    match condition:
        case Test():
            compared = _compared(situation, condition)
            unknown = (item for item in compared if item.state is Belnap.UNKNOWN)
            return (premise(situation, condition), *unknown)
        case Not(part):
            return obstacles(situation, part, not side)
        case All(parts) | Any(parts) if isinstance(condition, All) is side:
            missing = next(part for part in parts if not situation.holds(part, side))
            return obstacles(situation, missing, side)
        case All(parts) | Any(parts) | AtLeast(_, parts):
            lacking = (part for part in parts if not situation.holds(part, side))
            return _joined(obstacles(situation, part, side) for part in lacking)


def _joined(groups: Iterable[tuple[Premise, ...]]) -> tuple[Premise, ...]:
    """The premises, each condition once."""
    found: dict[tuple[str, str], Premise] = {}
    for group in groups:
        for premise in group:
            found.setdefault((premise.id, premise.says), premise)
    return tuple(found.values())


def why_applied(situation: Situation, rule: Rule) -> tuple[Premise, ...]:
    """The premises of a rule that applies."""
    if rule.id not in situation.premises:
        situation.premises[rule.id] = _why_applied(situation, rule)
    return situation.premises[rule.id]


def _why_applied(situation: Situation, rule: Rule) -> tuple[Premise, ...]:
    parts: list[tuple[Premise, ...]] = []
    if rule.when is not None:
        parts.append(evidence(situation, rule.when, True))
    if rule.unless is not None:
        parts.append(evidence(situation, rule.unless, False))
    parts += [(rule_premise(situation, other),) for other in defeaters(situation, rule)]
    return _joined(parts)


def why_not_applied(situation: Situation, rule: Rule) -> tuple[Premise, ...]:
    """Why the rule is ruled out; or, where it is open, the first thing that is missing."""
    if rule.id not in situation.obstacles:
        situation.obstacles[rule.id] = _why_not_applied(situation, rule)
    return situation.obstacles[rule.id]


def _why_not_applied(situation: Situation, rule: Rule) -> tuple[Premise, ...]:
    others = defeaters(situation, rule)
    ruled_out = rule_state(situation, rule) in (Belnap.FALSE, Belnap.CONFLICTING)
    if (
        rule.when is not None and rule.unless is None and not others
    ):  # it is for the condition, then
        return (evidence if ruled_out else obstacles)(situation, rule.when, not ruled_out)
    if ruled_out:
        return _why_ruled_out(situation, rule)
    if rule.when is not None and not situation.holds(rule.when, True):
        return obstacles(situation, rule.when, True)
    if rule.unless is not None and not situation.holds(rule.unless, False):
        return obstacles(situation, rule.unless, False)
    return tuple(
        rule_premise(situation, other)
        for other in others
        if rule_state(situation, other) is not Belnap.FALSE
    )


def _why_ruled_out(situation: Situation, rule: Rule) -> tuple[Premise, ...]:
    if rule.when is not None and situation.holds(rule.when, False):
        return evidence(situation, rule.when, False)
    if rule.unless is not None and situation.holds(rule.unless, True):
        return evidence(situation, rule.unless, True)
    winning = next(other for other in defeaters(situation, rule) if _applies(situation, other))
    return (rule_premise(situation, winning, applies=True),)


def defeaters(situation: Situation, rule: Rule) -> list[Rule]:
    """The rules in force that take precedence over this one."""
    return situation.background.defeaters.get(rule.id, [])


def rule_state(situation: Situation, rule: Rule) -> Belnap:
    """Whether the rule applies, is ruled out, is open, or both."""
    return situation.model.value(f"rule:{rule.id}")


def _applies(situation: Situation, rule: Rule) -> bool:
    return literal(f"rule:{rule.id}", True) in situation.model.literals


def rule_premise(situation: Situation, rule: Rule, applies: bool = False) -> Premise:
    """A rule as a premise: why it ``applies``, or why it does not; of a conflicting one either can be told."""
    because = (why_applied if applies else why_not_applied)(situation, rule)
    state = rule_state(situation, rule)
    return Premise(PremiseKind.RULE, rule.id, rule.title, state, because=because)


def premise(situation: Situation, test: Test) -> Premise:
    """The test as it stands in this case."""
    if id(test) not in situation.tests:  # by identity: tests are the pack's own
        situation.tests[id(test)] = _premise(situation, test)
    return situation.tests[id(test)]


def _premise(situation: Situation, test: Test) -> Premise:
    if test.subject in situation.pack.facts and given_value(situation, test.subject) is None:
        return situation.background.silent(test)
    settled = _settled_by(situation, test)
    if settled is None:
        return _told(situation, test)
    shared, key = situation.background.premises, (id(test), settled)
    if key not in shared:
        shared[key] = _told(situation, test)
    return shared[key]


def _settled_by(situation: Situation, test: Test) -> Hashable:
    """All that the premise depends on, where it is one of few things that are alike in many cases; else None."""
    pack, subject = situation.pack, test.subject
    if subject in pack.criteria:
        return state_of(situation, subject)
    if subject in pack.choices:
        return situation.state(test), found_values(situation, subject)
    if subject in situation.case.facts or subject in pack.amounts:
        return None
    others = (name for item in test.operands for name in references(item))
    if any(name in pack.facts or name in pack.amounts for name in others):
        return None
    return id(situation.presumed[subject])


def _told(situation: Situation, test: Test) -> Premise:
    """The test of what is known, or of a conclusion."""
    background, subject = situation.background, test.subject
    says, state = background.test_in_words(test), situation.state(test)
    if subject in situation.pack.facts:
        return fact_premise(situation, subject, says, state)
    values = found_values(situation, subject)
    words = background.conclusion_in_words(subject, state_of(situation, subject), values)
    arithmetic = amount_arithmetic(situation, subject)
    return Premise(PremiseKind.DERIVED, subject, says, state, words, arithmetic=arithmetic)


def _compared(situation: Situation, test: Test) -> tuple[Premise, ...]:
    """The facts and amounts that the test compares with; a parameter's value stands in its words."""
    pack = situation.pack
    named = [item.id for item in test.operands if isinstance(item, Reference)]
    if not named:
        return ()
    read = (name for name in named if name in pack.facts or name in pack.amounts)
    return tuple(input_premise(situation, name) for name in read)


def fact_premise(situation: Situation, name: str, says: str, state: Belnap) -> Premise:
    """A fact as given, presumed or not known."""
    value = given_value(situation, name)
    if value is None:
        return Premise(PremiseKind.SILENT, name, says, state)
    words = _in_words(situation.pack, name, value)
    if name in situation.case.facts:
        return Premise(
            PremiseKind.GIVEN, name, says, state, words, situation.case.facts[name].origin
        )
    return Premise(PremiseKind.PRESUMED, name, says, state, words, situation.presumed[name].title)


def input_premise(situation: Situation, name: str) -> Premise:
    """What an amount reads: a fact, a parameter, or another amount."""
    pack, title = situation.pack, subject_title(situation.pack, name)
    if name in pack.parameters:
        return _parameter_premise(situation, name, title)
    if name in pack.facts:
        known = given_value(situation, name) is not None
        return fact_premise(situation, name, title, Belnap.of(known, False))
    found = tuple(_in_words(pack, name, value) for value in found_values(situation, name))
    return Premise(
        PremiseKind.DERIVED, name, title, state_of(situation, name), ", ".join(found) or None
    )


def _parameter_premise(situation: Situation, name: str, title: str) -> Premise:
    """A parameter's value on the day of service, and where it is declared."""
    parameter, asking = situation.pack.parameters[name], situation.asking
    value = parameter_value(parameter, asking.service_date, asking.knowledge_date)
    words = None if value is None else value_in_words(value, parameter.type, {})
    state = Belnap.of(value is not None, False)
    return Premise(PremiseKind.PARAMETER, name, title, state, words, str(parameter.span))


def found_values(situation: Situation, id: str) -> tuple[Value, ...]:
    """The values that a choice or an amount has."""
    if id in situation.pack.choices:
        held = situation.model.literals
        values = situation.pack.choices[id].values
        return tuple(value for value in values if literal(f"choice:{id}={value}", True) in held)
    return situation.model.amounts.get(id, ())


def state_of(situation: Situation, id: str) -> Belnap:
    """A conclusion's state; of a choice or amount true means one value, unknown none, conflicting several."""
    if id in situation.pack.criteria:
        return situation.model.value(f"criterion:{id}")
    count = len(found_values(situation, id))
    return Belnap.of(count > 0, count > 1)


def amount_arithmetic(situation: Situation, id: str) -> str | None:
    """How the amount was worked out, where it was."""
    if id not in situation.model.amounts:
        return None
    lines = [line for line, _ in arithmetic_lines(situation, id)]
    return "; ".join(lines) or None


def arithmetic_lines(situation: Situation, id: str) -> list[tuple[str, AmountStep]]:
    """A line for each way in which the amount got a value, with its step; none for a way that gave it none."""
    pack, found = situation.pack, situation.model.amounts.get(id, ())
    if not found:
        return []
    values, type, lines = known_values(situation), pack.amounts[id].type, []
    for step in situation.background.amount_steps.get(id, ()):
        if step.guard is None or step.guard in situation.model.literals:
            shown = ", ".join(value_in_words(each, type, {}) for each in given_by(step, values))
            if shown:
                lines.append((f"{worked_out(pack, step.expression, type, values)} = {shown}", step))
    return lines


def known_values(situation: Situation) -> dict[str, tuple[Value, ...]]:
    """The values of every fact and amount that are known."""
    if not situation.known:
        presumed = {name: (item.value,) for name, item in situation.presumed.items()}
        given = {name: (item.value,) for name, item in situation.case.facts.items()}
        situation.known = presumed | given | dict(situation.model.amounts)
    return situation.known


def _in_words(pack: Pack, name: str, value: Value) -> str:
    return value_in_words(value, type_of(pack, name), values_of(pack, name))
