from random import Random

from hypothesis import given

from coverdict import decide
from coverdict.presenting.as_json import as_json
from tests.generating import Writer
from tests.situations import RANDOMS, Situated, answers, open_written, silent, situations


@given(situations(), RANDOMS)
def test_the_same_input_gives_the_same_bytes_whatever_came_between(
    at: Situated, random: Random
) -> None:
    first = as_json(decide(at.pack, at.case, at.asking))
    decide(at.pack, answers(at, silent(at), random), at.asking)
    assert as_json(decide(at.pack, at.case, at.asking)) == first


@given(situations())
def test_a_pack_read_again_from_the_same_files_gives_the_same_bytes(at: Situated) -> None:
    again = open_written(Writer(Random(at.number)).pack())
    first, second = (decide(pack, at.case, at.asking) for pack in (at.pack, again))
    assert as_json(first) == as_json(second)
