"""The program of a question: every clause of the rules in force, cut down to what matters, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from graphlib import TopologicalSorter

from coverdict.compiling.clauses import ClauseWriter, stated
from coverdict.compiling.in_force import resolver
from coverdict.compiling.reaching import Reached, reached
from coverdict.vocabulary.conditions import Condition
from coverdict.vocabulary.expressions import Expression, references_in
from coverdict.vocabulary.packs import Choice, Criterion, Pack, Question, Rule, Setting
from coverdict.vocabulary.programs import (
    AmountStep,
    Because,
    Clause,
    Leaf,
    Literal,
    Origin,
    Program,
    Step,
    literal,
    proposition_of,
)

Resolve = Callable[[Expression], Expression]


def compile_question(
    pack: Pack, question: Question, service: date, known: date, also: str | None = None
) -> Program:
    """The program that answers ``question``, and concludes ``also``, for a service on a day, as known on a day."""
    resolve = resolver(pack, service, known)
    writer = ClauseWriter(pack, resolve)
    found = reached(pack, _told(question, also), service, known)
    defeaters = _defeaters(found.rules)
    for rule in found.rules:
        write_rule(writer, rule, defeaters.get(rule.id, ()))
    stated_leaves = _write_conclusions(writer, found)
    _write_pack_conditions(writer)
    steps: list[Step] = [
        *writer.leaves.values(),
        *stated_leaves,
        *amount_steps(pack, found.conclusions, found.rules, resolve),
        *writer.clauses,
    ]
    return _program(pack, question, _relevant(steps, _roots(pack, question, also)))


def _defeaters(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules that take precedence over each rule, by its id."""
    defeaters: dict[str, list[Rule]] = {}
    for rule in rules:
        for loser in dict.fromkeys(cited.key for cited in rule.defeats):
            defeaters.setdefault(loser, []).append(rule)
    return defeaters


def write_rule(writer: ClauseWriter, rule: Rule, defeaters: Iterable[Rule]) -> None:
    """A rule applies, and is ruled out, as the language page says."""
    applies, ruled_out = literal(f"rule:{rule.id}", True), literal(f"rule:{rule.id}", False)
    rest: list[Literal] = []
    against: list[tuple[Literal, ...]] = []
    if rule.unless is not None:
        rest += writer.conjunct(rule.unless, False)
        against += writer.bodies(rule.unless, True)
    for defeater in defeaters:
        rest.append(literal(f"rule:{defeater.id}", False))
        against.append((literal(f"rule:{defeater.id}", True),))
    ways: list[tuple[Literal, ...]] = [()]
    if rule.when is not None:
        ways = writer.bodies(rule.when, True)
        against = writer.bodies(rule.when, False) + against
    writer.add(applies, [(*way, *rest) for way in ways], Origin(Because.RULE_APPLIES, rule.id))
    writer.add(ruled_out, against, Origin(Because.RULE_RULED_OUT, rule.id))
    for setting in rule.then:
        writer.clauses += _conclusions(writer.pack, rule, setting, applies)


def _conclusions(pack: Pack, rule: Rule, setting: Setting, applies: Literal) -> list[Clause]:
    origin = Origin(Because.CONCLUSION, rule.id)
    if setting.id in pack.criteria:
        head = literal(f"criterion:{setting.id}", setting.constant is True)
        return [Clause(head, (applies,), origin, rule.modality)]
    if setting.id in pack.choices:
        heads = _choice_literals(pack.choices[setting.id], setting.constant)
        return [Clause(head, (applies,), origin, rule.modality) for head in heads]
    return []  # an amount: a step of its own


def _choice_literals(choice: Choice, chosen: object) -> list[Literal]:
    """For the value chosen, against every other."""
    return [literal(f"choice:{choice.id}={value}", value == chosen) for value in choice.values]


def _write_conclusions(writer: ClauseWriter, found: Reached) -> list[Leaf]:
    """Closures, and criteria that a case may state; the leaves that the latter read."""
    leaves = []
    about = _about(found.rules)
    criteria, choices = writer.pack.criteria, writer.pack.choices
    for criterion in (criteria[id] for id in found.conclusions if id in criteria):
        if criterion.closure is not None:
            _close(writer, criterion, criterion.closure.value, about.get(criterion.id, ()))
        if criterion.stating is not None:
            leaf = stated(criterion.id)
            leaves.append(leaf)
            for side in (True, False):
                head = literal(f"criterion:{criterion.id}", side)
                origin = Origin(Because.STATED, criterion.id)
                writer.add(head, [(literal(leaf.proposition, side),)], origin)
    for choice in (choices[id] for id in found.conclusions if id in choices):
        if choice.closure is not None:
            _close(writer, choice, choice.closure.value, about.get(choice.id, ()))
    return leaves


def _about(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules that set each conclusion, by its id."""
    about: dict[str, list[Rule]] = {}
    for rule in rules:
        for id in dict.fromkeys(setting.id for setting in rule.then):
            about.setdefault(id, []).append(rule)
    return about


def _close(
    writer: ClauseWriter, conclusion: Criterion | Choice, value: bool | str, rules: Iterable[Rule]
) -> None:
    """What holds once every rule that could say otherwise is ruled out."""
    others = opposing_rules(conclusion.id, value, rules)
    body = tuple(literal(f"rule:{rule.id}", False) for rule in others)
    heads = (
        _choice_literals(conclusion, value)
        if isinstance(conclusion, Choice)
        else [literal(f"criterion:{conclusion.id}", value is True)]
    )
    for head in heads:
        writer.add(head, [body], Origin(Because.CLOSURE, conclusion.id))


def opposing_rules(id: str, value: bool | str, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that set the conclusion to something else than ``value``."""
    return [
        rule
        for rule in rules
        if any(item.id == id and item.constant != value for item in rule.then)
    ]


def _write_pack_conditions(writer: ClauseWriter) -> None:
    for name, condition, origin in pack_conditions(writer.pack):
        write_pack_condition(writer, name, condition, origin)


def pack_conditions(pack: Pack) -> list[tuple[str, Condition, Origin]]:
    """The impossible combinations and the scope, each with its proposition."""
    conditions = [
        (f"impossible:{item.id}", item.when, Origin(Because.IMPOSSIBLE, item.id))
        for item in pack.impossible
    ]
    if pack.scope is not None:
        conditions.append(("scope", pack.scope.when, Origin(Because.SCOPE, "scope")))
    return conditions


def write_pack_condition(
    writer: ClauseWriter, name: str, condition: Condition, origin: Origin
) -> None:
    """The proposition has evidence for and against as its condition has."""
    for side in (True, False):
        writer.add(literal(name, side), writer.bodies(condition, side), origin)


def amount_steps(
    pack: Pack, conclusions: Iterable[str], rules: Iterable[Rule], resolve: Resolve
) -> list[AmountStep]:
    """The values of the amounts among the conclusions: by their definitions, then by the rules that set them."""
    amounts = {id: pack.amounts[id] for id in conclusions if id in pack.amounts}
    steps = [
        AmountStep(item.id, item.type, resolve(item.expression), item.rounding)
        for item in amounts.values()
        if item.expression is not None
    ]
    for rule in rules:
        for setting in rule.then:
            amount = amounts.get(setting.id)
            if amount is not None:
                guard = literal(f"rule:{rule.id}", True)
                value = resolve(setting.value)
                steps.append(AmountStep(amount.id, amount.type, value, amount.rounding, guard))
    return steps


def _told(question: Question, also: str | None) -> tuple[str, ...]:
    """What the question tells about: its criterion, and what it reports."""
    return *question.told, also or question.decides


def _roots(pack: Pack, question: Question, also: str | None) -> set[str]:
    """The propositions and amounts that are told, and the pack's own conditions."""
    roots = {"scope", *(f"impossible:{item.id}" for item in pack.impossible)}
    for id in _told(question, also):
        if id in pack.choices:
            roots |= {f"choice:{id}={value}" for value in pack.choices[id].values}
        else:
            roots.add(f"amount:{id}" if id in pack.amounts else f"criterion:{id}")
    return roots


def produced_by(step: Step) -> str:
    """The name of what a step settles: a proposition, or ``amount:<id>``."""
    match step:
        case Leaf():
            return step.proposition
        case AmountStep():
            return f"amount:{step.amount}"
        case Clause():
            return proposition_of(step.head)


def needed_by(step: Step) -> set[str]:
    """The names of what a step reads; facts appear as ``amount:`` too, and lead nowhere."""
    match step:
        case Leaf():
            names = {step.subject, *(id for item in step.operands for id in references(item))}
            return {f"amount:{name}" for name in names}
        case AmountStep():
            guard = {proposition_of(step.guard)} if step.guard else set()
            return {f"amount:{id}" for id in references(step.expression)} | guard
        case Clause():
            return {proposition_of(item) for item in step.body}


def references(expression: Expression) -> set[str]:
    """The ids that an expression refers to."""
    return {reference.id for reference in references_in(expression)}


def _relevant(steps: list[Step], roots: set[str]) -> tuple[Step, ...]:
    """The steps that the roots rest on, in topological order and always the same one."""
    by_name: dict[str, list[Step]] = {}
    for step in steps:
        by_name.setdefault(produced_by(step), []).append(step)
    wanted: dict[str, set[str]] = {}
    waiting = sorted(roots, reverse=True)
    while waiting:
        name = waiting.pop()
        if name in wanted or name not in by_name:
            continue
        wanted[name] = {
            need for step in by_name[name] for need in needed_by(step) if need in by_name
        }
        waiting += sorted(wanted[name], reverse=True)
    graph = {name: sorted(wanted[name]) for name in sorted(wanted)}
    return tuple(step for name in TopologicalSorter(graph).static_order() for step in by_name[name])


def _program(pack: Pack, question: Question, steps: tuple[Step, ...]) -> Program:
    clauses = [step for step in steps if isinstance(step, Clause)]
    rules = {step.origin.id for step in clauses if step.origin.because is Because.RULE_APPLIES}
    names = {name.removeprefix("amount:") for step in steps for name in needed_by(step)}
    leaves = {
        step.subject
        for step in steps
        if isinstance(step, Leaf) and step.proposition.startswith("stated:")
    }
    return Program(
        question=question.id,
        goal=f"criterion:{question.decides}",
        steps=steps,
        rules=tuple(sorted(rules)),
        facts=tuple(id for id in pack.facts if id in names),
        stated=tuple(id for id in pack.criteria if id in leaves),
        impossible=tuple(item.id for item in pack.impossible),
        scoped=pack.scope is not None,
    )
