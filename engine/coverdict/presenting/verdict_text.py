"""An answer as text for people."""

from __future__ import annotations

from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.summary_page import summary_page
from coverdict.presenting.verdict_page import verdict_page
from coverdict.vocabulary.verdicts import Verdict


def verdict_as_text(verdict: Verdict, width: int = WIDTH) -> str:
    """The verdict and the amounts, then why, then what to do, then the sources."""
    return page_as_text(verdict_page(verdict), width)


def summary_as_text(verdict: Verdict, width: int = WIDTH) -> str:
    """The same in short, on about two screens."""
    return page_as_text(summary_page(verdict), width)
