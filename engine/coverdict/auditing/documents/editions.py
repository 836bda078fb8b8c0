"""A register held against its document: what became of each statement, and which sentences none covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coverdict.auditing.documents.matching import Slot, matched
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.sentences import Sentence, normalised
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Document, Role, Statement


class Standing(StrEnum):
    """What became of a statement's sentence."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in its document."""

    block: int
    sentence: int
    heading: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, with the sentence that it is now or, of an ambiguous one, all those that it may be.

    ``span`` is where it is registered.
    """

    key: str
    says: str
    role: Role
    span: Span
    registered: Place
    standing: Standing
    found: Sentence | None = None
    among: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A document at hand beside its register; ``same_file`` tells that its bytes are those registered."""

    id: str
    title: str
    file: str
    digest: str
    same_file: bool
    counts: Mapping[str, int]
    statements: tuple[Checked, ...]
    unreviewed: tuple[Sentence, ...]

    @property
    def is_verified(self) -> bool:
        """Every statement is found as it was registered, and every sentence is registered."""
        sound = (Standing.UNCHANGED, Standing.MOVED)
        return not self.unreviewed and all(each.standing in sound for each in self.statements)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A document that was not looked at, with how many statements stand unverified for it."""

    id: str
    title: str
    file: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Verification:
    """A pack's registers held against the documents at hand.

    ``missing`` are documents that should be at hand, ``not_held`` those that nobody here has; ``unread`` are the
    statements whose sentence is found but that nobody has reviewed yet. ``only`` is the one document that was asked
    for, None where all were.
    """

    pack: str
    title: str
    only: str | None
    verified: bool
    editions: tuple[Edition, ...]
    missing: tuple[Unseen, ...]
    not_held: tuple[Unseen, ...]
    unread: int


def verify(pack: Pack, held: Mapping[str, HeldDocument], only: str | None = None) -> Verification:
    """The registers of the pack, or ``only`` that of one document, against the documents, which are given by id."""
    documents = [each for each in pack.documents.values() if only in (None, each.id)]
    editions = tuple(
        _edition(pack, document, held[document.id])
        for document in documents
        if document.held and document.id in held
    )
    unseen = [each for each in documents if not each.held or each.id not in held]
    missing = tuple(_unseen(pack, each) for each in unseen if each.held)
    return Verification(
        pack.id,
        pack.title,
        only,
        not missing and all(each.is_verified for each in editions),
        editions,
        missing,
        tuple(_unseen(pack, each) for each in unseen if not each.held),
        sum(
            each.role is Role.UNREVIEWED and only in (None, each.document.id)
            for each in pack.statements.values()
        ),
    )


def held_against(
    statements: Sequence[Statement], sentences: Sequence[Sentence]
) -> tuple[tuple[Checked, ...], tuple[Sentence, ...]]:
    """What became of each statement, in their order, and the sentences that none of them covers.

    Several statements may share a sentence.
    """
    slots = sorted({_slot(each): None for each in statements})
    found = matched(slots, sentences)
    number = {slot: at for at, slot in enumerate(slots)}
    checked = []
    for statement in statements:
        at = number[_slot(statement)]
        if at in found.alike:
            among = tuple(sentences[each] for each in found.alike[at])
            checked.append(_checked(statement, Standing.AMBIGUOUS, None, among))
        elif at in found.same:
            here = sentences[found.same[at]]
            checked.append(_checked(statement, _standing(statement, here), here))
        elif at in found.reworded:
            here = sentences[found.reworded[at]]
            checked.append(_checked(statement, Standing.REWORDED, here))
        else:
            checked.append(_checked(statement, Standing.GONE))
    return tuple(checked), _uncovered(sentences, checked)


def _edition(pack: Pack, document: Document, held: HeldDocument) -> Edition:
    checked, unreviewed = held_against(_statements(pack, document), held.sentences)
    counted = Counter(each.standing for each in checked)
    return Edition(
        document.id,
        document.title,
        document.file or "",
        held.digest,
        held.digest == document.digest,
        {each.value: counted[each] for each in Standing} | {"unreviewed": len(unreviewed)},
        checked,
        unreviewed,
    )


def _statements(pack: Pack, document: Document) -> list[Statement]:
    return [each for each in pack.statements.values() if each.document.id == document.id]


def _unseen(pack: Pack, document: Document) -> Unseen:
    count = len(_statements(pack, document))
    return Unseen(document.id, document.title, document.file, count)


def _slot(statement: Statement) -> Slot:
    digest = statement.digest or ""  # of none, nothing is found: a checked register has them all
    return Slot(*statement.place, digest, statement.says)


def _standing(statement: Statement, here: Sentence) -> Standing:
    """Unchanged where place and heading are those registered; a heading that is not registered may be any."""
    heading = statement.heading
    same_heading = heading is None or normalised(heading) == here.heading
    same_place = statement.place == (here.block, here.sentence)
    return Standing.UNCHANGED if same_place and same_heading else Standing.MOVED


def _checked(
    statement: Statement,
    standing: Standing,
    found: Sentence | None = None,
    among: tuple[Sentence, ...] = (),
) -> Checked:
    place = Place(*statement.place, statement.heading)
    return Checked(
        statement.key,
        statement.says,
        statement.role,
        statement.span,
        place,
        standing,
        found,
        among,
    )


def _uncovered(sentences: Sequence[Sentence], checked: Iterable[Checked]) -> tuple[Sentence, ...]:
    covered: set[tuple[int, int]] = set()
    for each in checked:
        here = (each.found, *each.among) if each.found else each.among
        covered |= {(sentence.block, sentence.sentence) for sentence in here}
    return tuple(each for each in sentences if (each.block, each.sentence) not in covered)
