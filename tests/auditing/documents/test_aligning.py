import random
import time

import pytest

from coverdict.auditing.documents.aligning import aligned
from coverdict.loading.documents import sentences

A, B, C, D = (
    "The gate opens at dawn.",
    "No dog may enter the park.",
    "A bench is free for all.",
    "Ducks swim in the pond.",
)


def fates(was: list[str], now: list[str]) -> dict[str, object]:
    found = aligned(sentences("\n".join(was)), sentences("\n".join(now)))
    told = {name: getattr(found, name) for name in ("same", "moved", "reworded", "gone", "new")}
    return {name: each for name, each in told.items() if each}


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ([A, B], [A, B], {"same": {0: 0, 1: 1}}),
        ([A, B], [A, C, B], {"same": {0: 0, 1: 2}, "new": (1,)}),
        ([A, C, B], [A, B], {"same": {0: 0, 2: 1}, "gone": (1,)}),
        ([A, B, C], [C, A, B], {"same": {0: 1, 1: 2}, "moved": {2: 0}}),
        ([A, B, C], [A, "No dog may enter a park.", C], {"same": {0: 0, 2: 2}, "reworded": {1: 1}}),
        ([A, B, C], [A, "No pets inside the park.", C], {"same": {0: 0, 2: 2}, "reworded": {1: 1}}),
        ([A, B, C], [A, D, C], {"same": {0: 0, 2: 2}, "gone": (1,), "new": (1,)}),
        (
            [A, B, C],
            ["No dog may enter our park.", A, C],
            {"same": {0: 1, 2: 2}, "reworded": {1: 0}},
        ),
        ([A, A, B], [A, B, A], {"same": {0: 0, 2: 1}, "moved": {1: 2}}),
        ([A, A, B, A], [A, B, A], {"same": {0: 0, 2: 1, 3: 2}, "gone": (1,)}),
        ([A], [A, A, A], {"same": {0: 0}, "new": (1, 2)}),
        ([A, A, A], [A, A], {"same": {0: 0, 1: 1}, "gone": (2,)}),
    ],
)
def test_each_old_sentence_has_one_fate(
    was: list[str], now: list[str], found: dict[str, object]
) -> None:
    assert fates(was, now) == found


def test_the_most_alike_are_paired_wherever_they_stand() -> None:
    was = [A, "Boats leave for the far island at noon.", B, C]
    now = [A, B, "Boats leave for the near island at noon.", "Boats leave for nobody.", C]
    assert fates(was, now)["reworded"] == {1: 2}


def test_thousands_of_sentences_are_compared_in_seconds() -> None:
    source = random.Random(7)
    words = [f"word{each}" for each in range(4_000)] + ["the", "of"] * 500
    was = [f"The {' '.join(source.choices(words, k=20))} is ${each}." for each in range(3_000)]
    now = [each.replace(" is ", " was ") if at % 3 else each for at, each in enumerate(was)]
    now[100:100] = ["Something that stood nowhere."]
    before, after = sentences("\n".join(was)), sentences("\n".join(now))
    begun = time.perf_counter()
    found = aligned(before, after)
    assert (len(found.same), len(found.reworded), len(found.new)) == (1_000, 2_000, 1)
    assert time.perf_counter() - begun < 20  # each with each, it would take minutes
