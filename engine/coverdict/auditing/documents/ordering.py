"""Numbers of one list paired with numbers of another: which pairs keep their order, and what lies between those."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

Pairs = Mapping[int, int]
_END = 1 << 62  # beyond any number


def numbers_of(items: Iterable[str]) -> Mapping[str, list[int]]:
    """At which numbers each item stands, in ascending order."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        numbers[item].append(number)
    return numbers


def keeping_order(pairs: Pairs) -> dict[int, int]:
    """The most pairs of which none crosses another.

    >>> keeping_order({0: 4, 1: 0, 2: 1, 3: 3})
    {1: 0, 2: 1, 3: 3}
    """
    ends: list[int] = []  # by length, the lowest right number with which a chain ends
    last: list[int] = []  # and the left number of that pair
    before: dict[int, int | None] = {}
    for left in sorted(pairs):
        length = bisect_left(ends, pairs[left])
        before[left] = last[length - 1] if length else None
        ends[length : length + 1] = [pairs[left]]
        last[length : length + 1] = [left]
    chain: list[int] = []
    at: int | None = last[-1] if last else None
    while at is not None:
        chain.append(at)
        at = before[at]
    return {left: pairs[left] for left in reversed(chain)}


def gaps(
    fixed: Pairs, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The numbers on either side, ascending, that lie between the same pairs of those that are fixed and in order."""
    edges = [(-1, -1), *fixed.items(), (_END, _END)]
    for (begin, begin_right), (end, end_right) in pairwise(edges):
        ours, theirs = _between(left, begin, end), _between(right, begin_right, end_right)
        if ours and theirs:
            yield ours, theirs


def best_pairs(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Pairs with the highest scores first, each number on either side in one of them."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _between(numbers: Sequence[int], begin: int, end: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, begin + 1) : bisect_left(numbers, end)]
