"""The rules say the same in every engine's form; engines that are not in .venv are compared by `make bench` itself."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import coverdict
from coverdict.vocabulary.packs import Pack
from tests.bench.forms import clingo_form, clips_form, json_rules_form, zen_form
from tests.bench.forms.coverdict_forms import CompiledBackend, WholeAnswer
from tests.bench.forms.deciders import Decider, name_of
from tests.bench.forms.infix import criteria
from tests.bench.forms.openfisca_form import formulas
from tests.bench.forms.rule_engine_form import SYNTAX
from tests.bench.generated_packs import write_pack
from tests.bench.generated_rules import (
    AllOf,
    AnyOf,
    Fact,
    Rule,
    RuleSet,
    Section,
    Topic,
    cases,
    conclusions,
    rule_set,
)
from tests.bench.generated_rules import Test as Held  # a name that pytest does not take for tests

RULES = (
    Rule(
        "t.r1", AllOf((Held("age", "between", (5, 9)), Held("kind", "in", ("a", "b-c")))), "t.one"
    ),
    Rule("t.r2", AnyOf((Held("flag", "is", True), Held("fee", "above", 3))), "t.one"),
    Rule("t.r3", Held("t.one", "is", True), "t.holds", unless=Held("age", "below", 2)),
)
FACTS = (Fact("age", "count"), Fact("kind", "choice", ("a", "b-c")), Fact("flag", "boolean"))
SMALL = RuleSet(
    "t",
    (
        Topic(
            "t", (Section("t", "c", RULES, ("t.one",)),), Rule("t.end", RULES[2].when, "t.answer")
        ),
    ),
    (*FACTS, Fact("fee", "money")),
    {},
)


@pytest.mark.parametrize("size", [11, 130])
@pytest.mark.parametrize("backend", [CompiledBackend, WholeAnswer])
def test_our_backends_say_what_the_rules_say(
    backend: Callable[[Pack, RuleSet], Decider], size: int, tmp_path: Path
) -> None:
    rules = write_pack(tmp_path, size, plain=True)
    pack = coverdict.open_pack(tmp_path, "generated").pack
    assert pack is not None
    engine = backend(pack, rules)
    for facts in cases(rules, 20):
        told, right = engine.told(engine.decide(engine.case(facts))), conclusions(rules, facts)
        assert told
        assert told == {id: right[id] for id in told}


def test_expressions_say_what_the_rules_say() -> None:
    rules = rule_set(130)
    for facts in cases(rules, 20):
        known: dict[str, object] = {name_of(id): value for id, value in facts.items()}
        for id, text in criteria(rules, SYNTAX):
            known[name_of(id)] = eval(text, {}, known)
        assert {id: known[name_of(id)] for id in rules.criteria} == conclusions(rules, facts)


def test_formulas_over_arrays_say_what_the_rules_say() -> None:
    rules, given = rule_set(130), list(cases(rule_set(130), 20))
    arrays = {name_of(fact.id): np.array([each[fact.id] for each in given]) for fact in rules.facts}
    lists = {
        f"{name_of(fact.id)}_values": type("Values", (), {name_of(v): v for v in fact.values})
        for fact in rules.facts
    }
    for id, source in formulas(rules).items():
        names: dict[str, Any] = dict(lists)
        exec(source, names)
        arrays[name_of(id)] = names["formula"](lambda name, _: arrays[name], "today")
    for number, facts in enumerate(given):
        told = {id: bool(arrays[name_of(id)][number]) for id in rules.criteria}
        assert told == conclusions(rules, facts)


def test_a_logic_program_has_a_clause_for_each_rule_and_each_part_of_an_any() -> None:
    assert clingo_form.program(SMALL).splitlines() == [
        "holds(t_one) :- given(age, V1), V1 >= 5, V1 <= 9, given(kind, (a; b_c)).",
        "any(2) :- given(flag, true).",
        "any(2) :- given(fee, V3), V3 > 3.",
        "holds(t_one) :- any(2).",
        "holds(t_holds) :- holds(t_one), not given(age, V4), not V4 < 2.",
        "holds(t_answer) :- holds(t_one).",
        "#show holds/1.",
    ]


def test_clips_is_given_a_fact_for_the_case_and_a_rule_for_each_rule() -> None:
    case = "(deftemplate case (slot age (type INTEGER))(slot kind (type SYMBOL))"
    assert list(clips_form.constructs(SMALL)) == [
        f"{case}(slot flag (type SYMBOL))(slot fee (type INTEGER)))",
        "(deftemplate holds (slot id (type SYMBOL)))",
        "(defrule t_r1 (and (case (age ?v&:(>= ?v 5)&:(<= ?v 9))) (case (kind a|b-c)))"
        " => (assert (holds (id t_one))))",
        "(defrule t_r2 (or (case (flag TRUE)) (case (fee ?v&:(> ?v 3))))"
        " => (assert (holds (id t_one))))",
        "(defrule t_r3 (holds (id t_one)) (not (case (age ?v&:(< ?v 2))))"
        " => (assert (holds (id t_holds))))",
        "(defrule t_end (holds (id t_one)) => (assert (holds (id t_answer))))",
    ]


def test_json_rules_come_after_those_on_which_they_rest() -> None:
    written = {rule["concludes"]: rule for rule in json_rules_form.written(SMALL)}
    assert written["t.one"]["priority"] > written["t.holds"]["priority"]
    below = {"fact": "age", "operator": "lessThan", "value": 2}
    assert written["t.holds"]["conditions"]["all"][1] == {"not": below}


@pytest.mark.parametrize("written", [zen_form.expressions, zen_form.tables])
def test_a_graph_leads_from_the_input_over_every_criterion_to_the_output(
    written: Callable[[RuleSet], zen_form.Graph],
) -> None:
    graph = written(SMALL)
    steps = [(edge["sourceId"], edge["targetId"]) for edge in graph["edges"]]
    ids = [node["id"] for node in graph["nodes"]]
    assert steps == list(pairwise(ids))
    assert (ids[0], ids[-1]) == ("input", "output")
    assert all(name_of(id) in str(graph) for id in SMALL.criteria)
