"""What a change of the knowledge does to a population, by rule and statement, with examples explained."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coverdict.auditing.scenarios.steps import Step
from coverdict.auditing.tables.altered import Altered, altered
from coverdict.auditing.tables.examples import (
    FactGiven,
    Reading,
    facts_that_matter,
    parting_steps,
    reading,
)
from coverdict.explaining.answers import pack_name
from coverdict.explaining.citing import cited_by_rule, cited_statements, keys
from coverdict.explaining.findings import derived_ids, finding
from coverdict.populations.comparisons import Impact, Kind
from coverdict.populations.impact import Sides
from coverdict.populations.queries import Asked
from coverdict.populations.row_cases import cases_of_rows
from coverdict.populations.verdict_files import CaseTable
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.programs import Because
from coverdict.vocabulary.verdicts import PackName, StatementCited


@dataclass(frozen=True, slots=True)
class RuleCited:
    """A rule that decides, or what else does (``closure``, ``stated``), with the statements it cites by key."""

    rule: str
    title: str
    place: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a kind: its number, and the facts that matter."""

    row: int
    facts: tuple[FactGiven, ...]


@dataclass(frozen=True, slots=True)
class KindExplained:
    """Rows that change alike; the steps are of the first example, on each side why it is not as on the other.

    Of rows whose amounts alone differ, the rules are those that the amounts of the first example rest on.
    """

    kind: Kind
    rules_before: tuple[RuleCited, ...]
    rules_after: tuple[RuleCited, ...]
    examples: tuple[Example, ...]
    steps_before: tuple[Step, ...]
    steps_after: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """The whole: which versions, what was counted, what it comes from, the statements as each version words them.

    ``before_named`` and ``after_named`` are what the versions were called by who asked.
    """

    before_named: str
    before: PackName
    after_named: str
    after: PackName
    question: str
    question_title: str
    knowledge_date: date
    impact: Impact
    knowledge: tuple[Altered, ...]
    kinds: tuple[KindExplained, ...]
    columns_only_before: tuple[str, ...]
    columns_only_after: tuple[str, ...]
    statements_before: tuple[StatementCited, ...]
    statements_after: tuple[StatementCited, ...]


def impact_report(
    cases: CaseTable, sides: Sides, impact: Impact, named: tuple[str, str]
) -> ImpactReport:
    """The impact with its kinds explained; raises Unreadable, and Disagreement where a backend says otherwise."""
    rows = [row for kind in impact.kinds for row in kind.examples]
    before, after = (cases_of_rows(cases, side, rows) for side in (sides.before, sides.after))
    kinds = tuple(_explained(kind, sides, before, after) for kind in impact.kinds)
    asked_before, asked = sides.before.asked, sides.after.asked
    return ImpactReport(
        before_named=named[0],
        before=pack_name(asked_before.pack),
        after_named=named[1],
        after=pack_name(asked.pack),
        question=asked.question.id,
        question_title=asked.question.title,
        knowledge_date=asked.known,
        impact=impact,
        knowledge=altered(asked_before.pack, asked.pack),
        kinds=kinds,
        columns_only_before=sides.only_before,
        columns_only_after=sides.only_after,
        statements_before=cited_statements(
            asked_before.pack,
            _cited(each for kind in kinds for each in (kind.rules_before, kind.steps_before)),
        ),
        statements_after=cited_statements(
            asked.pack,
            _cited(each for kind in kinds for each in (kind.rules_after, kind.steps_after)),
        ),
    )


def _explained(
    kind: Kind, sides: Sides, before: Mapping[int, Case], after: Mapping[int, Case]
) -> KindExplained:
    pairs = [
        (
            reading(sides.before.asked, row, before[row], kind.before),
            reading(sides.after.asked, row, after[row], kind.after),
        )
        for row in kind.examples
    ]
    first, second = pairs[0]
    return KindExplained(
        kind,
        rules_behind(first, kind, kind.before.rules),
        rules_behind(second, kind, kind.after.rules),
        tuple(Example(pair[0].row, facts_that_matter(pair, kind)) for pair in pairs),
        parting_steps(first, second, kind, kind.after.outcome),
        parting_steps(second, first, kind, kind.before.outcome),
    )


def rules_behind(of: Reading, kind: Kind, deciding: Iterable[str]) -> tuple[RuleCited, ...]:
    """The rules of a kind as the pack of the reading has them."""
    names = list(deciding)
    if kind.differs == "amounts":
        names = list(dict.fromkeys(_rules_of_amounts(of, kind)))
    return tuple(_rule(of.asked, of.asking.service_date, name) for name in names)


def _rules_of_amounts(of: Reading, kind: Kind) -> Iterator[str]:
    waiting, seen = deque(each.amount for each in kind.amounts), set[str]()
    while waiting and of.situation is not None:
        id = waiting.popleft()
        if id in seen:
            continue
        seen.add(id)
        for support in finding(of.situation, id, attempts=False).support:
            waiting += derived_ids(support.premises)
            if support.rule:
                yield support.rule


def _rule(asked: Asked, day: date, name: str) -> RuleCited:
    pack = asked.pack
    if name in pack.rules:
        rule = pack.rules[name]
        cited = cited_by_rule(pack, day, asked.known, rule)
        return RuleCited(name, rule.title, str(rule.span), cited)
    decides = pack.criteria[asked.question.decides]
    if name == Because.CLOSURE.value and decides.closure is not None:
        title = "no rule in force says otherwise"
        return RuleCited(name, title, str(decides.closure.span), keys(decides.closure.cites))
    return RuleCited(name, "the case states it", None, ())


def _cited(parts: Iterable[tuple[RuleCited, ...] | tuple[Step, ...]]) -> Iterator[str]:
    for part in parts:
        for each in part:
            yield from each.statements
            if isinstance(each, Step):
                yield from _cited([each.below])
