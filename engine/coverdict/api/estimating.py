"""Courses and plans read, and what a course comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from coverdict.api.installed import ENGINE, schemas
from coverdict.compiling.in_force import era
from coverdict.compiling.programs import compile_question
from coverdict.explaining.background import Background
from coverdict.explaining.comparisons import compared, under_plan
from coverdict.explaining.courses import estimated, question_of_course
from coverdict.explaining.deciding import nearest_day
from coverdict.loading import courses as course_files
from coverdict.loading import plans as plan_files
from coverdict.loading.cases import FilePart, TextPart
from coverdict.loading.courses import ReadCourse
from coverdict.loading.plans import ReadPlan
from coverdict.running.agreement import CrossChecked
from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.courses import Course, Plan
from coverdict.vocabulary.estimates import Estimate
from coverdict.vocabulary.packs import Pack


def read_course(pack: Pack, part: FilePart | TextPart, plan: Plan | None = None) -> ReadCourse:
    """The course in a file, its visits paid under a plan where one is given."""
    return course_files.read_course(pack, part, schemas(), plan)


def read_plan(pack: Pack, part: FilePart | TextPart) -> ReadPlan:
    """The plan in a file."""
    return plan_files.read_plan(pack, part, schemas())


def estimate(
    pack: Pack,
    course: Course,
    knowledge_date: date,
    question: str | None = None,
    compare: Sequence[Plan] = (),
) -> Estimate:
    """What the visits of a course come to, both backends agreeing on each; beside it, the same under other plans.

    Only for a pack that has a ``course`` section.
    """
    asked = question or pack.main_question.id
    asking = Asking(asked, nearest_day(pack, knowledge_date), knowledge_date)

    def prepare(day: date) -> tuple[Background, CrossChecked]:
        return _prepared_course(pack, asked, *era(pack, day, knowledge_date))

    sides = [course, *(under_plan(pack, course, plan) for plan in compare)]
    found = [estimated(pack, side, asking, prepare, ENGINE) for side in sides]
    return compared(found[0], found[1:]) if compare else found[0]


@lru_cache(maxsize=16)
def _prepared_course(
    pack: Pack, question: str, day: date, known: date
) -> tuple[Background, CrossChecked]:
    program = compile_question(pack, question_of_course(pack, question), day, known)
    return Background(pack, program, day, known), CrossChecked(program)
