"""What is kept comes back as it was, and nothing comes back but values of our own."""

import os
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict.loading.kept_values import as_bytes, from_bytes
from coverdict.vocabulary import conditions
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.periods import ALWAYS, Period

SPAN = Span("a.yaml", 1, 2, 3, 4)


@pytest.mark.parametrize(
    "thing",
    [
        None,
        True,
        "a",
        ("a", frozenset({"b"})),
        {"a": {"b": ()}},
        Decimal("4.00"),
        date(2026, 3, 2),
        Modality.MAY,
        SPAN,
        Period(date(2026, 1, 1), None),
        conditions.Test("a", conditions.Comparison.IS, (Constant(Decimal("1.0"), SPAN),), SPAN),
    ],
    ids=repr,
)
def test_a_value_comes_back_as_it_was(thing: object) -> None:
    assert repr(from_bytes(as_bytes(thing))) == repr(thing)


def test_what_was_one_is_one_again() -> None:
    one, other = from_bytes(as_bytes((ALWAYS, ALWAYS)))
    assert one is other


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no values",
        as_bytes(ALWAYS)[:-5],
        pickle.dumps(os.getcwd),
        pickle.dumps(Path("a")),
        pickle.dumps(eval),
        pickle.dumps(as_bytes),
        b"cos\nsystem\n(S'true'\ntR.",
        b"ccoverdict.vocabulary.packs\nrecord\n.",
        b"ccoverdict.vocabulary.diagnostics\nIterable\n.",
    ],
    ids=repr,
)
def test_bytes_that_hold_anything_else_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="hold no values"):
        from_bytes(raw)
