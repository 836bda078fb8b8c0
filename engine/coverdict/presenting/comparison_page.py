"""How plans compare over a course, as parts of its page."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.presenting.money import dollars, sum_in_words
from coverdict.presenting.pages import Item, Part, Table, first_capital
from coverdict.vocabulary.estimates import Crossing, Estimate, Side

AS_WRITTEN = "as the course is written"


def comparison_parts(estimate: Estimate) -> Iterator[Part]:
    """The sides as a table, then where one becomes cheaper than the other."""
    if not estimate.sides:
        return
    titles = (first_capital(total.title) for total in estimate.totals)
    rows = tuple(_row(side) for side in estimate.sides)
    table = Table(
        ("Under", *titles, "Not decided or undetermined"),
        rows,
        frozenset(range(1, len(estimate.totals) + 2)),
        len(rows),
    )
    yield Part("Side by side", (*_crossings(estimate), *_not_known(estimate)), table=table)


def side_title(side: Side) -> str:
    """What a side is called."""
    return side.plan.title if side.plan else AS_WRITTEN


def _row(side: Side) -> tuple[str, ...]:
    undetermined = f"{side.undetermined} of {len(side.values)}"
    return (side_title(side), *(sum_in_words(total) for total in side.totals), undetermined)


def _crossings(estimate: Estimate) -> Iterator[Item]:
    if not estimate.crossings:
        yield Item(
            "Nowhere in the course, as far as it is known, does one become cheaper than the other."
        )
    for crossing in estimate.crossings:
        yield Item(_crossing(estimate, crossing))


def _not_known(estimate: Estimate) -> Iterator[Item]:
    """What a plan's figures wait for; for the course as written, that is told by itself."""
    for side in estimate.sides[1:]:
        if side.missing_facts and any(value is None for value in side.values):
            facts = [each.fact for each in side.missing_facts]
            notes = tuple(f"{fact.asks} (fact {fact.fact})" for fact in facts)
            yield Item(
                f"{first_capital(side_title(side))}: to tell all of it, there must be known", notes
            )


def _crossing(estimate: Estimate, crossing: Crossing) -> str:
    cheaper, dearer = (
        side_title(estimate.sides[place]) for place in (crossing.cheaper, crossing.dearer)
    )
    low, high = map(dollars, crossing.sums)
    return (
        f"From visit {crossing.visit} on, {crossing.date}, this is cheaper in sum: {cheaper}"
        f" ({low}, against {high}: {dearer})."
    )
