"""A course to fill in: patterns, single visits, and the facts that each level gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from coverdict.compiling.programs import compile_question
from coverdict.explaining.courses import question_of_course
from coverdict.vocabulary.packs import Pack
from coverdict.writing.case_templates import fact_lines


def course_template(pack: Pack) -> str:
    """A course file with its parts explained; every fact is a comment until its value is known.

    Only for a pack that has a ``course`` section.
    """
    start = pack.window.start or "2026-01-01"
    lines = [
        f"# A course of visits for: {pack.title} ({pack.id} {pack.version})",
        "# `coverdict estimate` decides each visit and adds up what they cost. Take the # off the line of each fact",
        "# that is known, and write its value. What a visit says goes over its pattern, a pattern over all.",
        "course:",
        "  title: a course of visits",
        *_said_of_all(pack),
        "  # Visits that repeat by the week. Write as many patterns as there are, side by side.",
        "  patterns:",
        "    - id: weekly-visits",
        f"      starts: {start}",
        "      days: [monday, thursday]    # or, in place of it, `times-a-week: 2`",
        "      weeks: 12",
        "      # case:                     # what is said of this pattern's visits only",
        "  # Single visits, in the order of their dates. `same-day: true` is one more on a day that has one already.",
        "  # visits:",
        f"  #   - {{date: {start}, title: the first visit, case: {{}}}}",
    ]
    return "\n".join(lines) + "\n"


def _said_of_all(pack: Pack) -> Iterator[str]:
    read = _facts_read(pack)
    carried = [carry.fact.key for carry in pack.course.carries] if pack.course else []
    others = [id for id in read if id not in carried and id != pack.service_date]
    yield "  # What is said of every visit (take the # off the next line too)."
    yield "  # case:"
    if carried:
        yield "    # ── as it is before the first visit; from then on it is carried from visit to visit ──"
        yield from _facts(pack, carried)
        yield "    # ── of every visit ──"
    yield from _facts(pack, others)


def _facts_read(pack: Pack) -> tuple[str, ...]:
    """The facts that matter to the main question and to what is carried, added up, watched and drawn."""
    question = question_of_course(pack, pack.main_question.id)
    first_day = pack.window.start or date.min
    return compile_question(pack, question, first_day, date.max).facts


def _facts(pack: Pack, ids: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for id in ids for line in fact_lines(pack, pack.facts[id]))
