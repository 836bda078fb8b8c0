"""What an edited program tells of a case is what the changed pack tells when it is compiled as a whole."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.auditing.mutation.effects import Certainty, Effect
from coverdict.auditing.mutation.mutants import Mutant, mutants
from coverdict.auditing.mutation.notice import Notice, differences_of
from coverdict.auditing.mutation.outlines import Days
from coverdict.auditing.mutation.preparing import Group, Prepared, Tried
from coverdict.vocabulary.models import Model

ROOT = Path(__file__).parents[3]
LIBRARY = ROOT / "tests/packs/library-loans"
FROZEN = ROOT / "tests/frozen/medicare-therapy"

Tricky = tuple[Mutant, Group, Days, Effect, Prepared, tuple[Tried, ...]]


def tried(folder: Path, step: int, every: int) -> Iterator[Tricky]:
    """Each so-and-so-many-th mutant with what it changes, and with the changed pack compiled."""
    found = open_pack(folder, folder.name)
    assert found.pack is not None
    notice = Notice(found.pack, found.scenarios[::step])
    for mutant in mutants(found.pack)[::every]:
        changed = mutant.of(found.pack)
        for group, days, scenarios in notice.concerned(mutant):
            effect = Effect(mutant, changed, group.original, days)
            if effect.edit is not None:
                here = Prepared(changed, group.question, days)
                yield mutant, group, days, effect, here, scenarios


@cache
def library() -> list[Tricky]:
    return [*tried(LIBRARY, 4, 1)]


def told(model: Model, here: Prepared) -> tuple[set[str], dict[str, object]]:
    """What a model tells of the conclusions and rules that a program settles; an amount of no value is none."""
    names = {name for name in here.outline.order if not name.startswith(("part:", "test:"))}
    literals = {item for item in model.literals if item[:-1] in names}
    return literals, {id: held for id, held in model.amounts.items() if f"amount:{id}" in names}


def check(cases: Iterator[Tricky] | list[Tricky]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for mutant, _, _, effect, here, scenarios in cases:
        for each in scenarios:
            found = effect.ripple(each.scenario, each.model, each.values)
            whole = here.run(each.scenario.case, each.asking)
            assert told(found.after(each.model), here) == told(whole, here), mutant
            seen[f"{mutant.field} {bool(found)}"] += 1
    return seen


def test_what_a_mutant_changes_in_a_case_is_followed_as_the_whole_program_tells_it() -> None:
    seen = check(library())
    fields = {"rules", "parameters", "presumptions", "criteria", "amounts", "impossible", "scope"}
    assert {f"{field} True" for field in fields & {each[0].field for each in library()}} <= {*seen}
    assert seen["rules False"]


@pytest.mark.prove
def test_so_it_is_with_a_pack_of_another_kind() -> None:
    assert check(tried(FROZEN, 7, 9))["rules True"]


def test_a_scenario_that_is_certain_to_fail_fails_and_one_certain_to_pass_passes() -> None:
    seen: Counter[Certainty] = Counter()
    for mutant, _, _, effect, here, scenarios in library():
        for each in scenarios:
            certainty = effect.on(each)
            seen[certainty] += 1
            if certainty is not Certainty.MAY_FAIL:
                case, asking = each.scenario.case, each.asking
                situation = here.situation(case, asking, here.run(case, asking))
                failed = bool(differences_of(situation, each.scenario))
                assert failed is (certainty is Certainty.FAILS), (mutant, each.scenario.id)
    assert all(seen[each] for each in Certainty)
