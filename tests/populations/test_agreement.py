from random import Random

from hypothesis import given

from coverdict.populations.relational import Unwritable
from coverdict.running.agreement import differences
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from tests.populations.relationally import models_of
from tests.situations import RANDOMS, Situated, situations


@given(situations())
def test_forward_compiled_and_duckdb_find_the_same_in_generated_cases(at: Situated) -> None:
    try:
        (found,) = models_of(at.pack, at.program, [at.inputs])
    except Unwritable as refused:
        print("refused", refused.name, refused.too_many)
        return
    assert differences(found, Compiled(at.program).run(at.inputs)) == ()
    assert differences(found, Forward(at.program).run(at.inputs)) == ()
