"""The definitional evaluator and both backends find the same in every scenario of every pack."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

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

ROOT = Path(__file__).parents[2]
PACKS = sorted([*ROOT.glob("knowledge/*/pack.yaml"), *ROOT.glob("tests/packs/*/pack.yaml")])


@cache
def opened(pack: Path) -> OpenedPack:
    return open_pack(pack.parent, pack.parent.name)


@cache
def backends(pack: Pack, question: str, *days: date) -> tuple[Program, Compiled, Forward]:
    program = compile_question(pack, pack.questions[question], *days)
    return program, Compiled(program), Forward(program)


SCENARIOS = [
    pytest.param(found.pack, scenario, id=f"{path.parent.name}:{scenario.id}")
    for path in PACKS
    for found in (opened(path),)
    for scenario in found.scenarios
]


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_all_three_ways_find_the_same(pack: Pack, scenario: Scenario) -> None:
    asking = asking_for(pack, scenario.case, scenario.question, date(2026, 1, 1))
    days = asking.service_date, scenario.knowledge_date or asking.service_date
    inputs = inputs_of(scenario.case, presumptions_in_force(pack, *days))
    program, compiled, forward = backends(pack, scenario.question, *era(pack, *days))
    names = concluded_by(program)
    meant = by_definition(Evaluator(pack, inputs, days), names)
    assert in_model(compiled.run(inputs), names) == meant
    assert in_model(forward.run(inputs), names) == meant
