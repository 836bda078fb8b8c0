import pytest
from hypothesis import given

from coverdict import Disagreement, decide
from coverdict.api import _prepared
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from tests.agreeing import by_definition, everything, in_model
from tests.evaluator import Evaluator
from tests.situations import Situated, situations


@given(situations())
def test_the_compiled_backend_finds_what_the_definition_says(at: Situated) -> None:
    evaluator = Evaluator(at.pack, at.inputs, at.days)
    model = Compiled(at.program).run(at.inputs)
    assert in_model(model, everything(at)) == by_definition(evaluator, everything(at))


@given(situations())
def test_the_forward_backend_finds_what_the_definition_says(at: Situated) -> None:
    evaluator = Evaluator(at.pack, at.inputs, at.days)
    model = Forward(at.program).run(at.inputs)
    assert in_model(model, everything(at)) == by_definition(evaluator, everything(at))
