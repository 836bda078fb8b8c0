"""The agenda concludes exactly what follows, leaves nothing behind, and notices faults."""

import contextlib
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import durable_rules_engine
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict.running import agenda
from coverdict.running.agenda import Agenda, AgendaError, Clause

Found = tuple[set[str], list[int]]
Refusal = Callable[[int, str], tuple[int, int]]


def what_follows(clauses: Sequence[Clause], literals: Iterable[str]) -> Found:
    """What the clauses say, by going through them until nothing changes; firings by index."""
    known, fired = set(literals), set[int]()
    while True:
        due = {i for i, (_, body) in enumerate(clauses) if known.issuperset(body)}
        if due == fired:
            return known, sorted(fired)
        fired = due
        known |= {clauses[i][0] for i in due}


def found(forward: Agenda, *literals: Sequence[str]) -> Found:
    """What the agenda derives and fires, the literals given in one call or more."""
    with forward.case() as run:
        for given_together in literals:
            run.assert_literals(given_together)
    return run.derived, run.firings


def random_clauses(draw: random.Random) -> list[Clause]:
    """Acyclic clauses: a body's literals are numbered higher than the head."""
    literals = draw.choice([3, 10, 40, 150])
    clauses = []
    for _ in range(draw.choice([1, 10, 60, 200])):
        head, size = draw.randrange(literals), draw.choice([0, 1, 1, 2, 2, 3, 4, 8, 9, 20])
        body = tuple(f"l{draw.randrange(head + 1, literals + 9)}" for _ in range(size))
        clauses.append((f"l{head}", body))
    return clauses


def random_literals(draw: random.Random) -> list[str]:
    return [f"l{draw.randrange(160)}" for _ in range(draw.randrange(120))]


@pytest.fixture
def own_rulesets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rulesets for this test only, for it loses some."""
    monkeypatch.setattr(agenda, "_RULESETS", agenda._Rulesets())
    monkeypatch.setattr(agenda, "LONGEST_WAIT", 0)


def test_a_clause_fires_when_its_whole_body_is_known() -> None:
    forward = Agenda([("h", ("a", "b", "c"))])
    assert found(forward, "abc") == ({"a", "b", "c", "h"}, [0])
    assert found(forward, "ab") == ({"a", "b"}, [])


def test_conclusions_lead_on() -> None:
    forward = Agenda([("d", ("c", "a")), ("c", ("b",)), ("b", ("a",))])
    assert found(forward, "a") == ({"a", "b", "c", "d"}, [2, 1, 0])


def test_literals_given_later_join_those_given_earlier() -> None:
    forward = Agenda([("c", ("a", "b")), ("d", ("c", "a"))])
    assert found(forward, "a", "", "b", "a") == ({"a", "b", "c", "d"}, [0, 1])


def test_every_clause_whose_body_is_satisfied_fires_even_if_its_head_is_known() -> None:
    forward = Agenda([("h", ("a",)), ("h", ("b",)), ("h", ("a", "b")), ("b", ("h",))])
    assert found(forward, "bah") == ({"a", "b", "h"}, [0, 1, 2, 3])


def test_a_clause_fires_once_however_often_its_body_is_given() -> None:
    assert found(Agenda([("h", ("a", "a"))]), "aa", "ha", "a") == ({"a", "h"}, [0])


def test_a_clause_without_body_fires_in_every_case_and_leads_on() -> None:
    forward = Agenda([("c", ("a", "b")), ("a", ()), ("b", ("a",))])
    for _ in range(3):
        assert found(forward) == ({"a", "b", "c"}, [1, 2, 0])


@pytest.mark.parametrize("size", [1, 7, 8, 9, 15, 16, 17, 100])
def test_a_body_of_any_length_waits_for_its_last_literal(size: int) -> None:
    body = tuple(f"l{i}" for i in range(size))
    forward = Agenda([("h", body), ("g", (*body[1:], "h"))])
    assert found(forward, body[1:], body[:1]) == ({*body, "h", "g"}, [0, 1])
    for missing in {0, size // 2, size - 1}:
        known = body[:missing] + body[missing + 1 :]
        assert found(forward, known) == (set(known), [])


def test_literals_no_clause_knows_are_derived_and_nothing_else() -> None:
    assert found(Agenda([("h", ("a",))]), ["x", "h", "y+"]) == ({"x", "h", "y+"}, [])
    assert found(Agenda([]), ["x"]) == ({"x"}, [])


def test_any_text_is_a_literal() -> None:
    texts = ["", "1", "true", "True", "null", "c0", "f", '"', "\\", "{[,:", "\n", "\0", "é", "1e5"]
    texts += ["\ud800", "\U0001f600", " ", "sid", "id", "$s", "k", "x0", "a0"]
    forward = Agenda([(f"of {text}", (text,)) for text in texts])
    for index, text in enumerate(texts):
        assert found(forward, [text]) == ({text, f"of {text}"}, [index])


def test_an_empty_literal_does_not_hide_what_joins_a_long_body() -> None:
    body = tuple("abcdefghijklmnop")
    assert found(Agenda([("h", body)]), ["", *body])[1] == [0]


def test_firings_come_in_rounds_and_by_index_within_a_round() -> None:
    forward = Agenda([("d", ("b",)), ("c", ("a",)), ("b", ("a",)), ("d", ("c", "a"))])
    assert found(forward, "a")[1] == [1, 2, 0, 3]


def test_the_order_of_firing_depends_on_nothing_but_the_case() -> None:
    draw = random.Random(1)
    clauses = random_clauses(draw)
    forward, literals = Agenda(clauses), random_literals(draw)
    expected = found(forward, literals)
    for _ in range(50):
        found(forward, random_literals(draw))
        draw.shuffle(literals)
        assert found(forward, literals) == expected


def test_nothing_is_left_after_a_case() -> None:
    forward = Agenda([("h", ("a", "b"))])
    assert found(forward, "a") == ({"a"}, [])
    assert found(forward, "b") == ({"b"}, [])


def test_nothing_is_left_after_a_case_that_failed() -> None:
    forward = Agenda([("h", ("a", "b")), ("g", ("a",))])
    with contextlib.suppress(ZeroDivisionError), forward.case() as run:
        run.assert_literals("a")
        raise ZeroDivisionError
    assert found(forward, "b") == ({"b"}, [])


def test_a_case_that_is_over_takes_no_more() -> None:
    with Agenda([("h", ("a",))]).case() as run:
        pass
    with pytest.raises(AgendaError, match="over"):
        run.assert_literals("a")


def test_cases_may_be_open_at_once() -> None:
    forward = Agenda([("h", ("a", "b"))])
    with forward.case() as first, forward.case() as second:
        first.assert_literals("a")
        second.assert_literals("b")
        assert (first.derived, second.derived) == ({"a"}, {"b"})
        first.assert_literals("b")
    assert (first.firings, second.firings) == ([0], [])


def test_threads_share_an_agenda_and_wait_for_each_other() -> None:
    forward = Agenda([("c", ("a", "b")), ("d", ("c",)), ("e", ("d", "b"))])

    def firings(_: int) -> list[int]:
        with forward.case() as run:
            time.sleep(0.0005)
            run.assert_literals("ab")
        return run.firings

    with ThreadPoolExecutor(3 * agenda.MOST_RULESETS) as threads:
        assert list(threads.map(firings, range(400))) == [[0, 1, 2]] * 400


def test_more_cases_open_at_once_than_rulesets_are_refused(own_rulesets: None) -> None:
    forward = Agenda([("h", ("a",))])
    open_cases = [forward.case() for _ in range(agenda.MOST_RULESETS)]
    for case in open_cases:
        case.__enter__()
    with pytest.raises(AgendaError, match="open cases"), forward.case():
        pass
    for case in open_cases:
        case.__exit__(None, None, None)
    assert found(forward, "a") == ({"a", "h"}, [0])


def test_more_programs_than_rulesets_take_turns() -> None:
    programs = [
        Agenda([("h", (f"l{i}", "x")), (f"l{i + 1}", ("h",))])
        for i in range(3 * agenda.MOST_RULESETS)
    ]
    for _ in range(3):
        for i, forward in enumerate(programs):
            assert found(forward, ["x", f"l{i}", f"l{i + 9}"])[1] == [0, 1]
            assert found(forward, ["x", f"l{i + 9}"])[1] == []


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, refusal: Refusal) -> None:
    """Let one function of durable_rules fail, once."""
    works = getattr(durable_rules_engine, name)

    def fails(number: int, other: str) -> tuple[int, int]:
        monkeypatch.setattr(durable_rules_engine, name, works)
        return refusal(number, other)

    monkeypatch.setattr(durable_rules_engine, name, fails)


def out_of_memory(number: int, other: str) -> tuple[int, int]:
    raise MemoryError


def interrupted(number: int, other: str) -> tuple[int, int]:
    raise KeyboardInterrupt


FUNCTIONS = ["assert_facts", "start_action_for_state", "complete_and_start_action", "retract_facts"]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("refusal", [out_of_memory, interrupted])
def test_after_a_fault_inside_durable_rules_the_next_case_is_clean(
    own_rulesets: None, monkeypatch: pytest.MonkeyPatch, name: str, refusal: Refusal
) -> None:
    forward = Agenda([("h", ("a", "b")), ("g", ("a",)), ("f", ("h", "c"))])
    assert found(forward, "a") == ({"a", "g"}, [1])
    refusing(monkeypatch, name, refusal)
    with pytest.raises((MemoryError, KeyboardInterrupt)):
        found(forward, "abc")
    assert found(forward, "b") == ({"b"}, [])
    assert found(forward, "ac") == ({"a", "c", "g"}, [1])


@pytest.mark.parametrize("name", ["assert_facts", "retract_facts"])
@pytest.mark.parametrize("code", [1, 2, 3])
def test_any_code_but_success_is_an_error(
    own_rulesets: None, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    forward = Agenda([("h", ("a", "b"))])
    found(forward)
    refusing(monkeypatch, name, lambda number, facts: (code, 1))
    with pytest.raises(AgendaError, match=f"answered {code}"):
        found(forward, "a")
    assert found(forward, "b") == ({"b"}, [])


def test_a_fault_while_the_program_changes_is_not_seen_by_the_next_case(
    own_rulesets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "MOST_RULESETS", 2)
    found(Agenda([("g", ("a",))]), "a")
    refusing(monkeypatch, "assert_facts", out_of_memory)
    forward = Agenda([("h", ("a", "b"))])
    with pytest.raises(MemoryError):
        found(forward, "a")
    assert found(forward, "b") == ({"b"}, [])


def test_the_agenda_gives_up_when_faults_have_used_up_the_rulesets(
    own_rulesets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward = Agenda([("h", ("a",))])
    for _ in range(agenda.MOST_RULESETS):
        refusing(monkeypatch, "start_action_for_state", out_of_memory)
        with pytest.raises(MemoryError):
            found(forward, "a")
    with pytest.raises(AgendaError, match="lost"):
        found(forward, "a")


@pytest.mark.parametrize("clauses", [5, 6])
def test_a_program_may_have_so_many_clauses_and_literals_and_no_more(
    monkeypatch: pytest.MonkeyPatch, clauses: int
) -> None:
    monkeypatch.setattr(agenda, "MOST_FACTS", 6)
    of_one_body, of_one_head = [(f"{i}", ("a",)) for i in range(clauses)], [("h", ())] * clauses
    found(Agenda(of_one_head))
    if clauses == 5:
        found(Agenda(of_one_body))
    else:
        with pytest.raises(AgendaError, match="more than 6"):
            Agenda(of_one_body)


def test_five_thousand_clauses_agree_with_what_follows() -> None:
    draw = random.Random(2)
    clauses = [
        (f"l{i}", tuple(f"l{i + draw.randrange(1, 900)}" for _ in range(draw.choice([1, 2, 3]))))
        for i in range(5000)
    ]
    literals = [f"l{draw.randrange(4000, 6000)}" for _ in range(1500)]
    derived, firings = found(Agenda(clauses), literals)
    assert (derived, sorted(firings)) == what_follows(clauses, literals)
    assert len(firings) > 500


@pytest.mark.parametrize("firings_per_renewal", [1, 3, 32])
def test_thousands_of_cases_of_random_programs_agree_with_what_follows(
    monkeypatch: pytest.MonkeyPatch, firings_per_renewal: int
) -> None:
    monkeypatch.setattr(agenda, "FIRINGS_PER_RENEWAL", firings_per_renewal)
    draw = random.Random(firings_per_renewal)
    for _ in range(60):
        clauses = random_clauses(draw)
        forward = Agenda(clauses)
        for _ in range(20):
            literals = random_literals(draw)
            derived, firings = found(forward, literals[::2], literals[1::2])
            assert (derived, sorted(firings)) == what_follows(clauses, literals)


names = st.sampled_from("abcdefghijkl")
programs = st.lists(st.tuples(names, st.lists(names, max_size=5).map(tuple)), max_size=25)
facts = st.lists(names, max_size=8)


@given(programs, facts)
def test_the_agenda_agrees_with_what_follows(clauses: list[Clause], literals: list[str]) -> None:
    derived, firings = found(Agenda(clauses), literals)
    assert (derived, sorted(firings)) == what_follows(clauses, literals)


@given(programs, facts, facts)
def test_more_literals_take_no_conclusion_back(
    clauses: list[Clause], literals: list[str], more: list[str]
) -> None:
    forward = Agenda(clauses)
    fewer = found(forward, literals)
    both = found(forward, literals + more)
    assert fewer[0] <= both[0]
    assert set(fewer[1]) <= set(both[1])


@given(programs, facts, st.randoms())
def test_the_order_of_clauses_and_literals_does_not_matter(
    clauses: list[Clause], literals: list[str], draw: random.Random
) -> None:
    expected = found(Agenda(clauses), literals)[0]
    draw.shuffle(clauses)
    draw.shuffle(literals)
    assert found(Agenda(clauses), literals)[0] == expected


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory in use from /proc")
def test_thousands_of_cases_use_no_more_memory() -> None:
    draw = random.Random(3)
    clauses = [(f"l{i}", (f"l{i + 1}", f"l{i + 2}")) for i in range(100)]
    forward, cases = Agenda(clauses), [random_literals(draw) for _ in range(10)]
    for _ in range(50):
        found(forward, *cases[0])
    before = resident_bytes()
    for _ in range(300):
        for literals in cases:
            found(forward, literals)
    assert resident_bytes() - before < 4_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory in use from /proc")
def test_hundreds_of_programs_use_no_more_memory() -> None:
    def programs_from(first: int) -> None:
        for i in range(first, first + 300):
            found(
                Agenda([(f"l{k}", (f"l{k + i}", f"l{k + 1}")) for k in range(50)]), ["l51", "l50"]
            )

    programs_from(0)
    before = resident_bytes()
    programs_from(300)
    assert resident_bytes() - before < 4_000_000
