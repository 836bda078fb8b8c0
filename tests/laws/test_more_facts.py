from random import Random

from hypothesis import assume, given

from coverdict.running.compiled import Compiled
from tests.situations import RANDOMS, Situated, answers, contradicts, silent, situations

# A presumption gives way to a fact, so these laws hold of what is given.


def some_of(names: list[str], random: Random) -> list[str]:
    return random.sample(names, random.randint(0, len(names)))


@given(situations(presume=False), RANDOMS)
def test_more_facts_never_take_a_conclusion_back(at: Situated, random: Random) -> None:
    more = answers(at, some_of(silent(at), random), random)
    program = Compiled(at.program)
    before, after = program.run(at.inputs), program.run(at.inputs_of(more))
    assert before.literals <= after.literals
    assert all(set(values) <= set(after.amounts[id]) for id, values in before.amounts.items())


@given(situations(presume=False), RANDOMS)
def test_a_decided_verdict_can_only_become_conflicting(at: Situated, random: Random) -> None:
    before = at.decided().verdict
    assume(before != "undetermined")
    after = at.decided(answers(at, some_of(silent(at), random), random)).verdict
    assert after in (before, "conflicting")


def unasked(at: Situated) -> list[str]:
    """What the case is silent about and the verdict does not ask: neither what is presumed, nor what facts settle."""
    model = Compiled(at.program).run(at.inputs)
    settled = [id for id in at.pack.criteria if model.value(f"criterion:{id}") != "unknown"]
    presumed = [item.fact for item in at.pack.presumptions]
    asked = [item.fact for item in at.decided().missing_facts]
    return [name for name in silent(at) if name not in (*asked, *presumed, *settled)]


@given(situations(), RANDOMS)
def test_an_answer_that_is_not_asked_for_decides_nothing_unless_it_contradicts_what_is_settled(
    at: Situated, random: Random
) -> None:
    assume(at.decided().verdict == "undetermined")
    more, program = answers(at, unasked(at), random), Compiled(at.program)
    after = program.run(at.inputs_of(more))
    if not contradicts(after, program.run(at.inputs)):
        assert at.decided(more).verdict == "undetermined"
