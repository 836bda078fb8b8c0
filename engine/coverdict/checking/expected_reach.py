"""Rules, statements, duties and facts that a scenario expects, held against what its question reads on its days."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.scenarios_asked import Asked
from coverdict.vocabulary.diagnostics import Diagnostic, Related


def statements_that_nothing_cites(item: Asked) -> Iterator[Diagnostic]:
    """A statement to rest on that nothing cites which the question reads on the day."""
    names = [name for name in item.scenario.expect.rests_on if name in item.pack.statements]
    for name in names:
        if name in item.reach.cited:
            continue
        yield Diagnostic(
            "CV514",
            f"nothing that the question `{item.question.id}` reads on {item.service} cites"
            f" `{name}`",
            "no derivation could rest on it, so the expectation could never hold",
            item.place("rests-on", name),
            "cite it in the rule or value that follows it, name the statement that is cited,"
            " or take it out",
            related=(Related("registered here", item.pack.statements[name].span),),
        )


def rules_that_are_not_in_force(item: Asked) -> Iterator[Diagnostic]:
    """A rule that is to apply, or to be rested on, outside its period."""
    for about, name in _rules_wanted(item):
        rule = item.pack.rules[name]
        if item.service not in rule.effective:
            when = f"on {item.service}: it is in force from {rule.effective}"
        elif item.known not in rule.known:
            when = f"on {item.known}, the day of knowledge: it is known from {rule.known}"
        else:
            continue
        yield Diagnostic(
            "CV515",
            f"the rule `{name}` cannot apply {when}",
            "a rule decides nothing outside its period, so the expectation could never hold",
            item.place(about, name),
            f"write another `{item.pack.service_date}`, mend the rule's period,"
            " or expect it under `no-rules`",
            related=(Related("declared here", rule.span),),
        )


def expectations_beyond_the_question(item: Asked) -> Iterator[Diagnostic]:
    """A rule, fact, duty or shade that the answer to the question can't speak of."""
    for about, name in _rules_wanted(item):
        rule = item.pack.rules[name]
        in_force = item.service in rule.effective and item.known in rule.known
        if in_force and name not in item.reach.rules:
            yield _beyond(item, about, name, "the rule", "reads it")
    expect = item.scenario.expect
    reported = {cited.key for cited in item.question.reports}
    for about, names in (("duties", expect.duties), ("no-duties", expect.no_duties)):
        for name in names:
            duty = item.pack.criteria.get(name)
            if duty is not None and duty.action and name not in reported:
                yield _beyond(item, about, name, "the duty", "reports it")
    shades = {shade.when.key for shade in item.question.shades}
    if expect.shade is not None and expect.shade in item.pack.criteria.keys() - shades:
        yield _beyond(item, "shade", expect.shade, "the shade", "is worded by it")
    for name in expect.missing:
        if name in item.pack.facts and name not in item.reach.names:
            yield _beyond(item, "missing", name, "the fact", "reads it")


def _rules_wanted(item: Asked) -> Iterator[tuple[str, str]]:
    expect = item.scenario.expect
    for about, names in (("rests-on", expect.rests_on), ("rules", expect.rules)):
        yield from ((about, name) for name in names if name in item.pack.rules)


def _beyond(item: Asked, about: str, name: str, what: str, how: str) -> Diagnostic:
    helps = {
        "duties": "report the duty in pack.yaml, ask the question that reports it,"
        " or expect it under `conclusions`",
        "missing": "ask the question that it matters to, or take it out",
        "shade": "name a criterion of the question's `shades`",
    }
    helps["no-duties"] = helps["duties"]
    return Diagnostic(
        "CV517",
        f"{what} `{name}` is beyond the question `{item.question.id}`: nothing in its answer {how}",
        "an expectation about what the answer never speaks of could never hold, or never fail",
        item.place(about, name),
        helps.get(
            about, "ask the question that reads it, or name under `conclusions` what it concludes"
        ),
    )
