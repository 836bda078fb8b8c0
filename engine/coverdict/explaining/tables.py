"""What the codes of a table stand for, row by row, as an analyst wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from coverdict.explaining.wording import setting_in_words
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import CodeSet, Pack
from coverdict.vocabulary.periods import Period


def rows_told(pack: Pack, listed: CodeSet) -> Mapping[str, tuple[str, ...]]:
    """For each code of a table what it concludes, in words, with the days if it holds for some; else nothing."""
    told: dict[str, list[str]] = {}
    for rule in pack.rules.values():
        if rule.table != listed.id or rule.when is None:
            continue
        words = setting_in_words(pack, rule.then[0]) + _during(rule.effective, pack.window)
        for test in tests_of(rule.when):
            for operand in test.operands:
                if isinstance(operand, Constant):
                    told.setdefault(str(operand.value), []).append(words)
    return {code: tuple(said) for code, said in told.items()}


def _during(period: Period, window: Period) -> str:
    """The days, where the rule does not hold throughout the window."""
    parts = []
    if period.start and (window.start is None or period.start > window.start):
        parts.append(f"from {period.start}")
    if period.until and (window.until is None or period.until < window.until):
        parts.append(f"until before {period.until}")
    return f" ({' '.join(parts)})" if parts else ""
