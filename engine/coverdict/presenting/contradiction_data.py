"""Where determinations made elsewhere differ from the rules, for other programs: as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from coverdict.auditing.tables.contradictions import ContradictionReport
from coverdict.presenting.as_json import as_json, as_plain
from coverdict.presenting.impact_data import kinds_in_full

_HEADS = ("about", "determined", "by-rules", "rules", "amount", "rows", "more", "less", "examples")


def contradictions_as_json(report: ContradictionReport) -> str:
    """The report as JSON: the counts stand at its top, each kind once, with what explains it."""
    plain = as_plain(report)
    assert isinstance(plain, dict), "a report has fields"
    counts = plain.pop("found")
    assert isinstance(counts, dict), "what was found has fields"
    told = {**plain, **{name: each for name, each in counts.items() if name not in plain}}
    for name in ("kinds", "open_kinds"):
        told[name] = kinds_in_full(plain[name])
    return as_json(told)


def contradictions_as_csv(report: ContradictionReport) -> str:
    """A row for each pair of outcomes, each amount and each kind; ``about`` tells them apart."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _HEADS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(report))
    return text.getvalue()


def _rows(report: ContradictionReport) -> Iterator[dict[str, str | int]]:
    found = report.found
    for move in found.moves:
        yield {
            "about": "verdicts",
            "determined": move.before,
            "by-rules": move.after,
            "rows": move.rows,
        }
    for each in found.amounts:
        sums = {"more": str(each.more or ""), "less": str(each.less or "")}
        yield {"about": "amount", "amount": each.amount, "rows": each.changed, **sums}
    for number, kind in enumerate((*found.kinds, *found.open_kinds), 1):
        yield {
            "about": f"kind {number}: {kind.differs}",
            "determined": kind.before.outcome,
            "by-rules": kind.after.outcome,
            "rules": " ".join(kind.after.rules),
            "amount": " ".join(item.amount for item in kind.amounts),
            "rows": kind.rows,
            "examples": " ".join(map(str, kind.examples)),
        }
    for word in (*found.words, *found.unreadable):
        yield {"about": f"not known: {word.column} {word.word}", "rows": word.rows}
