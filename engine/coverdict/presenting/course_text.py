"""An estimate as text and as Markdown for people."""

from __future__ import annotations

from coverdict.presenting.course_page import estimate_page
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.vocabulary.estimates import Estimate


def estimate_as_text(estimate: Estimate, width: int = WIDTH) -> str:
    """The totals, what has to be ready, the visits as a table, what is not known, the sources."""
    return page_as_text(estimate_page(estimate), width)


def estimate_as_markdown(estimate: Estimate) -> str:
    """The same as a Markdown page."""
    return page_as_markdown(estimate_page(estimate))
