"""Whether a mutant makes a scenario fail, as far as the edited steps alone tell.

What a scenario expects of values is told by them for certain: the verdict, conclusions, duties. What an explanation
says besides (how sure, resting on what, what is asked for) takes the explanation.
"""

from __future__ import annotations

from enum import StrEnum

from coverdict.auditing.mutation.edits import Edit, NotLocal, edit_of
from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.outlines import Days, Outline
from coverdict.auditing.mutation.preparing import Prepared, Tried
from coverdict.auditing.mutation.ripples import Ripple, ripple
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Presumption
from coverdict.vocabulary.scenarios import Expectation, Scenario
from coverdict.vocabulary.values import Value


class Certainty(StrEnum):
    """What is known of a scenario without explaining its answer."""

    FAILS = "fails"
    MAY_FAIL = "may-fail"
    PASSES = "passes"


class Effect:
    """What a mutant, made in the ``changed`` pack, changes in a program on certain days."""

    def __init__(self, mutant: Mutant, changed: Pack, original: Prepared, days: Days) -> None:
        self.pack, self.changed = original.pack, changed
        self.mutant, self.original, self.days = mutant, original, days
        self.outline: Outline = original.outline
        self.presumed = self._presumed() if mutant.field == "presumptions" else None
        self.edit: Edit | None
        try:
            self.edit = edit_of(self.pack, changed, mutant, self.outline, days)
        except NotLocal:
            self.edit = None
        self.resting = (
            self.outline.resting_on([f"rule:{mutant.about}"]) if mutant.changes_modality else None
        )

    def _presumed(self) -> tuple[tuple[Presumption, ...], ...]:
        """What is presumed of the fact, as the pack stands and as changed."""
        return tuple(
            tuple(
                item
                for item in presumptions_in_force(pack, *self.days)
                if item.fact == self.mutant.about
            )
            for pack in (self.pack, self.changed)
        )

    def on(self, each: Tried) -> Certainty:
        """Whether the scenario fails."""
        if self.edit is None:
            return Certainty.MAY_FAIL
        if self.resting is not None:
            return self._on_how_sure(each, self.resting)
        if self.presumed is not None and not self._given(each.scenario):
            return Certainty.PASSES
        found = self.ripple(each.scenario, each.model, each.values)
        if found and _fails(self.original, each, found):
            return Certainty.FAILS
        if self._may_fail(each, found):
            return Certainty.MAY_FAIL
        return Certainty.PASSES

    def ripple(
        self, scenario: Scenario, model: Model, values: dict[str, tuple[Value, ...]]
    ) -> Ripple:
        """What is told otherwise in the scenario's case."""
        assert self.edit is not None, "the caller knows that the change is local"
        return ripple(self.outline, self.edit, model, values, self._given(scenario))

    def _given(self, scenario: Scenario) -> dict[str, tuple[Value, ...]]:
        """The fact that is presumed otherwise, where the case lets it."""
        if self.presumed is None:
            return {}
        was, now = (
            inputs_of(scenario.case, of_fact).get(self.mutant.about) for of_fact in self.presumed
        )
        return {} if was == now else {self.mutant.about: () if now is None else (now,)}

    def _on_how_sure(self, each: Tried, resting: frozenset[str]) -> Certainty:
        if f"rule:{self.mutant.about}+" not in each.model.literals:
            return Certainty.PASSES
        names = {
            name
            for id in _expected_how_sure(self.original, each.scenario.expect)
            for name in self.outline.names_of(self.pack, id)
        }
        return Certainty.PASSES if resting.isdisjoint(names) else Certainty.MAY_FAIL

    def _cites_otherwise(self) -> bool:
        """Whether a parameter may have the same value by another statement: that shows only in what is cited."""
        return self.mutant.field == "parameters" and self.mutant.days is not None

    def _may_fail(self, each: Tried, found: Ripple) -> bool:
        expect = each.scenario.expect
        if found:
            return _tells_more_than_values(expect) or _is_in_doubt(self.pack, expect, found)
        if self.presumed is not None or self._cites_otherwise():
            return _tells_more_than_values(expect)
        asks = expect.missing or expect.not_missing
        return bool(asks) and not _is_settled(self.mutant, each.model)


def _fails(original: Prepared, each: Tried, found: Ripple) -> bool:
    """Whether something expected comes to something else for certain."""
    expect, sides = each.scenario.expect, found.sides
    if expect.refused is not None:
        return sides.get(f"impossible:{expect.refused}", (True,))[0] is False
    if any(name.startswith("impossible:") and now[0] for name, now in sides.items()):
        return True
    program, was = original.program, each.model.literals
    in_scope = not program.scoped or ("scope+" in was and "scope-" not in was)
    if expect.verdict is not None and program.goal in sides and in_scope and "scope" not in sides:
        return True
    wanted = (id for id, item in expect.conclusions.items() if item.value is not None)
    if any(_comes_to_another(original.pack, id, each, found) for id in wanted):
        return True
    return any(not sides.get(f"criterion:{id}", (True,))[0] for id in expect.duties)


def _comes_to_another(pack: Pack, id: str, each: Tried, found: Ripple) -> bool:
    if id in pack.criteria:
        return f"criterion:{id}" in found.sides
    if id in pack.amounts:
        was = each.values.get(id, ())
        now = found.amounts.get(id, was)
    else:
        was, now = _chosen(pack, id, each.model), _chosen(pack, id, found.after(each.model))
    return was != now and (len(was) <= 1 or len(now) <= 1)  # several are in conflict all the same


def _chosen(pack: Pack, id: str, model: Model) -> tuple[str, ...]:
    """The values of the choice that have evidence for them; a value with evidence both ways counts twice."""
    found = []
    for value in pack.choices[id].values:
        if f"choice:{id}={value}+" in model.literals:
            both = f"choice:{id}={value}-" in model.literals
            found += [value, value] if both else [value]
    return tuple(found)


def _is_in_doubt(pack: Pack, expect: Expectation, found: Ripple) -> bool:
    """Whether something told otherwise may or may not show in what is expected."""
    if "scope" in found.sides or expect.refused is not None:
        return True
    names = {name.partition(":")[2].partition("=")[0] for name in found.sides}
    named = {*expect.no_duties, *(id for id in expect.conclusions if id in pack.choices)}
    return not named.isdisjoint(names)


def _tells_more_than_values(expect: Expectation) -> bool:
    """Whether anything besides values is expected: what they rest on, how sure they are, what is asked for."""
    sure = expect.modality or any(item.modality for item in expect.conclusions.values())
    rests_on = expect.rests_on or expect.rules or expect.no_rules
    asked = expect.missing or expect.not_missing
    return bool(sure or rests_on or asked or expect.shade)


def _expected_how_sure(original: Prepared, expect: Expectation) -> list[str]:
    """The conclusions of which it is expected how sure they are, that of the question among them."""
    named = [id for id, item in expect.conclusions.items() if item.modality]
    goal = original.pack.questions[original.program.question].decides
    return [*named, goal] if expect.modality else named


def _is_settled(mutant: Mutant, model: Model) -> bool:
    """Whether it is a rule that applies or is ruled out: then nothing is asked on its behalf."""
    sides = {f"rule:{mutant.about}+", f"rule:{mutant.about}-"}
    return mutant.field == "rules" and not sides.isdisjoint(model.literals)
