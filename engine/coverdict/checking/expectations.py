"""Scenarios that expect what can't come: the scenarios of a checked pack enter, diagnostics leave.

An expectation that could never hold, or never fail, tests nothing. Each check is named for what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from coverdict.checking.expected_conclusions import (
    modalities_that_no_rule_gives,
    values_that_nothing_concludes,
)
from coverdict.checking.expected_reach import (
    expectations_beyond_the_question,
    rules_that_are_not_in_force,
    statements_that_nothing_cites,
)
from coverdict.checking.scenarios_asked import Asked, asked
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Severity, in_order
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario

CHECKS: tuple[Callable[[Asked], Iterator[Diagnostic]], ...]


def check_scenarios(pack: Pack, scenarios: Iterable[Scenario]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with what the scenarios expect, in order of place."""
    found: list[Diagnostic] = []
    put = [asked(pack, scenario) for scenario in scenarios]
    for item in put:
        checks = CHECKS if item.is_inside else (expectations_outside_the_window,)
        found += (problem for check in checks for problem in check(item))
    return in_order([*found, *scenarios_that_ask_nothing_more(put)])


def expectations_outside_the_window(item: Asked) -> Iterator[Diagnostic]:
    """Something expected of a day on which the pack decides nothing."""
    if item.is_inside:
        return
    expect, nothing = item.scenario.expect, ("unknown", None)
    told: list[tuple[str, str]] = [
        *([("verdict", "")] if expect.verdict not in ("undetermined", None) else ()),
        *([("modality", "")] if expect.modality else ()),
        *([("shade", expect.shade)] if expect.shade else ()),
        *(
            ("conclusions", id)
            for id, wanted in expect.conclusions.items()
            if wanted.value not in nothing or wanted.modality
        ),
        *(("rests-on", name) for name in expect.rests_on),
        *(("rules", name) for name in expect.rules),
        *(("duties", name) for name in expect.duties),
        *(("missing", name) for name in expect.missing),
        *([("refused", expect.refused)] if expect.refused else ()),
    ]
    for about, name in told[:1]:
        yield Diagnostic(
            "CV513",
            f"the scenario is of {item.service}, outside the pack's window, where nothing is decided",
            "outside the window every answer is undetermined, and nothing is told with it",
            item.place(about, name),
            f"write a date of service {_window(item.pack)}, or expect `verdict: undetermined` alone",
        )


def expectations_that_the_scenario_rules_out(item: Asked) -> Iterator[Diagnostic]:
    """Two expectations that can't both hold, or one that the case itself keeps from holding."""
    expect = item.scenario.expect
    pairs = (
        ("duties", expect.duties, "no-duties", expect.no_duties),
        ("missing", expect.missing, "not-missing", expect.not_missing),
        ("rules", expect.rules, "no-rules", expect.no_rules),
    )
    for one, names, other, others in pairs:
        for name in names:
            if name in others:
                message = f"`{name}` is expected under `{one}` and under `{other}`"
                related = (Related("expected there", item.place(other, name)),)
                yield _ruled_out(item, one, name, message, "take one of them out", related)
    if expect.refused is not None and len(item.expected) > 1:
        message = f"the case is expected to be refused for `{expect.refused}`, and to be answered"
        yield _ruled_out(item, "refused", expect.refused, message, "expect `refused` alone")
    for name in expect.missing:
        given = item.scenario.case.facts.get(name) or item.scenario.case.stated.get(name)
        if given is not None:
            message = f"`{name}` is expected to be asked for, but the case gives it"
            help = "take it out of the case (with `without`, if it comes from `like`), or out of `missing`"
            yield _ruled_out(item, "missing", name, message, help)


def scenarios_that_ask_nothing_more(put: Iterable[Asked]) -> Iterator[Diagnostic]:
    """A scenario of which another, of the same case, question and days, expects all that it does.

    Two that ask the same are welcome where each expects something of its own: they may stand in different files.
    """
    alike: dict[object, list[Asked]] = {}
    for item in put:
        alike.setdefault(item.content, []).append(item)
    for group in alike.values():
        for place, item in enumerate(group):
            more = (other for other in group if item.expected < other.expected)
            same = (other for other in group[:place] if item.expected == other.expected)
            other = next(chain(more, same), None)
            if other is not None:
                yield _nothing_more(item.scenario, other.scenario)


def _nothing_more(scenario: Scenario, other: Scenario) -> Diagnostic:
    return Diagnostic(
        "CV518",
        f"the scenario `{scenario.id}` asks nothing that `{other.id}` does not",
        "both have the same case and question, so it looks as if more were tested than is",
        scenario.span,
        "take it out, expect something more of it, or mend the fact that was to differ",
        Severity.WARNING,
        (Related("asked here", other.span),),
    )


def _ruled_out(
    item: Asked,
    about: str,
    name: str,
    message: str,
    help: str,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    why = "what the scenario itself rules out can never come"
    return Diagnostic("CV519", message, why, item.place(about, name), help, related=related)


def _window(pack: Pack) -> str:
    return f"from {pack.window.start or 'any day'} to before {pack.window.until or 'any day'}"


CHECKS = (
    values_that_nothing_concludes,
    modalities_that_no_rule_gives,
    statements_that_nothing_cites,
    rules_that_are_not_in_force,
    expectations_beyond_the_question,
    expectations_that_the_scenario_rules_out,
)
