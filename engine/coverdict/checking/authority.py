"""Authority by day: whatever is in force on a day rests on a statement that is in effect on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coverdict.checking.eras import service_eras
from coverdict.checking.excusing import Place, warning
from coverdict.checking.periods import days_until
from coverdict.checking.written import named
from coverdict.vocabulary.diagnostics import Related
from coverdict.vocabulary.packs import Pack, ParameterValue, Presumption, Rule
from coverdict.vocabulary.periods import ALWAYS
from coverdict.vocabulary.sources import Statement
from coverdict.vocabulary.waivers import Excusable

_Dated = Rule | ParameterValue | Presumption


def days_without_authority(pack: Pack) -> Iterator[Excusable]:
    """Days of the window on which something is in force, and no statement that it cites is in effect."""
    for item, what, place in _in_force(pack):
        cited = [pack.statements[each.key] for each in item.cites]
        for start, until in _without(pack, item, cited):
            yield warning(
                "CV447",
                f"{days_until(start, until)} {what} is in force, and nothing that it cites is in effect",
                "on those days it would be followed without any authority",
                "mend its period or that of the statement, or cite what is in effect then",
                place,
                item,
                tuple(each.effective for each in cited),
                related=tuple(Related(f"`{each.key}`", each.span) for each in cited),
            )


def _in_force(pack: Pack) -> Iterator[tuple[_Dated, str, Place]]:
    for rule in pack.rules.values():
        yield rule, f"rule {named(rule.title, rule.id)}", Place(rule.id, rule.span)
    for parameter in pack.parameters.values():
        for value in parameter.values:
            what = f"a value of parameter {named(parameter.title, parameter.id)}"
            yield value, what, Place(parameter.id, value.span)
    for item in pack.presumptions:
        what = f"the presumption {named(item.title, item.fact)}"
        yield item, what, Place(item.fact, item.span)


def _without(pack: Pack, item: _Dated, cited: list[Statement]) -> Iterator[tuple[date, date]]:
    """The first day of each stretch, and the first day after it."""
    if any(each.effective == ALWAYS for each in cited):
        return
    stretch: tuple[date, date] | None = None
    for start, until in service_eras(pack.window, (item, *cited)):
        if start in item.effective and not any(start in each.effective for each in cited):
            stretch = (stretch[0] if stretch else start, until)
        elif stretch is not None:
            yield stretch
            stretch = None
    if stretch is not None:
        yield stretch
