"""Knowledge is held against itself: a typed pack enters, diagnostics leave.

A pack on which no check finds an error is a *checked pack*: names lead somewhere, tests fit their types,
nothing rests on itself, every day of the window has its values, every statement is accounted for. The layers to
the right rest on that and never fail on it. Each check stands alone and is named for what it finds.
What is likely wrong, though the pack can be used, is found apart from that, by ``checking.warnings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coverdict.checking.conditions import conditions_that_never_hold
from coverdict.checking.contradictions import (
    citations_of_what_is_not_followed,
    contradictions_declared_twice,
    contradictions_without_two_sides,
)
from coverdict.checking.courses import (
    course_names_that_lead_nowhere,
    course_types_that_do_not_fit,
    facts_carried_twice,
)
from coverdict.checking.cycles import conclusions_that_rest_on_themselves
from coverdict.checking.documents import documents_in_unknown_encodings
from coverdict.checking.names import names_declared_twice, names_that_lead_nowhere
from coverdict.checking.periods import (
    facts_presumed_twice,
    parameter_gaps_and_overlaps,
    periods_that_end_before_they_begin,
)
from coverdict.checking.presumptions import presumptions_that_give_way_in_vain
from coverdict.checking.shades import (
    shades_that_name_no_value,
    shades_that_never_stand,
    shades_without_a_criterion,
)
from coverdict.checking.statements import (
    citations_of_nothing,
    statements_bound_to_nothing,
    statements_without_their_use,
)
from coverdict.checking.terms import terms_about_nothing, terms_called_alike
from coverdict.checking.types import comparisons_that_do_not_fit, settings_that_do_not_fit
from coverdict.vocabulary.diagnostics import Diagnostic, in_order
from coverdict.vocabulary.packs import Pack

CHECKS: tuple[Callable[[Pack], Iterator[Diagnostic]], ...] = (
    names_declared_twice,
    names_that_lead_nowhere,
    shades_that_name_no_value,
    shades_without_a_criterion,
    shades_that_never_stand,
    citations_of_nothing,
    statements_without_their_use,
    statements_bound_to_nothing,
    documents_in_unknown_encodings,
    contradictions_without_two_sides,
    contradictions_declared_twice,
    citations_of_what_is_not_followed,
    periods_that_end_before_they_begin,
    parameter_gaps_and_overlaps,
    facts_presumed_twice,
    presumptions_that_give_way_in_vain,
    comparisons_that_do_not_fit,
    conditions_that_never_hold,
    settings_that_do_not_fit,
    conclusions_that_rest_on_themselves,
    course_names_that_lead_nowhere,
    course_types_that_do_not_fit,
    facts_carried_twice,
    terms_called_alike,
    terms_about_nothing,
)
"""In any order: no check rests on another."""


def check_pack(pack: Pack) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the pack, in order of place."""
    return in_order(found for check in CHECKS for found in check(pack))
