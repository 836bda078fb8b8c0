"""Who uses what in a pack: every place where one thing names another.

Names, rules and statements are three spaces, so a mention says in which of them its target lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.expressions import Calculation, Expression, Reference
from coverdict.vocabulary.packs import Amount, Criterion, Fact, Pack, Rule
from coverdict.vocabulary.sources import Citation


class Space(StrEnum):
    """The spaces of names of a pack."""

    NAME = "name"
    RULE = "rule"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Use:
    """Something of the pack that names another: ``how`` it does, its kind, id and title."""

    how: str
    kind: str
    id: str
    title: str


Mention = tuple[Space, str, Use]


def uses_of(pack: Pack, space: Space, id: str) -> tuple[Use, ...]:
    """Everything that names ``id``, each once, in the order of the pack."""
    found = (use for where, target, use in _mentions(pack) if (where, target) == (space, id))
    return tuple(dict.fromkeys(found))


def uses_in(pack: Pack, space: Space) -> Mapping[str, tuple[Use, ...]]:
    """Everything that names something of that space, by the id it names."""
    found: dict[str, dict[Use, None]] = {}
    for where, target, use in _mentions(pack):
        if where is space:
            found.setdefault(target, {})[use] = None
    return {target: tuple(uses) for target, uses in found.items()}


def all_uses(pack: Pack) -> Mapping[tuple[Space, str], tuple[Use, ...]]:
    """What `uses_of` gives, for everything that is named at all."""
    found: dict[tuple[Space, str], dict[Use, None]] = {}
    for where, target, use in _mentions(pack):
        found.setdefault((where, target), {})[use] = None
    return {named: tuple(uses) for named, uses in found.items()}


def kind_of_criterion(criterion: Criterion) -> str:
    """A duty is a criterion that somebody has to act on."""
    return "duty" if criterion.action else "criterion"


def references(expression: Expression) -> Iterator[str]:
    """The ids that the expression refers to."""
    match expression:
        case Reference(id=id):
            yield id
        case Calculation(operands=operands):
            for operand in operands:
                yield from references(operand)


def _mentions(pack: Pack) -> Iterator[Mention]:
    for rule in pack.rules.values():
        yield from _by_rule(rule)
    for fact in pack.facts.values():
        yield from _by_fact(fact)
    for criterion in pack.criteria.values():
        yield from _by_criterion(criterion)
    for amount in pack.amounts.values():
        yield from _by_amount(amount)
    yield from _by_the_rest(pack)
    yield from _by_pack(pack)
    yield from _by_contradictions(pack)
    yield from _by_terms(pack)


def _by_rule(rule: Rule) -> Iterator[Mention]:
    def use(how: str) -> Use:
        return Use(how, "rule", rule.id, rule.title)

    yield from _cited(rule.cites, use("cites it"))
    yield from _read(rule.when, use("reads it"))
    yield from _read(rule.unless, use("reads it as an exception"))
    for setting in rule.then:
        yield Space.NAME, setting.id, use("concludes it")
        for id in references(setting.value):
            yield Space.NAME, id, use("works with it")
    for defeated in rule.defeats:
        yield Space.RULE, defeated.key, use("takes precedence over it")


def _by_fact(fact: Fact) -> Iterator[Mention]:
    yield from _cited(fact.cites, Use("asks because of it", "fact", fact.id, fact.title))
    if fact.values_from:
        use = Use("takes its values from it", "fact", fact.id, fact.title)
        yield Space.NAME, fact.values_from.id, use
    for cited in fact.instead_of:
        use = Use("may be told instead of it", "fact", fact.id, fact.title)
        yield Space.NAME, cited.key, use


def _by_criterion(criterion: Criterion) -> Iterator[Mention]:
    kind = kind_of_criterion(criterion)
    yield from _cited(criterion.cites, Use("cites it", kind, criterion.id, criterion.title))
    if criterion.closure:
        use = Use("closes on it", kind, criterion.id, criterion.title)
        yield from _cited(criterion.closure.cites, use)


def _by_amount(amount: Amount) -> Iterator[Mention]:
    yield from _cited(amount.cites, Use("cites it", "amount", amount.id, amount.title))
    if amount.expression:
        use = Use("is worked out from it", "amount", amount.id, amount.title)
        for id in references(amount.expression):
            yield Space.NAME, id, use


def _by_the_rest(pack: Pack) -> Iterator[Mention]:
    for parameter in pack.parameters.values():
        use = Use("has a value from it", "parameter", parameter.id, parameter.title)
        yield from _cited((cite for value in parameter.values for cite in value.cites), use)
    for code_set in pack.code_sets.values():
        use = Use("cites it", "code set", code_set.id, code_set.title)
        yield from _cited(code_set.cites, use)
    for choice in pack.choices.values():
        if choice.closure:
            use = Use("closes on it", "choice", choice.id, choice.title)
            yield from _cited(choice.closure.cites, use)


def _by_pack(pack: Pack) -> Iterator[Mention]:
    for question in pack.questions.values():
        use = Use("is answered by it", "question", question.id, question.title)
        yield Space.NAME, question.decides, use
        use = Use("reports it", "question", question.id, question.title)
        for reported in question.reports:
            yield Space.NAME, reported.key, use
        use = Use("words its answer by it", "question", question.id, question.title)
        for shade in question.shades:
            yield from ((Space.NAME, name, use) for name in (shade.when.key, *shade.named))
    for presumption in pack.presumptions:
        use = Use("presumes it", "presumption", presumption.fact, presumption.title)
        yield Space.NAME, presumption.fact, use
        for name in presumption.gives_way_to:
            yield Space.NAME, name, Use("gives way to it", *_after_how(use))
        yield from _cited(presumption.cites, Use("cites it", *_after_how(use)))
    if pack.scope:
        use = Use("reads it", "scope", pack.id, pack.scope.title)
        yield from _read(pack.scope.when, use)
        yield from _cited(pack.scope.cites, Use("cites it", *_after_how(use)))
    for impossible in pack.impossible:
        use = Use("reads it", "impossibility", impossible.id, impossible.title)
        yield from _read(impossible.when, use)
    use = Use("takes the service date from it", "pack", pack.id, pack.title)
    yield Space.NAME, pack.service_date, use


def _by_terms(pack: Pack) -> Iterator[Mention]:
    for term in pack.terms.values():
        yield from _cited(term.cites, Use("is explained by it", "term", term.id, term.title))
        for cited in term.about:
            space = Space.RULE if cited.key in pack.rules else Space.NAME
            yield space, cited.key, Use("explains a word for it", "term", term.id, term.title)


def _by_contradictions(pack: Pack) -> Iterator[Mention]:
    for one in pack.statements.values():
        for declared in one.contradicts:
            other = pack.statements[declared.statement.key]
            for key, by in ((other.key, one), (one.key, other)):
                yield Space.STATEMENT, key, Use("contradicts it", "statement", by.key, by.says)


def _after_how(use: Use) -> tuple[str, str, str]:
    return use.kind, use.id, use.title


def _cited(cites: Iterable[Citation], use: Use) -> Iterator[Mention]:
    for cite in cites:
        yield Space.STATEMENT, cite.key, use


def _read(condition: Condition | None, use: Use) -> Iterator[Mention]:
    for test in tests_of(condition) if condition else ():
        yield Space.NAME, test.subject, use
        for operand in test.operands:
            for id in references(operand):
                yield Space.NAME, id, use
