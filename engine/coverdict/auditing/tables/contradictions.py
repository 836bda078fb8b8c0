"""Determinations that differ from the rules, by kind: what decides here, why, and what an open answer waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coverdict.auditing.scenarios.steps import Step
from coverdict.auditing.tables.examples import Reading, facts_that_matter, parting_steps, reading
from coverdict.auditing.tables.impacts import Example, RuleCited, rules_behind
from coverdict.explaining.answers import pack_name
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.missing import missing_facts
from coverdict.populations.comparisons import Contradictions, Kind
from coverdict.populations.row_cases import cases_of_rows
from coverdict.populations.verdict_files import CaseTable, Side
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.verdicts import MissingFact, PackName, StatementCited, VerdictValue


@dataclass(frozen=True, slots=True)
class KindExplained:
    """Rows that differ alike; the steps are of the first example: why not as determined, then why as it is.

    ``missing`` is what the rules still wait for in it, where they leave it open.
    """

    kind: Kind
    rules: tuple[RuleCited, ...]
    examples: tuple[Example, ...]
    steps: tuple[Step, ...]
    missing: tuple[MissingFact, ...]


@dataclass(frozen=True, slots=True)
class ContradictionReport:
    """The whole: which knowledge, which column, what was counted, each kind explained, the statements cited."""

    pack: PackName
    question: str
    question_title: str
    knowledge_date: date
    column: str
    found: Contradictions
    kinds: tuple[KindExplained, ...]
    open_kinds: tuple[KindExplained, ...]
    statements: tuple[StatementCited, ...]


def contradiction_report(
    cases: CaseTable, side: Side, column: str, found: Contradictions
) -> ContradictionReport:
    """The kinds explained; raises Unreadable, and Disagreement where a backend says otherwise than the table."""
    rows = [row for kind in (*found.kinds, *found.open_kinds) for row in kind.examples]
    read, asked = cases_of_rows(cases, side, rows), side.asked
    kinds = tuple(_explained(kind, side, read) for kind in found.kinds)
    open_kinds = tuple(_explained(kind, side, read) for kind in found.open_kinds)
    return ContradictionReport(
        pack_name(asked.pack),
        asked.question.id,
        asked.question.title,
        asked.known,
        column,
        found,
        kinds,
        open_kinds,
        cited_statements(asked.pack, _cited((*kinds, *open_kinds))),
    )


def _explained(kind: Kind, side: Side, cases: Mapping[int, Case]) -> KindExplained:
    readings = [reading(side.asked, row, cases[row], kind.after) for row in kind.examples]
    first = readings[0]
    return KindExplained(
        kind,
        rules_behind(first, kind, kind.after.rules),
        tuple(Example(each.row, facts_that_matter([each], kind)) for each in readings),
        parting_steps(first, None, kind, kind.before.outcome),
        _missing(first),
    )


def _missing(of: Reading) -> tuple[MissingFact, ...]:
    if of.situation is None or of.outcome != VerdictValue.UNDETERMINED:
        return ()
    return missing_facts(of.situation, True, ())


def _cited(kinds: Iterable[KindExplained]) -> Iterator[str]:
    for each in kinds:
        for rule in each.rules:
            yield from rule.statements
        yield from _of_steps(each.steps)


def _of_steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        yield from step.statements
        yield from _of_steps(step.below)
