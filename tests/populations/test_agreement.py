"""Forward, compiled and DuckDB agree on every conclusion, not only on the verdict."""

from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from sqlglot import exp

from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.populations import comparing, values
from coverdict.populations.relational import Unwritable
from coverdict.running.agreement import differences
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.conditions import Comparison
from coverdict.vocabulary.expressions import Operation
from coverdict.vocabulary.packs import Pack, Presumption
from coverdict.vocabulary.programs import Program
from tests.populations.edges import edge_cases
from tests.populations.relationally import models_of
from tests.populations.scenarios import PACKS, pack_at, scenarios_at
from tests.situations import Situated, situations

ASKED = [(path, question) for path in PACKS for question in pack_at(path).questions]
NAMES = [f"{path.name}-{question}" for path, question in ASKED]


def disagreeing(
    pack: Pack, program: Program, cases: Sequence[Inputs], every: int = 1
) -> list[tuple[int, tuple[str, ...]]]:
    """The cases on which DuckDB and the compiled backend differ, or, looking at every so many, the forward one."""
    found, compiled, forward = models_of(pack, program, cases), Compiled(program), Forward(program)
    differing = []
    for number, (model, case) in enumerate(zip(found, cases, strict=True)):
        others = [compiled, forward] if number % every == 0 else [compiled]
        differing += [(number, differences(model, other.run(case))) for other in others]
    return [each for each in differing if each[1]]


@settings(max_examples=settings().max_examples // 4)
@given(situations())
def test_forward_compiled_and_duckdb_agree_on_generated_programs(at: Situated) -> None:
    try:
        assert disagreeing(at.pack, at.program, [at.inputs]) == []
    except Unwritable:
        assume(False)


@pytest.mark.parametrize(("path", "question"), ASKED, ids=NAMES)
def test_forward_compiled_and_duckdb_agree_on_every_scenario(path: Path, question: str) -> None:
    pack, program, presumed = program_of(path, question)
    cases = [inputs_of(each.case, presumed) for each in scenarios_at(path)]
    assert disagreeing(pack, program, cases, every=5) == []


@pytest.mark.parametrize(("path", "question"), ASKED, ids=NAMES)
def test_forward_compiled_and_duckdb_agree_at_every_edge(path: Path, question: str) -> None:
    pack, program, cases = cases_at_edges(path, question)
    assert disagreeing(pack, program, cases, every=20) == []


FAULTS: list[tuple[str, dict[Comparison, Callable[..., exp.Expr]]]] = [
    ("above", {Comparison.ABOVE: lambda value, those: exp.GTE(this=value, expression=those[0])}),
    (
        "at-least",
        {Comparison.AT_LEAST: lambda value, those: exp.GT(this=value, expression=those[0])},
    ),
    ("is", {Comparison.IS: lambda value, those: exp.NEQ(this=value, expression=those[0])}),
    ("in", {Comparison.IN: lambda value, those: exp.In(this=value, expressions=those[1:])}),
]


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[name for name, _ in FAULTS])
def test_a_fault_in_a_comparison_of_the_sql_makes_an_edge_disagree(
    name: str, fault: dict[Comparison, Callable[..., exp.Expr]]
) -> None:
    with patch.dict(comparing._COMPARISONS, fault):
        (comparison,) = fault
        pack, program, cases = cases_at_edges(*asked_with(comparison))
        assert disagreeing(pack, program, cases, every=len(cases))


def test_a_fault_in_the_arithmetic_of_the_sql_makes_an_edge_disagree() -> None:
    with patch.dict(values._OPERATIONS, {Operation.MAXIMUM: values._least}):
        pack, program, cases = cases_at_edges(PACKS[1], "return")
        assert disagreeing(pack, program, cases, every=len(cases))


def asked_with(comparison: Comparison) -> tuple[Path, str]:
    """A question whose program makes the comparison; of those, the one with the smallest program."""
    found = [
        (len(program.steps), asked)
        for asked in ASKED
        for _, program, _ in [program_of(*asked)]
        if any(leaf.comparison is comparison for leaf in program.leaves)
    ]
    return min(found)[1]


def program_of(path: Path, question: str) -> tuple[Pack, Program, tuple[Presumption, ...]]:
    pack = pack_at(path)
    day = pack.window.start
    program = compile_question(pack, pack.questions[question], day, day)
    return pack, program, presumptions_in_force(pack, day, day)


def cases_at_edges(path: Path, question: str) -> tuple[Pack, Program, list[Inputs]]:
    """The edges around the scenario that gives the most of what the program reads."""
    pack, program, presumed = program_of(path, question)
    given = (inputs_of(each.case, presumed) for each in scenarios_at(path))
    base = max(given, key=lambda inputs: len(inputs.keys() & set(program.facts)))
    return pack, program, edge_cases(pack, program, base, 150)
