"""Facts that take their values from several lists: what two of these have in common means the same in both."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.conditions import Test
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import CodeSet, Fact, Pack, Rule


def values_with_two_meanings(pack: Pack) -> Iterator[Diagnostic]:
    """A value that two lists of a fact say in different words, or of which two tables conclude different things."""
    for fact in pack.facts.values():
        if len(fact.values_from) > 1:
            yield from _said_differently(pack, fact)
            yield from _settled_differently(pack, fact)


def _said_differently(pack: Pack, fact: Fact) -> Iterator[Diagnostic]:
    first: dict[str, CodeSet] = {}
    for named in fact.values_from:
        if named.id not in pack.code_sets:
            continue
        listed = pack.code_sets[named.id]
        for code, says in listed.codes.items():
            other = first.setdefault(code, listed)
            if other.codes[code] != says:
                message = (
                    f"`{code}` of fact `{fact.id}` is “{other.codes[code]}” in `{other.id}`"
                    f" and “{says}” in `{named.id}`"
                )
                yield _differ(message, named.span, "the first list is declared here", other.span)


def _settled_differently(pack: Pack, fact: Fact) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], list[tuple[Rule, Span]]] = {}
    for rule, code in _rows(pack, fact):
        (concluded,) = rule.then
        before = first.setdefault((str(code.value), concluded.id), [])
        for other, place in before:
            if other.table != rule.table and _disagree(other, rule):
                message = (
                    f"`{code.value}` of fact `{fact.id}` sets `{concluded.id}` differently"
                    f" in `{other.table}` and `{rule.table}`"
                )
                yield _differ(message, code.span, "the row of the other table is here", place)
        before.append((rule, code.span))


def _rows(pack: Pack, fact: Fact) -> Iterator[tuple[Rule, Constant]]:
    """The rules that its tables are, with each code to which one applies."""
    tables = {named.id for named in fact.values_from}
    for rule in pack.rules.values():
        if rule.table in tables and isinstance(rule.when, Test) and rule.when.subject == fact.id:
            yield from ((rule, code) for code in rule.when.operands if isinstance(code, Constant))


def _disagree(one: Rule, other: Rule) -> bool:
    """Whether they conclude different values on some day."""
    if one.then[0].constant == other.then[0].constant:
        return False
    return one.effective.overlaps(other.effective) and one.known.overlaps(other.known)


def _differ(message: str, place: Span, note: str, other: Span) -> Diagnostic:
    return Diagnostic(
        "CV454",
        message,
        "what the value means would depend on the list in which it is looked up",
        place,
        "let both lists say the same of it, or take it out of one of them",
        related=(Related(note, other),),
    )
