"""A derivation as a tree in text: marks, branches, each conclusion unfolded once."""

from __future__ import annotations

from collections.abc import Sequence

from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.verdict_page import tree_page
from coverdict.vocabulary.verdicts import Finding, StatementCited, Verdict


def tree_as_text(
    verdict: Verdict,
    findings: Sequence[Finding],
    statements: Sequence[StatementCited],
    width: int = WIDTH,
    ascii: bool = False,
) -> str:
    """The derivation of the first finding; ``verdict`` is the answer it belongs to."""
    return page_as_text(tree_page(verdict, findings, statements), width, ascii)
