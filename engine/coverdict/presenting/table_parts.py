"""What reports on tables of cases are made of: rows and outcomes in words, tables of outcomes, rules, example rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from coverdict.auditing.tables.impacts import Example, RuleCited
from coverdict.populations.comparisons import REJECTED, Move, Rest
from coverdict.presenting.citing import Sources
from coverdict.presenting.money import dollars
from coverdict.presenting.outcomes_page import counted
from coverdict.presenting.pages import Item, Part, Table
from coverdict.vocabulary.values import Type

_ORDER = (
    "covered",
    "not-covered",
    "undetermined",
    "conflicting",
    "out-of-scope",
    "scope-unknown",
    "outside-window",
    REJECTED,
)
_MOST_FACTS = 6


def counted_rows(rows: int) -> str:
    """A number of rows in words."""
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def share(rows: int, of: int) -> str:
    """A share in per cent; a small one is not shown as nothing."""
    if not of or not rows:
        return "0 %"
    per_cent = 100 * rows / of
    if per_cent < 0.1:
        return "< 0.1 %"
    return "> 99.9 %" if 99.9 < per_cent < 100 else f"{per_cent:.1f} %"


def in_words(outcome: str) -> str:
    """An outcome as people say it."""
    return outcome.replace("-", " ")


def in_order(outcomes: Iterable[str]) -> list[str]:
    """Outcomes as they are told: answers first, then what is not decided."""
    return sorted(set(outcomes), key=_ORDER.index)


def value_of(amount: Decimal | None, type: Type) -> str:
    """A sum as its type is written."""
    if amount is None:
        return "–"
    return dollars(amount) if type is Type.MONEY else f"{amount:,.0f}"


def outcome_table(moves: Sequence[Move]) -> Table:
    """Outcomes before by outcomes after, with sums."""
    rows = in_order(move.before for move in moves)
    columns = in_order(move.after for move in moves)
    found = {(move.before, move.after): move.rows for move in moves}

    def line(title: str, befores: Sequence[str]) -> tuple[str, ...]:
        sums = [sum(found.get((before, after), 0) for before in befores) for after in columns]
        return (in_words(title), *(f"{each:,}" if each else "–" for each in sums), f"{sum(sums):,}")

    body = tuple(line(before, [before]) for before in rows)
    last = line("all", rows)
    numbers = frozenset(range(1, len(columns) + 2))
    return Table(("", *map(in_words, columns), "all"), (*body, last), numbers, len(body))


def rule_item(rule: RuleCited, sources: Sources) -> Item:
    """A rule with the statements that it cites."""
    named = f"{rule.rule}, {rule.place}" if rule.place else rule.rule
    return Item(sources.cited(f"“{rule.title}”", rule.statements), (named,))


def example_item(example: Example) -> Item:
    """A row with the facts that matter."""
    facts = [f"{fact.title}: {fact.value}" for fact in example.facts[:_MOST_FACTS]]
    more = len(example.facts) - len(facts)
    told = "; ".join([*facts, *([f"and {counted(more, 'more fact')}"] if more > 0 else [])])
    return Item(f"row {example.row}{f' — {told}' if told else ''}")


def rest_part(rest: Rest) -> Iterator[Part]:
    """The kinds that are not told."""
    if rest.kinds:
        told = f"{counted(rest.kinds, 'more kind')} with {counted_rows(rest.rows)}; --kinds tells more of them."
        yield Part("Others", (), lead=told)
