"""What is tried out on few ways comes out as it would on every case."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict.checking.domains import Domains
from coverdict.checking.satisfying import Opposite, tried
from coverdict.vocabulary.conditions import (
    All,
    Any,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Test,
)
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Value
from tests.checking.warned import sound

SPAN = Span("f.yaml")
AGES = range(6)
Case = dict[str, Value]


def constant(value: Value) -> Constant:
    return Constant(value, SPAN)


def written(subject: str, comparison: Comparison, *values: Value) -> Test:
    return Test(subject, comparison, tuple(map(constant, values)), SPAN)


ORDERED = [item for item in Comparison if item.value in ("is", "not", "above", "at-least", "below")]
TESTS = st.one_of(
    st.builds(lambda value: written("gate.open", Comparison.IS, value), st.booleans()),
    st.builds(lambda value: written("ticket", Comparison.NOT, value), st.sampled_from(["day", "year"])),
    st.builds(lambda how, n: written("visitor.age", how, n), st.sampled_from(ORDERED), st.integers(0, 4)),
    st.builds(lambda a, b: written("visitor.age", Comparison.BETWEEN, a, b), st.integers(0, 4), st.integers(0, 4)),
    st.builds(lambda a, b: written("visitor.age", Comparison.NOT_IN, a, b), st.integers(0, 4), st.integers(0, 4)),
)  # fmt: skip
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(lambda part: Not(part, SPAN), inner),
        st.builds(lambda parts: All(tuple(parts), SPAN), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: Any(tuple(parts), SPAN), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AtLeast(2, tuple(parts), SPAN), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)  # fmt: skip


def passes(test: Test, value: Value) -> bool:
    first, *others = (item.value for item in test.operands if isinstance(item, Constant))
    if isinstance(value, int) and isinstance(first, int):
        sign = {Comparison.ABOVE: value > first, Comparison.AT_LEAST: value >= first}
        sign |= {Comparison.BELOW: value < first, Comparison.IS: value == first}
        high = next((item for item in others if isinstance(item, int)), first)
        sign |= {Comparison.BETWEEN: first <= value <= high, Comparison.NOT: value != first}
        return sign.get(test.comparison, value not in (first, high))
    return (value == first) == (test.comparison is Comparison.IS)


def holds(condition: Condition, case: Case) -> bool | None:
    """By the language page: evidence for, evidence against, or neither."""
    match condition:
        case Test(subject):
            return passes(condition, case[subject]) if subject in case else None
        case Not(part):
            found = holds(part, case)
            return None if found is None else not found
        case All(parts) | Any(parts) | AtLeast(_, parts):
            n = {All: len(parts), Any: 1, AtLeast: 2}[type(condition)]
            found_of = [holds(part, case) for part in parts]
            if found_of.count(True) >= n:
                return True
            return None if found_of.count(True) + found_of.count(None) >= n else False


def cases(partial: bool = False) -> Iterator[Case]:
    unknown: list[Value | None] = [None] if partial else []
    for gate, ticket, age in product(
        [True, False, *unknown], ["day", "year", *unknown], [*AGES, *unknown]
    ):
        said = {"gate.open": gate, "ticket": ticket, "visitor.age": age}
        yield {name: value for name, value in said.items() if value is not None}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = tmp_path_factory.mktemp("park")
    return sound(folder)


@given(condition=CONDITIONS)
def test_a_condition_can_hold_when_some_case_meets_it(pack: Pack, condition: Condition) -> None:
    domains = Domains(pack)
    trial = tried(domains, domains.eras([condition])[0], [condition])
    (formula,) = trial.formulas
    assert trial.can_hold(formula) == any(holds(condition, case) for case in cases())
    fails = trial.can_hold(Opposite(formula))
    assert fails == any(holds(condition, case) is False for case in cases())


@given(one=CONDITIONS, other=CONDITIONS)
def test_one_condition_follows_from_another_when_every_case_says_so(
    pack: Pack, one: Condition, other: Condition
) -> None:
    domains = Domains(pack)
    trial = tried(domains, domains.eras([one, other])[0], [one, other])
    both = [(holds(one, case), holds(other, case)) for case in cases(partial=True)]
    assert trial.follows(*trial.formulas) == all(then for when, then in both if when)


@given(condition=CONDITIONS)
def test_nothing_is_wrong_at_a_glance_only_where_nothing_is(
    pack: Pack, condition: Condition
) -> None:
    domains = Domains(pack)
    trial = tried(domains, domains.eras([condition])[0], [condition])
    (formula,) = trial.formulas
    if trial.is_free(formula):
        assert trial.can_hold(formula)
        assert trial.can_hold(Opposite(formula))
