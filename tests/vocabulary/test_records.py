"""A record is a frozen dataclass with slots, in all that can be seen of it."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from coverdict.vocabulary.records import record


@record
class Recorded:
    """Made by us."""

    id: str
    parts: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standard:
    """Made by the standard library."""

    id: str
    parts: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


@record
class Single:
    """One field."""

    id: str


@pytest.mark.parametrize("made", [Recorded, Standard])
@pytest.mark.parametrize(
    "look",
    [
        lambda made: repr(made("a", ("b",))).partition("(")[2],
        lambda made: made("a") == made("a", words={}),
        lambda made: made("a") == made("b"),
        lambda made: made("a") == "a",
        lambda made: replace(made("a"), parts=("b",)).parts,
        lambda made: [item.name for item in fields(made)],
        lambda made: made.__slots__,
        lambda made: made.__match_args__,
        lambda made: made("a").words is made("a").words,
        lambda made: copy.deepcopy(made("a", words={"b": "c"})).words,
        lambda made: pickle.loads(pickle.dumps(made("a"))) == made("a"),
        lambda made: made.__init__.__annotations__,
    ],
)
def test_a_record_looks_like_a_dataclass(
    made: type[Standard], look: Callable[[type[Standard]], object]
) -> None:
    assert look(made) == look(Standard)


@pytest.mark.parametrize("made", [Recorded, Standard])
def test_no_field_is_assigned_or_deleted(made: type[Standard]) -> None:
    thing = made("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'id'"):
        thing.id = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'id'"):
        del thing.id  # type: ignore[misc]


@pytest.mark.parametrize("arguments", [(), ("a", (), {}, "d")])
def test_too_few_or_too_many_values_are_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="argument"):
        Recorded(*arguments)  # type: ignore[arg-type]


def test_equal_records_are_one_in_a_set() -> None:
    assert len({Single("a"), Single("a"), Single("b")}) == 2
