"""The backends held against one another: what the packs at hand are asked, on which cases, and where two differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from coverdict.checking.eras import Dated, Era, eras
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.agreement import differences
from coverdict.running.compiled import Compiled
from coverdict.running.forward import Forward
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack, Presumption
from coverdict.vocabulary.programs import Program
from tests.populations.edges import Edges
from tests.populations.relationally import models_of
from tests.populations.scenarios import PACKS, pack_at, scenarios_at

BASES = 16
"""So many scenarios at most are bases: those that between them conclude the most."""
WIDELY = 4
"""Around so many of them pairs of edges are tried too."""
MOST_ERAS = 20
"""A pack with more has hundreds of programs, most of whose steps are the same: one of each question stands for them."""


@dataclass(frozen=True)
class Asked:
    """A question of a pack at hand as it stands on a day of service, as known on a day."""

    path: Path
    question: str
    service: date
    known: date

    def __str__(self) -> str:
        return f"{self.path.name}-{self.question}-{self.service}"

    @property
    def pack(self) -> Pack:
        return pack_at(self.path)

    @property
    def program(self) -> Program:
        return program_on(self.pack, self.question, self.service, self.known)

    @property
    def presumed(self) -> tuple[Presumption, ...]:
        return presumptions_in_force(self.pack, self.service, self.known)

    @property
    def scenarios(self) -> list[Inputs]:
        """What the program reads of each scenario."""
        return [inputs_of(each.case, self.presumed) for each in scenarios_at(self.path)]


@cache
def program_on(pack: Pack, question: str, service: date, known: date) -> Program:
    return compile_question(pack, pack.questions[question], service, known)


def dated_of(pack: Pack) -> tuple[Dated, ...]:
    """All of a pack that has a period."""
    values = (value for item in pack.parameters.values() for value in item.values)
    return (*pack.rules.values(), *pack.presumptions, *values)


def eras_of(pack: Pack) -> tuple[Era, ...]:
    """The times of a pack in which the same things are in force and known."""
    return eras(pack.window, dated_of(pack))


def asked_of(path: Path) -> Iterator[Asked]:
    """Each question of the pack in each era that has a program of its own; of a pack with many eras in the last."""
    found = eras_of(pack_at(path))
    looked_at = found if len(found) <= MOST_ERAS else found[-1:]
    for question in pack_at(path).questions:
        seen: set[str] = set()
        for era in looked_at:
            asked = Asked(path, question, era.start, era.known)
            if asked.program.steps not in seen:
                seen.add(asked.program.steps)
                yield asked


ASKED = [asked for path in PACKS for asked in asked_of(path)]


@cache
def at_edges(asked: Asked, pairs: int) -> tuple[Inputs, ...]:
    """The scenarios; each fact at each edge around the bases; ``pairs`` of edges for every two tests of a clause."""
    edges, bases = Edges(asked.pack, asked.program), bases_of(asked)
    found = [*asked.scenarios]
    for place, base in enumerate(bases):
        found += [*edges.cases(base), *(edges.pairs(base, pairs) if place < WIDELY else [])]
    return tuple(found)


def bases_of(asked: Asked) -> list[Inputs]:
    """Scenarios that between them conclude as much as all of them do, or as so many can."""
    compiled = Compiled(asked.program)
    concluded = [(each, compiled.run(each).literals) for each in asked.scenarios]
    found: list[Inputs] = []
    seen: set[str] = set()
    while len(found) < BASES:
        best, literals = max(concluded, key=lambda item: len(item[1] - seen))
        if literals <= seen:
            break
        found.append(best)
        seen |= literals
    return found


def disagreeing(
    pack: Pack, program: Program, cases: Sequence[Inputs], every: int = 1
) -> list[tuple[int, tuple[str, ...]]]:
    """The cases on which DuckDB and the compiled backend differ, or, looking at every so many, the forward one."""
    return [*disagreements(models_of(pack, program, cases), program, cases, every)]


def disagreements(
    models: Sequence[Model], program: Program, cases: Sequence[Inputs], every: int = 1
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The same, one after another, for what DuckDB concludes."""
    compiled, forward = Compiled(program), Forward(program)
    for number, (model, case) in enumerate(zip(models, cases, strict=True)):
        for other in [compiled, forward] if number % every == 0 else [compiled]:
            found = differences(model, other.run(case))
            if found:
                yield number, found
