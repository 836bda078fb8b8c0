"""One case in one process: our backends against other engines, on the same rules and facts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import coverdict
from coverdict.vocabulary.packs import Pack
from tests.bench.engines import engine_version
from tests.bench.forms import json_rules_form, zen_form
from tests.bench.forms.clingo_form import Clingo
from tests.bench.forms.clips_form import Clips
from tests.bench.forms.coverdict_forms import CompiledBackend, WholeAnswer
from tests.bench.forms.deciders import Decider
from tests.bench.forms.json_rules_form import JsonRules
from tests.bench.forms.rule_engine_form import RuleEngine
from tests.bench.forms.zen_form import Zen
from tests.bench.generated_packs import write_pack
from tests.bench.generated_rules import Facts, RuleSet, cases, conclusions
from tests.bench.sections import Section, Table
from tests.bench.timing import Round, Times, in_turn, in_words, over, pilot

SIZES = (40, 400)
CASES, ROUNDS = 300, 15
SPENT = 0.1  # seconds, about, that a way takes in a round
BASE = "coverdict, compiled"
WHOLE = "coverdict, whole answer"
TRACED = "zen-engine, expressions, traced"
JSON_RULES = "json-rules-engine"


@dataclass(frozen=True, slots=True)
class Way:
    """An engine used in one way; ``package`` is what has to be installed for it.

    One that gets slower by what it keeps of each case is made anew for each round.
    """

    package: str
    gives: str
    made: Callable[[Pack, RuleSet], Decider]
    anew: bool = False


WAYS: Mapping[str, Way] = {
    BASE: Way(
        "coverdict", "evidence for and against each criterion, so four values", CompiledBackend
    ),
    WHOLE: Way(
        "coverdict",
        "the same by two backends that must agree; the derivation with its citations",
        WholeAnswer,
    ),
    "zen-engine, expressions": Way(
        "zen-engine",
        "each criterion, true or false",
        lambda _, of: Zen(of, zen_form.expressions(of)),
    ),
    TRACED: Way(
        "zen-engine",
        "the same, with what each expression came to",
        lambda _, of: Zen(of, zen_form.expressions(of), trace=True),
    ),
    "zen-engine, decision tables": Way(
        "zen-engine", "each criterion, true or false", lambda _, of: Zen(of, zen_form.tables(of))
    ),
    "zen-engine, decision tables, traced": Way(
        "zen-engine",
        "the same, with the row that was taken",
        lambda _, of: Zen(of, zen_form.tables(of), trace=True),
    ),
    "clips (clipspy)": Way("clipspy", "the criteria that hold", lambda _, of: Clips(of), anew=True),
    "rule-engine": Way(
        "rule-engine", "each criterion, true or false", lambda _, of: RuleEngine(of)
    ),
    "clingo": Way("clingo", "the criteria that hold", lambda _, of: Clingo(of)),
}
NODE_GIVES = "the rules that succeeded, and those that failed"


@dataclass(frozen=True, slots=True)
class Measured:
    """The times of the ways that are installed, by name, for so many rules."""

    rules: int
    times: Mapping[str, Times]


class Unequal(Exception):
    """An engine answered something else than the rules say."""


def measured(quick: bool) -> Section:
    """Every way that is installed, for each size of rule set."""
    rounds, count = (3, CASES // 10) if quick else (ROUNDS, CASES)
    return section([measured_for(size, rounds, count) for size in SIZES], rounds, count)


def measured_for(size: int, rounds: int, count: int) -> Measured:
    """The answers are compared first; raises Unequal. Then the ways take turns."""
    with tempfile.TemporaryDirectory() as folder:
        of = write_pack(Path(folder), size, plain=True)
        pack = coverdict.open_pack(Path(folder), "generated").pack
    assert pack is not None
    given = list(cases(of, count))
    wanted = [conclusions(of, facts) for facts in given]
    with _ways(pack, of, given, wanted) as ways:
        return Measured(size, in_turn(ways, rounds))


@contextmanager
def _ways(
    pack: Pack, of: RuleSet, given: list[Facts], wanted: list[dict[str, bool]]
) -> Iterator[dict[str, Round]]:
    ways = {}
    for name, way in WAYS.items():
        if engine_version(way.package) is not None:
            decider = way.made(pack, of)
            ready = [decider.case(facts) for facts in given]
            answers = [decider.told(decider.decide(case)) for case in ready]
            _compared(name, answers, wanted)
            number = pilot(ready, decider.decide, SPENT)
            ways[name] = over(ready[:number], _maker(way, decider, pack, of))
    if json_rules_form.installed() is None:
        yield ways
        return
    node = JsonRules(of, given)
    try:
        _compared(JSON_RULES, node.told(), wanted)
        number = max(1, min(len(given), int(SPENT / node.seconds(len(given)))))
        yield ways | {JSON_RULES: lambda: node.seconds(number)}
    finally:
        node.close()


def _maker(
    way: Way, decider: Decider, pack: Pack, of: RuleSet
) -> Callable[[], Callable[[object], object]]:
    return lambda: (way.made(pack, of) if way.anew else decider).decide


def _compared(
    name: str,
    answers: list[Mapping[str, bool]] | list[dict[str, bool]],
    wanted: list[dict[str, bool]],
) -> None:
    for number, (answer, right) in enumerate(zip(answers, wanted, strict=True)):
        wrong = [id for id, value in answer.items() if right[id] != value]
        if wrong or not answer:
            raise Unequal(f"{name} differs on case {number}: {', '.join(wrong) or 'no answer'}")


def section(found: list[Measured], rounds: int, count: int) -> Section:
    """The times with their ratios; what is not installed says so."""
    heads = ["engine"]
    for each in found:
        heads += [f"{each.rules} rules:", "ratio:"]
    rows = [(name, *_cells(name, found)) for name in (*WAYS, JSON_RULES)]
    gives = [(name, way.gives) for name, way in WAYS.items()]
    return Section(
        "One case in one process",
        _answer(found),
        "The time of one decision on a case that is there in the engine's own form, and its ratio to our compiled"
        " backend: above 1 is slower than it, below 1 faster.",
        (
            Table(tuple(heads), tuple(rows)),
            Table(("engine", "what a decision gives"), (*gives, (JSON_RULES, NODE_GIVES))),
        ),
        _HOW.format(rounds=rounds, count=count, spent=SPENT),
    )


def _cells(name: str, found: list[Measured]) -> Iterator[str]:
    for each in found:
        time = each.times.get(name)
        if time is None:
            yield from ("not installed", "")
        else:
            yield in_words(time.median)
            yield f"{time.median / each.times[BASE].median:,.2f}"


def _answer(found: list[Measured]) -> str:
    base = _listed([in_words(each.times[BASE].median) for each in found])
    traced = [each.times[TRACED].median for each in found if TRACED in each.times]
    against = "zen-engine is not installed"
    if traced:
        ratios = [slow / each.times[BASE].median for slow, each in zip(traced, found, strict=True)]
        met = "is met" if min(ratios) > 1 else "is missed"
        against = (
            f"zen-engine with a trace takes {_listed([in_words(each) for each in traced])},"
            f" {_listed([f'{each:.1f}' for each in ratios])} times that. The bar, to be faster than it, {met}"
        )
    sizes = _listed([f"{each.rules:,}" for each in found])
    return f"All derivations of {sizes} rules take {base} by our compiled backend; {against}."


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


_HOW = """\
The rules are those of `tests/bench/generated_rules.py`: ten rules a section, over booleans, lists, counts and money,
chained three deep, with `all`, `any`, thresholds, ranges and exceptions. They are written for each engine in its own
language by `tests/bench/forms/`; every rule matters to the question, and every engine works out every criterion. Each
engine's answers on {count} cases are first compared, criterion by criterion, with what the rules say; a difference ends
the run. Rules are read and compiled before the clock starts, and each case is put into the engine's own form. The
engines take turns in one process (json-rules-engine inside a process of node, by its own clock); a round of each
takes about {spent} s or {count} cases, and the median of {rounds} rounds is shown. A time is that of the clock, or that
of the processor where it is shorter, as it is while other work has the processor.

zen-engine runs a graph through its static loader: one expression node, or a decision table for each criterion. Facts
go to it as a `dict`, which it converts on every call. clingo grounds and solves its program anew for each case, which
is its usual way with changing facts. rule-engine matches one expression for each criterion, in order. CLIPS is reset,
given one fact with a slot for each of ours, and run; clipspy keeps something of every fact that Python has seen, and
gets slower by it, so its environment is made anew before each round. Only our engine knows what is unknown or
conflicting, and only it cites; the facts here are all given, so that the others need not."""
