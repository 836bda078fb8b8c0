"""Sentences that are registered found again in a document: by digest, and where that fails by what stands around.

Enters the registered sentences as places with digests, in the order of their places, and the document's. Leaves for
each registered one what became of it; a sentence of the document is given to one at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coverdict.auditing.documents.ordering import best_pairs, gaps, keeping_order, numbers_of
from coverdict.loading.sentences import Sentence

_LIKE_ENOUGH = 50  # of 100: our wording is never the source's, so more would miss nearly all
_MOST_COMPARED = (
    10_000  # pairs in one gap; a gap that is larger is another text, not another wording
)
_MOST_CHARACTERS = 5_000  # of a sentence that are compared
_FEW = 3  # sentences in a gap that may be taken for one another by their order alone


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place with the digest of the sentence that was registered there; ``says`` is our wording of it."""

    block: int
    sentence: int
    digest: str
    says: str = field(default="", compare=False)


@dataclass(slots=True)
class Matched:
    """The numbers of slots and of the sentences that they are: the same one, one of several alike, another wording."""

    same: dict[int, int] = field(default_factory=dict)
    alike: dict[int, tuple[int, ...]] = field(default_factory=dict)
    reworded: dict[int, int] = field(default_factory=dict)


def matched(slots: Sequence[Slot], sentences: Sequence[Sentence]) -> Matched:
    """Where each of the slots, which stand in order, is found among the sentences."""
    found = Matched()
    _match_digests(slots, sentences, found)
    taken = {*found.same.values(), *(each for some in found.alike.values() for each in some)}
    lost = [at for at in range(len(slots)) if at not in found.same and at not in found.alike]
    free = [at for at in range(len(sentences)) if at not in taken]
    if lost and free:
        for ours, theirs in gaps(keeping_order(found.same), lost, free):
            found.reworded |= _reworded(slots, sentences, ours, theirs)
    return found


def _match_digests(slots: Sequence[Slot], sentences: Sequence[Sentence], found: Matched) -> None:
    theirs = numbers_of(each.digest for each in sentences)
    for digest, ours in numbers_of(each.digest for each in slots).items():
        there = theirs.get(digest, [])
        if len(ours) != len(there):
            there = _match_places(slots, sentences, ours, there, found)
            ours = [at for at in ours if at not in found.same]
        if len(ours) == len(there):
            found.same |= zip(ours, there, strict=True)
        elif there:
            found.alike |= dict.fromkeys(ours, tuple(there))


def _match_places(
    slots: Sequence[Slot],
    sentences: Sequence[Sentence],
    ours: Sequence[int],
    there: Sequence[int],
    found: Matched,
) -> list[int]:
    """Of equal sentences, those that are where they were; the others of the document are given back."""
    at_place = {(sentences[each].block, sentences[each].sentence): each for each in there}
    for each in ours:
        place = at_place.pop((slots[each].block, slots[each].sentence), None)
        if place is not None:
            found.same[each] = place
    return list(at_place.values())


def _reworded(
    slots: Sequence[Slot],
    sentences: Sequence[Sentence],
    ours: Sequence[int],
    theirs: Sequence[int],
) -> dict[int, int]:
    """One that stands alone for one; of several, those that say what we say, then the few left over in order."""
    alone = len(ours) == len(theirs) == 1
    pairs = {} if alone else best_pairs(_compared(slots, sentences, ours, theirs))
    taken = set(pairs.values())
    left = [at for at in ours if at not in pairs]
    over = [at for at in theirs if at not in taken]
    return pairs | dict(zip(left, over, strict=True)) if len(left) == len(over) <= _FEW else pairs


def _compared(
    slots: Sequence[Slot],
    sentences: Sequence[Sentence],
    ours: Sequence[int],
    theirs: Sequence[int],
) -> Iterator[tuple[float, int, int]]:
    if len(ours) * len(theirs) > _MOST_COMPARED:
        return
    from rapidfuzz import fuzz, utils

    for there in theirs:
        text = sentences[there].text[:_MOST_CHARACTERS]
        for at in ours:
            score = fuzz.token_set_ratio(slots[at].says, text, processor=utils.default_process)
            if score >= _LIKE_ENOUGH:
                yield score, at, there
