"""A decision by the Medicare pack: each of its scenarios, by each of our backends and in a whole answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import coverdict
from coverdict.compiling.in_force import era, presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.agreement import CrossChecked
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.packs import Pack
from tests.bench.engines import ROOT
from tests.bench.sections import Section, Table
from tests.bench.timing import Times, in_turn, in_words, over

ROUNDS = 15
TODAY = date(2026, 6, 1)
BAR = 0.025  # seconds, for both backends agreeing
COMPILED_BAR = 0.001  # seconds, for the compiled backend with all derivations
PACK = ROOT / "knowledge/medicare-therapy"
WHOLE = "a whole answer: both backends agreeing, explained, with citations"
AGREEING = "forward and compiled, agreeing"
BASE = "compiled alone"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with everything that is made once for its program."""

    case: Case
    asking: Asking
    inputs: Inputs
    backends: CrossChecked


def measured(quick: bool) -> Section:
    """Every scenario of the pack, in each way in turn."""
    opened = coverdict.open_pack(PACK, PACK.name)
    assert opened.pack is not None, "the pack has errors: run `coverdict check`"
    pack, made = opened.pack, dict[Hashable, CrossChecked]()
    asked = opened.scenarios[:20] if quick else opened.scenarios
    cases = [prepared(pack, each.case, each.question, made) for each in asked]
    ways: dict[str, Callable[[Prepared], object]] = {
        WHOLE: lambda each: coverdict.decide(pack, each.case, each.asking),
        AGREEING: lambda each: each.backends.run(each.inputs),
        "forward alone": lambda each: each.backends.forward.run(each.inputs),
        BASE: lambda each: each.backends.compiled.run(each.inputs),
    }
    number = 2 if quick else ROUNDS
    return section(
        pack,
        len(cases),
        in_turn({name: over(cases, _made(run)) for name, run in ways.items()}, number),
        number,
    )


def _made(run: Callable[[Prepared], object]) -> Callable[[], Callable[[Prepared], object]]:
    return lambda: run


def prepared(pack: Pack, case: Case, question: str, made: dict[Hashable, CrossChecked]) -> Prepared:
    """The case before its program; ``made`` holds the backends of each question in each era."""
    asking = coverdict.asking_for(pack, case, question, TODAY)
    days = era(pack, asking.service_date, asking.knowledge_date)
    if (question, days) not in made:
        program = compile_question(pack, pack.questions[question], *days)
        made[question, days] = CrossChecked(program)
    presumed = presumptions_in_force(pack, asking.service_date, asking.knowledge_date)
    return Prepared(case, asking, inputs_of(case, presumed), made[question, days])


def section(pack: Pack, cases: int, times: Mapping[str, Times], rounds: int) -> Section:
    """The times of a case, and their ratios to the compiled backend."""
    base, whole, agreeing = (times[way].median for way in (BASE, WHOLE, AGREEING))
    rows = [
        (name, in_words(found.median), f"{found.median / base:,.1f}")
        for name, found in times.items()
    ]
    return Section(
        "One case of the Medicare pack",
        f"With {len(pack.rules)} rules a whole answer takes {in_words(whole)}, the compiled backend alone"
        f" {in_words(base)}. The bar for both backends agreeing, {in_words(BAR)}, is {_met(agreeing, BAR)}; that for"
        f" the compiled one, {in_words(COMPILED_BAR)}, is {_met(base, COMPILED_BAR)}.",
        f"{pack.id} {pack.version}, {len(pack.rules)} rules, {cases} scenarios, one after another: the time of one.",
        (Table(("way", "one case:", "ratio:"), tuple(rows)),),
        f"Each scenario is asked as its file says, in one process, with the pack open and its programs made. The ways"
        f" take turns; the time of a round is its mean over the scenarios, and the median of {rounds} rounds is shown.",
    )


def _met(took: float, bar: float) -> str:
    return "met" if took <= bar else f"missed by a factor of {took / bar:.2f}"
