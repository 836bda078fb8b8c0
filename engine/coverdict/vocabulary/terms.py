"""Terms of art: words of the field that a reader may not know, each explained once. They decide nothing."""

from __future__ import annotations

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record
from coverdict.vocabulary.sources import Citation


@record
class Term:
    """A term with what it means, in plain words; ``also`` are other words for it, ``about`` ids of the pack."""

    id: str
    title: str
    also: tuple[str, ...]
    says: str
    cites: tuple[Citation, ...]
    about: tuple[Citation, ...]
    span: Span

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called, its id first."""
        return self.id, self.title, *self.also


def spoken(name: str) -> str:
    """A name as it is compared: in small letters, with a blank for each hyphen and for any white space.

    >>> spoken("Plan-of  Care")
    'plan of care'
    """
    return " ".join(name.casefold().replace("-", " ").split())
