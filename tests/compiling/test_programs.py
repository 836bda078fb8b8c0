from datetime import date, timedelta
from pathlib import Path

import pytest

from coverdict.compiling.in_force import era
from coverdict.compiling.programs import compile_question
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Because, Program
from tests.packs_written import FACTS, RULES, minimal_pack

DAY = date(2026, 3, 2)


def pack_of(folder: Path, **files: str) -> Pack:
    opened = minimal_pack(folder, **files)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def program(pack: Pack, day: date = DAY, known: date = DAY) -> Program:
    return compile_question(pack, pack.main_question, day, known)


def rule(id: str, when: str, then: str = "{may-enter: true}", effective: str = "open") -> str:
    return (
        f"  - {{id: {id}, title: t, cites: [sign.gate], "
        f"effective: {{from: 2026-01-01, until: {effective}}}, when: {when}, then: {then}}}\n"
    )


def test_a_program_holds_only_the_rules_that_matter_to_the_question(tmp_path: Path) -> None:
    other = RULES.replace("criteria:\n", "criteria:\n  - {id: sunny, title: it is sunny}\n")
    pack = pack_of(tmp_path, rules=other + rule("weather", "{gate.open: true}", "{sunny: true}"))
    assert program(pack).rules == ("open-gate",)


def test_a_rule_is_in_the_program_from_its_first_day_until_its_last(tmp_path: Path) -> None:
    late = rule("late", "{visitor.age: 3}", effective="2026-07-01")
    pack = pack_of(tmp_path, rules=RULES + late)
    last = date(2026, 6, 30)
    assert "late" in program(pack, last).rules
    assert "late" not in program(pack, last + timedelta(days=1)).rules


@pytest.mark.parametrize(("known", "there"), [(date(2026, 2, 1), True), (date(2026, 1, 31), False)])
def test_a_rule_is_not_in_a_program_before_it_was_known(
    tmp_path: Path, known: date, there: bool
) -> None:
    signed = rule("signed", "{visitor.age: 3}").replace(
        "when:", "known: {from: 2026-02-01, until: open}, when:"
    )
    pack = pack_of(tmp_path, rules=RULES + signed)
    assert ("signed" in program(pack, DAY, known).rules) is there


def test_two_days_of_one_era_have_one_program(tmp_path: Path) -> None:
    pack = pack_of(tmp_path)
    before, after = date(2026, 6, 30), date(2026, 7, 1)
    assert era(pack, date(2026, 1, 1), DAY) == era(pack, before, DAY)
    assert era(pack, before, DAY) != era(pack, after, DAY)
    first, second = (program(pack, *era(pack, day, DAY)) for day in (DAY, before))
    assert first.steps == second.steps


def test_parameters_are_the_values_of_the_day(tmp_path: Path) -> None:
    pack = pack_of(tmp_path)
    one, other = program(pack, date(2026, 6, 30)), program(pack, date(2026, 7, 1))
    assert one.steps != other.steps


def test_each_clause_tells_where_it_comes_from(tmp_path: Path) -> None:
    clauses = program(pack_of(tmp_path)).clauses
    origins = {(clause.origin.because, clause.origin.id) for clause in clauses}
    assert (Because.RULE_APPLIES, "open-gate") in origins
    assert (Because.CONCLUSION, "open-gate") in origins


def size(folder: Path, parts: int, condition: str) -> int:
    facts = FACTS + "".join(
        f"  - {{id: f{n}, title: f{n}, type: boolean, asks: Q?, asked-of: staff}}\n"
        for n in range(parts)
    )
    tests = ", ".join(f"{{f{n}: true}}" for n in range(parts))
    when = condition.replace("PARTS", tests).replace("HALF", str(parts // 2))
    pack = pack_of(folder, facts=facts, rules=RULES + rule("many", when))
    return len(program(pack).clauses)


def test_a_count_of_parts_makes_no_clause_for_every_choice(tmp_path: Path) -> None:
    condition = "{at-least-n-of: {n: 3, of: [PARTS]}}"
    small, large = (size(tmp_path / str(n), n, condition) for n in (10, 40))
    assert large < 5 * small


def test_a_nested_condition_makes_no_clause_for_every_choice(tmp_path: Path) -> None:
    condition = "{all: [" + ", ".join(["{any: [PARTS]}"] * 6) + "]}"
    small, large = (size(tmp_path / str(n), n, condition) for n in (4, 16))
    assert large < 5 * small


def test_nesting_adds_and_does_not_multiply(tmp_path: Path) -> None:
    condition = "{gate.open: true}"
    for level in range(30):
        kind = "any" if level % 2 else "all"
        condition = f"{{{kind}: [{{visitor.age: {level}}}, {condition}]}}"
    pack = pack_of(tmp_path, rules=RULES + rule("deep", condition))
    assert len(program(pack).clauses) < 200
