from collections.abc import Callable
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given

from coverdict import Disagreement, decide
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.models import Model
from tests.agreeing import by_definition, concluded_by, everything, in_model
from tests.evaluator import Evaluator
from tests.situations import RANDOMS, Situated, situations


@given(situations())
def test_the_compiled_backend_finds_what_the_definition_says(at: Situated) -> None:
    found = in_model(Compiled(at.program).run(at.inputs), everything(at))
    assert found == by_definition(Evaluator(at.pack, at.inputs, at.days), everything(at))


@given(situations())
def test_the_forward_backend_finds_what_the_definition_says(at: Situated) -> None:
    found = in_model(Forward(at.program).run(at.inputs), everything(at))
    assert found == by_definition(Evaluator(at.pack, at.inputs, at.days), everything(at))


def with_a_fault(name: str) -> Callable[[Compiled, Inputs], Model]:
    """The compiled backend, but wrong about one name."""
    right = Compiled.run

    def run(self: Compiled, inputs: Inputs) -> Model:
        model, amount = right(self, inputs), name.removeprefix("amount:")
        if amount == name:
            return Model(model.literals ^ {f"{name}+"}, model.amounts)
        return Model(model.literals, {**model.amounts, amount: ("wrong",)})

    return run


@given(situations(), RANDOMS)
def test_a_fault_in_one_backend_never_lets_a_verdict_out_and_is_named(
    at: Situated, random: Random
) -> None:
    name = random.choice(concluded_by(at.program))
    with (
        patch.object(Compiled, "run", with_a_fault(name)),
        pytest.raises(Disagreement) as caught,
    ):
        decide(at.pack, at.case, at.asking)
    assert caught.value.conclusions == (name,)
