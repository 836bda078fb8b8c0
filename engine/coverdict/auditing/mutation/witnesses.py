"""Witnesses: cases on which a mutant and the pack conclude different things, found near the scenarios there are.

Each is the scenario that is missing: its case differs from a scenario's by a fact, and what it should expect is what
the rules give today. Whether that is right is for the analyst to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from coverdict.auditing.mutation.candidates import Candidates, Near, Place
from coverdict.auditing.mutation.effects import Effect
from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.neighbours import Changes
from coverdict.auditing.mutation.notice import Notice, changed_conclusions, concerns
from coverdict.auditing.mutation.outlines import Days
from coverdict.auditing.mutation.preparing import Prepared
from coverdict.auditing.scenarios.trials import asking_of
from coverdict.explaining.answers import answer
from coverdict.explaining.expectations import shown
from coverdict.explaining.findings import finding
from coverdict.vocabulary.cases import Asking
from coverdict.vocabulary.models import Belnap, Model
from coverdict.vocabulary.packs import Pack, Rule
from coverdict.vocabulary.scenarios import ExpectedConclusion, Scenario

_TRIES = 4_000  # cases tried for one mutant, over all programs, before none is said to be found
_FEWEST = 50  # cases tried on each program, however many there are


@dataclass(frozen=True, slots=True)
class Witness:
    """A scenario that is missing: like another but for ``changes``, with what the rules give today.

    It would notice the mutants in ``notices``. A case that is ``refused`` for an impossible combination has no verdict;
    ``rules`` apply and ``no_rules`` do not, where nothing else tells.
    """

    like: Scenario
    changes: Changes
    verdict: str | None
    modality: str | None
    conclusions: Mapping[str, ExpectedConclusion]
    notices: tuple[Mutant, ...]
    refused: str | None = None
    rules: tuple[str, ...] = ()
    no_rules: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A case that tells mutants apart, while further mutants are tried on it."""

    place: Place
    near: Near
    asking: Asking
    model: Model
    wanted: dict[str, bool] = field(default_factory=dict)  # by id: whether its modality tells
    notices: list[Mutant] = field(default_factory=list)
    refused: str | None = None
    rules: dict[str, bool] = field(default_factory=dict)  # by id: whether it applies


def witnesses(
    pack: Pack, scenarios: Sequence[Scenario], survivors: Iterable[Mutant]
) -> tuple[Witness, ...]:
    """The fewest cases that were found to tell the survivors from the pack; some survivors may have none."""
    search = _Search(pack, scenarios)
    drafts: list[_Draft] = []
    for mutant in survivors:
        if not any(search.told(draft, mutant) for draft in drafts):
            draft = search.draft(mutant)
            if draft is not None:
                drafts.append(draft)
    return tuple(search.witness(draft) for draft in drafts)


class _Changed:
    """A program as the mutant has it: by the steps that are changed, compiled only where these can't tell."""

    def __init__(self, pack: Pack, mutant: Mutant, place: Place) -> None:
        self.pack, self.mutant, self.place = mutant.of(pack), mutant, place
        self.effect = Effect(mutant, self.pack, place.original, place.original.days)

    @cached_property
    def whole(self) -> Prepared:
        """The program of the changed pack."""
        return Prepared(self.pack, self.place.group.question, self.place.original.days)

    @property
    def may_differ(self) -> bool:
        """Whether anything can be told otherwise; how sure a rule is, and what is presumed, show in no step."""
        if self.mutant.changes_modality or self.mutant.field == "presumptions":
            return True
        edit = self.effect.edit
        if edit is None:
            return self.whole.program.steps != self.place.original.program.steps
        return bool(edit.settled)

    def model(self, scenario: Scenario, asking: Asking, was: Model) -> Model:
        """What it concludes about the scenario's case, of which the pack as it stands concludes ``was``."""
        if self.effect.edit is None:
            return self.whole.run(scenario.case, asking)
        values = self.place.original.values(scenario.case, asking, was)
        return self.effect.ripple(scenario, was, values).after(was)


class _Search:
    def __init__(self, pack: Pack, scenarios: Sequence[Scenario]) -> None:
        self.pack = pack
        self.candidates = Candidates(pack, Notice(pack, scenarios).groups)
        self._tries = max(_FEWEST, _TRIES // max(1, len(self.candidates.groups)))
        self._ranks: dict[int, dict[str, int]] = {}
        self._made: dict[tuple[int, Days], _Changed] = {}
        self._of: Mutant | None = None

    def told(self, draft: _Draft, mutant: Mutant) -> bool:
        """Whether the draft tells this mutant too; then it expects what shows that."""
        if not concerns(mutant, draft.place.original.program):
            return False
        if mutant.days is not None and draft.asking.service_date not in mutant.days:
            return False
        here = self._mutated(draft.place, mutant)
        return self._noted(
            draft, mutant, here, here.model(draft.near.scenario, draft.asking, draft.model)
        )

    def draft(self, mutant: Mutant) -> _Draft | None:
        """A case that tells this mutant, the first found among the neighbours of the scenarios.

        Where no conclusion tells it on any, a case on which the rule applies otherwise.
        """
        by_rule: _Draft | None = None
        for place, cases in self.candidates.of(mutant):
            here = self._mutated(place, mutant)
            if not here.may_differ:
                continue
            for near in islice(cases, self._tries):
                case, asking = near.scenario.case, asking_of(self.pack, near.scenario)
                draft = _Draft(place, near, asking, place.original.run(case, asking))
                model = here.model(near.scenario, asking, draft.model)
                if self._noted(draft, mutant, here, model):
                    self.candidates.add(place, near, draft.model)
                    return draft
                if by_rule is None and self._applies_otherwise(draft, mutant, model):
                    by_rule = draft
        if by_rule is not None:
            by_rule.notices.append(mutant)
        return by_rule

    def witness(self, draft: _Draft) -> Witness:
        """What the draft's scenario expects: what the pack concludes today."""
        near, noticed = draft.near, tuple(draft.notices)
        if draft.refused is not None:
            return Witness(near.like, near.changes, None, None, {}, noticed, draft.refused)
        case = near.scenario.case
        situation = draft.place.original.situation(case, draft.asking, draft.model)
        verdict = answer(situation, "", considered=False)
        found = {id: finding(situation, id, attempts=False) for id in draft.wanted}
        sure = {
            id: item.modality.value
            for id, item in found.items()
            if draft.wanted[id] and item.modality is not None
        }
        goal = draft.place.group.question.decides
        return Witness(
            near.like,
            near.changes,
            verdict.verdict.value,
            sure.get(goal),
            {
                id: ExpectedConclusion(shown(item), sure.get(id))
                for id, item in found.items()
                if id != goal
            },
            noticed,
            rules=tuple(id for id, applies in draft.rules.items() if applies),
            no_rules=tuple(id for id, applies in draft.rules.items() if not applies),
        )

    def _mutated(self, place: Place, mutant: Mutant) -> _Changed:
        """The mutant's program at that place; those of one mutant are kept while it is looked at."""
        if self._of is not mutant:
            self._of, self._made = mutant, {}
        key = id(place.group), place.original.days
        if key not in self._made:
            self._made[key] = _Changed(self.pack, mutant, place)
        return self._made[key]

    def _noted(self, draft: _Draft, mutant: Mutant, here: _Changed, model: Model) -> bool:
        """Whether what the mutant concludes, its ``model``, is told otherwise; then the draft expects what shows it."""
        if _refused(draft.model):
            return self._no_longer_refused(draft, mutant, model)
        if mutant.changes_modality:
            wanted = self._less_sure(draft, mutant, here, model)
        elif _refused(model):
            wanted = draft.place.group.question.decides
        else:
            wanted = self._nearest_to_the_answer(draft.place, draft.model, model)
        if wanted is None:
            return False
        draft.wanted[wanted] = mutant.changes_modality or draft.wanted.get(wanted, False)
        draft.notices.append(mutant)
        return True

    def _no_longer_refused(self, draft: _Draft, mutant: Mutant, model: Model) -> bool:
        """Whether the case is refused for the combination that is changed, and by the mutant is not."""
        refused = f"impossible:{mutant.about}+"
        if refused not in draft.model.literals or refused in model.literals:
            return False
        if draft.refused not in (None, mutant.about):
            return False
        draft.refused = mutant.about
        draft.notices.append(mutant)
        return True

    def _less_sure(self, draft: _Draft, mutant: Mutant, here: _Changed, model: Model) -> str | None:
        """What the rule concludes, if it is less sure, or surer, by the mutant."""
        assert isinstance(mutant.was, Rule), "only rules have a modality"
        if f"rule:{mutant.about}+" not in model.literals:
            return None
        case, asking = draft.near.scenario.case, draft.asking
        was = draft.place.original.situation(case, asking, draft.model)
        now = here.whole.situation(case, asking, model)
        own = [setting.id for setting in mutant.was.then]
        for id in dict.fromkeys([*own, *draft.place.group.question.told]):
            one, other = (finding(each, id, attempts=False) for each in (was, now))
            if one.state is not Belnap.UNKNOWN and one.modality is not other.modality:
                return id
        return None

    def _applies_otherwise(self, draft: _Draft, mutant: Mutant, model: Model) -> bool:
        """Whether the rule that is changed applies where it did not, or does not where it did."""
        if mutant.field != "rules" or mutant.now is None or _refused(draft.model):
            return False
        applies = f"rule:{mutant.about}+"
        if (applies in draft.model.literals) is (applies in model.literals):
            return False
        draft.rules[mutant.about] = applies in draft.model.literals
        return True

    def _nearest_to_the_answer(self, place: Place, one: Model, other: Model) -> str | None:
        """Of the conclusions that differ, the one that the question decides or tells first."""
        changed, told = changed_conclusions(one, other), place.group.question.told
        in_scope = "scope+" in one.literals & other.literals
        if place.original.program.scoped and not in_scope:
            changed.discard(told[0])  # the verdict is the same, whatever is concluded
        rank = self._ranks.setdefault(id(place.group), {name: n for n, name in enumerate(told)})
        named = sorted(changed, key=lambda name: (rank.get(name, len(rank)), name))
        return named[0] if named else None


def _refused(model: Model) -> bool:
    return any(item.startswith("impossible:") and item.endswith("+") for item in model.literals)
