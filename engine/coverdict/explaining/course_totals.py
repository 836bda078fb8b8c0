"""Sums over the visits of a course: exact, with what they leave out named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext

from coverdict.explaining.background import SUREST_FIRST
from coverdict.explaining.naming import subject_title
from coverdict.running.evaluation import EXACT
from coverdict.vocabulary.courses import Summed
from coverdict.vocabulary.estimates import Total, VisitEstimate, YearTotals
from coverdict.vocabulary.packs import Modality, Pack

Cited = dict[str, tuple[str, ...]]


def totals_of(pack: Pack, visits: Sequence[VisitEstimate], cited: Cited) -> tuple[Total, ...]:
    """The sum of each total over the visits; ``cited`` are the statements that each rests on."""
    summed = pack.course.totals if pack.course else ()
    return tuple(_total(pack, item, place, visits, cited) for place, item in enumerate(summed))


def _total(
    pack: Pack, summed: Summed, place: int, visits: Sequence[VisitEstimate], cited: Cited
) -> Total:
    amounts = [(visit.number, visit.amounts[place]) for visit in visits]
    known = [item.value for _, item in amounts if item.value is not None]
    unknown = tuple(number for number, item in amounts if item.value is None)
    weakest = _weakest(item.modality for _, item in amounts)
    name = summed.amount.key
    title, statements = (
        summed.title or subject_title(pack, name),
        cited.get(name, ()) if known else (),
    )
    return Total(name, title, sum_of(known), len(visits), unknown, weakest, statements)


def sum_of(values: Iterable[Decimal]) -> Decimal:
    """The exact sum, in cents."""
    with localcontext(EXACT):
        return sum(values, Decimal("0.00"))


def running_sums(values: Iterable[Decimal | None]) -> Iterator[Decimal]:
    """The sum of what is known up to each visit."""
    total = Decimal("0.00")
    for value in values:
        total = sum_of((total, value)) if value is not None else total
        yield total


def years_of(pack: Pack, visits: Sequence[VisitEstimate], cited: Cited) -> tuple[YearTotals, ...]:
    """The totals of each calendar year in which there are visits."""
    by_year: dict[int, list[VisitEstimate]] = {}
    for visit in visits:
        by_year.setdefault(visit.date.year, []).append(visit)
    return tuple(
        YearTotals(year, len(of), totals_of(pack, of, cited)) for year, of in by_year.items()
    )


def _weakest(modalities: Iterable[Modality | None]) -> Modality | None:
    """The least sure of those that are known."""
    known = [item for item in modalities if item is not None]
    return max(known, key=SUREST_FIRST.index, default=None)
