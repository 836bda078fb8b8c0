"""What a row of verdicts tells: the columns, and how each is worked out of a program's literals and amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from coverdict.populations.awaiting import Awaiting
from coverdict.populations.lists import is_there
from coverdict.populations.measures import hull
from coverdict.populations.relational import Columns, Slot
from coverdict.populations.surety import SUREST_FIRST, Sure
from coverdict.populations.values import Node, column, decimal
from coverdict.vocabulary.packs import Modality, Pack, Presumption
from coverdict.vocabulary.programs import Because, Clause, Literal, Program, literal
from coverdict.vocabulary.verdicts import VerdictValue

VERDICT = "verdict"
STATUS = "status"
MODALITY = "modality"
SERVICE_DATE = "service-date"
DECIDED_BY = "decided-by"
STATEMENTS = "statements"
PRESUMED = "presumed"
MISSING = "missing"
CONFLICTING = "conflicting"
TOLD = (
    SERVICE_DATE,
    VERDICT,
    STATUS,
    MODALITY,
    DECIDED_BY,
    STATEMENTS,
    PRESUMED,
    MISSING,
    CONFLICTING,
)
LISTS = (DECIDED_BY, STATEMENTS, PRESUMED, MISSING, CONFLICTING)
"""Columns with several ids, a blank between each two."""
REFUSED = "_refused"
DAY = "_day"
DECIDED, OUT_OF_SCOPE, SCOPE_UNKNOWN = "decided", "out-of-scope", "scope-unknown"
OUTSIDE = "outside-window"


@dataclass(frozen=True, slots=True)
class Told:
    """A ``program`` with what is told of it: ``wanted`` are columns of verdicts, ``conclusions`` ids of the pack."""

    pack: Pack
    program: Program
    columns: Columns
    sure: Sure
    presumed: Sequence[Presumption]
    wanted: Sequence[str]
    conclusions: Sequence[str]

    def outputs(self) -> dict[str, Node]:
        """Each column by name, in the order in which they are written."""
        made: dict[str, Callable[[], Node]] = {
            SERVICE_DATE: lambda: column(DAY),
            VERDICT: self._verdict,
            STATUS: self._status,
            MODALITY: self._modality,
            DECIDED_BY: lambda: _spaced(self._deciding()),
            STATEMENTS: lambda: _spaced(self._statements()),
            PRESUMED: lambda: _spaced(self._presumed()),
            MISSING: self._missing,
            CONFLICTING: lambda: _spaced(self._conflicts()),
        }
        found = {name: make() for name, make in made.items() if name in self.wanted}
        found |= {id: self._within(self._conclusion(id)) for id in self.conclusions}
        return found | {REFUSED: self._refused()}

    def _goal(self, side: bool) -> Literal:
        return literal(self.columns.program.goal, side)

    def _holds(self, of: Literal) -> Node:
        return self.columns.literal(of)

    def _scope(self) -> tuple[Node, Node]:
        if not self.columns.program.scoped:
            return exp.true(), exp.false()
        return self._holds("scope+"), self._holds("scope-")

    def _verdict(self) -> Node:
        """That of the goal inside the scope; a scope not known leaves it open, one in conflict makes it one."""
        pro, con = self._scope()
        goal = _of_four(self._holds(self._goal(True)), self._holds(self._goal(False)), _VERDICTS)
        open, conflict = VerdictValue.UNDETERMINED, VerdictValue.CONFLICTING
        return exp.case().when(exp.not_(pro), _text(open)).when(con, _text(conflict)).else_(goal)

    def _status(self) -> Node:
        pro, con = self._scope()
        neither = exp.and_(exp.not_(pro), exp.not_(con.copy()))
        return (
            exp.case()
            .when(exp.and_(con, exp.not_(pro.copy())), _text(OUT_OF_SCOPE))
            .when(neither, _text(SCOPE_UNKNOWN))
            .else_(_text(DECIDED))
        )

    def _modality(self) -> Node:
        """That of the surest side of the goal, wherever there is a verdict."""
        found = exp.case()
        for modality in SUREST_FIRST:
            found = found.when(self._is_so_sure(modality), _text(modality))
        return exp.case().when(self._scope()[0], exp.Paren(this=found))

    def _is_so_sure(self, modality: Modality) -> Node:
        sides = (self._goal(True), self._goal(False))
        names = (self.sure.names.get((modality, side), side) for side in sides)
        return exp.or_(*(self._holds(name) for name in names))

    def _deciding(self) -> Iterator[tuple[Node, str]]:
        """The rules that conclude the verdict, or what else does: a closure, or what the case states."""
        for clause in self._concluding():
            yield self._within(self._all(clause.body)), _name_of(clause)

    def _statements(self) -> Iterator[tuple[Node, str]]:
        """The statements that what decides cites, each once."""
        citing: dict[str, list[Node]] = {}
        for clause in self._concluding():
            for key in self._cites(clause):
                citing.setdefault(key, []).append(self._all(clause.body))
        for key in sorted(citing):
            yield self._within(exp.or_(*citing[key])), key

    def _concluding(self) -> list[Clause]:
        heads = (self._goal(True), self._goal(False))
        return [clause for clause in self.columns.program.clauses if clause.head in heads]

    def _cites(self, clause: Clause) -> tuple[str, ...]:
        match clause.origin.because:
            case Because.CONCLUSION:
                cites = self.pack.rules[clause.origin.id].cites
            case Because.CLOSURE:
                closure = self.pack.criteria[clause.origin.id].closure
                cites = closure.cites if closure else ()
            case _:
                cites = ()
        return tuple(cited.key for cited in cites)

    def _presumed(self) -> Iterator[tuple[Node, str]]:
        yield column(f"{PRESUMED}:{self.pack.service_date}"), self.pack.service_date
        for fact in dict.fromkeys(item.fact for item in self.presumed):
            yield column(f"{PRESUMED}:{fact}"), fact

    def _missing(self) -> Node:
        """What the verdict waits for: the facts that are asked for, or all of them where these settle nothing."""
        facts = self.pack.facts
        read = (id for id in self.program.facts if id in facts)
        silent = frozenset(id for id in read if facts[id].only_if_told)
        asked = _spaced(Awaiting(self.pack, self.program, self.columns, silent).facts())
        if not silent:
            return asked
        asked = self.columns.define(asked, "asked for")
        every = _spaced(Awaiting(self.pack, self.program, self.columns).facts())
        none = exp.EQ(this=asked.copy(), expression=_text(""))
        return exp.case().when(none, every).else_(asked)

    def _conflicts(self) -> Iterator[tuple[Node, str]]:
        for id in self.conclusions:
            if id in self.pack.amounts:
                yield self._within(self._several(id)), id
            elif id in self.pack.choices:
                yield self._within(self._choice_conflict(id)), id

    def _conclusion(self, id: str) -> Node:
        """A criterion's state in a word; a choice's or amount's value, where it has just one."""
        if id in self.pack.amounts:
            return self._amount(id)
        if id in self.pack.choices:
            found = exp.case().when(self._choice_conflict(id), exp.null())
            for value in self.pack.choices[id].values:
                found = found.when(self._holds(f"choice:{id}={value}+"), _text(value))
            return found
        sides = self._holds(f"criterion:{id}+"), self._holds(f"criterion:{id}-")
        return _of_four(*sides, ("true", "false", "unknown", "conflicting"))

    def _choice_conflict(self, id: str) -> Node:
        values = (f"choice:{id}={value}" for value in self.pack.choices[id].values)
        return exp.or_(
            *(exp.and_(self._holds(f"{each}+"), self._holds(f"{each}-")) for each in values)
        )

    def _amount(self, id: str) -> Node:
        slots = self._slots(id)
        if not slots:
            return exp.null()
        first, several = _first(slots), self._several(id)
        if isinstance(several, exp.Boolean):
            return first
        return exp.case().when(exp.not_(exp.Paren(this=several)), first)

    def _several(self, id: str) -> Node:
        """Whether the amount has several values."""
        listed = self.columns.several(id)
        return _differ(self._slots(id)) if listed is None else is_there(listed)

    def _slots(self, id: str) -> tuple[Slot, ...]:
        return self.columns.slots(id)

    def _within(self, node: Node) -> Node:
        """The condition or value, inside the scope or where that is not known to be left."""
        pro, con = self._scope()
        if not self.columns.program.scoped:
            return node
        return exp.case().when(exp.or_(pro, exp.not_(con)), exp.Paren(this=node))

    def _refused(self) -> Node:
        """The first impossible combination that the row gives."""
        found = exp.case()
        for id in self.columns.program.impossible:
            found = found.when(self._holds(f"impossible:{id}+"), _text(id))
        return found if found.args.get("ifs") else exp.cast(exp.null(), "VARCHAR")

    def _all(self, body: Iterable[Literal]) -> Node:
        return exp.and_(exp.true(), *(self._holds(item) for item in body))


def outputs_outside(
    pack: Pack, wanted: Sequence[str], conclusions: Mapping[str, exp.DataType]
) -> dict[str, Node]:
    """The columns of rows whose date of service the pack decides nothing about."""
    made = {
        SERVICE_DATE: column(DAY),
        VERDICT: _text(VerdictValue.UNDETERMINED),
        STATUS: _text(OUTSIDE),
        MODALITY: exp.cast(exp.null(), "VARCHAR"),
        PRESUMED: _spaced([(column(f"{PRESUMED}:{pack.service_date}"), pack.service_date)]),
        **dict.fromkeys((DECIDED_BY, STATEMENTS, MISSING, CONFLICTING), _text("")),
    }
    found = {name: made[name] for name in TOLD if name in wanted}
    found |= {id: exp.cast(exp.null(), type) for id, type in conclusions.items()}
    return found | {REFUSED: exp.cast(exp.null(), "VARCHAR")}


def type_of_conclusion(told: Told, id: str) -> exp.DataType:
    """The type of its column."""
    slots = told.columns.slots(id)
    if id not in told.pack.amounts:
        return exp.DataType.build("VARCHAR")
    if not slots:
        return exp.DataType.build("DECIMAL(12, 2)")
    if slots[0].cell.measure is None:
        return exp.DataType.build("DATE")
    return decimal(hull(slot.cell.number for slot in slots))


_VERDICTS = (
    VerdictValue.COVERED,
    VerdictValue.NOT_COVERED,
    VerdictValue.UNDETERMINED,
    VerdictValue.CONFLICTING,
)


def _of_four(pro: Node, con: Node, words: Sequence[str]) -> Node:
    true, false, unknown, conflicting = words
    return (
        exp.case()
        .when(exp.and_(pro, con), _text(conflicting))
        .when(pro.copy(), _text(true))
        .when(con.copy(), _text(false))
        .else_(_text(unknown))
    )


def _name_of(clause: Clause) -> str:
    because = clause.origin.because
    return clause.origin.id if because is Because.CONCLUSION else because.value


def _spaced(named: Iterable[tuple[Node, str]]) -> Node:
    """The names whose condition holds, a blank between each two."""
    grouped: dict[str, list[Node]] = {}
    for condition, name in named:
        grouped.setdefault(name, []).append(condition)
    parts: list[Node] = [
        exp.case().when(exp.or_(*conditions), _text(f" {name}")).else_(_text(""))
        for name, conditions in grouped.items()
    ]
    if not parts:
        return _text("")
    joined = parts[0]
    for part in parts[1:]:
        joined = exp.DPipe(this=joined, expression=part, safe=True)
    return exp.Trim(this=joined)


def _first(slots: Sequence[Slot]) -> Node:
    nodes = [slot.cell.node.copy() for slot in slots]
    if slots[0].cell.measure is not None:
        wide = decimal(hull(slot.cell.number for slot in slots))
        nodes = [exp.Cast(this=node, to=wide) for node in nodes]
    return exp.Coalesce(this=nodes[0], expressions=nodes[1:]) if len(nodes) > 1 else nodes[0]


def _differ(slots: Sequence[Slot]) -> Node:
    """Whether the columns hold two values that differ."""
    first = _first(slots) if slots else exp.null()
    pairs = [
        exp.and_(
            exp.not_(exp.Paren(this=exp.Is(this=slot.cell.node.copy(), expression=exp.null()))),
            exp.NEQ(this=slot.cell.node.copy(), expression=first.copy()),
        )
        for slot in slots[1:]
    ]
    return exp.or_(*pairs) if pairs else exp.false()


def _text(value: str) -> exp.Literal:
    return exp.Literal.string(str(value))
