"""What is likely wrong in a checked pack, though it can be used: each finding may be excused by a waiver."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coverdict.checking.authority import days_without_authority
from coverdict.checking.days import days_without_a_rule, periods_outside_the_window
from coverdict.checking.excusing import Judged, judged
from coverdict.checking.overruled import (
    rules_that_are_always_defeated,
    rules_that_their_exception_swallows,
)
from coverdict.checking.repeated import rules_that_add_nothing
from coverdict.checking.titles import (
    questions_that_ask_nothing,
    titles_that_are_ids,
    titles_used_twice,
)
from coverdict.checking.unmeetable import (
    conditions_that_every_case_meets,
    conditions_that_no_case_meets,
)
from coverdict.checking.unused import (
    conclusions_that_lead_nowhere,
    conclusions_that_nothing_concludes,
    facts_that_nothing_reads,
    values_that_nothing_reads,
)
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.waivers import Excusable

WARNINGS: tuple[Callable[[Pack], Iterator[Excusable]], ...] = (
    conditions_that_no_case_meets,
    conditions_that_every_case_meets,
    rules_that_their_exception_swallows,
    rules_that_are_always_defeated,
    rules_that_add_nothing,
    facts_that_nothing_reads,
    conclusions_that_nothing_concludes,
    values_that_nothing_reads,
    conclusions_that_lead_nowhere,
    periods_outside_the_window,
    days_without_a_rule,
    days_without_authority,
    titles_that_are_ids,
    titles_used_twice,
    questions_that_ask_nothing,
)
"""In any order: no check rests on another."""
EXCUSABLE = (*(f"CV{number}" for number in range(340, 353)), "CV447")
"""The codes of these warnings."""


def warnings_of(pack: Pack) -> Judged:
    """What is likely wrong with the checked pack, held against its waivers."""
    return judged(pack, (found for check in WARNINGS for found in check(pack)), EXCUSABLE)
