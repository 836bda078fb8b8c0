"""Answers and derivations as Markdown: the same pages as their text."""

from __future__ import annotations

from collections.abc import Sequence

from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.summary_page import summary_page
from coverdict.presenting.verdict_page import tree_page, verdict_page
from coverdict.vocabulary.verdicts import Finding, StatementCited, Verdict


def verdict_as_markdown(verdict: Verdict) -> str:
    """The answer as a Markdown page."""
    return page_as_markdown(verdict_page(verdict))


def summary_as_markdown(verdict: Verdict) -> str:
    """The answer in short as a Markdown page."""
    return page_as_markdown(summary_page(verdict))


def tree_as_markdown(
    verdict: Verdict, findings: Sequence[Finding], statements: Sequence[StatementCited]
) -> str:
    """The derivation of the first finding as nested bullets with marks."""
    return page_as_markdown(tree_page(verdict, findings, statements))
