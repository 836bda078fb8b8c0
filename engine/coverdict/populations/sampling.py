"""A made-up population for a pack: rows of facts drawn from their types, their lists and the edges that rules have.

Most rows begin as one of the pack's own scenarios, so that every verdict comes up, and some of their cells are drawn
anew. It is no claims data, and its shares say nothing about real patients. Each cell depends on the seed, the fact and
the number of its row alone, so that the same call writes the same table whatever works on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb

from coverdict.populations.batch import Unwritten, too_little
from coverdict.populations.copying import copied
from coverdict.populations.tables import Form, identifier, text_literal
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import Fact, Pack
from coverdict.vocabulary.values import Type, Value

_LIKE_A_CASE = 80  # of a hundred rows
_ONE_ANEW_IN = 25
_MOST_ITEMS = 3
_TURNS = range(_MOST_ITEMS)
_TYPES = {
    Type.BOOLEAN: "BOOLEAN",
    Type.CHOICE: "VARCHAR",
    Type.CHOICES: "VARCHAR[]",
    Type.COUNT: "BIGINT",
    Type.MONEY: "DECIMAL(12, 2)",
    Type.PERCENT: "DECIMAL(10, 6)",
    Type.DATE: "DATE",
    Type.DATES: "DATE[]",
}
_LARGEST_COUNT = 40
_AROUND_THE_WINDOW = timedelta(days=60)
_STEPS = {Type.COUNT: Decimal(1), Type.MONEY: Decimal("0.01"), Type.PERCENT: Decimal("0.5")}
_SPAN = {Type.COUNT: Decimal(_LARGEST_COUNT), Type.MONEY: Decimal(500), Type.PERCENT: Decimal(100)}


def sample_query(pack: Pack, cases: Sequence[Case], rows: int, seed: int, silent: int) -> str:
    """The SELECT that makes ``rows`` rows; ``silent`` of a hundred cells drawn are empty, but no date of service is.

    ``cases`` are those that most rows are like.
    """
    cells = []
    for fact in pack.facts.values():
        value = _value(pack, fact, _Draw(seed, fact.id))
        if fact.id != pack.service_date:
            given = f"{_Draw(seed, f'{fact.id}?').up_to(100)} >= {silent}"
            value = f"CASE WHEN {given} THEN {value} END"
            value = _like_a_case(fact, cases, seed, value) if cases else value
        cells.append(f"{value} AS {identifier(fact.id)}")
    return f"SELECT {', '.join(cells)} FROM range({rows}) AS rows(n)"


def write_sample(query: str, path: Path, form: Form, folder: Path) -> None:
    """Make the rows and write them. Raises Unwritten."""
    connection = duckdb.connect(config={"temp_directory": str(folder)})
    try:
        connection.execute(copied(query, path, form))
    except duckdb.Error as error:
        raise Unwritten(too_little(error)) from None
    finally:
        connection.close()


def _like_a_case(fact: Fact, cases: Sequence[Case], seed: int, drawn: str) -> str:
    """In most rows the cell of the case that the row is like; the rest, and one cell in so many, as drawn."""
    given = [case.facts[fact.id].value if fact.id in case.facts else None for case in cases]
    listed = f"CAST([{', '.join(map(_literal, given))}] AS {_TYPES[fact.type]}[])"
    which, row = _Draw(seed, " which").up_to(len(cases)), _Draw(seed, " like").up_to(100)
    kept = f"{row} < {_LIKE_A_CASE} AND {_Draw(seed, f'{fact.id}!').up_to(_ONE_ANEW_IN)} > 0"
    return f"CASE WHEN {kept} THEN ({listed})[1 + {which}] ELSE {drawn} END"


def _literal(value: Value | None) -> str:
    match value:
        case None:
            return "NULL"
        case bool() | int():
            return str(value)
        case tuple():
            return f"[{', '.join(text_literal(str(item)) for item in value)}]"
        case _:
            return text_literal(str(value))


class _Draw:
    """Whole numbers by chance, one for each row."""

    def __init__(self, seed: int, name: str) -> None:
        self._seed, self._name = seed, name

    def up_to(self, count: int, turn: int = 0) -> str:
        """From 0 to one less than ``count``."""
        key = text_literal(f"{self._seed}/{self._name}/{turn}")
        return f"(hash(n, {key}) % {count})::BIGINT"


def _value(pack: Pack, fact: Fact, draw: _Draw) -> str:
    match fact.type:
        case Type.BOOLEAN:
            return f"({draw.up_to(2)} = 0)"
        case Type.CHOICE:
            return _item(list(fact.values), draw, 0)
        case Type.CHOICES:
            return _some([_item(list(fact.values), draw, turn + 1) for turn in _TURNS], draw)
        case Type.DATE:
            return _day(pack, fact, draw)
        case Type.DATES:
            return _some([_day(pack, fact, draw, turn + 1) for turn in _TURNS], draw)
        case _:
            return _number(pack, fact, draw)


def _item(values: list[str], draw: _Draw, turn: int) -> str:
    listed = ", ".join(text_literal(value) for value in values)
    return f"([{listed}])[1 + {draw.up_to(len(values), turn)}]"


def _some(items: list[str], draw: _Draw) -> str:
    """The first few of the items, or none of them."""
    number = draw.up_to(_MOST_ITEMS + 1)
    return f"list_sort(list_distinct(list_slice([{', '.join(items)}], 1, {number})))"


def _day(pack: Pack, fact: Fact, draw: _Draw, turn: int = 0) -> str:
    """A date of service lies in the pack's window, any other date near it."""
    start = pack.window.start or date(2000, 1, 1)
    until = pack.window.until or start + timedelta(days=365)
    if fact.id != pack.service_date:
        start, until = start - _AROUND_THE_WINDOW, until + _AROUND_THE_WINDOW
    return f"(DATE '{start}' + {draw.up_to((until - start).days, turn)}::INTEGER)"


def _number(pack: Pack, fact: Fact, draw: _Draw) -> str:
    """Half of them at, just below or just above what rules compare them with, where there is such a number."""
    step = _STEPS[fact.type]
    compared = sorted({number for number in _numbers(pack, fact) if number % step == 0})
    most = max([_SPAN[fact.type], *(number * 3 / 2 for number in compared)])
    type = _TYPES[fact.type]
    spread = f"{draw.up_to(int(most / step) + 1, 1)} * {step}"
    if not compared:
        return f"({spread})::{type}"
    near = [n for one in compared for n in (one - step, one, one + step) if n >= 0]
    edge = f"([{', '.join(map(str, near))}])[1 + {draw.up_to(len(near), 2)}]"
    return f"(CASE WHEN {draw.up_to(2)} = 0 THEN {edge} ELSE {spread} END)::{type}"


def _numbers(pack: Pack, fact: Fact) -> Iterator[Decimal]:
    """The parameters of the fact's type, and what rules compare the fact with."""
    for parameter in pack.parameters.values():
        if parameter.type is fact.type:
            yield from (_decimal(item.value) for item in parameter.values)
    for condition in _conditions(pack):
        for test in tests_of(condition):
            if test.subject == fact.id:
                yield from (
                    _decimal(item.value) for item in test.operands if isinstance(item, Constant)
                )


def _conditions(pack: Pack) -> Iterator[Condition]:
    for rule in pack.rules.values():
        yield from (item for item in (rule.when, rule.unless) if item is not None)


def _decimal(value: Value) -> Decimal:
    assert isinstance(value, int | Decimal), "a checked pack compares numbers with numbers"
    return Decimal(value)
