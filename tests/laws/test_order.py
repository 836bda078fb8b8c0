from dataclasses import replace
from random import Random

from hypothesis import given

from coverdict import Case, decide
from coverdict.presenting.as_json import as_json
from coverdict.vocabulary.packs import Pack
from tests.situations import RANDOMS, Situated, situations

MAPPINGS = (
    "facts",
    "parameters",
    "code_sets",
    "criteria",
    "choices",
    "amounts",
    "rules",
    "statements",
)


def shuffled(items: dict[str, object], random: Random) -> dict[str, object]:
    return dict(random.sample([*items.items()], len(items)))


def reordered(pack: Pack, random: Random) -> Pack:
    changes = {name: shuffled(getattr(pack, name), random) for name in MAPPINGS}
    presumptions = tuple(random.sample(pack.presumptions, len(pack.presumptions)))
    return replace(pack, **changes, presumptions=presumptions)


@given(situations(), RANDOMS)
def test_the_order_of_rules_and_of_all_else_in_a_pack_does_not_matter(
    at: Situated, random: Random
) -> None:
    other = reordered(at.pack, random)
    assert as_json(decide(other, at.case, at.asking)) == as_json(
        decide(at.pack, at.case, at.asking)
    )


@given(situations(), RANDOMS)
def test_the_order_of_facts_in_a_case_does_not_matter(at: Situated, random: Random) -> None:
    other = Case(shuffled(at.case.facts, random), shuffled(at.case.stated, random))
    assert as_json(decide(at.pack, other, at.asking)) == as_json(
        decide(at.pack, at.case, at.asking)
    )
