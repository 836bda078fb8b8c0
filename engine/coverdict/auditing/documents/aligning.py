"""Two editions of a document sentence by sentence: the same, moved, reworded, gone and new.

Equal sentences are found by digest first. Only among the rest are wordings compared, and there only those that share
rare words or stand at the same place between the same neighbours, so that the work grows with the number of sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coverdict.auditing.documents.ordering import best_pairs, gaps, keeping_order, numbers_of
from coverdict.auditing.documents.wordings import likeness
from coverdict.loading.sentences import Sentence

_LIKE = 55  # of 100
_LIKE_BETWEEN_NEIGHBOURS = 35
_RARE = 40  # sentences that share a word at most, for it to tell something
_MOST_CANDIDATES = 8
_NEAR = 2  # places up and down in a gap
_SMALL_GAP = 144  # pairs


@dataclass(slots=True)
class Aligned:
    """Numbers of sentences: where each old one is in the new edition, and which have no counterpart."""

    same: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    reworded: dict[int, int] = field(default_factory=dict)
    gone: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


def aligned(was: Sequence[Sentence], now: Sequence[Sentence]) -> Aligned:
    """Which sentence of the new edition each of the old one is."""
    equal = _equal([each.digest for each in was], [each.digest for each in now])
    same = keeping_order(equal)
    moved = {at: to for at, to in equal.items() if at not in same}
    taken = set(equal.values())
    left = [at for at in range(len(was)) if at not in equal]
    over = [to for to in range(len(now)) if to not in taken]
    reworded = _reworded(was, now, left, over, same)
    taken = set(reworded.values())
    gone = tuple(at for at in left if at not in reworded)
    return Aligned(same, moved, reworded, gone, tuple(to for to in over if to not in taken))


def _equal(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Equal sentences paired: in order where there are as many, else beside paired neighbours first, then in order."""
    ours, theirs = numbers_of(before), numbers_of(after)
    pairs: dict[int, int] = {}
    for digest, numbers in ours.items():
        if len(numbers) == len(theirs.get(digest, ())):
            pairs |= zip(numbers, theirs[digest], strict=True)
    _extend(before, after, pairs)
    taken = set(pairs.values())
    for digest, numbers in ours.items():
        left = [at for at in numbers if at not in pairs]
        over = [to for to in theirs.get(digest, ()) if to not in taken]
        pairs |= zip(left, over, strict=False)
    return pairs


def _extend(before: Sequence[str], after: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair what is equal and stands beside a pair: from each pair downwards, then from each upwards."""
    fixed, taken = keeping_order(pairs), set(pairs.values())
    for step, starts in ((1, [(-1, -1), *fixed.items()]), (-1, list(fixed.items()))):
        for start, there in starts[::step]:
            at, to = start + step, there + step
            while _is_free(before, at, pairs) and _is_free(after, to, taken):
                if before[at] != after[to]:
                    break
                pairs[at] = to
                taken.add(to)
                at, to = at + step, to + step


def _is_free(digests: Sequence[str], at: int, taken: Container[int]) -> bool:
    return 0 <= at < len(digests) and at not in taken


def _reworded(
    was: Sequence[Sentence],
    now: Sequence[Sentence],
    left: Sequence[int],
    over: Sequence[int],
    same: Mapping[int, int],
) -> dict[int, int]:
    candidates = [*_sharing_words(was, now, left, over), *_near(left, over, same)]
    scored = [
        (likeness(was[at].text, now[to].text), at, to) for at, to in dict.fromkeys(candidates)
    ]
    pairs = best_pairs(each for each in scored if each[0] >= _LIKE)
    for at, to in _alone(left, over, same, pairs):
        if likeness(was[at].text, now[to].text) >= _LIKE_BETWEEN_NEIGHBOURS:
            pairs[at] = to
    return pairs


def _sharing_words(
    was: Sequence[Sentence], now: Sequence[Sentence], left: Sequence[int], over: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Each old sentence with the new ones that share the most, and the rarest, words with it."""
    holding: dict[str, list[int]] = defaultdict(list)
    for to in over:
        for word in _words(now[to]):
            holding[word].append(to)
    for at in left:
        shared: Counter[int] = Counter()
        for word in _words(was[at]):
            rivals = holding.get(word, ())
            if len(rivals) <= _RARE:
                for to in rivals:
                    shared[to] += 1_000_000 // len(
                        rivals
                    )  # whole: the sum is the same in any order
        best = sorted(shared, key=lambda to: (-shared[to], to))[:_MOST_CANDIDATES]
        yield from ((at, to) for to in best)


def _words(sentence: Sentence) -> set[str]:
    return set(sentence.text.lower().split())


def _near(
    left: Sequence[int], over: Sequence[int], same: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Old and new sentences between the same neighbours: all in a small gap, those at like places in a large one."""
    for ours, theirs in gaps(same, left, over):
        if len(ours) * len(theirs) <= _SMALL_GAP:
            yield from ((at, to) for at in ours for to in theirs)
            continue
        for number, at in enumerate(ours):
            middle = number * len(theirs) // len(ours)
            yield from ((at, to) for to in theirs[max(0, middle - _NEAR) : middle + _NEAR + 1])


def _alone(
    left: Sequence[int], over: Sequence[int], same: Mapping[int, int], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """One old and one new sentence that are all that is left between the same neighbours."""
    taken = set(pairs.values())
    for ours, theirs in gaps(same, left, over):
        rest = [at for at in ours if at not in pairs]
        others = [to for to in theirs if to not in taken]
        if len(rest) == len(others) == 1:
            yield rest[0], others[0]
