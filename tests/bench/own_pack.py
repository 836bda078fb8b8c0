"""A decision by the Medicare pack: each of its scenarios, by each of our backends and in a whole answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
BAR = 0.005  # seconds, for a whole answer
PACK = ROOT / "knowledge/medicare-therapy"
WHOLE = "a whole answer: both backends agreeing, explained, with citations"
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
    pack, made = opened.pack, dict[str, CrossChecked]()
    asked = opened.scenarios[:20] if quick else opened.scenarios
    cases = [prepared(pack, each.case, each.question, made) for each in asked]
    ways: dict[str, Callable[[Prepared], object]] = {
        WHOLE: lambda each: coverdict.decide(pack, each.case, each.asking),
        "forward and compiled, agreeing": lambda each: each.backends.run(each.inputs),
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


def prepared(pack: Pack, case: Case, question: str, made: dict[str, CrossChecked]) -> Prepared:
    """The case before its program; ``made`` holds the backends of each question."""
    asking = coverdict.asking_for(pack, case, question, TODAY)
    if question not in made:
        days = era(pack, asking.service_date, asking.knowledge_date)
        made[question] = CrossChecked(compile_question(pack, pack.questions[question], *days))
    presumed = presumptions_in_force(pack, asking.service_date, asking.knowledge_date)
    return Prepared(case, asking, inputs_of(case, presumed), made[question])


def section(pack: Pack, cases: int, times: Mapping[str, Times], rounds: int) -> Section:
    """The times of a case, and their ratios to the compiled backend."""
    base, whole = times[BASE].median, times[WHOLE].median
    rows = [
        (name, in_words(found.median), f"{found.median / base:,.1f}")
        for name, found in times.items()
    ]
    met = "met" if whole <= BAR else f"missed by a factor of {whole / BAR:.2f}"
    return Section(
        "One case of the Medicare pack",
        f"With {len(pack.rules)} rules a whole answer takes {in_words(whole)}, the compiled backend alone"
        f" {in_words(base)}. The bar for a whole answer, {in_words(BAR)}, is {met}.",
        f"{pack.id} {pack.version}, {len(pack.rules)} rules, {cases} scenarios, one after another: the time of one.",
        (Table(("way", "one case:", "ratio:"), tuple(rows)),),
        f"Each scenario is asked as its file says, in one process, with the pack open and its programs made. The ways"
        f" take turns; the time of a round is its mean over the scenarios, and the median of {rounds} rounds is shown.",
    )
