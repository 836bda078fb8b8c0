"""Cycles: no conclusion rests on itself."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.expressions import references_in
from coverdict.vocabulary.packs import Pack, Rule


def conclusions_that_rest_on_themselves(pack: Pack) -> Iterator[Diagnostic]:
    """The first cycle found, with every step of it."""
    graph = _graph(pack)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        places = {name: place for name in cycle if (place := _place(pack, name))}
        shown = " → ".join(f"`{name.split(':', 1)[1]}`" for name in reversed(cycle))
        yield Diagnostic(
            "CV314",
            f"these conclusions rest on one another: {shown}",
            "a conclusion that rests on itself proves nothing, and no order of rules could work it out",
            places.get(cycle[0]),
            "take one of these conditions out, or split the conclusion in two",
            related=tuple(
                Related(f"`{name.split(':', 1)[1]}` stands here", places[name])
                for name in dict.fromkeys(cycle[1:])
                if name != cycle[0] and name in places
            ),
        )


def _graph(pack: Pack) -> dict[str, list[str]]:
    """What each conclusion and rule rests on; conclusions as ``is:<id>``, rules as ``rule:<id>``."""
    graph: dict[str, set[str]] = {}
    given = {*pack.facts, *pack.parameters, *pack.code_sets}
    for amount in pack.amounts.values():
        if amount.expression is not None:
            graph[f"is:{amount.id}"] = {
                f"is:{item.id}" for item in references_in(amount.expression)
            }
    for rule in sorted(pack.rules.values(), key=lambda rule: rule.id):
        graph[f"rule:{rule.id}"] = set(_read_by(rule))
        for setting in rule.then:
            if setting.id not in given:  # that is reported by itself
                graph.setdefault(f"is:{setting.id}", set()).add(f"rule:{rule.id}")
            graph[f"rule:{rule.id}"] |= {f"is:{item.id}" for item in references_in(setting.value)}
    for rule in pack.rules.values():
        for cited in rule.defeats:
            graph.setdefault(f"rule:{cited.key}", set()).add(f"rule:{rule.id}")
    return {name: sorted(graph[name]) for name in sorted(graph)}


def _read_by(rule: Rule) -> Iterator[str]:
    conditions: list[Condition] = [item for item in (rule.when, rule.unless) if item is not None]
    for condition in conditions:
        for test in tests_of(condition):
            yield f"is:{test.subject}"
            for operand in test.operands:
                yield from (f"is:{item.id}" for item in references_in(operand))


def _place(pack: Pack, name: str) -> Span | None:
    kind, id = name.split(":", 1)
    if kind == "rule":
        return pack.rules[id].span if id in pack.rules else None
    thing = pack.criteria.get(id) or pack.choices.get(id) or pack.amounts.get(id)
    return thing.span if thing else None
