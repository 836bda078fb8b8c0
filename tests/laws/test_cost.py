"""The cost of a case: linear in the rules that matter to its question, and blind to all others.

Counted, not timed: the steps of Python's interpreter. A loop over all rules of a pack would be seen in them.
"""

import gc
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from coverdict import Case, Pack, TextPart, Verdict, asking_for, decide, open_pack, read_case
from coverdict.compiling.programs import compile_question
from tests.bench.generated_packs import case_of, write_pack
from tests.bench.generated_rules import cases

TODAY = date(2026, 6, 1)


def steps(work: Callable[[], object]) -> int:
    """How many instructions the interpreter runs."""
    count = 0

    def traced(frame: FrameType, event: str, argument: object) -> object:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return traced

    before = sys.gettrace()
    gc.disable()  # what it calls would be counted
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
        gc.enable()
    return count


def opened(folder: Path, relevant: int, irrelevant: int) -> tuple[Pack, bytes]:
    """A generated pack, and a case that says of each fact of its main question what it is."""
    rules = write_pack(folder, relevant, irrelevant)
    pack = open_pack(folder, "generated", scenarios=False).pack
    assert pack is not None
    said = {name: value for name, value in next(cases(rules, 1)).items() if name in pack.facts}
    return pack, json.dumps(case_of(said)).encode()


def decided(pack: Pack, raw: bytes) -> Verdict:
    case = read_case(pack, [TextPart(raw, "case")]).case
    assert isinstance(case, Case)
    verdict = decide(pack, case, asking_for(pack, case, None, TODAY))
    assert isinstance(verdict, Verdict)
    return verdict


def cost(pack: Pack, raw: bytes) -> int:
    """What a case costs once the program of its question is there."""
    decided(pack, raw)
    return steps(lambda: decided(pack, raw))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], tuple[Pack, bytes]]:
    sizes = [(60, 0), (60, 1_000), (240, 0), (480, 0)]
    return {size: opened(tmp_path_factory.mktemp("pack"), *size) for size in sizes}


Packs = dict[tuple[int, int], tuple[Pack, bytes]]


def test_rules_that_cannot_matter_to_the_question_cost_a_case_nothing(packs: Packs) -> None:
    few, many = packs[60, 0], packs[60, 1_000]
    assert decided(*few).derivation == decided(*many).derivation
    assert cost(*few) == cost(*many)


def test_rules_that_cannot_matter_are_no_part_of_the_program(packs: Packs) -> None:
    programs = [
        compile_question(pack, pack.main_question, TODAY, TODAY)
        for pack, _ in (packs[60, 0], packs[60, 1_000])
    ]
    assert programs[0] == programs[1]


def test_making_a_program_looks_at_no_rule_that_cannot_matter(packs: Packs) -> None:
    made = [
        (pack, lambda pack=pack: compile_question(pack, pack.main_question, TODAY, TODAY))
        for pack, _ in (packs[60, 0], packs[60, 1_000])
    ]
    for _, work in made:
        work()  # what is made once for a pack is there
    few, many = (steps(work) for _, work in made)
    assert few <= many < few * 1.01  # the names of facts and criteria are looked through


def test_a_case_costs_twice_as_much_when_twice_as_many_rules_matter(packs: Packs) -> None:
    assert 1.5 < cost(*packs[480, 0]) / cost(*packs[240, 0]) < 2.2
