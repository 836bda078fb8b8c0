"""Whether a scenario notices a mutant: told from the few steps that it changes, and by an explanation where they can't.

On the compiled backend alone: no answer is given out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.auditing.mutation.effects import Certainty, Effect
from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.outlines import Days
from coverdict.auditing.mutation.preparing import Group, Prepared, Tried, grouped
from coverdict.auditing.scenarios.trials import held_against, held_against_refusal
from coverdict.explaining.answers import answer
from coverdict.explaining.findings import finding
from coverdict.explaining.refusals import refusal
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program, proposition_of
from coverdict.vocabulary.scenarios import Difference, Scenario


class Notice:
    """The scenarios of a pack in groups, each tried once on the pack as it stands."""

    def __init__(self, pack: Pack, scenarios: Iterable[Scenario]) -> None:
        self.pack = pack
        self.groups = tuple(grouped(pack, scenarios))

    def of(self, mutant: Mutant) -> str | None:
        """The id of a scenario that fails on the mutant; None where it survives."""
        changed = mutant.of(self.pack)
        doubtful: list[tuple[Group, Days, list[Tried]]] = []
        for group, days, tried in self.concerned(mutant):
            effect = Effect(mutant, changed, group.original, days)
            open_to_doubt = []
            for each in tried:
                match effect.on(each):
                    case Certainty.FAILS:
                        return each.scenario.id
                    case Certainty.MAY_FAIL:
                        open_to_doubt.append(each)
            if open_to_doubt:
                doubtful.append((group, days, open_to_doubt))
        for group, days, unsettled in doubtful:  # of these only an explanation tells
            here = Prepared(changed, group.question, days)
            noticing = _first_that_notices(here, mutant, unsettled)
            if noticing is not None:
                return noticing
        return None

    def concerned(self, mutant: Mutant) -> Iterator[tuple[Group, Days, tuple[Tried, ...]]]:
        """The scenarios that the mutant can concern, with the days of the program that they run."""
        for group in self.groups:
            if not concerns(mutant, group.original.program):
                continue
            if mutant.days is None:
                yield group, group.original.days, group.tried
                continue
            by_days: dict[Days, list[Tried]] = {}
            for each in group.tried:
                if each.asking.service_date in mutant.days:
                    days = each.asking.service_date, each.asking.knowledge_date
                    by_days.setdefault(days, []).append(each)
            yield from ((group, days, tuple(tried)) for days, tried in by_days.items())


def concerns(mutant: Mutant, program: Program) -> bool:
    """Whether a program of the pack can read what is changed; a longer period may bring a rule into any."""
    return mutant.field != "rules" or mutant.days is not None or mutant.about in program.rules


def _first_that_notices(here: Prepared, mutant: Mutant, tried: Iterable[Tried]) -> str | None:
    """The id of the first scenario that fails by its explanation."""
    for each in tried:
        case, asking = each.scenario.case, each.asking
        if mutant.changes_modality:  # which changes no conclusion
            situation = here.situation(case, asking, each.model)
            if not _is_as_sure_as_expected(situation, each.scenario):
                return each.scenario.id
        elif differences_of(here.situation(case, asking, here.run(case, asking)), each.scenario):
            return each.scenario.id
    return None


def _is_as_sure_as_expected(situation: Situation, scenario: Scenario) -> bool:
    expect = scenario.expect
    wanted = {id: item.modality for id, item in expect.conclusions.items() if item.modality}
    if expect.modality and expect.modality != "none":  # a verdict that is open is not sure at all
        wanted[situation.pack.questions[scenario.question].decides] = expect.modality
    found = {id: finding(situation, id, attempts=False).modality for id in wanted}
    return all((sure.value if sure else "none") == wanted[id] for id, sure in found.items())


def changed_conclusions(one: Model, other: Model) -> set[str]:
    """The conclusions that two models tell differently, by id."""
    found = {
        proposition_of(item).partition(":")[2].partition("=")[0]
        for item in one.literals ^ other.literals
        if item.startswith(("criterion:", "choice:"))
    }
    names = one.amounts.keys() | other.amounts.keys()
    return found | {name for name in names if one.amounts.get(name) != other.amounts.get(name)}


def differences_of(situation: Situation, scenario: Scenario) -> tuple[Difference, ...]:
    """Where the answer to the scenario parts from what it expects; that it is refused, if it is."""
    refused = refusal(situation)
    if refused:
        return held_against_refusal(refused, scenario)
    verdict = answer(situation, "", considered=False)
    return held_against(situation, scenario, verdict, lambda here, _: here).differences
