"""What a changed rule comes to is foreseen as the whole program finds it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coverdict import open_pack
from coverdict.auditing.mutation.foreseeing import Foreseen
from coverdict.auditing.mutation.mutants import mutants
from coverdict.auditing.mutation.notice import Notice, Prepared, Tried, differs
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Rule

LIBRARY = Path(__file__).parents[2] / "packs/library-loans"


def foreseen() -> Iterator[tuple[Foreseen, Tried, Model]]:
    """Each change of a rule's condition, each scenario it concerns, and what the changed pack concludes of it."""
    found = open_pack(LIBRARY, "library-loans")
    assert found.pack is not None
    groups = Notice(found.pack, found.scenarios[::4]).groups
    for mutant in mutants(found.pack):
        for group in groups:
            was, now, program = mutant.was, mutant.now, group.original.program
            if isinstance(was, Rule) and isinstance(now, Rule) and was.id in program.rules:
                days = group.original.days
                rule = Foreseen.of(found.pack, program, was, now, days)
                here = Prepared(mutant.of(found.pack), group.question, days)
                for each in group.tried if rule and mutant.days is None else ():
                    yield rule, each, here.run(each.scenario.case, each.asking)


def both(one: Model, other: Model) -> Model:
    """The model, as far as the program of the other concludes the same things."""
    concluded = {item[:-1] for item in other.literals}
    return replace(one, literals=frozenset(x for x in one.literals if x[:-1] in concluded))


def test_a_changed_rule_is_foreseen_to_come_to_what_the_program_finds() -> None:
    seen = set()
    for rule, each, model in foreseen():
        changes = rule.changes(each.model, each.values)
        sides = {f"rule:{rule.rule}+", f"rule:{rule.rule}-"}
        assert changes is not sides.isdisjoint(model.literals ^ each.model.literals)
        assert changes or not differs(both(model, each.model), both(each.model, model))
        seen.add(changes)
    assert seen == {True, False}
