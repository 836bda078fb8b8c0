"""The programs of several eras as one: most of their steps are the same, and the others wait for the row's era.

A row's era is a fact of the joined program. So a table with dates of service from several years is decided by one
query not much longer than that of one year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter

from coverdict.populations.surety import reads, settles
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant
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

ERA = "_era"
"""The column that says in which era a row is, by the number of the era; no id begins with a low line."""
_AMONG = "@"
_NOWHERE = Span("")


def joined(programs: Sequence[Program]) -> Program | None:
    """One program that decides as each does in its era; None where what rests on what changes its direction."""
    eras = _Eras(len(programs))
    for number, program in enumerate(programs):
        eras.add(number, program)
    try:
        steps = tuple(_in_order(eras.steps()))
    except CycleError:
        return None
    names = [item for program in programs for item in program.facts]
    return replace(
        programs[0],
        steps=steps,
        rules=_all(program.rules for program in programs),
        facts=(*dict.fromkeys(names), ERA),
        stated=_all(program.stated for program in programs),
        impossible=_all(program.impossible for program in programs),
    )


def rule_guarding(guard: Literal) -> Literal:
    """The literal of the rule that a guard waits for, beside the era."""
    name, among, _ = proposition_of(guard).partition(_AMONG)
    return literal(name, True) if among else guard


@dataclass(slots=True)
class _Eras:
    """The steps of several programs, each once, with the eras in which they are."""

    number: int
    _found: dict[Step, list[int]] = field(default_factory=dict)
    _leaves: dict[str, list[Leaf]] = field(default_factory=dict)
    _parts: dict[tuple[tuple[bool, tuple[Literal, ...]], ...], str] = field(default_factory=dict)

    def add(self, era: int, program: Program) -> None:
        """Add a program, what it calls otherwise than the others named as they do."""
        parts: dict[str, list[Clause]] = {}
        names: dict[str, str] = {}
        for clause in program.clauses:
            if clause.origin.because is Because.PART:
                parts.setdefault(proposition_of(clause.head), []).append(clause)
        for step in program.steps:
            if isinstance(step, Leaf):
                found = self._leaf(step)
                names[step.proposition] = found.proposition
                self._found.setdefault(found, [])
        for step in program.steps:
            if isinstance(step, AmountStep):
                self._add_once(step, era)
            elif isinstance(step, Clause) and step.origin.because is not Because.PART:
                body = tuple(self._literal(item, names, parts) for item in step.body)
                self._add_once(replace(step, body=body), era)

    def steps(self) -> Iterator[Step]:
        """Every step, those that are not in all eras waiting for theirs; leaves and parts wait where they are read."""
        for step, eras in self._found.items():
            if not eras or len(eras) == self.number:
                yield step
                continue
            among = ",".join(map(str, eras))
            numbers = tuple(Constant(str(era), _NOWHERE) for era in eras)
            yield Leaf(f"{ERA}:{among}", ERA, Comparison.IN, numbers)
            yield from _waiting(step, literal(f"{ERA}:{among}", True), among)

    def _add_once(self, step: Step, era: int) -> None:
        eras = self._found.setdefault(step, [])
        if era not in eras:
            eras.append(era)

    def _leaf(self, leaf: Leaf) -> Leaf:
        """The leaf, called otherwise than the one of another era that is held against something else."""
        same = self._leaves.setdefault(leaf.proposition, [])
        if leaf not in same:
            same.append(leaf)
        place = same.index(leaf)
        return replace(leaf, proposition=f"{leaf.proposition}{_AMONG}{place}") if place else leaf

    def _literal(
        self, of: Literal, names: dict[str, str], parts: dict[str, list[Clause]]
    ) -> Literal:
        name = proposition_of(of)
        if name in parts and name not in names:
            names[name] = self._part(parts[name], names, parts)
        return names.get(name, name) + of[-1]

    def _part(
        self, clauses: Sequence[Clause], names: dict[str, str], parts: dict[str, list[Clause]]
    ) -> str:
        """The name of a part that says the same in whatever era."""
        content = tuple(
            (
                clause.head[-1] == "+",
                tuple(self._literal(item, names, parts) for item in clause.body),
            )
            for clause in clauses
        )
        if content not in self._parts:
            self._parts[content] = name = f"part:{len(self._parts)}"
            for clause, (side, body) in zip(clauses, content, strict=True):
                origin = Origin(Because.PART, name)
                part = replace(clause, head=literal(name, side), body=body, origin=origin)
                self._found.setdefault(part, [])
        return self._parts[content]


def _waiting(step: Step, era: Literal, among: str) -> Iterator[Step]:
    """The step where the row is of its era."""
    match step:
        case Clause():
            yield replace(step, body=(*step.body, era))
        case AmountStep(guard=None):
            yield replace(step, guard=era)
        case AmountStep(guard=str(guard)):
            both = literal(f"{proposition_of(guard)}{_AMONG}{among}", True)
            yield Clause(both, (guard, era), Origin(Because.PART, proposition_of(both)))
            yield replace(step, guard=both)


def _in_order(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps after all that they read; raises CycleError."""
    settling: dict[str, list[Step]] = {}
    for step in dict.fromkeys(steps):
        settling.setdefault(settles(step)[0], []).append(step)
    names = {name: first for first, group in settling.items() for name in settles(group[0])}
    graph = {
        first: [names[name] for step in group for name in reads(step) if name in names]
        for first, group in settling.items()
    }
    for name in TopologicalSorter(graph).static_order():
        yield from settling[name]


def _all(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each))
