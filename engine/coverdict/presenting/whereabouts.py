"""Places in documents and in the files of a pack, and counts, in words."""

from __future__ import annotations

from coverdict.auditing.documents.editions import Place
from coverdict.loading.sentences import Sentence

_LONGEST = 360  # characters shown of a sentence


def where(place: Place | Sentence, unit: str) -> str:
    """Where a sentence stands; ``unit`` is what a block of its document is called."""
    under = f", under “{place.heading}”" if place.heading else ""
    return f"{unit} {place.block}, sentence {place.sentence}{under}"


def way(was: Place | Sentence, now: Place | Sentence, units: tuple[str, str]) -> str:
    """Where a sentence stood and where it stands; a heading that it keeps is named once."""
    old, new = where(was, units[0]), where(now, units[1])
    if old == new:
        return old
    if was.heading == now.heading:
        old = f"{units[0]} {was.block}, sentence {was.sentence}"
    return f"{old} → {new}"


def shown(text: str) -> str:
    """The sentence in quotation marks; of a very long one, its beginning."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{cut}”"


def counted(number: int, what: str, several: str | None = None) -> str:
    """The number with the word that goes with it.

    >>> counted(1, "statement"), counted(2, "criterion", "criteria")
    ('1 statement', '2 criteria')
    """
    return f"{number:,} {what if number == 1 else several or what + 's'}"
