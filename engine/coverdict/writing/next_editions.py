"""The register of a later edition: what stays true in the old one stays as it is written, comments included.

Enter a register and the new edition's sentences. Leaves the register in the order of that edition, with the place of
each sentence that is found again; what is reworded is to be reviewed again, what is new is to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coverdict.auditing.documents.editions import Checked, Standing, held_against
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.register_files import RegisterFile
from coverdict.loading.sentences import Sentence
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.nodes import Sequence as SequenceNode
from coverdict.vocabulary.sources import Role
from coverdict.writing.register_entries import (
    NewIds,
    document_edits,
    entry,
    is_in_brackets,
    last_line,
    moved,
    noted,
    replaced,
    source_comment,
)
from coverdict.writing.rereading import as_meant, bound_to
from coverdict.writing.text_edits import Edit, Offsets, edited

_WHY_AGAIN = {
    Standing.REWORDED: "the sentence was reworded",
    Standing.AMBIGUOUS: "there are equal sentences, and this may be another of them",
}


@dataclass(frozen=True, slots=True)
class NextEdition:
    """The register of a later edition, and the ids of the statements by what became of them."""

    text: str
    standings: Mapping[Standing, tuple[str, ...]]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry's text with the place of its sentence; entries of one sentence keep their order."""

    place: tuple[int, int, int]
    text: str


def next_edition(
    old: RegisterFile, held: HeldDocument, changed: Mapping[str, str], with_text: bool = False
) -> NextEdition | None:
    """The register with the entries of the new edition; None where its statements stand in brackets.

    ``changed`` are keys of `document:` with their new values. ``with_text`` puts the sentence above the entries that
    are to be reviewed, as a comment.
    """
    offsets = Offsets(old.text)
    listed = old.root.get("statements")
    assert isinstance(listed, SequenceNode), "the schema asks for a list"
    if is_in_brackets(listed, offsets):
        return None
    checked, over = held_against(old.statements, held.sentences)
    found, free = _settled(checked)
    edits = [*document_edits(old.root, {**changed, "digest": held.digest}, offsets)]
    for written, each, here in zip(old.entries, checked, found, strict=True):
        if here is not None:
            edits += _entry_edits(written, each, here, offsets, with_text)
    ids = NewIds(each.id for each in old.statements)
    new = {ids.of(each): each for each in sorted((*over, *free), key=_place)}
    placed = [*_kept(old, offsets, edits, found), *_added(new, listed, offsets, with_text)]
    starts = _starts(old, offsets)
    text = "".join(
        (
            edited(old.text, edits, 0, starts[0]),
            *(each.text for each in sorted(placed, key=lambda each: each.place)),
            edited(old.text, edits, starts[-1]),
        )
    )
    kept = zip(old.statements, found, strict=True)
    meant = {statement.id: here for statement, here in kept if here is not None} | new
    bound = {id: bound_to(sentence) for id, sentence in meant.items()}
    text = as_meant(text, old.document.id, bound)
    return NextEdition(text, _by_standing(old, checked, found), tuple(new))


def _settled(
    checked: Sequence[Checked],
) -> tuple[list[Sentence | None], tuple[Sentence, ...]]:
    """The sentence that each statement gets, equal ones in order; and those of them that no statement gets."""
    left: dict[tuple[Sentence, ...], list[Sentence]] = {}
    found: list[Sentence | None] = []
    for each in checked:
        among = left.setdefault(each.among, list(each.among)) if each.among else []
        found.append(among.pop(0) if among else each.found)
    return found, tuple(sentence for some in left.values() for sentence in some)


def _entry_edits(
    written: MappingNode, checked: Checked, here: Sentence, offsets: Offsets, with_text: bool
) -> Iterator[Edit]:
    if checked.standing is not Standing.UNCHANGED:
        yield moved(written, here, offsets)
    if checked.standing not in _WHY_AGAIN:
        return
    yield replaced(written, "digest", here.digest, offsets)
    why = f"# {_WHY_AGAIN[checked.standing]}: review it again"
    if checked.role is not Role.UNREVIEWED:
        yield replaced(written, "role", Role.UNREVIEWED, offsets)
        why += f" (its role was {checked.role})"
    yield noted(written, "role", [why, *(source_comment(here) if with_text else ())], offsets)


def _starts(old: RegisterFile, offsets: Offsets) -> list[int]:
    """Where each entry begins, with the comments above it, and where the last one ends."""
    key = next(each.key_span for each in old.root.entries if each.key == "statements")
    lines = [key.line, *(last_line(each, offsets) for each in old.entries)]
    return [offsets.of(line + 1) for line in lines]


def _kept(
    old: RegisterFile, offsets: Offsets, edits: Sequence[Edit], found: Sequence[Sentence | None]
) -> Iterator[_Placed]:
    for number, (here, (start, end)) in enumerate(
        zip(found, pairwise(_starts(old, offsets)), strict=True)
    ):
        if here is not None:
            text = edited(old.text, edits, start, end)
            whole = text if text.endswith(("\n", "\r")) else text + offsets.line_end
            yield _Placed((*_place(here), number), whole)


def _added(
    new: Mapping[str, Sentence], listed: SequenceNode, offsets: Offsets, with_text: bool
) -> Iterator[_Placed]:
    indent = " " * (listed.span.column - 1)
    for id, sentence in new.items():
        lines = (f"{indent}{line}{offsets.line_end}" for line in entry(sentence, id, with_text))
        yield _Placed((*_place(sentence), 0), "".join(lines))


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.block, sentence.sentence


def _by_standing(
    old: RegisterFile, checked: Sequence[Checked], found: Sequence[Sentence | None]
) -> Mapping[Standing, tuple[str, ...]]:
    """The ids; a statement for which no sentence is left is gone, were there one or several before."""
    ids: dict[Standing, list[str]] = {each: [] for each in Standing}
    for statement, each, here in zip(old.statements, checked, found, strict=True):
        ids[Standing.GONE if here is None else each.standing].append(statement.id)
    return {standing: tuple(some) for standing, some in ids.items()}
