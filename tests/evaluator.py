"""The definitional evaluator: "What it means" of docs/language.md said again, on a pack as its analyst wrote it.

It knows no program and no clauses. A pair is (evidence for, evidence against); a name has a set of values. Slow, and
short enough to be held against the page by eye.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any as Anything

from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Reference
from coverdict.vocabulary.packs import Modality, Pack, Rule
from tests.exactly import GIVES, PASSES, exact, rounded

Pair = tuple[bool, bool]


@dataclass(eq=False)
class Evaluator:
    """A pack on a day of service, as known on a day, with the values that a case gives or a pack presumes.

    Rules less sure than ``surety`` conclude nothing, so that it can be found out how sure a conclusion is.
    """

    pack: Pack
    given: Mapping[str, Anything]
    days: tuple[date, date]
    surety: Modality = Modality.MAY

    def __post_init__(self) -> None:
        self.rules = list(filter(self.in_force, self.pack.rules.values()))
        self.constants = {name: {exact(value)} for name, value in self.given.items()}
        for id, parameter in self.pack.parameters.items():
            self.constants[id] = {
                exact(item.value) for item in filter(self.in_force, parameter.values)
            }
        for name in ("applies", "said", "amount"):
            setattr(self, name, cache(getattr(self, name)))

    def in_force(self, dated: Anything) -> bool:
        return self.days[0] in dated.effective and self.days[1] in dated.known

    def condition(self, condition: Condition) -> Pair:
        match condition:
            case Test():
                return self.test(condition)
            case Not(part):
                return self.condition(part)[::-1]
            case All(parts) | Any(parts) | AtLeast(_, parts):
                pro, con = map(sum, zip(*map(self.condition, parts), strict=True))
                needed = {All: len(parts), Any: 1}.get(type(condition)) or condition.n
                return pro >= needed, con > len(parts) - needed

    def test(self, test: Test) -> Pair:
        listed = self.pack.code_sets.get(getattr(test.operands[0], "id", ""))
        operands = [{code} for code in listed.codes] if listed else map(self.values, test.operands)
        if test.subject in self.pack.criteria or test.subject in self.pack.choices:
            said, wanted = self.said(test.subject), set().union(*operands)
            pair = bool(said & wanted), all(said - {value} for value in wanted)
            return pair[::-1] if test.comparison in (Comparison.NOT, Comparison.NOT_IN) else pair
        found = product(self.values(Reference(test.subject, test.span)), *operands)
        passed = {PASSES[test.comparison](*chosen) for chosen in found}
        return True in passed, False in passed

    def applies(self, rule: Rule) -> Pair:
        """Whether the rule applies, and whether it is ruled out."""
        winners = [one for one in self.rules if rule.id in (cited.key for cited in one.defeats)]
        parts = [self.applies(one)[::-1] for one in winners]
        parts += [self.condition(rule.when)] if rule.when else []
        parts += [self.condition(rule.unless)[::-1]] if rule.unless else []
        return all(pro for pro, _ in parts), any(con for _, con in parts)

    def settings(self, id: str) -> list[tuple[Rule, Anything]]:
        """The rules in force that set a conclusion, with what they set."""
        return [(rule, item) for rule in self.rules for item in rule.then if item.id == id]

    def concluded(self, id: str) -> list[Anything]:
        sure = tuple(Modality)[: tuple(Modality).index(self.surety) + 1]
        found = (pair for pair in self.settings(id) if pair[0].modality in sure)
        return [item for rule, item in found if self.applies(rule)[0]]

    def said(self, id: str) -> set[Anything]:
        """The values that a criterion or choice is said to have: each is for itself, against the others."""
        declared: Anything = self.pack.criteria.get(id) or self.pack.choices[id]
        said = {item.constant for item in self.concluded(id)}
        said |= self.constants.get(id, set()) if getattr(declared, "stating", None) else set()
        value = declared.closure.value if declared.closure else None
        others = [rule for rule, item in self.settings(id) if item.constant != value]
        closes = declared.closure and all(self.applies(rule)[1] for rule in others)
        return said | {value} if closes else said

    def values(self, expression: Expression) -> set[Anything]:
        match expression:
            case Constant(value):
                return {exact(value)}
            case Reference(id):
                return self.amount(id) if id in self.pack.amounts else self.constants.get(id, set())
            case Calculation(operation, operands):
                return {
                    GIVES[operation](*chosen) for chosen in product(*map(self.values, operands))
                }

    def amount(self, id: str) -> set[Anything]:
        declared = self.pack.amounts[id]
        ways = [item.value for item in self.concluded(id)] + [declared.expression]
        found = (value for way in filter(None, ways) for value in self.values(way))
        return {rounded(value, declared.rounding) for value in found}
