"""Some of many, the same ones each time: `make test` looks at these, `make prove` at all."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def sampled(items: Sequence[T], most: int) -> Sequence[T]:
    """Evenly spread over the items; all of them, where there are no more than ``most``."""
    return items[:: -(-len(items) // most) or 1]
