"""What a change of the knowledge does, for other programs: as JSON, and as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from coverdict.auditing.tables.impacts import ImpactReport
from coverdict.presenting.as_json import Plain, as_json, as_plain

_HEADS = (
    "about",
    "before",
    "after",
    "rules-before",
    "rules-after",
    "amount",
    "rows",
    "sum-before",
    "sum-after",
    "difference",
    "examples",
)


def impact_as_json(report: ImpactReport) -> str:
    """The report as JSON: the counts stand at its top, each kind once, with what explains it."""
    plain = as_plain(report)
    assert isinstance(plain, dict), "a report has fields"
    impact = plain.pop("impact")
    assert isinstance(impact, dict), "an impact has fields"
    counts = {name: each for name, each in impact.items() if name != "kinds"}
    return as_json({**plain, **counts, "kinds": kinds_in_full(plain["kinds"])})


def impact_as_csv(report: ImpactReport) -> str:
    """A row for each pair of outcomes, each amount, each kind and each amount of a kind; ``about`` tells them apart."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _HEADS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(report))
    return text.getvalue()


def kinds_in_full(kinds: Plain) -> list[Plain]:
    """The kinds with what was counted of each and what explains it, side by side."""
    assert isinstance(kinds, list), "kinds are listed"
    return [_kind(each) for each in kinds]


def _kind(explained: Plain) -> Plain:
    assert isinstance(explained, dict), "a kind has fields"
    kind = explained["kind"]
    assert isinstance(kind, dict), "a kind has fields"
    apart = ("kind", "examples")
    told = {name: each for name, each in explained.items() if name not in apart}
    return {**kind, "examples": explained["examples"], **told}


def _rows(report: ImpactReport) -> Iterator[dict[str, str | int]]:
    found = report.impact
    for move in found.moves:
        yield {"about": "verdicts", "before": move.before, "after": move.after, "rows": move.rows}
    for each in found.amounts:
        sums = _sums(each.before, each.after)
        yield {"about": "amount", "amount": each.amount, "rows": each.rows, **sums}
    for turn in found.turns:
        yield {
            "about": f"told: {turn.conclusion}",
            "before": turn.before or "",
            "after": turn.after or "",
            "rows": turn.rows,
        }
    for number, kind in enumerate(found.kinds, 1):
        yield {
            "about": f"kind {number}: {kind.differs}",
            "before": kind.before.outcome,
            "after": kind.after.outcome,
            "rules-before": " ".join(kind.before.rules),
            "rules-after": " ".join(kind.after.rules),
            "rows": kind.rows,
            "examples": " ".join(map(str, kind.examples)),
        }
        for item in kind.amounts:
            sums = _sums(item.before, item.after)
            yield {
                "about": f"kind {number}: amount",
                "amount": item.amount,
                "rows": item.rows,
                **sums,
            }
    for rejected in found.rejected:
        yield {
            "about": f"rejected {rejected.by}",
            "rows": rejected.rows,
            "examples": " ".join(map(str, rejected.examples)),
        }


def _sums(before: Decimal | None, after: Decimal | None) -> dict[str, str]:
    if before is None or after is None:
        return {}
    return {
        "sum-before": str(before),
        "sum-after": str(after),
        "difference": str(after - before),
    }
