"""Presumptions give way to facts that only a case can tell."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.vocabulary.diagnostics import Diagnostic, Related
from coverdict.vocabulary.packs import Pack, Presumption
from coverdict.vocabulary.sources import Citation


def presumptions_that_give_way_in_vain(pack: Pack) -> Iterator[Diagnostic]:
    """`unless-told` that names the fact presumed, or one that is presumed itself."""
    for item in pack.presumptions:
        for cited in item.unless_told:
            if cited.key == item.fact:
                yield _to_itself(item, cited)
                continue
            for other in pack.presumptions:
                if other.fact == cited.key and _together(item, other):
                    yield _to_what_is_presumed(item, cited, other)
                    break


def _to_itself(item: Presumption, cited: Citation) -> Diagnostic:
    return Diagnostic(
        "CV456",
        f"the presumption about `{item.fact}` gives way to the same fact",
        "every presumption gives way to a value that the case tells of its own fact",
        cited.span,
        f"take `{cited.key}` out of `unless-told`",
    )


def _to_what_is_presumed(item: Presumption, cited: Citation, other: Presumption) -> Diagnostic:
    return Diagnostic(
        "CV456",
        f"the presumption about `{item.fact}` gives way to `{cited.key}`, which is presumed too",
        "that fact always has a value, told or not, so whether a case tells it should not matter",
        cited.span,
        f"take `{cited.key}` out of `unless-told`, or presume nothing about it",
        related=(Related("presumed here", other.span),),
    )


def _together(one: Presumption, other: Presumption) -> bool:
    """Whether both are in force and known on some day."""
    return one.effective.overlaps(other.effective) and one.known.overlaps(other.known)
