"""A description of something in a pack as text for people."""

from __future__ import annotations

from coverdict.explaining.descriptions import Description
from coverdict.presenting.description_page import description_page
from coverdict.presenting.page_text import WIDTH, page_as_text


def description_as_text(description: Description, width: int = WIDTH) -> str:
    """What it says, what it rests on, what uses it and where it stands."""
    return page_as_text(description_page(description), width)
