"""Days of the window on which something is not in force that should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coverdict.checking.conclusions import conclusion, has_value_without_rules
from coverdict.checking.domains import Domains
from coverdict.checking.eras import Era, knowledge_days, service_eras
from coverdict.checking.excusing import Place, warning
from coverdict.checking.periods import days_until
from coverdict.checking.written import named
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.diagnostics import Related
from coverdict.vocabulary.expressions import Expression, references_in
from coverdict.vocabulary.packs import Pack, Presumption, Rule
from coverdict.vocabulary.waivers import Excusable


def periods_outside_the_window(pack: Pack) -> Iterator[Excusable]:
    """Rules and presumptions that are in force on no day that the pack decides.

    Values of parameters may lie outside: those of other years are kept for reading.
    """
    for rule in pack.rules.values():
        if not rule.effective.overlaps(pack.window):
            yield _outside(
                pack, rule, Place(rule.id, rule.span), f"rule {named(rule.title, rule.id)}"
            )
    for item in pack.presumptions:
        if not item.effective.overlaps(pack.window):
            place = Place(item.fact, item.span)
            yield _outside(pack, item, place, f"the presumption {named(item.title, item.fact)}")


def _outside(pack: Pack, item: Rule | Presumption, place: Place, what: str) -> Excusable:
    return warning(
        "CV348",
        f"{what} is in force from `{item.effective.start or 'ever'}` until `{item.effective.until or 'open'}`,"
        f" outside the pack's window",
        f"the pack decides from {pack.window.start} until {pack.window.until}, so it never counts",
        "mend its period, or take it out",
        place,
        item,
        pack.window,
    )


def days_without_a_rule(pack: Pack) -> Iterator[Excusable]:
    """Days on which a question needs a conclusion, and no rule that concludes it is in force.

    Only of what rules conclude on other days, and nothing else gives; as known when everything is known.
    """
    years = _Years(pack)
    missing: dict[str, list[int]] = {}
    for place in range(len(years.eras)):
        for id in years.needed(place):
            if id in years.concluding and not years.concluding_in(id, place):
                missing.setdefault(id, []).append(place)
    for id, places in missing.items():
        for first, last in _runs(places):
            yield _without(years, id, first, last)


class _Years:
    """The rules in force in each era of the window, and what the questions need in it."""

    def __init__(self, pack: Pack) -> None:
        rules = tuple(pack.rules.values())
        known = knowledge_days(rules)[-1]
        self.pack = pack
        self.eras = [Era(*days, known) for days in service_eras(pack.window, rules)]
        self.in_force = [[rule for rule in rules if era.has(rule)] for era in self.eras]
        self.concluding = {
            id: [rule for rule, _ in found]
            for id, found in Domains(pack).concluding.items()
            if not has_value_without_rules(conclusion(pack, id))
        }
        self._reads = {rule.id: tuple(_read_by(rule)) for rule in rules}

    def concluding_in(self, id: str, place: int) -> list[Rule]:
        """The rules that conclude it in the era at that place, if there is one."""
        if not 0 <= place < len(self.eras):
            return []
        return [rule for rule in self.concluding[id] if self.eras[place].has(rule)]

    def needed(self, place: int) -> dict[str, str]:
        """Every conclusion that a question needs in the era, with the first question that does."""
        by_conclusion: dict[str, list[str]] = {}
        for rule in self.in_force[place]:
            for setting in rule.then:
                by_conclusion.setdefault(setting.id, []).extend(self._reads[rule.id])
        found: dict[str, str] = {}
        for question in self.pack.questions.values():
            waiting = [*question.told]
            while waiting:
                id = waiting.pop()
                if id not in found:
                    found[id] = question.title
                    waiting += by_conclusion.get(id, [])
                    waiting += _worked_out_from(self.pack, id)
        return found


def _without(years: _Years, id: str, first: int, last: int) -> Excusable:
    thing = conclusion(years.pack, id)
    since, until = years.eras[first].start, years.eras[last].until
    days = days_until(since, until)
    before = years.concluding_in(id, first - 1)
    after = years.concluding_in(id, last + 1)
    return warning(
        "CV352",
        f"{days} no rule concludes {named(thing.title, id)}",
        f"the question “{years.needed(first)[id]}” needs it on those days too",
        "write the rule of those days, or let the one before or after hold then",
        Place(id, thing.span),
        thing,
        days,
        related=(
            *(Related(f"until then “{rule.title}”", rule.span) for rule in before),
            *(Related(f"afterwards “{rule.title}”", rule.span) for rule in after),
        ),
    )


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of neighbours."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        stretch = [place for _, place in run]
        yield stretch[0], stretch[-1]


def _read_by(rule: Rule) -> Iterator[str]:
    for condition in (rule.when, rule.unless):
        for test in tests_of(condition) if condition is not None else ():
            yield test.subject
            for operand in test.operands:
                yield from _names(operand)
    for setting in rule.then:
        yield from _names(setting.value)


def _worked_out_from(pack: Pack, id: str) -> Iterator[str]:
    amount = pack.amounts.get(id)
    return _names(amount.expression) if amount and amount.expression else iter(())


def _names(expression: Expression) -> Iterator[str]:
    return (item.id for item in references_in(expression))
