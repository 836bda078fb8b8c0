"""Entries of the files of a generated pack."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.generated_rules import AllOf, AnyOf, Condition, RuleSet, Test

Written = dict[str, object]

YEAR = {"from": "2026-01-01", "until": "2027-01-01"}
HALVES = ({"from": "2026-01-01", "until": "2026-07-01"}, {"from": "2026-07-01", "until": "open"})
ASKED = {"asked-of": "provider"}


def fact_entry(id: str, type: str, values: tuple[str, ...] = ()) -> Written:
    says = in_words(id)
    listed = {"of": {value: f"what is called {in_words(value)}" for value in values}}
    asks = {"asks": f"What is known of {says}?", **ASKED}
    return {"id": id, "title": f"what is known of {says}", "type": type} | (
        (listed if values else {}) | asks
    )


def in_words(id: str) -> str:
    """An id as words."""
    return id.replace(".", " ").replace("-", " ")


def criterion_entry(id: str, cites: Mapping[str, list[str]]) -> Written:
    """A criterion that closes."""
    title = f"what is said of {in_words(id)} holds"
    return {"id": id, "title": title, "otherwise": {"is": False, **cites}}


def limit_entry(
    section: str,
    of: RuleSet,
    periods: list[dict[str, str]] | tuple[dict[str, str], ...],
    cites: Mapping[str, list[str]],
) -> Written:
    """A limit in dollars, one dollar higher in each later period."""
    id = f"{section}.limit"
    values = [
        {"effective": dict(period), "is": of.parameters[id] + later, **cites}
        for later, period in enumerate(periods)
    ]
    title = f"the limit of {in_words(section)}"
    return {"id": id, "title": title, "type": "money", "values": values}


def condition_entry(condition: Condition) -> Written:
    """A condition as rules write it."""
    match condition:
        case AllOf(parts):
            return {"all": [condition_entry(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_entry(part) for part in parts]}
        case Test(subject, "is", value):
            return {subject: value}
        case Test(subject, operator, value, parameter):
            listed = list(value) if isinstance(value, tuple) else value
            return {subject: {operator: f"${parameter}" if parameter else listed}}
