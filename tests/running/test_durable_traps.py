"""What durable_rules 2.0.28 does wrong, so that another version is noticed, and how the agenda fares.

``delete_state`` corrupts memory, and so does a retraction of the facts of a match that fired. Neither is
provoked here: what happens then is undefined. Their tests look at what the agenda calls instead.
"""

import ast
import inspect
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import durable_rules_engine
import pytest
from durable import engine

from coverdict.running import agenda
from coverdict.running.agenda import Agenda, Clause

Facts = Iterable[dict[str, Any]]
NUMBERS = count()
ONE_RULE = {"r": {"all": [{"m": {"$ex": {"x": 1}}}]}}


class Quiet(engine.Host):  # type: ignore[misc]  # durable is untyped
    """A host without its thread."""

    def _run(self) -> None:
        pass


def nothing(c: object) -> None:
    """An action."""


def host(**rules: dict[str, Any]) -> tuple[Quiet, str]:
    name = f"rules{next(NUMBERS)}"
    return Quiet({name: rules}), name


def times_fired(conditions: Facts, facts: Facts) -> int:
    """How often a rule over all these conditions fires when the facts are asserted one by one."""
    fired: list[object] = []
    quiet, name = host(r={"all": list(conditions), "run": lambda c: fired.append(c)})
    for fact in facts:
        try:
            quiet.assert_fact(name, fact)
        except engine.MessageNotHandledException:
            continue
    return len(fired)


def ruleset(rules: dict[str, Any]) -> int:
    number: int = durable_rules_engine.create_ruleset("r", json.dumps(rules))
    return number


def python(program: str, seconds: float = 30) -> str:
    """What a program prints in a process of its own."""
    arguments = [sys.executable, "-c", f"import durable_rules_engine as d, json\n{program}"]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=seconds, check=True)
    return done.stdout.strip()


def derived(clauses: Sequence[Clause], literals: Iterable[str]) -> set[str]:
    with Agenda(clauses).case() as run:
        run.assert_literals(literals)
    return run.derived


def called() -> set[str]:
    """The functions of durable_rules that the agenda names."""
    tree = ast.parse(inspect.getsource(agenda))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "durable"
    }


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Any]]:
    """Every call of the agenda into durable_rules: the function, its last argument, its answer."""
    seen: list[tuple[str, str, Any]] = []

    def watched(name: str, works: Callable[..., Any]) -> Callable[..., Any]:
        def call(number: int, last: str) -> object:
            seen.append((name, last, works(number, last)))
            return seen[-1][2]

        return call

    for name in called() - {"create_ruleset"}:
        works = getattr(durable_rules_engine, name)
        monkeypatch.setattr(durable_rules_engine, name, watched(name, works))
    return seen


# delete_state corrupts memory


def test_the_agenda_calls_nothing_that_deletes() -> None:
    assert called() == {
        "create_ruleset",
        "assert_facts",
        "start_action_for_state",
        "complete_and_start_action",
        "retract_facts",
    }


# each session costs much and stays; so does a ruleset


def test_the_1025th_session_raises_a_memory_error() -> None:
    program = f"""
r = d.create_ruleset("r", {json.dumps(json.dumps(ONE_RULE))})
for sid in range(1024):
    d.assert_fact(r, json.dumps({{"sid": str(sid), "x": 1}}))
try:
    d.assert_fact(r, '{{"sid":"one more","x":1}}')
except MemoryError:
    print("MemoryError")
"""
    assert python(program) == "MemoryError"


def test_the_agenda_asserts_into_one_session(calls: list[tuple[str, str, Any]]) -> None:
    forward = Agenda([("h", ("a",))])
    for _ in range(1100):
        with forward.case() as run:
            run.assert_literals("a")
        assert run.derived == {"a", "h"}
    assert {answer for name, _, answer in calls if name == "assert_facts"} == {(0, 1)}
    assert not [facts for _, facts, _ in calls if "sid" in str(facts)]


def test_set_rulesets_changes_its_argument() -> None:
    rules = {"r": {"all": [{"m": {"x": 1}}], "run": nothing}}
    Quiet().set_rulesets({"changed": rules})
    assert "run" not in rules["r"]


def test_a_ruleset_can_not_be_replaced() -> None:
    quiet, name = host(r={"all": [{"m": {"x": 1}}], "run": nothing})
    with pytest.raises(Exception, match="already registered"):
        quiet.set_rulesets({name: {"r": {"all": [{"m": {"x": 1}}], "run": nothing}}})


def test_the_agenda_leaves_its_argument_alone() -> None:
    clauses = [("h", ("a", "a")), ("g", ())]
    derived(clauses, "a")
    assert clauses == [("h", ("a", "a")), ("g", ())]


def test_the_agenda_makes_no_more_rulesets_for_more_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agenda, "_RULESETS", agenda._Rulesets())
    monkeypatch.setattr(agenda, "MOST_RULESETS", 3)
    for number in range(40):
        assert derived([(f"h{number}", ("a",))], "a") == {"a", f"h{number}"}
    assert agenda._RULESETS._made == 3


# Host starts a thread


def test_a_host_starts_threads() -> None:
    program = "import threading, durable.engine as e; e.Host(); print(threading.active_count())"
    assert int(python(program)) > 1


def test_the_agenda_starts_no_thread() -> None:
    before = threading.active_count()
    derived([("h", ("a",))], "a")
    assert threading.active_count() == before


# limits: values of an attribute, rules, facts of a match


@pytest.mark.parametrize(("values", "returns"), [(512, True), (513, False)])
def test_more_than_512_values_of_an_attribute_loop_for_ever(values: int, returns: bool) -> None:
    rules = f'{{str(i): {{"all": [{{"m": {{"x": str(i)}}}}]}} for i in range({values})}}'
    program = f'd.create_ruleset("r", json.dumps({rules})); print("returns")'
    if returns:
        assert python(program) == "returns"
    else:
        with pytest.raises(subprocess.TimeoutExpired):
            python(program, seconds=2)


def test_more_than_4096_rules_are_refused() -> None:
    with pytest.raises(durable_rules_engine.error, match="106"):
        ruleset({str(i): {"all": [{"m": {"x": str(i % 99)}}]} for i in range(4097)})


def test_a_match_of_more_than_16_facts_is_refused() -> None:
    number = ruleset({"r": {"all": [{f"m{i}": {"x": i}} for i in range(17)]}})
    with pytest.raises(durable_rules_engine.error, match="304"):
        durable_rules_engine.assert_facts(number, json.dumps([{"x": i} for i in range(17)]))


def test_the_agenda_takes_more_than_each_limit() -> None:
    literals = [f"l{i}" for i in range(4200)]
    body = tuple(literals[:40])
    clauses = [(f"h{i}", ("l0", literal)) for i, literal in enumerate(literals)]
    found = derived([*clauses, ("long", body)], literals)
    assert found == {*literals, *(f"h{i}" for i in range(4200)), "long"}


# conditions other than flat conjunctions of positive tests


def test_a_lone_nex_test_loops_for_ever() -> None:
    program = """
import durable.engine as e
e.Host._run = lambda self: None
e.Host({"n": {"r": {"all": [{"m": {"$nex": {"x": 1}}}], "run": lambda c: None}}}).assert_fact("n", {"y": 1})
"""
    with pytest.raises(subprocess.TimeoutExpired):
        python(program, seconds=2)


def test_a_negation_depends_on_the_order_of_facts() -> None:
    conditions = [{"a": {"t": "a"}}, {"b$not": {"t": "b"}}]
    assert times_fired(conditions, [{"t": "b"}, {"t": "a"}]) == 0
    assert times_fired(conditions, [{"t": "a"}, {"t": "b"}]) == 1


def test_a_nested_expression_holds_though_a_part_does_not() -> None:
    a, b, c = ({name: {"f": name}} for name in "abc")  # each equals the same property of fact f
    either_a_or_b_and_c = {"$and": [{"$or": [a, b]}, c]}
    facts: list[dict[str, Any]] = [{"t": "f", "a": 1, "b": 1, "c": 1}, {"a": 1, "b": 0, "c": 0}]
    assert times_fired([{"f": {"t": "f"}}, {"m": either_a_or_b_and_c}], facts) == 1


def test_the_agenda_writes_only_flat_conjunctions_of_positive_tests() -> None:
    for rule in agenda._rules().values():
        assert rule.keys() == {"all", "cap"}
        conditions = rule["all"]
        assert isinstance(conditions, list)
        assert not [
            name for part in conditions for name in (*part, *part.popitem()[1]) if "$" in name
        ]


# types


@pytest.mark.parametrize("given", [True, 1, "true"])
@pytest.mark.parametrize("wanted", [True])
def test_true_matches_one_and_the_word(given: object, wanted: object) -> None:
    assert times_fired([{"m": {"x": wanted}}], [{"x": given}]) == 1
    assert times_fired([{"m": {"x": given}}], [{"x": wanted}]) == 1


@pytest.mark.parametrize("given", ["9", "abc", "7"])
def test_at_least_65_holds_for_texts(given: str) -> None:
    assert times_fired([{"m": {"$gte": {"x": 65}}}], [{"x": given}]) == 1


@pytest.mark.parametrize("given", [1e22, 1e-7])
def test_a_float_in_exponent_form_is_refused(given: float) -> None:
    with pytest.raises(durable_rules_engine.error, match="204"):
        times_fired([{"m": {"$gte": {"x": 0}}}], [{"x": given}])


@pytest.mark.parametrize("given", [Decimal(1), date(2025, 1, 1)])
def test_decimals_and_dates_are_refused(given: object) -> None:
    with pytest.raises(TypeError):
        times_fired([{"m": {"x": 1}}], [{"x": given}])


def test_the_agenda_takes_no_literal_for_another() -> None:
    texts = ["True", "true", "1", "1.0", "01", "65", ">= 65", "9", "abc", "1e22", "1E22", "null"]
    clauses = [(f"of {text}", (text,)) for text in texts]
    for text in texts:
        assert derived(clauses, [text]) == {text, f"of {text}"}


# facts: unmatched, repeated, unreadable, alike


def test_an_unmatched_fact_raises_and_is_not_there() -> None:
    quiet, name = host(r={"all": [{"m": {"x": 1}}], "run": nothing})
    with pytest.raises(engine.MessageNotHandledException):
        quiet.assert_fact(name, {"y": 1})
    assert quiet.get_facts(name) == []


def test_a_repeated_fact_raises() -> None:
    quiet, name = host(r={"all": [{"m": {"x": 1}}, {"n": {"x": 2}}], "run": nothing})
    quiet.assert_fact(name, {"x": 1})
    with pytest.raises(engine.MessageObservedException):
        quiet.assert_fact(name, {"x": 1})


def test_a_batch_ends_without_a_word_at_a_fact_it_can_not_read() -> None:
    number = ruleset(ONE_RULE)
    assert durable_rules_engine.assert_facts(number, '[{"x":1},{"x":1e5},{"x":2}]')[0] == 0
    assert durable_rules_engine.get_facts(number, None) == '[{"x":1}]'


def test_two_facts_whose_ids_agree_in_32_bits_are_one() -> None:
    number = ruleset(ONE_RULE)
    assert durable_rules_engine.assert_fact(number, '{"id":"amxsxl","x":1}')[0] == 0
    assert durable_rules_engine.assert_fact(number, '{"id":"hfrklj","x":2}')[0] == 2


def test_the_agenda_meets_no_code_for_unmatched_and_repeated_literals(
    calls: list[tuple[str, str, Any]],
) -> None:
    with Agenda([("h", ("a",)), ("g", ("a", "b")), ("a", ("b",))]).case() as run:
        for literals in ("xh", "a", "axh", "ab", "ab"):
            run.assert_literals(literals)
    changes = [answer for name, _, answer in calls if name in ("assert_facts", "retract_facts")]
    assert {code for code, _ in changes} == {0}


def fnv(text: str) -> int:
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def test_no_two_facts_of_the_agenda_have_ids_that_agree() -> None:
    assert fnv("amxsxl") == fnv("hfrklj")
    ids = ["sid-0", *(f"{kind}{i}" for kind in ("", "c") for i in range(agenda.MOST_FACTS))]
    fillers = [*agenda._fillers(), *agenda._endings([agenda.MOST_FACTS] * 9)]
    ids += [json.loads(fact)["id"] for fact in fillers]
    assert len({fnv(id) for id in ids}) == len(set(ids)) == len(ids)


# actions in Python


def test_an_exception_in_an_action_is_swallowed_into_the_state() -> None:
    quiet, name = host(r={"all": [{"m": {"x": 1}}], "run": lambda c: 1 / 0})
    quiet.assert_fact(name, {"x": 1})
    assert "division by zero" in quiet.get_state(name)["exception"]


@pytest.mark.parametrize(("seconds", "last"), [(1, "q"), (11, "r")])
def test_an_action_over_ten_seconds_drops_later_conclusions(
    monkeypatch: pytest.MonkeyPatch, seconds: int, last: str
) -> None:
    fired, clock = list[str](), count(0, seconds)

    def action(c: engine.Closure) -> None:
        fired.append("r")
        c.assert_fact({"y": 1})

    r = {"all": [{"m": {"x": 1}}], "run": action}
    quiet, name = host(r=r, q={"all": [{"m": {"y": 1}}], "run": lambda c: fired.append("q")})
    monkeypatch.setattr(engine, "_unix_now", lambda: next(clock))
    quiet.assert_fact(name, {"x": 1})
    assert fired[-1] == last


def test_a_second_parameter_makes_an_action_asynchronous() -> None:
    fired: list[str] = []
    quiet, name = host(
        r={"all": [{"m": {"x": 1}}], "run": lambda c, complete: fired.append("r")},
        q={"all": [{"m": {"x": 1}}], "run": lambda c: fired.append("q")},
    )
    quiet.assert_fact(name, {"x": 1})
    assert fired == ["r"]


def test_an_action_not_completed_locks_the_session() -> None:
    number = ruleset(ONE_RULE)
    _, session = durable_rules_engine.assert_facts(number, '[{"x":1},{"x":2}]')
    assert durable_rules_engine.start_action_for_state(number, session)
    assert not durable_rules_engine.start_action_for_state(number, session)


def test_the_agenda_has_no_actions_and_completes_what_it_starts(
    calls: list[tuple[str, str, Any]],
) -> None:
    derived([("b", ("a",)), ("c", ("a", "b")), ("d", ("c",))], "a")
    started = [answer for name, _, answer in calls if name == "start_action_for_state"]
    completed = [answer for name, _, answer in calls if name == "complete_and_start_action"]
    assert len([answer for answer in started if answer]) == completed.count(None) == 3
    assert not [rule for rule in agenda._rules().values() if "run" in rule]


# speed


def shortest(work: Callable[[], object]) -> float:
    """The least of many times, which other work on the machine does not disturb."""
    times = []
    for _ in range(400):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def test_the_values_of_an_attribute_are_scanned_one_by_one() -> None:
    few, many = (
        ruleset({str(i): {"all": [{"m": {"x": str(i)}}]} for i in range(values)})
        for values in (5, 500)
    )
    scan = [
        shortest(lambda: durable_rules_engine.assert_fact(few, '{"x":"none"}')),
        shortest(lambda: durable_rules_engine.assert_fact(many, '{"x":"none"}')),
    ]
    assert scan[1] > 3 * scan[0]


def test_the_agenda_calls_durable_rules_by_the_round_not_by_the_firing(
    calls: list[tuple[str, str, Any]],
) -> None:
    clauses = [(f"b{i}", (f"a{i}",)) for i in range(500)] + [("c", ("b1", "b2"))]
    found = derived(clauses, [f"a{i}" for i in range(500)])
    assert len(found) == 1001
    assert len(calls) < 20


# what a firing leaves behind


GROWTH = """
import durable_rules_engine as durable
from pathlib import Path

number = durable.create_ruleset("r", '{"r":{"all":[{"m":{"x":1}},{"n":{"y":1}}]}}')
_, session = durable.assert_fact(number, '{"x":1}')
statm = Path("/proc/self/statm")
before = int(statm.read_text().split()[1])
for _ in range(100_000):
    durable.assert_fact(number, '{"id":"n","y":1}')
    durable.start_action_for_state(number, session)
    durable.complete_and_start_action(number, session)
    durable.retract_fact(number, '{"id":"n"}')
print((int(statm.read_text().split()[1]) - before) * 4096)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory in use from /proc")
def test_a_fact_that_stays_keeps_a_record_of_each_firing() -> None:
    done = subprocess.run(  # a process of its own: here, memory freed by other tests would be used again
        [sys.executable, "-c", GROWTH], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) > 1_000_000


def test_the_agenda_renews_clauses_in_turn(
    monkeypatch: pytest.MonkeyPatch, calls: list[tuple[str, str, Any]]
) -> None:
    monkeypatch.setattr(agenda, "FIRINGS_PER_RENEWAL", 1)
    forward = Agenda([(f"h{i}", ("a", f"b{i}")) for i in range(3)])
    with forward.case() as run:
        run.assert_literals(["a", "b0", "b1", "b2"])  # clauses that never fired sleep
    for _ in range(6):
        with forward.case() as run:
            run.assert_literals(["a", "b0"])
    renewed = [facts[9] for name, facts, _ in calls if name == "retract_facts" and '"c' in facts]
    assert renewed[-6:] == ["0", "1", "2", "0", "1", "2"]


def test_what_ends_the_bodies_of_fillers_makes_as_many_matches_of_each_length() -> None:
    for size in agenda.SIZES:
        fillers = agenda._Ruleset()
        matches = [0] * size + [agenda.FILLERS + 1]
        session = fillers._send(durable_rules_engine.assert_facts, [*agenda._endings(matches)])
        _, batch = durable_rules_engine.start_action_for_state(fillers._number, session)
        assert [*json.loads(batch)] == [f"r{size}"]
        assert len(json.loads(batch)[f"r{size}"]) == 2 * agenda.FILLERS


def test_the_memory_of_all_that_fired_is_used_again_before_a_literal_is_retracted(
    calls: list[tuple[str, str, Any]],
) -> None:
    clauses = [(f"h{i}", ("a", f"b{i}")) for i in range(2 * agenda.FILLERS + 1)]
    derived(
        [*clauses, ("c", ("a", "b1", "b2")), ("d", ("h1", "h2"))],
        ["a", *(f"b{i}" for i in range(60))],
    )
    last_firing = max(i for i, call in enumerate(calls) if call[0] == "complete_and_start_action")
    names, facts = zip(*((name, facts) for name, facts, _ in calls[last_firing + 1 :]), strict=True)
    assert names[:3] == ("assert_facts", "retract_facts", "retract_facts")
    ids = [fact["id"] for fact in json.loads(facts[0])]
    assert (
        ids == [fact["id"] for fact in json.loads(facts[1])] == ["e2-0", "e2-16", "e2-32", "e3-0"]
    )
