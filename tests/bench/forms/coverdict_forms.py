"""Our own backends: the compiled one with every derivation, and a whole answer, cross-checked and explained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import coverdict
from coverdict.compiling.in_force import era
from coverdict.compiling.programs import compile_question
from coverdict.running.compiled import Compiled
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import Verdict
from tests.bench.generated_packs import case_of
from tests.bench.generated_rules import Facts, RuleSet

TODAY = date(2026, 3, 2)


def read(pack: Pack, facts: Facts) -> Case:
    """The facts as a case that was read."""
    text = json.dumps(case_of(facts)).encode()
    found = coverdict.read_case(pack, [coverdict.TextPart(text, "generated")])
    assert found.case is not None, found.diagnostics
    return found.case


class CompiledBackend:
    """The compiled backend: evidence for and against every criterion."""

    def __init__(self, pack: Pack, rules: RuleSet) -> None:
        self._pack, self._criteria = pack, rules.criteria
        day, known = era(pack, TODAY, TODAY)
        self._run = Compiled(compile_question(pack, pack.main_question, day, known)).run

    def case(self, facts: Facts) -> Inputs:
        return inputs_of(read(self._pack, facts))

    def decide(self, case: Inputs) -> Model:
        return self._run(case)

    def told(self, answer: Model) -> Mapping[str, bool]:
        return {id: answer.value(f"criterion:{id}") is Belnap.TRUE for id in self._criteria}


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """``coverdict.decide``: both backends, which have to agree, and the explanation with its citations."""

    pack: Pack
    rules: RuleSet

    def case(self, facts: Facts) -> tuple[Case, Asking]:
        case = read(self.pack, facts)
        return case, coverdict.asking_for(self.pack, case, None, TODAY)

    def decide(self, case: tuple[Case, Asking]) -> Verdict | coverdict.Refusal:
        return coverdict.decide(self.pack, *case)

    def told(self, answer: Verdict | coverdict.Refusal) -> Mapping[str, bool]:
        assert isinstance(answer, Verdict)
        return {self.rules.goal: answer.verdict == "covered"}
