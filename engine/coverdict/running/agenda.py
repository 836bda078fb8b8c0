"""The agenda: forward chaining over ground Horn clauses, done by durable_rules.

Clauses enter; for each case its literals enter, and all that follows from them leaves, with the
clauses that fired. The same case gives the same firings in the same order, whatever came before.

How clauses are put to durable_rules, whose faults ``tests/running/test_durable_traps.py`` shows:

* A clause is a fact that stays, such as ``{"id":"c7","k":"2","x0":"4","x1":"9"}``; a literal is a
  fact of the case, such as ``{"id":"4","b0":"4"}``, which may stand first in a body of two. One
  rule for each length of body joins them: ``k`` is 2, ``b0`` equals ``x0``, ``b1`` equals ``x1``.
  These rules fit every program, one after another, which matters as no ruleset can be removed.
  Joins are hashed and come in one batch; of a rule for each clause, each firing would scan all.
* Literals are given as numbers in strings, so nothing in them is taken for another type.
* The functions under ``Ruleset`` are called: no ``Host`` with its thread, no action in Python with
  exceptions swallowed. For a fact unmatched or repeated they answer a code; none is expected here.
* A clause is asserted before the first literal of its body is, in whatever case that is, and stays:
  until then it could not fire, and most clauses of a program never do.
* After a case its literals are retracted. Before that, matches of fillers, which never fire, take
  the memory of all matches that fired: these stay marked as being dispatched, and durable_rules
  reads past their end when the second of their facts is retracted. And since a fact that stays
  keeps a record of each firing, some clauses, in turn, are retracted and asserted again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from threading import Condition

import durable_rules_engine as durable

from coverdict.vocabulary.records import record

Clause = tuple[str, tuple[str, ...]]

LONGEST_BODY = 8  # longer ones are joined in steps: a fact may pass 64 tests at most
SIZES = range(1, LONGEST_BODY + 1)
MOST_FACTS = 60_000  # clauses, or literals: so far no two ids are alike in the 32 bits it looks at
MOST_RULESETS = 8  # ever made in a process: one for each open case or program used lately
LONGEST_WAIT = 10.0  # seconds, for another thread's case to end when all rulesets are in use
FIRINGS_PER_RENEWAL = 32  # after so many firings one clause is asserted again
FILLERS = 16  # matches that one more literal makes, at each length of body


class AgendaError(Exception):
    """Clauses too many, open cases too many, a case that is over, or a fault of durable_rules."""


@record
class AgendaProgram:
    """Clauses and literals by number; first those given, then those made by cutting long bodies.

    A literal made so has no name, one that stands in no body no fact, nor has a clause without one. A literal wakes
    the clauses in whose bodies it stands first.
    """

    numbers: dict[str, int]
    names: tuple[str | None, ...]
    facts: tuple[str, ...]
    clauses: tuple[str, ...]
    heads: tuple[int, ...]
    given: int
    unconditional: tuple[int, ...]
    woken: dict[int, list[int]]


def agenda_program(given: Sequence[Clause]) -> AgendaProgram:
    """The clauses as they are put to durable_rules."""
    numbers: dict[str, int] = {}
    for literal in chain.from_iterable((head, *body) for head, body in given):
        numbers.setdefault(literal, len(numbers))
    heads = [numbers[head] for head, _ in given]
    bodies = [[numbers[literal] for literal in dict.fromkeys(body)] for _, body in given]
    uses = Counter(chain.from_iterable(bodies))
    for body in bodies:  # the rarest literal first, so that fewer bodies are met half
        body.sort(key=lambda literal: (uses[literal], literal))
    literals = _cut(heads, bodies, len(numbers))
    if max(literals, len(bodies)) > MOST_FACTS:
        raise AgendaError(f"there are more than {MOST_FACTS:,} clauses or literals")
    woken: dict[int, list[int]] = {}
    for number, body in enumerate(bodies):
        if body:
            woken.setdefault(body[0], []).append(number)
    return AgendaProgram(
        numbers,
        (*numbers, *[None] * (literals - len(numbers))),
        tuple(_literal_facts(bodies, literals)),
        tuple(_clause_fact(f"c{n}", body) if body else "" for n, body in enumerate(bodies)),
        tuple(heads),
        len(given),
        tuple(number for number, body in enumerate(bodies) if not body),
        woken,
    )


def _cut(heads: list[int], bodies: list[list[int]], first: int) -> int:
    """Put literals, from ``first`` on, for beginnings of bodies too long; the first not needed."""
    for body in list(bodies):
        while len(body) > LONGEST_BODY:
            heads.append(first)
            bodies.append(body[:LONGEST_BODY])
            body[:LONGEST_BODY] = [first]
            first += 1
    return first


def _place(size: int, index: int) -> str:
    """The property of a literal that may stand at ``index`` in a body of ``size``."""
    return f"{'_abcdefgh'[size]}{index}"


def _literal_facts(bodies: Iterable[Sequence[int]], count: int) -> Iterator[str]:
    places: list[set[str]] = [set() for _ in range(count)]
    for body in bodies:
        for index, literal in enumerate(body):
            places[literal].add(_place(len(body), index))
    for number, found in enumerate(places):
        yield _literal_fact(str(number), str(number), sorted(found)) if found else ""


def _literal_fact(id: str, value: str, places: Iterable[str]) -> str:
    standing = "".join(f',"{place}":"{value}"' for place in places)
    return f'{{"id":"{id}"{standing}}}'


def _clause_fact(id: str, body: Sequence[int | str]) -> str:
    premises = "".join(f',"x{index}":"{literal}"' for index, literal in enumerate(body))
    return f'{{"id":"{id}","k":"{len(body)}"{premises}}}'


def _rules() -> dict[str, dict[str, object]]:
    """A rule for each length of body: a flat conjunction of positive tests, and no action."""
    joins = {n: [{f"l{i}": {_place(n, i): {"c": f"x{i}"}}} for i in range(n)] for n in SIZES}
    return {f"r{n}": {"all": [{"c": {"k": str(n)}}, *joins[n]], "cap": 65_535} for n in SIZES}


def _fillers() -> Iterator[str]:
    """Clauses, and literals for all of their body but its end: facts that stay and never match."""
    for size in SIZES:
        yield from (_clause_fact(f"f{size}-{number}", ["f"] * size) for number in range(FILLERS))
    for index in range(LONGEST_BODY - 1):
        yield _literal_fact(f"f{index}", "f", [_place(size, index) for size in SIZES[index + 1 :]])


def _endings(matches: Sequence[int]) -> Iterator[str]:
    """Literals that end the bodies of fillers: at least so many matches of each length."""
    for size, wanted in enumerate(matches):
        for number in range(0, wanted, FILLERS):
            yield _literal_fact(f"e{size}-{number}", "f", [_place(size, size - 1)])


class _Ruleset:
    """A ruleset with its one session, which holds the clauses of a program, and a case's literals.

    Not ``sound`` once a call into durable_rules failed or was cut short: what it holds is unknown.
    """

    __slots__ = (
        "_awake",
        "_firings",
        "_matches",
        "_next_renewed",
        "_number",
        "_session",
        "program",
        "sound",
    )

    def __init__(self) -> None:
        self._number: int = durable.create_ruleset("coverdict", json.dumps(_rules()))
        self._matches = [0] * (LONGEST_BODY + 1)  # most that fired at once, by length of body
        self._firings = 0
        self._next_renewed = 0
        self._awake: dict[int, None] = {}  # the clauses asserted, by number
        self.program: AgendaProgram | None = None
        self.sound = True
        self._session = self._send(durable.assert_facts, [*_fillers()])

    def hold(self, program: AgendaProgram) -> None:
        """Take ``program`` in the place of another, between cases; its clauses sleep."""
        if self.program is not program:
            self.sound = False
            self._send(durable.retract_facts, self._clauses(self._awake))
            self._awake.clear()
            self.program, self._firings, self._next_renewed = program, 0, 0
            self.sound = True

    def wake(self, literals: Iterable[int]) -> None:
        """Assert the clauses that these literals wake, before the literals themselves."""
        assert self.program is not None, "a case has a program"
        woken = self.program.woken
        new = [n for each in literals for n in woken.get(each, ()) if n not in self._awake]
        self.sound = False
        self._send(durable.assert_facts, self._clauses(new))
        self._awake.update(dict.fromkeys(new))
        self.sound = True

    def _clauses(self, numbers: Iterable[int]) -> list[str]:
        return [self.program.clauses[number] for number in numbers] if self.program else []

    def fire(self, facts: Sequence[str]) -> list[int]:
        """Assert literals that are not there yet; the numbers of the clauses that fire, in order."""
        self.sound = False
        self._send(durable.assert_facts, facts)
        fired: list[int] = []
        started = durable.start_action_for_state(self._number, self._session)
        batch: str | None = started[1] if started else None
        while batch:  # {"r2":[{"c":{"id":"c7","k":"2",…},"l0":{"id":"4",…},"l1":{…}},…]}
            matches, size = batch.split('"id":"c')[1:], int(batch[3])
            fired += [int(match[: match.index('"')]) for match in matches]
            self._matches[size] = max(self._matches[size], len(matches))
            batch = durable.complete_and_start_action(self._number, self._session)
        self._firings += len(fired)
        self.sound = True
        return sorted(fired)

    def clear(self, facts: Sequence[str]) -> None:
        """Retract the literals of a case, after the remains of its firings are dealt with."""
        self.sound = False
        endings = [*_endings(self._matches)]
        self._send(durable.assert_facts, endings)
        self._send(durable.retract_facts, endings)
        self._send(durable.retract_facts, facts)
        self._matches = [0] * len(self._matches)
        if self.program and self._firings >= FIRINGS_PER_RENEWAL:
            first = self._next_renewed
            count, self._firings = divmod(self._firings, FIRINGS_PER_RENEWAL)
            renewed = self._clauses(islice(self._awake, first, first + count))
            self._send(durable.retract_facts, renewed)
            self._send(durable.assert_facts, renewed)
            self._next_renewed = (first + len(renewed)) % len(self._awake)
        self.sound = True

    def _send(self, change: Callable[[int, str], tuple[int, int]], facts: Sequence[str]) -> int:
        """Assert facts or retract them; the session that held or holds them, 0 without facts."""
        code, session = change(self._number, f"[{','.join(facts)}]") if facts else (0, 0)
        if code:
            raise AgendaError(f"durable_rules answered {code} to facts it should have accepted")
        return session


class _Rulesets:
    """The rulesets of this process. One that is not sound is never put back, and so lost."""

    def __init__(self) -> None:
        self._freed = Condition()
        self._made = 0
        self._idle: list[_Ruleset] = []  # the one used last at the end

    def take(self, program: AgendaProgram) -> _Ruleset:
        """One that holds the program and no literal, for one case."""
        with self._freed:
            self._freed.wait_for(lambda: self._idle or self._made < MOST_RULESETS, LONGEST_WAIT)
            holding = [one for one in self._idle if one.program is program]
            if not holding and self._made < MOST_RULESETS:
                self._idle.insert(0, _Ruleset())
                self._made += 1
            if not self._idle:
                raise AgendaError(f"all {MOST_RULESETS} rulesets are in open cases, or lost")
            ruleset = (holding or self._idle)[0]
            self._idle.remove(ruleset)
        ruleset.hold(program)
        return ruleset

    def put_back(self, ruleset: _Ruleset) -> None:
        with self._freed:
            self._idle.append(ruleset)
            self._freed.notify()


_RULESETS = _Rulesets()  # of the whole process, as durable_rules keeps them


class CaseRun:
    """A case: ``derived`` holds every literal asserted or concluded, ``firings`` every clause fired.

    A clause whose body is satisfied fires once. Firings are by index within a round; a round is all
    that fires by what was known before it.
    """

    __slots__ = ("_asserted", "_over", "_program", "_ruleset", "derived", "firings")

    def __init__(self, program: AgendaProgram, ruleset: _Ruleset) -> None:
        self.derived: set[str] = set()
        self.firings: list[int] = []
        self._program = program
        self._ruleset = ruleset
        self._asserted: list[str] = []
        self._over = False

    def assert_literals(self, literals: Iterable[str]) -> None:
        """Add literals, whether the program knows them or not, and all that follows from them."""
        if self._over:
            raise AgendaError("the case is over")
        numbers = self._program.numbers
        new = set(literals) - self.derived
        self.derived |= new
        self._chain(sorted([numbers[literal] for literal in new if literal in numbers]))

    def _chain(self, new: list[int]) -> None:
        known = self._program.facts
        while facts := [known[literal] for literal in new if known[literal]]:
            self._ruleset.wake(new)
            self._asserted += facts
            new = self._conclude(self._ruleset.fire(facts))

    def _conclude(self, fired: Sequence[int]) -> list[int]:
        """Note what fired; the literals that are new by it."""
        given, heads, names = self._program.given, self._program.heads, self._program.names
        self.firings += [clause for clause in fired if clause < given]
        concluded = dict.fromkeys([heads[clause] for clause in fired])
        new = [literal for literal in concluded if names[literal] not in self.derived]
        self.derived.update([name for literal in new if (name := names[literal]) is not None])
        return new


class Agenda:
    """Forward chaining over ground Horn clauses: each a head, and the body that concludes it."""

    __slots__ = ("_program",)

    def __init__(self, of: Sequence[Clause] | AgendaProgram) -> None:
        self._program = of if isinstance(of, AgendaProgram) else agenda_program(of)

    @contextmanager
    def case(self) -> Iterator[CaseRun]:
        """A case in which nothing is known yet; however it ends, nothing of it is left behind."""
        ruleset = _RULESETS.take(self._program)
        run = CaseRun(self._program, ruleset)
        try:
            run._chain(run._conclude(self._program.unconditional))
            yield run
        finally:
            run._over = True
            if ruleset.sound:
                ruleset.clear(run._asserted)
                _RULESETS.put_back(ruleset)
