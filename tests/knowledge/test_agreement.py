"""The definitional evaluator and both backends find the same in every scenario of every pack.

`make test` asks a sample of each pack's scenarios, `make prove` and continuous integration all of them. Forward and
compiled are also held against each other by every answer that `test_scenarios` looks at.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from coverdict import OpenedPack, asking_for, open_pack
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from coverdict.running.inputs import inputs_of
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program
from coverdict.vocabulary.scenarios import Scenario
from tests.agreeing import by_definition, concluded_by, in_model
from tests.evaluator import Evaluator
from tests.sampled import sampled

ROOT = Path(__file__).parents[2]
PACKS = sorted([*ROOT.glob("knowledge/*/pack.yaml"), *ROOT.glob("tests/packs/*/pack.yaml")])


@cache
def opened(pack: Path) -> OpenedPack:
    return open_pack(pack.parent, pack.parent.name)


@cache
def backends(pack: Pack, question: str, *days: date) -> tuple[Program, Compiled, Forward]:
    program = compile_question(pack, pack.questions[question], *days)
    return program, Compiled(program), Forward(program)


def scenarios(most: int | None = None) -> Iterator[ParameterSet]:
    for path in PACKS:
        found = opened(path)
        for each in sampled(found.scenarios, most or len(found.scenarios)):
            yield pytest.param(found.pack, each, id=f"{path.parent.name}:{each.id}")


@pytest.mark.parametrize(("pack", "scenario"), [*scenarios(most=200)])
def test_all_three_ways_find_the_same(pack: Pack, scenario: Scenario) -> None:
    agree(pack, scenario)


@pytest.mark.prove
@pytest.mark.parametrize(("pack", "scenario"), [*scenarios()])
def test_all_three_ways_find_the_same_in_every_scenario(pack: Pack, scenario: Scenario) -> None:
    agree(pack, scenario)


def agree(pack: Pack, scenario: Scenario) -> None:
    asking = asking_for(pack, scenario.case, scenario.question, date(2026, 1, 1))
    days = asking.service_date, scenario.knowledge_date or asking.service_date
    inputs = inputs_of(scenario.case, presumptions_in_force(pack, *days))
    program, compiled, forward = backends(pack, scenario.question, *era(pack, *days))
    names = concluded_by(program)
    meant = by_definition(Evaluator(pack, inputs, days), names)
    assert in_model(compiled.run(inputs), names) == meant
    assert in_model(forward.run(inputs), names) == meant
