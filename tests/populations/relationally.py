"""A program run on DuckDB for some cases, and what it found put as the other backends put it."""

from collections.abc import Mapping, Sequence

import duckdb
from sqlglot import exp

from coverdict.populations.relational import Columns
from coverdict.populations.staging import staged
from coverdict.running.evaluation import in_order
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import AmountStep, Leaf, Program, literal
from coverdict.vocabulary.values import Type

COLUMN = {
    Type.BOOLEAN: "BOOLEAN",
    Type.CHOICE: "VARCHAR",
    Type.CHOICES: "VARCHAR[]",
    Type.COUNT: "DECIMAL(9, 0)",
    Type.MONEY: "DECIMAL(12, 2)",
    Type.PERCENT: "DECIMAL(10, 6)",
    Type.DATE: "DATE",
}


def models_of(pack: Pack, program: Program, cases: Sequence[Inputs]) -> list[Model]:
    """What DuckDB concludes in each case."""
    types = {id: fact.type for id, fact in pack.facts.items()}
    columns = Columns(program, types)
    outputs = outputs_of(columns)
    table = {**types, **dict.fromkeys(program.stated, Type.BOOLEAN)}
    connection = duckdb.connect(config={"threads": 1})
    declared = ", ".join(f'"{name}" {COLUMN[type]}' for name, type in table.items())
    connection.execute(f"CREATE TABLE cases (row BIGINT, {declared})")
    marks = ", ".join("?" * (len(table) + 1))
    rows = [[n, *(_given(case.get(name)) for name in table)] for n, case in enumerate(cases)]
    connection.executemany(f"INSERT INTO cases VALUES ({marks})", rows)
    outputs["row"] = exp.column("row")
    query = staged(exp.to_table("cases"), columns.definitions, outputs).sql("duckdb")
    names = list(outputs)
    found = connection.execute(query + " ORDER BY row").fetchall()
    connection.close()
    return [_model(columns, dict(zip(names, row, strict=True))) for row in found]


def outputs_of(columns: Columns) -> dict[str, exp.Expr]:
    """Both sides of every literal, and every column of every amount."""
    heads = {
        step.proposition if isinstance(step, Leaf) else step.head[:-1]
        for step in columns.program.steps
        if not isinstance(step, AmountStep)
    }
    sides = [literal(name, side) for name in sorted(heads) for side in (True, False)]
    outputs = {of: columns.literal(of) for of in sides}
    for amount in amounts_of(columns.program):
        for n, slot in enumerate(columns.slots(amount)):
            outputs[f"{amount}#{n}"] = slot.cell.node
    return outputs


def amounts_of(program: Program) -> list[str]:
    return sorted({step.amount for step in program.steps if isinstance(step, AmountStep)})


def _given(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _model(columns: Columns, row: Mapping[str, object]) -> Model:
    assert not any(value is None for name, value in row.items() if name[-1] in "+-")
    held = frozenset(name for name, value in row.items() if name[-1] in "+-" and value is True)
    amounts = {
        amount: in_order(
            row[f"{amount}#{n}"]
            for n in range(len(columns.slots(amount)))
            if row[f"{amount}#{n}"] is not None
        )
        for amount in amounts_of(columns.program)
    }
    return Model(held, {name: values for name, values in amounts.items() if values})
