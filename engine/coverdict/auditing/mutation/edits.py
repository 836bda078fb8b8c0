"""What a mutant changes in a program, step by step, so that nobody has to compile the program again.

A rule, a closure or an amount settles few names. An edit holds, for each of them, the steps that settle it in the
changed pack; every other step is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.outlines import Days, Order, Outline
from coverdict.checking.reading import expressions, readings
from coverdict.compiling.clauses import ClauseWriter
from coverdict.compiling.in_force import parameter_value, resolver, rule_in_force
from coverdict.compiling.programs import (
    amount_steps,
    needed_by,
    opposing_rules,
    pack_conditions,
    produced_by,
    references,
    write_pack_condition,
    write_rule,
)
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.packs import Amount, Choice, Criterion, Pack, Parameter, Rule
from coverdict.vocabulary.programs import (
    Because,
    Clause,
    Literal,
    Origin,
    Step,
    literal,
)


@dataclass(slots=True)
class Edit:
    """The names that a changed pack settles otherwise, each with its steps; ``order`` holds those that are new."""

    settled: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    order: dict[str, Order] = field(default_factory=dict)


class NotLocal(Exception):
    """The change reaches beyond the program: only compiling the changed pack tells what it comes to."""


def edit_of(pack: Pack, changed: Pack, mutant: Mutant, outline: Outline, days: Days) -> Edit:
    """What the mutant changes in the program on these days; ``NotLocal`` where steps alone can't tell.

    ``changed`` is the pack with the change made.
    """
    editor = _Editor(pack, changed, outline, days)
    match mutant.was, mutant.now:
        case Rule() as was, (Rule() | None) as now:
            editor.rule(was, now)
        case Parameter() as was, Parameter() as now:
            if parameter_value(was, *days) != parameter_value(now, *days):
                editor.reading(was.id)
        case Criterion() | Choice() as was, _:
            editor.without_closure(was)
        case Amount(id=id), _:
            editor.amount(id)
        case _ if mutant.field in ("scope", "impossible"):
            editor.pack_conditions(mutant.about)
        case _:
            pass  # a presumption is no step of a program
    return editor.edit


@dataclass(slots=True)
class _Editor:
    pack: Pack
    changed: Pack
    outline: Outline
    days: Days
    edit: Edit = field(default_factory=Edit)

    def rule(self, was: Rule, now: Rule | None) -> None:
        """The rule as changed; as good as ruled out where it is taken out or no longer in force."""
        before = was.id in self.outline.rules
        after = now if now and rule_in_force(self.changed, now, *self.days) else None
        if not before:
            if after is not None and not rule_in_force(self.pack, was, *self.days):
                raise NotLocal
            return
        if after is None:
            never = Clause(literal(f"rule:{was.id}", False), (), _ruled_out(was.id))
            self.edit.settled[f"rule:{was.id}"] = (never,)
            return
        self._rewrite(after)
        if after.then != was.then:
            self._conclude(was, after)
        dropped = {cited.key for cited in was.defeats} - {cited.key for cited in after.defeats}
        for loser in dropped & self.outline.rules:
            self._without_defeat(loser, was.id)

    def reading(self, parameter: str) -> None:
        """Everything that reads the parameter, with the value it now has."""
        for each in readings(self.pack):
            operands = (item for test in tests_of(each.condition) for item in test.operands)
            if not any(parameter in references(item) for item in operands):
                continue
            if each.kind != "rule":
                self.pack_conditions(each.id)
            elif each.id in self.outline.rules:
                self._rewrite(self.pack.rules[each.id])
        for id, expression in expressions(self.pack):
            if parameter in references(expression):
                self.amount(id)

    def without_closure(self, conclusion: Criterion | Choice) -> None:
        """The conclusion where nothing closes on it."""
        for name in self.outline.names_of(self.pack, conclusion.id):
            steps = self.outline.settled[name]
            self.edit.settled[name] = tuple(step for step in steps if not _closes(step))

    def amount(self, id: str) -> None:
        """The amount by the rules and the definition of the changed pack."""
        name = f"amount:{id}"
        if name in self.outline.order:
            rules = (self.changed.rules[each] for each in self.outline.program.rules)
            resolve = resolver(self.changed, *self.days)
            self._settle(name, amount_steps(self.changed, [id], list(rules), resolve))

    def pack_conditions(self, id: str) -> None:
        """The scope, or the impossible combination of that id, as changed."""
        for name, condition, origin in pack_conditions(self.changed):
            if origin.id == id:
                writer = self._writer()
                write_pack_condition(writer, name, condition, origin)
                self._written(name, writer)

    def _writer(self) -> ClauseWriter:
        return ClauseWriter(self.changed, resolver(self.changed, *self.days))

    def _rewrite(self, rule: Rule) -> None:
        """The clauses by which the rule applies and is ruled out."""
        rules = (self.pack.rules[id] for id in self.outline.program.rules)
        defeaters = [each for each in rules if any(item.key == rule.id for item in each.defeats)]
        writer = self._writer()
        write_rule(writer, rule, defeaters)
        self._written(f"rule:{rule.id}", writer)

    def _written(self, name: str, writer: ClauseWriter) -> None:
        """Take what was written to settle a name; its parts are not those of the program, whatever they are called."""
        if name not in self.outline.order:
            return
        place, _ = self.outline.order[name]
        leaves = [leaf for id, leaf in writer.leaves.items() if id not in self.outline.order]
        clauses = [_apart(each, name) for each in writer.clauses]
        wanted = [each for each in clauses if each.origin.because is not Because.CONCLUSION]
        own: dict[str, list[Step]] = {}
        steps: list[Step] = [*leaves, *wanted]
        for step in steps:
            own.setdefault(produced_by(step), []).append(step)
        settled = own.pop(name, [])
        for n, new in enumerate(own):  # of what several names share, the first decides
            self.edit.order[new] = min((place, n), self.edit.order.get(new, (place, n)))
        for new, making in own.items():
            self._settle(new, making)
        self._settle(name, settled)

    def _settle(self, name: str, steps: Iterable[Step]) -> None:
        """Let the steps settle the name; they may read only what is settled before it."""
        steps = tuple(steps)
        place = self._place(name)
        assert place is not None, "only what the program settles is settled otherwise"
        for need in (need for step in steps for need in needed_by(step)):
            settled = self._place(need)
            if settled is None and not self._leads_nowhere(need):
                raise NotLocal
            if settled is not None and settled >= place:
                raise NotLocal
        self.edit.settled[name] = steps

    def _place(self, name: str) -> Order | None:
        return self.outline.order.get(name) or self.edit.order.get(name)

    def _leads_nowhere(self, need: str) -> bool:
        """Whether nothing settles the name: a fact, a parameter, or a conclusion that no rule in force is about."""
        amount = need.removeprefix("amount:")
        return need in self.outline.readers or (need != amount and amount not in self.pack.amounts)

    def _conclude(self, was: Rule, now: Rule) -> None:
        """What the rule concludes, and what closes on it where it no longer opposes."""
        writer = self._writer()
        write_rule(writer, now, ())
        concluded = {each.head for each in writer.clauses if _of(each, Because.CONCLUSION, now.id)}
        for id in dict.fromkeys(setting.id for setting in was.then):
            if id in self.pack.amounts:
                self.amount(id)
                continue
            for name in self.outline.names_of(self.pack, id):
                kept = self.edit.settled.get(name, self.outline.settled[name])
                self.edit.settled[name] = tuple(
                    self._closing(step, now, id)
                    for step in kept
                    if not _of(step, Because.CONCLUSION, was.id) or _head(step) in concluded
                )

    def _closing(self, step: Step, now: Rule, id: str) -> Step:
        held = self.pack.criteria.get(id) or self.pack.choices[id]
        if not _closes(step) or held.closure is None or not isinstance(step, Clause):
            return step
        if opposing_rules(id, held.closure.value, [now]):
            return step
        return replace(step, body=_less(step.body, literal(f"rule:{now.id}", False)))

    def _without_defeat(self, loser: str, winner: str) -> None:
        name, pro = f"rule:{loser}", literal(f"rule:{winner}", True)
        con = literal(f"rule:{winner}", False)
        self.edit.settled[name] = tuple(
            replace(step, body=_less(step.body, con))
            for step in self.outline.settled[name]
            if isinstance(step, Clause)
            if not (_of(step, Because.RULE_RULED_OUT, loser) and step.body == (pro,))
        )


def _ruled_out(rule: str) -> Origin:
    return Origin(Because.RULE_RULED_OUT, rule)


def _closes(step: Step) -> bool:
    return isinstance(step, Clause) and step.origin.because is Because.CLOSURE


def _of(step: Step, because: Because, id: str) -> bool:
    return isinstance(step, Clause) and step.origin == Origin(because, id)


def _head(step: Step) -> Literal:
    assert isinstance(step, Clause), "only clauses conclude"
    return step.head


def _less(body: tuple[Literal, ...], item: Literal) -> tuple[Literal, ...]:
    return tuple(each for each in body if each != item)


def _apart(clause: Clause, name: str) -> Clause:
    """The clause with its parts named after what they help to settle."""
    return replace(
        clause,
        head=_part_of(clause.head, name),
        body=tuple(_part_of(item, name) for item in clause.body),
    )


def _part_of(item: Literal, name: str) -> Literal:
    return f"{name}/{item}" if item.startswith("part:") else item
