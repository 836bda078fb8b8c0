"""A generated pack with a case and the days on which it is asked, and what the backends read of them."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from hypothesis.vendor.pretty import RepresentationPrinter

from coverdict import Asking, Case, Pack, TextPart, Verdict, decide, open_pack, read_case
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import Program, opposite
from tests.generating import FACTS, LITERALS, Writer

SERVICE_DAYS = [
    *(date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 30)),
    *(date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31)),
]
KNOWN_DAYS = [
    *(date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1)),
    *(date(2026, 7, 31), date(2026, 8, 1)),
]


@dataclass(frozen=True, repr=False)
class Situated:
    """A pack with a case and how it is asked; ``number`` generates the pack again."""

    pack: Pack
    case: Case
    asking: Asking
    number: int

    def __repr__(self) -> str:
        said = {**self.case.facts, **self.case.stated}
        facts = {name: given.value for name, given in said.items()}
        return f"generated({self.number}), asked on {self.days} of {facts}"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def days(self) -> tuple[date, date]:
        """The day of service and the day of knowledge."""
        return self.asking.service_date, self.asking.knowledge_date

    def decided(self, case: Case | None = None) -> Verdict:
        """The verdict, on another case if one is given; the case must not be refused."""
        found = decide(self.pack, self.case if case is None else case, self.asking)
        assume(isinstance(found, Verdict))
        return found

    @property
    def program(self) -> Program:
        """The program of the question on these days."""
        return compile_question(self.pack, self.pack.questions[self.asking.question], *self.days)

    @property
    def inputs(self) -> Inputs:
        """What the backends read of the case."""
        return self.inputs_of(self.case)

    def inputs_of(self, case: Case) -> Inputs:
        """What a case gives and, unless that is switched off, the pack presumes."""
        presumed = presumptions_in_force(self.pack, *self.days) if self.asking.presume else ()
        return inputs_of(case, presumed)


def open_written(files: Mapping[str, object]) -> Pack:
    """The pack of these files, by the real loader and checks; JSON is YAML too."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        opened = open_pack(Path(folder), "generated")
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def case_of(pack: Pack, facts: Mapping[str, object]) -> Case:
    """The case that gives these facts, by the real reader; an empty one, which that refuses, outright."""
    if not facts:
        return Case({}, {})
    read = read_case(pack, [TextPart(json.dumps(facts).encode(), "case.json")])
    assert read.case is not None, read.diagnostics
    return read.case


# Fifty times as fast as the ones that Hypothesis can make small.
RANDOMS = st.randoms(use_true_random=True)
NUMBERS = st.integers(0, 3 * settings().max_examples)


@lru_cache(maxsize=512)
def generated(number: int) -> Pack:
    """The pack of a number. Several laws see the same ones: to read one takes longer than to decide a case."""
    return open_written(Writer(Random(number)).pack())


@composite
def cases(draw: DrawFn, pack: Pack) -> Case:
    """A case that gives some facts, and states some of the criteria that may be stated."""
    stated = {id: "boolean" for id, item in pack.criteria.items() if item.stating}
    return case_of(pack, Writer(draw(RANDOMS)).facts(FACTS | stated))


def answers(at: Situated, names: Iterable[str], random: Random) -> Case:
    """The case with some value for every one of these facts, and of these criteria that may be stated."""
    kinds = {name: FACTS.get(name, "boolean") for name in names}
    more = {name: random.choice(LITERALS[kind]) for name, kind in kinds.items()}
    return with_facts(at.case, case_of(at.pack, more))


def with_facts(case: Case, more: Case) -> Case:
    """The case with what ``more`` gives where it is silent."""
    return Case({**more.facts, **case.facts}, {**more.stated, **case.stated})


def silent(at: Situated) -> list[str]:
    """The facts that the case does not give, and the criteria that it may state and does not."""
    may_be_stated = [id for id, item in at.pack.criteria.items() if item.stating]
    said = {**at.case.facts, **at.case.stated}
    return [name for name in (*FACTS, *may_be_stated) if name not in said]


@composite
def situations(draw: DrawFn, presume: bool = True) -> Situated:
    """A pack, a case for it, and two days."""
    number = draw(NUMBERS)
    pack = generated(number)
    service, known = draw(st.sampled_from(SERVICE_DAYS)), draw(st.sampled_from(KNOWN_DAYS))
    return Situated(pack, draw(cases(pack)), Asking("answer", service, known, presume), number)


def contradicts(after: Model, before: Model) -> bool:
    """Whether something that was settled before has evidence against it after."""
    against = {opposite(each) for each in before.literals} - before.literals
    if not against.isdisjoint(after.literals):
        return True
    return any(len(after.amounts.get(id, ())) > 1 for id, had in before.amounts.items() if had)
