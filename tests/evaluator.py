"""The definitional evaluator: "What it means" of docs/language.md said again, on a pack as its analyst wrote it.

It knows no program and no clauses. A pair is (evidence for, evidence against); a name has a set of values, of which
each is for itself and against every other. Slow, and short enough to be held against the page by eye.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from coverdict.vocabulary.conditions import All, Any, AtLeast, Comparison, Condition, Not, Test
from coverdict.vocabulary.expressions import Calculation, Constant, Expression, Reference
from coverdict.vocabulary.packs import Pack, ParameterValue, Rule
from coverdict.vocabulary.values import Value
from tests.exactly import GIVES, PASSES, Exact, exact, rounded

Pair = tuple[bool, bool]


@dataclass(eq=False)
class Evaluator:
    """A pack on a day of service, as known on a day, with the values that a case gives or a pack presumes."""

    pack: Pack
    given: Mapping[str, Value]
    days: tuple[date, date]

    def __post_init__(self) -> None:
        self.rules = [rule for rule in self.pack.rules.values() if self.in_force(rule)]
        self.conclusions = {**self.pack.criteria, **self.pack.choices, **self.pack.amounts}
        self.applies, self.concluded = cache(self.applies), cache(self.concluded)

    def in_force(self, dated: Rule | ParameterValue) -> bool:
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
        found = self.values(Reference(test.subject, test.span))
        codes = getattr(self.pack.code_sets.get(getattr(test.operands[0], "id", "")), "codes", None)
        operands = map(self.values, test.operands) if codes is None else [{code} for code in codes]
        if test.subject in self.pack.choices:
            wanted = set().union(*operands)
            pair = bool(found & wanted), all(found - {value} for value in wanted)
            return pair[::-1] if test.comparison in (Comparison.NOT, Comparison.NOT_IN) else pair
        passed = {PASSES[test.comparison](*chosen) for chosen in product(found, *operands)}
        return True in passed, False in passed

    def applies(self, rule: Rule) -> Pair:
        """Whether the rule applies, and whether it is ruled out."""
        winners = (one for one in self.rules if rule.id in [cited.key for cited in one.defeats])
        parts = [self.condition(rule.when), *(self.applies(one)[::-1] for one in winners)]
        parts += [self.condition(rule.unless)[::-1]] if rule.unless else []
        return all(pro for pro, _ in parts), any(con for _, con in parts)

    def values(self, expression: Expression) -> set[Exact]:
        match expression:
            case Constant(value):
                return {exact(value)}
            case Reference(id) if dated := self.pack.parameters.get(id):
                return {exact(item.value) for item in dated.values if self.in_force(item)}
            case Reference(id) if codes := self.pack.code_sets.get(id):
                return {tuple(sorted(codes.codes))}
            case Reference(id):
                given = {exact(self.given[id])} if id in self.given else set()
                return given | self.concluded(id) if id in self.conclusions else given
            case Calculation(operation, operands):
                found = product(*map(self.values, operands))
                given = {GIVES[operation](*chosen) for chosen in found}
                return {value for value in given if value is not None}

    def concluded(self, id: str) -> set[Exact]:
        """The values that a conclusion gets from rules, from its definition, and from its closure."""
        settings = [(rule, item) for rule in self.rules for item in rule.then if item.id == id]
        ways = [item.value for rule, item in settings if self.applies(rule)[0]]
        ways += filter(None, [getattr(self.conclusions[id], "expression", None)])
        closure = getattr(self.conclusions[id], "closure", None)
        others = [rule for rule, item in settings if closure and item.constant != closure.value]
        if closure and all(self.applies(rule)[1] for rule in others):
            ways.append(Constant(closure.value, closure.span))
        rounding = getattr(self.conclusions[id], "rounding", None)
        return {rounded(value, rounding) for way in ways for value in self.values(way)}
