"""The visits of an estimate as comma-separated values, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from coverdict.vocabulary.estimates import Estimate, VisitEstimate

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def estimate_as_csv(estimate: Estimate) -> str:
    """A row for each visit; the columns of amounts have their ids, a cell with no known value is empty.

    Further columns have what the first total comes to under each plan that is compared.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_heads(estimate))
    for visit in estimate.visits:
        writer.writerow([*_cells(estimate, visit)])
    return text.getvalue()


def _heads(estimate: Estimate) -> list[str]:
    amounts = [total.amount for total in estimate.totals]
    plans = [f"{amounts[0]} under {side.plan.id}" for side in estimate.sides if side.plan]
    return ["visit", "date", "what", "verdict", "modality", *amounts, *plans, "notes"]


def _cells(estimate: Estimate, visit: VisitEstimate) -> Iterator[str]:
    yield str(visit.number)
    yield visit.date.isoformat()
    yield _plain(visit.label)
    yield visit.verdict.value if visit.verdict else "not-decided"
    yield visit.modality.value if visit.modality else ""
    for amount in visit.amounts:
        yield "" if amount.value is None else str(amount.value)
    for side in estimate.sides:
        if side.plan:
            value = side.values[visit.number - 1]
            yield "" if value is None else str(value)
    yield _plain("; ".join((*visit.notes, *_milestones(estimate, visit))))


def _milestones(estimate: Estimate, visit: VisitEstimate) -> Iterator[str]:
    for milestone in estimate.milestones:
        if any(reached.visit == visit.number for reached in milestone.reached):
            yield f"first on this visit: {milestone.title}"


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
