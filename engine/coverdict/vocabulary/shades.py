"""Shades of an answer: its plain words where they depend on more than the verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.records import record
from coverdict.vocabulary.sources import Citation

_IN_BRACES = re.compile(r"\{([^{}]*)\}")


def named_in(text: str) -> tuple[str, ...]:
    """The ids that a text names in braces, each once.

    >>> named_in("not until {cure}, by {cure.by}")
    ('cure', 'cure.by')
    """
    return tuple(dict.fromkeys(_IN_BRACES.findall(text)))


@record
class Shade:
    """The text that stands in the place of a verdict's wording where a criterion holds as well.

    ``values`` are the ids of what it names in braces that is concluded; the others are parameters.
    """

    of: str
    when: Citation
    says: str
    values: tuple[str, ...]
    span: Span

    @property
    def named(self) -> tuple[str, ...]:
        """The ids that the text names."""
        return named_in(self.says)

    @property
    def told(self) -> tuple[str, ...]:
        """The ids of the conclusions it rests on."""
        return self.when.key, *self.values

    @property
    def is_well_formed(self) -> bool:
        """Whether every brace of the text has its other."""
        return not {"{", "}"} & set(_IN_BRACES.sub("", self.says))

    def worded(self, values: Mapping[str, str]) -> str:
        """The text with ``values`` in the place of what it names; all of it has to be there."""
        return _IN_BRACES.sub(lambda found: values[found[1]], self.says)
