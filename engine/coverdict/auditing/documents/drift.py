"""What a new edition of a document changes, and what of a pack rests on each sentence that it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coverdict.auditing.documents.aligning import aligned
from coverdict.auditing.documents.dependents import Burdens, Dependent, Exercise
from coverdict.auditing.documents.editions import Standing, held_against
from coverdict.auditing.documents.figures import FigureChange, changed_figures
from coverdict.auditing.documents.wordings import Words, changed_words, likeness
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.sentences import Sentence
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario
from coverdict.vocabulary.sources import Document, Role, Statement


class Fate(StrEnum):
    """What a new edition did to a sentence."""

    REWORDED = "reworded"
    GONE = "gone"
    NEW = "new"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Affected:
    """A statement registered from a sentence that changes, with all that rests on it; ``span`` is its place."""

    key: str
    says: str
    role: Role
    span: Span
    dependents: tuple[Dependent, ...]
    scenarios: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence before and after; ``likeness`` is from 0 to 100, and ``words`` both wordings in one."""

    fate: Fate
    was: Sentence | None
    now: Sentence | None
    statements: tuple[Affected, ...]
    likeness: int | None = None
    figures: tuple[FigureChange, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """What changes from one edition to the next: reworded sentences first, in the order of the old edition.

    ``document`` is the one of the pack whose statements stand in the old edition; ``lost`` are statements of it that
    do not.
    """

    document: str | None
    title: str | None
    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    lost: tuple[str, ...]


def drift(
    pack: Pack,
    scenarios: Sequence[Scenario],
    was: HeldDocument,
    now: HeldDocument,
    document: str | None = None,
) -> Drift:
    """What the new edition changes; ``document`` names the old one in the pack, where its text alone would not tell."""
    of_pack = pack.documents[document] if document else registered_as(pack, was)
    of_place, lost = _statements(pack, of_pack, was.sentences)
    burdens = Burdens(pack, scenarios)

    def affected(sentence: Sentence) -> tuple[Affected, ...]:
        there = of_place.get((sentence.block, sentence.sentence), ())
        return tuple(_affected(each, burdens) for each in there)

    found = aligned(was.sentences, now.sentences)
    changes = (
        *(
            _reworded(was.sentences[at], now.sentences[to], affected(was.sentences[at]))
            for at, to in sorted(found.reworded.items())
        ),
        *(
            Change(Fate.GONE, was.sentences[at], None, affected(was.sentences[at]))
            for at in found.gone
        ),
        *(Change(Fate.NEW, None, now.sentences[to], ()) for to in found.new),
        *(
            Change(Fate.MOVED, was.sentences[at], now.sentences[to], affected(was.sentences[at]))
            for at, to in sorted(found.moved.items())
        ),
    )
    counted = Counter(each.fate for each in changes)
    counts = {"unchanged": len(found.same)} | {each.value: counted[each] for each in Fate}
    title = of_pack.title if of_pack else None
    return Drift(of_pack.id if of_pack else None, title, counts, changes, lost)


def registered_as(pack: Pack, held: HeldDocument) -> Document | None:
    """The document of the pack that this one is: by its bytes, else the one that most of its sentences are of."""
    of_bytes = (each for each in pack.documents.values() if each.digest == held.digest)
    same = next(of_bytes, None)
    if same is not None:
        return same
    digests = {each.digest for each in held.sentences}
    shared: dict[str, int] = {}
    for statement in pack.statements.values():
        if statement.digest in digests:
            id = statement.document.id
            shared[id] = shared.get(id, 0) + 1
    return pack.documents[max(shared, key=lambda id: shared[id])] if shared else None


def _statements(
    pack: Pack, document: Document | None, sentences: Sequence[Sentence]
) -> tuple[Mapping[tuple[int, int], tuple[Statement, ...]], tuple[str, ...]]:
    """The statements by the place of their sentence in this edition, and the keys of those that it does not have."""
    if document is None:
        return {}, ()
    registered = [each for each in pack.statements.values() if each.document.id == document.id]
    found: dict[tuple[int, int], tuple[Statement, ...]] = {}
    lost = []
    for each in held_against(registered, sentences)[0]:
        if each.found is None or each.standing is Standing.REWORDED:
            lost.append(each.key)
            continue
        place = (each.found.block, each.found.sentence)
        found[place] = (*found.get(place, ()), pack.statements[each.key])
    return found, tuple(lost)


def _affected(statement: Statement, burdens: Burdens) -> Affected:
    burden = burdens.on(statement.key)
    return Affected(
        statement.key,
        statement.says,
        statement.role,
        statement.span,
        burden.dependents,
        burden.scenarios,
    )


def _reworded(was: Sentence, now: Sentence, statements: tuple[Affected, ...]) -> Change:
    return Change(
        Fate.REWORDED,
        was,
        now,
        statements,
        int(likeness(was.text, now.text)),
        changed_figures(was.text, now.text),
        changed_words(was.text, now.text),
    )
