"""Programs of several eras become one: what is the same stands once, and what is not waits for its era."""

from coverdict.populations.joining import ERA, joined, rule_guarding
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.programs import AmountStep, Because, Clause, Leaf, Origin, Program, Step
from coverdict.vocabulary.values import Type

NOWHERE = Span("")


def program(*steps: Step) -> Program:
    return Program("entry", "criterion:may-enter", steps, (), ("age",), ())


def clause(head: str, *body: str, because: Because = Because.CONCLUSION) -> Clause:
    return Clause(head, body, Origin(because, head[:-1]))


def at_least(age: int) -> Leaf:
    return Leaf("test:age", "age", Comparison.AT_LEAST, (Constant(age, NOWHERE),))


def in_eras(*steps: tuple[Step, ...]) -> list[Step]:
    found = joined([program(*each) for each in steps])
    assert found is not None
    assert found.facts == ("age", ERA)
    return [*found.steps]


def test_what_all_eras_have_stands_once_and_waits_for_nothing() -> None:
    steps = (at_least(7), clause("rule:old+", "test:age+"))
    assert in_eras(steps, steps) == [*steps]


def test_what_some_eras_have_waits_for_these() -> None:
    old, both = clause("rule:old+", "test:age+"), (at_least(7),)
    steps = in_eras((*both, old), both, (*both, old))
    eras = Leaf("_era:0,2", ERA, Comparison.IN, (Constant("0", NOWHERE), Constant("2", NOWHERE)))
    assert steps == [at_least(7), eras, clause("rule:old+", "test:age+", "_era:0,2+")]


def test_a_test_that_is_held_against_something_else_is_another() -> None:
    old = clause("rule:old+", "test:age+")
    steps = in_eras((at_least(7), old), (at_least(9), old))
    bodies = [step.body for step in steps if isinstance(step, Clause)]
    assert bodies == [("test:age+", "_era:0+"), ("test:age@1+", "_era:1+")]


def test_a_part_is_the_same_under_whatever_number() -> None:
    def eras(number: int) -> tuple[Step, ...]:
        part = clause(f"part:{number}+", "test:age-", because=Because.PART)
        return at_least(7), part, clause("rule:old+", f"part:{number}+")

    assert len(in_eras(eras(3), eras(8))) == 3


def test_an_amount_of_one_era_waits_for_it_beside_its_rule() -> None:
    price = AmountStep("price", Type.COUNT, Constant(1, NOWHERE), None, "rule:old+")
    steps = in_eras((at_least(7), clause("rule:old+", "test:age+"), price), (at_least(7),))
    (found,) = (step for step in steps if isinstance(step, AmountStep))
    assert found.guard is not None
    assert rule_guarding(found.guard) == "rule:old+"
    (both,) = (step for step in steps if isinstance(step, Clause) and step.head == found.guard)
    assert both.body == ("rule:old+", "_era:0+")


def test_eras_that_turn_round_what_rests_on_what_are_not_joined() -> None:
    one, other = clause("criterion:a+", "criterion:b+"), clause("criterion:b+", "criterion:a+")
    assert joined([program(one), program(other)]) is None
