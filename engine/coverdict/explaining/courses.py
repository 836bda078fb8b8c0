"""What a course comes to: its visits, totals, milestones and lines, and what is still to be found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coverdict.explaining.answers import pack_name
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.course_kinds import (
    Kind,
    Kinds,
    groups_of,
    key_of,
    kinds_of,
    missing_of,
    presumptions_of,
)
from coverdict.explaining.course_milestones import lines_of, milestones_of
from coverdict.explaining.course_runs import (
    Decided,
    Prepare,
    Run,
    Undecided,
    amount_of,
    run_course,
)
from coverdict.explaining.course_totals import Cited, totals_of, years_of
from coverdict.explaining.naming import joined, type_of, value_in_words
from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.courses import Course, CourseRules
from coverdict.vocabulary.estimates import Estimate, PlanName, VisitAmount, VisitEstimate
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.verdicts import VerdictValue


def question_of_course(pack: Pack, question: str) -> Question:
    """The question with what a course tells for its reports: the duties, what is carried, added up, watched, drawn."""
    asked, rules = pack.questions[question], pack.course
    assert rules is not None, "only a pack with a course is asked about one"
    duties = (cited for cited in asked.reports if _is_duty(pack, cited.key))
    told = (
        *duties,
        *(carry.becomes for carry in rules.carries),
        *(total.amount for total in rules.totals),
        *rules.milestones,
        *(line.amount for line in rules.lines),
    )
    return replace(asked, reports=told, shades=())


def _is_duty(pack: Pack, id: str) -> bool:
    return id in pack.criteria and pack.criteria[id].action is not None


def estimated(
    pack: Pack, course: Course, asking: Asking, prepare: Prepare, engine: str
) -> Estimate:
    """The whole answer about a course; ``asking`` names the question, the day known and whether to presume."""
    rules = pack.course
    assert rules is not None, "only a pack with a course is asked about one"
    run = run_course(pack, course, asking, prepare)
    kinds = kinds_of(run, rules)
    visits = tuple(_visit(number, item, rules, kinds) for number, item in enumerate(run, 1))
    cited = _cited(rules, kinds)
    found = Estimate(
        title=course.title,
        question=asking.question,
        question_title=pack.questions[asking.question].title,
        knowledge_date=asking.knowledge_date,
        pack=pack_name(pack),
        engine=engine,
        plan=PlanName(course.plan.id, course.plan.title) if course.plan else None,
        visits=visits,
        totals=totals_of(pack, visits, cited),
        years=years_of(pack, visits, cited),
        groups=groups_of(kinds.values()),
        milestones=milestones_of(pack, rules, run),
        lines=lines_of(pack, rules, run),
        missing_facts=missing_of(kinds.values(), rules),
        presumptions=presumptions_of(kinds.values()),
        statements=(),
        warnings=tuple(_warnings(run)),
    )
    return replace(found, statements=cited_statements(pack, _statements(found)))


def _visit(
    number: int, item: Decided | Undecided, rules: CourseRules, kinds: Kinds
) -> VisitEstimate:
    day, label = item.visit.date, item.visit.label
    names = [total.amount.key for total in rules.totals]
    if isinstance(item, Undecided):
        nothing = tuple(VisitAmount(name, None, None, item.why) for name in names)
        note = (f"not decided: {item.why}",)
        return VisitEstimate(number, day, label, None, None, nothing, note)
    kind = kinds[key_of(item)]
    amounts = tuple(_amount(item, kind, name) for name in names)
    return VisitEstimate(number, day, label, item.verdict, kind.modality, amounts, item.notes)


def _amount(item: Decided, kind: Kind, amount: str) -> VisitAmount:
    value = amount_of(item, amount)
    if value is not None:
        return VisitAmount(amount, value, kind.told[amount].modality)
    pack = item.background.pack
    found = [value_in_words(each, type_of(pack, amount), {}) for each in item.values(amount)]
    why = f"conflicting: {joined(found, 'or')}" if found else "not known"
    return VisitAmount(amount, None, None, why)


def _cited(rules: CourseRules, kinds: Kinds) -> Cited:
    """The statements that each total rests on, over all kinds of visits."""
    cited: dict[str, dict[str, None]] = {total.amount.key: {} for total in rules.totals}
    for kind in kinds.values():
        for name, keys in cited.items():
            for support in kind.told[name].support:
                keys.update(dict.fromkeys(support.statements))
    return {name: tuple(keys) for name, keys in cited.items()}


def _statements(found: Estimate) -> Iterator[str]:
    for total in found.totals:
        yield from total.statements
    for group in found.groups:
        for reason in group.reasons:
            yield from reason.statements
    for milestone in found.milestones:
        for reached in milestone.reached:
            yield from reached.statements
            for duty in reached.duties:
                yield from duty.statements
    for missing in found.missing_facts:
        yield from missing.fact.statements
    for presumption in found.presumptions:
        yield from presumption.statements


def _warnings(run: Run) -> Iterator[str]:
    left_out = sum(isinstance(item, Undecided) for item in run)
    if left_out:
        visits, they = ("visit is", "it costs") if left_out == 1 else ("visits are", "they cost")
        yield f"{left_out} {visits} not decided, and what {they} is not in the totals"
    undetermined = sum(
        isinstance(item, Decided) and item.verdict is VerdictValue.CONFLICTING for item in run
    )
    if undetermined:
        yield f"the facts of {undetermined} visits speak for and against the answer"
