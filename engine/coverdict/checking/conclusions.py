"""Conclusions of a pack, and what gives them a value."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.packs import Amount, Choice, Criterion, Pack

Conclusion = Criterion | Choice | Amount


def conclusions(pack: Pack) -> Iterator[Conclusion]:
    """Every criterion, duty, choice and amount."""
    yield from pack.criteria.values()
    yield from pack.choices.values()
    yield from pack.amounts.values()


def conclusion(pack: Pack, id: str) -> Conclusion:
    """The conclusion of that id."""
    return pack.criteria.get(id) or pack.choices.get(id) or pack.amounts[id]


def has_value_without_rules(thing: Conclusion) -> bool:
    """True when an expression or an `otherwise` gives it a value, or a case may state it."""
    match thing:
        case Criterion(closure=closure, stating=stating):
            return closure is not None or stating is not None
        case Choice(closure=closure):
            return closure is not None
        case Amount(expression=expression):
            return expression is not None


def kind_of(thing: Conclusion) -> str:
    """What it is called in a message."""
    if isinstance(thing, Criterion):
        return "duty" if thing.action is not None else "criterion"
    return "choice" if isinstance(thing, Choice) else "amount"
