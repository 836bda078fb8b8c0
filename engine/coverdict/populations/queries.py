"""The query that decides a table of cases: for each era of service dates its program, for each row a verdict.

The table has a column for each fact that the query names, typed as ``column_type`` says, NULL where the row is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlglot import exp

from coverdict.checking.eras import service_eras
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.populations.joining import ERA, joined, rule_guarding
from coverdict.populations.measures import of_fact
from coverdict.populations.relational import Columns, Unwritable
from coverdict.populations.staging import staged
from coverdict.populations.surety import with_surety
from coverdict.populations.values import Node, column, constant, decimal
from coverdict.populations.verdict_columns import (
    DAY,
    MODALITY,
    PRESUMED,
    Told,
    outputs_outside,
    type_of_conclusion,
)
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import (
    Modality,
    Pack,
    ParameterValue,
    Presumption,
    Question,
    Rule,
)
from coverdict.vocabulary.programs import AmountStep, Program, literal
from coverdict.vocabulary.sources import Citation
from coverdict.vocabulary.values import Type

_TYPES = {
    Type.BOOLEAN: "BOOLEAN",
    Type.CHOICE: "VARCHAR",
    Type.CHOICES: "ARRAY<VARCHAR>",
    Type.DATE: "DATE",
    Type.DATES: "ARRAY<DATE>",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a table is asked: which question, known on which day, what is told of each row.

    ``undated`` is the day of service taken for rows without one; ``wanted`` are columns of verdicts and
    ``conclusions`` ids of criteria, choices and amounts. ``lists`` says whether the database works on lists of values.
    """

    pack: Pack
    question: Question
    known: date
    undated: date
    wanted: tuple[str, ...]
    conclusions: tuple[str, ...] = ()
    presume: bool = True
    lists: bool = True


@dataclass(frozen=True, slots=True)
class Decisions:
    """The query, and the names that it reads of the table; its rows come out in any order."""

    query: exp.Query
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Era:
    start: date
    until: date
    program: Program
    presumed: tuple[Presumption, ...]


def column_type(pack: Pack, name: str) -> exp.DataType:
    """The type of a fact's column, or of that of a criterion which may be stated."""
    type = pack.facts[name].type if name in pack.facts else Type.BOOLEAN
    if type.is_number:
        return decimal(of_fact(type))
    return exp.DataType.build(_TYPES[type])


def decisions(asked: Asked, source: Node, keep: Sequence[str] = ()) -> Decisions | Diagnostic:
    """The query over ``source``, with its columns ``keep`` handed on; or why it can't be written exactly."""
    try:
        found = list(_eras(asked))
        facts = _read_by(found, asked.pack)
        parts = _parts(found)
        branches = [_branch(asked, source, keep, parts, place) for place in range(len(parts))]
    except Unwritable as unwritable:
        return _refused(asked.pack, unwritable)
    query: exp.Query = branches[0]
    for branch in branches[1:]:
        query = exp.union(query, branch, distinct=False, copy=False)
    return Decisions(query, facts)


@dataclass(frozen=True, slots=True)
class _Part:
    """The eras that one program decides."""

    program: Program
    eras: tuple[_Era, ...]

    @property
    def presumed(self) -> dict[Presumption, tuple[_Era, ...]]:
        """What is presumed, with the eras in which it is."""
        every = dict.fromkeys(item for era in self.eras for item in era.presumed)
        return {item: tuple(era for era in self.eras if item in era.presumed) for item in every}

    def during(self, day: Node) -> Node:
        """The day of service lies in one of the eras."""
        return exp.or_(*(_during(era.start, era.until, day) for era in self.eras))


def _parts(eras: Sequence[_Era]) -> list[_Part]:
    """One for all eras; or one for each, where their programs can't be joined."""
    program = joined([era.program for era in eras]) if len(eras) > 1 else eras[0].program
    if program is None:
        return [_Part(era.program, (era,)) for era in eras]
    return [_Part(program, tuple(eras))]


def _eras(asked: Asked) -> Iterator[_Era]:
    """The eras of the pack's window, those joined in which all is the same."""
    pack, before = asked.pack, None
    reports = tuple(Citation(id, asked.question.span) for id in asked.conclusions)
    question = replace(asked.question, reports=reports, shades=())
    dated: tuple[Rule | Presumption | ParameterValue, ...] = (
        *pack.rules.values(),
        *pack.presumptions,
        *(value for parameter in pack.parameters.values() for value in parameter.values),
    )
    for start, until in service_eras(pack.window, dated):
        program = compile_question(pack, question, start, asked.known)
        presumed = presumptions_in_force(pack, start, asked.known) if asked.presume else ()
        read = tuple(item for item in presumed if item.fact in program.facts)
        if before is not None and (before.program.steps, before.presumed) == (program.steps, read):
            before = replace(before, until=until)
            continue
        if before is not None:
            yield before
        before = _Era(start, until, program, read)
    if before is not None:
        yield before


def _read_by(eras: Sequence[_Era], pack: Pack) -> tuple[str, ...]:
    read = {name for era in eras for name in (*era.program.facts, *era.program.stated)}
    read.update(name for era in eras for item in era.presumed for name in item.gives_way_to)
    read.add(pack.service_date)
    return tuple(name for name in (*pack.facts, *pack.criteria) if name in read)


def _branch(
    asked: Asked, source: Node, keep: Sequence[str], parts: Sequence[_Part], place: int
) -> exp.Select:
    """The rows of one part; the first takes those of no era too."""
    part, pack = parts[place], asked.pack
    mine: Node | None = None
    told = _told(asked, part)
    outputs = told.outputs()
    if place == 0:
        types = {id: type_of_conclusion(told, id) for id in asked.conclusions}
        inside = exp.or_(*(each.during(column(DAY)) for each in parts))
        outside = outputs_outside(pack, asked.wanted, types)
        outputs = {
            name: node
            if node == outside[name]
            else exp.case().when(inside, exp.Paren(this=node)).else_(outside[name])
            for name, node in outputs.items()
        }
        others = [each.during(column(DAY)) for each in parts[1:]]
        if others:
            mine = exp.not_(exp.Paren(this=exp.or_(*others)))
    else:
        mine = part.during(column(DAY))
    kept = {name: column(name) for name in keep}
    given = _given(asked, part, source, keep)
    if mine is not None:
        given = exp.select("*").from_(given.subquery("given")).where(mine)
    return staged(given.subquery("cases"), told.columns.definitions, kept | outputs)


def _told(asked: Asked, part: _Part) -> Told:
    pack, program = asked.pack, part.program
    goals = [literal(program.goal, side) for side in (True, False)]
    rules = {literal(f"rule:{id}", True): rule.modality for id, rule in pack.rules.items()}
    guards = (step.guard for step in program.steps if isinstance(step, AmountStep) and step.guard)
    rules |= {guard: rules.get(rule_guarding(guard), Modality.MUST) for guard in guards}
    sure = with_surety(program, rules, goals if MODALITY in asked.wanted else [])
    types = {id: fact.type for id, fact in pack.facts.items()}
    columns = Columns(sure.program, types, asked.lists)
    return Told(pack, program, columns, sure, [*part.presumed], asked.wanted, asked.conclusions)


def _given(asked: Asked, part: _Part, source: Node, keep: Sequence[str]) -> exp.Select:
    """What the rows give, with what is presumed in the place of silence, and the day that chooses the rules."""
    day = exp.Coalesce(
        this=column(asked.pack.service_date), expressions=[constant(asked.undated).node]
    )
    nodes: dict[str, Node] = {name: column(name) for name in keep}
    nodes |= {name: column(name) for name in (*part.program.facts, *part.program.stated)}
    nodes[f"{PRESUMED}:{asked.pack.service_date}"] = _is_silent(asked.pack.service_date)
    for item, eras in part.presumed.items():
        when = _untold(item)
        if len(eras) < len(part.eras):
            during = exp.or_(*(_during(era.start, era.until, day) for era in eras))
            when = exp.and_(when, exp.Paren(this=during))
        taken = exp.cast(constant(item.value).node, column_type(asked.pack, item.fact))
        nodes[item.fact] = exp.case().when(when, taken).else_(nodes[item.fact])
        flag = f"{PRESUMED}:{item.fact}"
        nodes[flag] = exp.or_(nodes[flag], when) if flag in nodes else when
    if ERA in nodes:
        ways = [_during(era.start, era.until, day) for era in part.eras]
        names = [exp.Literal.string(str(number)) for number in range(len(ways))]
        nodes[ERA] = exp.Case(
            ifs=[exp.If(this=way, true=name) for way, name in zip(ways, names, strict=True)]
        )
    nodes[DAY] = day
    named = (exp.alias_(node, name, quoted=True) for name, node in nodes.items())
    return exp.select(*named).from_(source.copy())


def _untold(presumption: Presumption) -> Node:
    """The row tells none of the facts to which the presumption gives way."""
    return exp.and_(*map(_is_silent, (presumption.fact, *presumption.gives_way_to)))


def _is_silent(name: str) -> Node:
    return exp.Is(this=column(name), expression=exp.null())


def _during(start: date, until: date, day: Node) -> Node:
    """The day of service lies in the period; the calendar's last day is inside an open one."""
    last = exp.LTE if until == date.max else exp.LT
    return exp.and_(
        exp.GTE(this=day.copy(), expression=constant(start).node),
        last(this=day.copy(), expression=constant(until).node),
    )


def _refused(pack: Pack, unwritable: Unwritable) -> Diagnostic:
    name = unwritable.name.partition("@")[0]
    declared = pack.amounts.get(name) or pack.facts.get(name)
    span = declared.span if declared else None
    if unwritable.too_many:
        return Diagnostic(
            "CV441",
            f"`{name}` can have too many values at once for this database",
            "each value that an amount could have needs a column of its own there, and 64 is the most",
            span,
            "decide in DuckDB or Spark, which keep many values in a list, or let fewer rules set what it rests on",
        )
    return Diagnostic(
        "CV440",
        f"`{name}` can need more than 38 digits",
        "no database holds such a number exactly, and a batch never rounds by itself",
        span,
        "round the amounts that it is worked out from, or multiply fewer of them",
    )
