"""What a case of a kind leaves open: what is still to tell before everything is known that a question tells.

Nothing that is told takes a conclusion back, so that all that could ever matter is found in the case as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coverdict.explaining.deciding import situate
from coverdict.explaining.missing import could_matter
from coverdict.explaining.premises import state_of
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Fact, Pack, Presumption
from coverdict.vocabulary.records import record


@record
class Unasked:
    """What could matter to a case and is not asked for: facts used only if told, and what the pack presumes."""

    only_if_told: tuple[Fact, ...]
    presumed: tuple[Presumption, ...]


def unasked(pack: Pack, case: Case, asking: Asking) -> Unasked:
    """What a case may tell besides what it is asked; nothing where it lies outside what the pack decides."""
    silent = situate(pack, case, replace(asking, presume=False))
    presuming = situate(pack, case, asking)
    if not isinstance(silent, Situation) or not isinstance(presuming, Situation):
        return Unasked((), ())
    names = dict.fromkeys(_open(silent))
    presumed = tuple(item for id, item in presuming.presumed.items() if id in names)
    names |= dict.fromkeys(other for item in presumed for other in item.gives_way_to)
    rare = (pack.facts[id] for id in names if id in pack.facts and id not in presuming.presumed)
    return Unasked(tuple(fact for fact in rare if fact.only_if_told), presumed)


def _open(situation: Situation) -> Iterable[str]:
    scope = situation.model.value("scope") if situation.program.scoped else Belnap.TRUE
    if scope is Belnap.FALSE:
        return ()
    question = situation.pack.questions[situation.program.question]
    shades = (name for shade in question.shades for name in shade.told)
    told = dict.fromkeys((*(cited.key for cited in question.reports), *shades))
    return could_matter(situation, [id for id in told if state_of(situation, id) is Belnap.UNKNOWN])
