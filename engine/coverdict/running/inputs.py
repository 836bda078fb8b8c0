"""What a program reads of a case: values by name, after presumptions."""

from __future__ import annotations

from collections.abc import Mapping

from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.packs import Presumption
from coverdict.vocabulary.values import Value

Inputs = Mapping[str, Value]


def inputs_of(case: Case, presumptions: tuple[Presumption, ...] = ()) -> Inputs:
    """Facts given, criteria stated and, where the case is silent, what is presumed."""
    presumed = {item.fact: item.value for item in presumptions if item.is_taken(case.facts)}
    given = {name: given.value for name, given in case.facts.items()}
    stated = {name: given.value for name, given in case.stated.items()}
    return presumed | given | stated
