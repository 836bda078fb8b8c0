"""Mutants: the knowledge with one small change that an analyst could make by mistake.

Enters a pack. Leaves its mutants, each with the one thing that is changed in it; a change that makes no difference in
the pack's window is left out. Whether a scenario notices is for ``mutation`` to find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from coverdict.auditing.mutation.slips import (
    slips_of_condition,
    slips_of_expression,
    steps_of_value,
)
from coverdict.explaining.naming import subject_title, value_in_words
from coverdict.explaining.wording import setting_in_words
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.digests import content_digest
from coverdict.vocabulary.packs import (
    Amount,
    Choice,
    Criterion,
    Impossible,
    Modality,
    Pack,
    Parameter,
    ParameterValue,
    Presumption,
    Rule,
    Scope,
)
from coverdict.vocabulary.periods import Period

Changeable = Rule | Parameter | Criterion | Choice | Amount | Presumption | Impossible | Scope
_DAY = timedelta(days=1)
_ANOTHER = {
    Modality.MUST: Modality.MAY,
    Modality.USUALLY: Modality.MUST,
    Modality.MAY: Modality.MUST,
}
_T = TypeVar("_T", Criterion, Choice)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one thing: ``was`` as it stands in the pack, ``now`` as changed, or None where it is taken out.

    ``change`` says it in words, once for each mutant of a thing; ``field`` is where the pack keeps the thing.
    ``days`` are the dates of service on which a change of a period shows, None where it can show on any.
    """

    field: str
    about: str
    title: str
    change: str
    span: Span
    was: Changeable
    now: Changeable | None
    days: frozenset[date] | None = None

    @property
    def digest(self) -> str:
        """The digest of what is changed: a waiver of the mutant lapses when it is another."""
        return content_digest(self.was)

    @property
    def changes_modality(self) -> bool:
        """Whether it changes how sure a rule is."""
        both = isinstance(self.was, Rule) and isinstance(self.now, Rule)
        return both and self.was.modality is not self.now.modality  # type: ignore[union-attr]

    def of(self, pack: Pack) -> Pack:
        """The pack with the change made."""
        if self.field == "scope":
            return replace(pack, scope=self.now)  # type: ignore[arg-type]  # a scope in a scope's place
        held = getattr(pack, self.field)
        if isinstance(held, tuple):
            changed = (self.now if item is self.was or item == self.was else item for item in held)
            return _with(pack, self.field, tuple(item for item in changed if item is not None))
        others = {id: self.now if id == self.about else item for id, item in held.items()}
        return _with(
            pack, self.field, {id: item for id, item in others.items() if item is not None}
        )


def mutants(pack: Pack) -> tuple[Mutant, ...]:
    """Every mutant of the pack, thing by thing in the order of the files."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for each in _mutants(pack):
        seen[each.about, each.change] += 1
        number = seen[each.about, each.change]
        change = each.change if number == 1 else f"{each.change} ({number})"
        found.append(replace(each, change=change))
    return tuple(found)


def _with(pack: Pack, field: str, held: object) -> Pack:
    return replace(pack, **{field: held})  # type: ignore[arg-type]  # one of the pack's own fields


def _mutants(pack: Pack) -> Iterator[Mutant]:
    if pack.scope is not None:
        yield from _of_pack_condition(pack, pack.scope, "scope", "scope")
    for item in pack.impossible:
        yield from _of_pack_condition(pack, item, "impossible", item.id)
    for presumption in pack.presumptions:
        if presumption.effective.overlaps(pack.window):
            yield from _of_presumption(pack, presumption)
    for parameter in pack.parameters.values():
        yield from _of_parameter(pack, parameter)
    for criterion in pack.criteria.values():
        yield from _of_closure("criteria", criterion)
    for choice in pack.choices.values():
        yield from _of_closure("choices", choice)
    for amount in pack.amounts.values():
        yield from _of_amount(pack, amount)
    for rule in pack.rules.values():
        if rule.effective.overlaps(pack.window):
            yield from _of_rule(pack, rule)


def _of_pack_condition(
    pack: Pack, thing: Scope | Impossible, field: str, id: str
) -> Iterator[Mutant]:
    for change, span, condition in slips_of_condition(pack, thing.when):
        if condition is not None:
            now = replace(thing, when=condition)
            yield Mutant(field, id, thing.title, change, span, thing, now)


def _of_presumption(pack: Pack, was: Presumption) -> Iterator[Mutant]:
    title = f"it is presumed that {was.title}"

    def changed(change: str, now: Presumption | None, days: frozenset[date] | None) -> Mutant:
        return Mutant("presumptions", was.fact, title, change, was.span, was, now, days)

    yield changed("not presumed", None, None)
    for cited in was.unless_told:
        kept = tuple(item for item in was.unless_told if item is not cited)
        change = (
            f"presumed even where the case says something of “{subject_title(pack, cited.key)}”"
        )
        yield changed(change, replace(was, unless_told=kept), None)
    for change, period, days in _shifted(was.effective, pack.window):
        yield changed(change, replace(was, effective=period), days)


def _of_parameter(pack: Pack, was: Parameter) -> Iterator[Mutant]:
    for place, value in enumerate(was.values):
        if not value.effective.overlaps(pack.window):
            continue
        for moved in steps_of_value(value.value, was.type):
            words = value_in_words(moved, was.type, {})
            since = value.effective.start or "ever"
            change = (
                f"{words} in place of {value_in_words(value.value, was.type, {})}, from {since}"
            )
            yield _with_value(was, place, replace(value, value=moved), change, None)
        for change, period, days in _shifted(value.effective, pack.window):
            yield _with_value(was, place, replace(value, effective=period), change, days)


def _with_value(
    was: Parameter, place: int, value: ParameterValue, change: str, days: frozenset[date] | None
) -> Mutant:
    # the first value in force counts: on a day that two share after the change, the changed one
    now = replace(was, values=(value, *was.values[:place], *was.values[place + 1 :]))
    return Mutant("parameters", was.id, was.title, change, value.span, was, now, days)


def _of_closure(field: str, was: _T) -> Iterator[Mutant]:
    if was.closure is not None:
        now = replace(was, closure=None)
        yield Mutant(field, was.id, was.title, "without `otherwise`", was.closure.span, was, now)


def _of_amount(pack: Pack, was: Amount) -> Iterator[Mutant]:
    if was.expression is not None:
        for change, span, moved in slips_of_expression(pack, was.expression, was.type):
            now = replace(was, expression=moved)
            yield Mutant("amounts", was.id, was.title, change, span, was, now)


def _of_rule(pack: Pack, was: Rule) -> Iterator[Mutant]:
    for change, span, now, days in _slips_of_rule(pack, was):
        yield Mutant("rules", was.id, was.title, change, span, was, now, days)


_Slip = tuple[str, Span, Rule | None, frozenset[date] | None]


def _slips_of_rule(pack: Pack, was: Rule) -> Iterator[_Slip]:
    yield "the whole rule taken out", was.span, None, None
    another = _ANOTHER[was.modality]
    change = f"modality {another.value} in place of {was.modality.value}"
    yield change, was.span, replace(was, modality=another), None
    if was.when is not None and was.table is None:  # of a table, what stands in each row is told
        for change, span, condition in slips_of_condition(pack, was.when):
            yield change, span, replace(was, when=condition), None
    if was.unless is not None:
        for change, span, condition in slips_of_condition(pack, was.unless):
            words = "without the exception" if condition is None else f"in the exception, {change}"
            yield words, span, replace(was, unless=condition), None
    for cited in was.defeats:
        kept = tuple(item for item in was.defeats if item is not cited)
        loser = pack.rules[cited.key].title
        yield f"without precedence over “{loser}”", cited.span, replace(was, defeats=kept), None
    for place, setting in enumerate(was.then):
        if setting.constant is None:
            for change, span, moved in slips_of_expression(
                pack, setting.value, pack.amounts[setting.id].type
            ):
                then = (*was.then[:place], replace(setting, value=moved), *was.then[place + 1 :])
                yield change, span, replace(was, then=then), None
        elif len(was.then) > 1:
            then = (*was.then[:place], *was.then[place + 1 :])
            words = f"without concluding: {setting_in_words(pack, setting)}"
            yield words, setting.span, replace(was, then=then), None
    for change, period, days in _shifted(was.effective, pack.window):
        yield change, was.span, replace(was, effective=period), days


def _shifted(period: Period, window: Period) -> Iterator[tuple[str, Period, frozenset[date]]]:
    """The period with an end moved by a day, and the one day of the window on which that shows.

    An end that is the window's own says how far the pack looks and nothing of the rule, so it is not moved.
    """
    start, until = period.start, period.until
    if start is not None and start != window.start:
        yield from _moved("from", start, window, lambda day: Period(day, until))
    if until is not None and until != window.until:
        yield from _moved("until", until, window, lambda day: Period(start, day))


def _moved(
    end: str, day: date, window: Period, made: Callable[[date], Period]
) -> Iterator[tuple[str, Period, frozenset[date]]]:
    for moved, shows in ((day + _DAY, day), (day - _DAY, day - _DAY)):
        if shows in window:
            yield f"{end} {moved} in place of {day}", made(moved), frozenset({shows})
