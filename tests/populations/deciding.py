"""Cases decided as a table, row by row what came out; and the same as `decide` tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import duckdb
from sqlglot import exp

from coverdict import Asking, Refusal, decide
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.explaining.naming import value_in_words
from coverdict.populations.queries import Asked, Decisions, column_type, decisions
from coverdict.populations.relational import Unwritable
from coverdict.populations.verdict_columns import (
    CONFLICTING,
    DECIDED_BY,
    MODALITY,
    PRESUMED,
    REFUSED,
    SERVICE_DATE,
    STATEMENTS,
    STATUS,
    VERDICT,
)
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import AmountFound
from tests.populations.backends import program_on

SEVERAL = (DECIDED_BY, STATEMENTS, PRESUMED, CONFLICTING)
COMPARED = (SERVICE_DATE, VERDICT, STATUS, MODALITY, *SEVERAL)


@dataclass
class Row:
    verdict: str | None = None
    status: str | None = None
    modality: str | None = None
    day: str | None = None
    rules: list[str] = field(default_factory=list)
    statements: set[str] = field(default_factory=set)
    presumed: set[str] = field(default_factory=set)
    conflicting: set[str] = field(default_factory=set)
    amounts: dict[str, Value] = field(default_factory=dict)
    refused: bool = False


def decided(
    pack: Pack, question: str, cases: Sequence[Case], known: date, undated: date
) -> list[Row]:
    """What the query for DuckDB tells of each case; raises Unwritable."""
    asked = pack.questions[question]
    amounts = tuple(item.key for item in asked.reports if item.key in pack.amounts)
    query = decisions(
        Asked(pack, asked, known, undated, COMPARED, amounts), exp.to_table("cases"), ("row",)
    )
    if not isinstance(query, Decisions):
        raise Unwritable(query.message, too_many=query.code == "CV441")
    given = [inputs_of(case) for case in cases]
    values = [[*range(len(cases))]]
    values += [[_listed(each.get(name)) for each in given] for name in query.facts]
    types = [column_type(pack, name).sql("duckdb") for name in query.facts]
    typed = zip(("row", *query.facts), ("BIGINT", *types), strict=True)
    cells = ", ".join(f'unnest(?::{type}[]) AS "{name}"' for name, type in typed)
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"CREATE TABLE cases AS SELECT {cells}", values)
        found = connection.execute(query.query.sql("duckdb") + " ORDER BY row")
        names = [name for name, *_ in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert [row["row"] for row in rows] == values[0], "every row comes out once"
    return [
        Row(refused=True)
        if row[REFUSED] is not None
        else row_of(row, {id: row[id] for id in amounts if row[id] is not None})
        for row in rows
    ]


def told(pack: Pack, question: str, case: Case, known: date, undated: date) -> Row:
    """What `decide` tells of the case, as a row puts it; an amount with several values is none."""
    given = case.facts.get(pack.service_date)
    day = given.value if given else undated
    assert isinstance(day, date)
    asking = Asking(question, day, known)
    answer = decide(pack, case, asking, considered=False)
    if isinstance(answer, Refusal):
        return Row(refused=True)
    deciding = [item for found in answer.derivation[:1] for item in found.support]
    reported = {item.key for item in pack.questions[question].reports}  # a row has no shades
    amounts = [item for item in answer.amounts if item.amount in reported]
    return Row(
        answer.verdict.value,
        _status(pack, case, asking),
        answer.modality.value if answer.modality else None,
        answer.service_date,
        sorted(item.rule or item.how for item in deciding),
        {key for item in deciding for key in item.statements},
        _presumed(pack, case, asking),
        {item.amount for item in amounts if len(item.values) > 1},
        _exactly(pack, case, asking, amounts),
    )


def differing(pack: Pack, rows: Sequence[Row], said: Sequence[Row]) -> list[tuple[int, Row, Row]]:
    """The rows that do not say what is said, with both."""
    both = zip(rows, said, strict=True)
    return [(n, row, other) for n, (row, other) in enumerate(both) if not alike(pack, row, other)]


def alike(pack: Pack, row: Row, said: Row) -> bool:
    """They say the same, but for what stands in for an amount: `decide` tells that only while this is not known."""
    others = {id for id, amount in pack.amounts.items() if amount.stands_in_for}
    others -= said.amounts.keys() | said.conflicting
    kept = {name: value for name, value in row.amounts.items() if name not in others}
    return replace(row, amounts=kept, conflicting=row.conflicting - others) == said


def row_of(row: Mapping[str, Any], amounts: Mapping[str, Value]) -> Row:
    """A row of a table of verdicts, whose lists are lists or stand with blanks between; its amounts apart."""
    decided_by, statements, presumed, conflicting = (
        each.split() if isinstance(each, str) else each for each in (row[name] for name in SEVERAL)
    )
    return Row(
        row[VERDICT],
        row[STATUS],
        row[MODALITY] or None,
        str(row[SERVICE_DATE]),
        sorted(decided_by),
        set(statements),
        set(presumed),
        set(conflicting),
        dict(amounts),
    )


def _model(pack: Pack, case: Case, asking: Asking) -> Model:
    """What the program of the day concludes, in exact values."""
    days = era(pack, asking.service_date, asking.knowledge_date)
    inputs = inputs_of(case, presumptions_in_force(pack, *days))
    return _compiled(program_on(pack, asking.question, *days)).run(inputs)


@cache
def _compiled(program: Program) -> Compiled:
    return Compiled(program)


def _exactly(
    pack: Pack, case: Case, asking: Asking, amounts: Iterable[AmountFound]
) -> dict[str, Value]:
    """The amounts told with one value, exact where `decide` shows them rounded to the cent."""
    shown = {item.amount: item.values[0] for item in amounts if len(item.values) == 1}
    exact = {id: _model(pack, case, asking).amounts[id][0] for id in shown}
    words = {id: value_in_words(value, pack.amounts[id].type, {}) for id, value in exact.items()}
    assert words == shown
    return exact


def _status(pack: Pack, case: Case, asking: Asking) -> str:
    if asking.service_date not in pack.window:
        return "outside-window"
    scope = _model(pack, case, asking).value("scope") if pack.scope else Belnap.TRUE
    return {Belnap.FALSE: "out-of-scope", Belnap.UNKNOWN: "scope-unknown"}.get(scope, "decided")


def _presumed(pack: Pack, case: Case, asking: Asking) -> set[str]:
    """The facts presumed on the day that the program reads and the case does not give, and the day itself."""
    found = set() if pack.service_date in case.facts else {pack.service_date}
    if asking.service_date not in pack.window:
        return found
    days = era(pack, asking.service_date, asking.knowledge_date)
    read = _read_by(pack, asking.question, *days)
    told = case.facts.keys()
    return found | {
        item.fact
        for item in presumptions_in_force(pack, *days)
        if item.fact in read and told.isdisjoint({item.fact, *item.gives_way_to})
    }


@cache
def _read_by(pack: Pack, question: str, service: date, known: date) -> tuple[str, ...]:
    """The facts that the answer and its amounts rest on: of what is reported a row tells only these, no shade."""
    asked = pack.questions[question]
    amounts = tuple(item for item in asked.reports if item.key in pack.amounts)
    told = replace(asked, reports=amounts, shades=())
    return compile_question(pack, told, service, known).facts


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
