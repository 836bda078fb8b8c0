"""The rules for OpenFisca-core: a variable for each fact and criterion, the latter with a formula over NumPy arrays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.bench.engines import found_engines
from tests.bench.forms.deciders import name_of
from tests.bench.forms.infix import Syntax, criteria
from tests.bench.generated_rules import Fact, RuleSet, Value

DAY = "2026-03-02"
_WORD = re.compile(r"\w+")


def formulas(rules: RuleSet) -> dict[str, str]:
    """The source of each criterion's formula: each variable is read once, as one would write it by hand."""
    listed = {fact.id for fact in rules.facts if fact.type == "choice"}
    return {id: _formula(rules, text) for id, text in criteria(rules, _syntax(listed))}


def _syntax(listed: set[str]) -> Syntax:
    def value(id: str, value: Value) -> str:
        return f"{name_of(id)}_values.{name_of(str(value))}" if id in listed else str(value)

    return Syntax(
        name=name_of,
        value=value,
        both=" & ",
        either=" | ",
        negated="~({})",
        one_of=None,
    )


def _formula(rules: RuleSet, text: str) -> str:
    names = [name_of(each) for each in (*(fact.id for fact in rules.facts), *rules.criteria)]
    words = set(_WORD.findall(text))
    read = [name for name in names if name in words]
    lines = [f"    {name} = case({name!r}, period)" for name in read]
    return "\n".join(["def formula(case, period):", *lines, f"    return {text}", ""])


class OpenFisca:
    """A tax and benefit system of our rules; ``decide`` works out the goal for a whole population at once."""

    def __init__(self, rules: RuleSet) -> None:
        found_engines()
        from openfisca_core.entities import build_entity
        from openfisca_core.indexed_enums import Enum
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem

        self._rules = rules
        self._entity = build_entity(key="case", plural="cases", label="a case", is_person=True)
        self._system = TaxBenefitSystem([self._entity])
        self._enums = {
            f"{name_of(fact.id)}_values": Enum(
                name_of(fact.id), {name_of(value): value for value in fact.values}
            )
            for fact in rules.facts
            if fact.type == "choice"
        }
        for fact in rules.facts:
            self._add(name_of(fact.id), **self._typed(fact))
        for id, source in formulas(rules).items():
            names: dict[str, Callable[..., object]] = dict(self._enums)
            exec(compile(source, f"<{id}>", "exec"), names)
            self._add(name_of(id), value_type=bool, formula=names["formula"])

    def population(self, columns: Mapping[str, Any], rows: int) -> Any:  # noqa: ANN401 - untyped
        """A simulation of so many cases, with an array for each fact; of a list, the places in it."""
        from openfisca_core.simulations import SimulationBuilder

        simulation = SimulationBuilder().build_default_simulation(self._system, count=rows)
        for fact in self._rules.facts:
            simulation.set_input(name_of(fact.id), DAY, columns[fact.id])
        return simulation

    def decide(self, simulation: Any, criterion: str) -> Any:  # noqa: ANN401 - untyped
        """For every case, whether the criterion holds."""
        return simulation.calculate(name_of(criterion), DAY)

    def _typed(self, fact: Fact) -> dict[str, Any]:
        if fact.type == "choice":
            from openfisca_core.indexed_enums import Enum

            values = self._enums[f"{name_of(fact.id)}_values"]
            first = next(iter(values))
            return {"value_type": Enum, "possible_values": values, "default_value": first}
        return {"value_type": bool if fact.type == "boolean" else int}

    def _add(self, name: str, **declared: object) -> None:
        from openfisca_core.periods import DateUnit
        from openfisca_core.variables import Variable

        common = {"entity": self._entity, "definition_period": DateUnit.DAY, "label": name}
        self._system.add_variable(type(name, (Variable,), common | declared))
