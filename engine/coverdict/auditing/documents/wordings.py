"""Two wordings of a sentence beside each other: how alike they are, and word by word what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_MOST_CHARACTERS = (
    20_000  # of a sentence whose letters are compared; of a longer one, only its words are
)
_MOST_WORDS = 2_000


class Kept(StrEnum):
    """In which of the two wordings some words stand."""

    BOTH = "both"
    WAS = "was"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words on end, and where they stand."""

    text: str
    kept: Kept


def likeness(one: str, other: str) -> float:
    """How alike two sentences are, from 0 to 100: the mean of how alike their letters and how alike their words are.

    By letters alone any two sentences of a length are alike by half, by words alone one changed ending weighs too much.
    """
    words, others = one.split(), other.split()
    if max(len(one), len(other)) > _MOST_CHARACTERS:
        return 200 * (Counter(words) & Counter(others)).total() / (len(words) + len(others))
    from rapidfuzz import fuzz

    return (fuzz.ratio(one, other) + fuzz.ratio(words, others)) / 2


def changed_words(was: str, now: str) -> tuple[Words, ...]:
    """Both wordings in one: what both have, what only the first had, what only the second has.

    >>> for each in changed_words("It costs two coins.", "It costs three coins."):
    ...     print(each.kept, each.text, sep=": ")
    both: It costs
    was: two
    now: three
    both: coins.
    """
    before, after = was.split(), now.split()
    begin = _shared_begin(before, after)
    end = _shared_begin(before[begin:][::-1], after[begin:][::-1])
    kept = [Words(" ".join(before[:begin]), Kept.BOTH)]
    kept += _middle(before[begin : len(before) - end], after[begin : len(after) - end])
    kept += [Words(" ".join(before[len(before) - end :]), Kept.BOTH)]
    return tuple(each for each in kept if each.text)


def _middle(before: Sequence[str], after: Sequence[str]) -> list[Words]:
    if max(len(before), len(after)) > _MOST_WORDS:
        return [Words(" ".join(before), Kept.WAS), Words(" ".join(after), Kept.NOW)]
    found: list[Words] = []
    comparison = SequenceMatcher(None, before, after, autojunk=False)
    for how, begin, end, begin_now, end_now in comparison.get_opcodes():
        if how == "equal":
            found.append(Words(" ".join(before[begin:end]), Kept.BOTH))
        else:
            found.append(Words(" ".join(before[begin:end]), Kept.WAS))
            found.append(Words(" ".join(after[begin_now:end_now]), Kept.NOW))
    return found


def _shared_begin(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
