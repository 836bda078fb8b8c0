"""A program run on DuckDB for some cases, and what it found put as the other backends put it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

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
    Type.DATES: "DATE[]",
}


def models_of(pack: Pack, program: Program, cases: Sequence[Inputs]) -> list[Model]:
    """What DuckDB concludes in each case."""
    types = {id: fact.type for id, fact in pack.facts.items()}
    columns = Columns(program, types)
    outputs = outputs_of(columns)
    table = {**types, **dict.fromkeys(program.stated, Type.BOOLEAN)}
    connection = duckdb.connect(config={"threads": 1})
    cells = ", ".join(f'unnest(?::{COLUMN[type]}[]) AS "{name}"' for name, type in table.items())
    given = [column_of(name, cases) for name in table]
    query = f"CREATE TABLE cases AS SELECT unnest(?::BIGINT[]) AS row, {cells}"
    connection.execute(query, [[*range(len(cases))], *given])
    outputs["row"] = exp.column("row")
    query = staged(exp.to_table("cases"), columns.definitions, outputs).sql("duckdb")
    found = connection.execute(query + " ORDER BY row").fetchall()
    connection.close()
    return [*models_in(columns, [*outputs], found)]


def outputs_of(columns: Columns) -> dict[str, exp.Expr]:
    """Both sides of every literal, every column of every amount, and the list of all its values."""
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
        several = columns.several(amount)
        if several is not None:
            outputs[f"{amount}#all"] = several
    return outputs


def amounts_of(program: Program) -> list[str]:
    return sorted({step.amount for step in program.steps if isinstance(step, AmountStep)})


def column_of(name: str, cases: Sequence[Inputs]) -> list[object]:
    given = (case.get(name) for case in cases)
    return [list(value) if isinstance(value, tuple) else value for value in given]


def models_in(
    columns: Columns, names: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> Iterator[Model]:
    literals = [name for name in names if name[-1] in "+-"]
    places = {name: place for place, name in enumerate(names)}
    amounts = {
        id: [places[f"{id}#{n}"] for n in range(len(columns.slots(id)))]
        for id in amounts_of(columns.program)
    }
    lists = {id: places[f"{id}#all"] for id in amounts if f"{id}#all" in places}
    for row in rows:
        sides = row[: len(literals)]
        assert None not in sides, "a literal is never NULL"
        values = {
            id: in_order(row[place] for place in slots if row[place] is not None)
            for id, slots in amounts.items()
        }
        for id, place in lists.items():
            if row[place] is not None:
                assert len({*row[place]}) > 1, "a list has values that differ"
                values[id] = in_order([*values[id], *row[place]])
        held = frozenset(compress(literals, sides))
        yield Model(held, {id: found for id, found in values.items() if found})
