"""Milestones of a course: where a criterion first holds, and what has to be done by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coverdict.compiling.in_force import parameter_value
from coverdict.explaining.course_runs import Decided, Run
from coverdict.explaining.findings import derivation
from coverdict.explaining.naming import joined, subject_title
from coverdict.explaining.reports import duties_due
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.courses import CourseRules, Line, Restart
from coverdict.vocabulary.estimates import LineDrawn, LinePoint, Milestone, Reached
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import DutyDue, Finding


def milestones_of(pack: Pack, rules: CourseRules, run: Run) -> tuple[Milestone, ...]:
    """Each milestone of the pack, reached or not."""
    return tuple(_milestone(pack, rules, cited.key, run) for cited in rules.milestones)


def _milestone(pack: Pack, rules: CourseRules, id: str, run: Run) -> Milestone:
    states = [
        item.model.value(f"criterion:{id}") if isinstance(item, Decided) else Belnap.UNKNOWN
        for item in run
    ]
    unknown = tuple(number for number, state in enumerate(states, 1) if state is Belnap.UNKNOWN)
    yearly = any(carry.restarts is Restart.EACH_YEAR for carry in rules.carries)
    first: dict[int, tuple[int, Decided]] = {}
    for number, (item, state) in enumerate(zip(run, states, strict=True), 1):
        if isinstance(item, Decided) and state in (Belnap.TRUE, Belnap.CONFLICTING):
            first.setdefault(item.visit.date.year if yearly else 0, (number, item))
    reached = tuple(_reached(id, number, item) for number, item in first.values())
    return Milestone(id, subject_title(pack, id), reached, unknown)


def _reached(id: str, number: int, decided: Decided) -> Reached:
    situation = decided.situation()
    found = derivation(situation, id)
    statements = (key for support in found[0].support for key in support.statements)
    return Reached(
        number,
        decided.visit.date,
        decided.visit.label,
        found[0].modality,
        tuple(_duties(situation, found[0])),
        tuple(dict.fromkeys(_figures(found))),
        tuple(dict.fromkeys(statements)),
    )


def _duties(situation: Situation, milestone: Finding) -> Iterator[DutyDue]:
    """The reported duties that hold because the milestone does, or by the rule that makes it hold."""
    pack, rules = situation.pack, {item.rule for item in milestone.support}
    for cited in pack.questions[situation.program.question].reports:
        duty = pack.criteria.get(cited.key)
        if duty is None or duty.action is None:
            continue
        found = derivation(situation, duty.id)
        rests_on_it = any(item.id == milestone.id for item in found)
        if rests_on_it or any(item.rule in rules for item in found[0].support):
            yield from duties_due(situation, found[:1])


def _figures(found: Sequence[Finding]) -> Iterator[str]:
    """The tests of amounts that the milestone rests on, with what the amounts come to."""
    amounts = {item.id: item.value for item in found if item.kind == "amount"}
    for item in found:
        for premise in (premise for support in item.support for premise in support.premises):
            if premise.id in amounts and item.kind != "amount":
                yield f"{premise.says}, here {joined(amounts[premise.id], 'or')}"


def lines_of(pack: Pack, rules: CourseRules, run: Run) -> tuple[LineDrawn, ...]:
    """The amounts that the pack draws, visit by visit."""
    return tuple(_line(pack, line, run) for line in rules.lines)


def _line(pack: Pack, line: Line, run: Run) -> LineDrawn:
    amount = pack.amounts[line.amount.key]
    points = tuple(
        _point(line, number, item) if isinstance(item, Decided) else LinePoint(number, None, None)
        for number, item in enumerate(run, 1)
    )
    limit_title = subject_title(pack, line.limit.key)
    title = line.title or amount.title
    return LineDrawn(amount.id, title, line.limit.key, limit_title, amount.type, points)


def _point(line: Line, number: int, decided: Decided) -> LinePoint:
    parameter = decided.background.pack.parameters[line.limit.key]
    asking = decided.asking
    limit = parameter_value(parameter, asking.service_date, asking.knowledge_date)
    values = decided.values(line.amount.key)
    return LinePoint(number, values[0] if len(values) == 1 else None, limit)
