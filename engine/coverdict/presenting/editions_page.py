"""What became of registered sentences, as a page: each document's counts, then only what asks for something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.auditing.documents.editions import Checked, Edition, Standing, Unseen, Verification
from coverdict.loading.document_kinds import unit_of
from coverdict.loading.sentences import Sentence
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.pages import Item, Page, Part
from coverdict.presenting.whereabouts import counted, shown, way, where

_MEANS = {
    Standing.REWORDED: "another sentence stands in its place: read it, mend what rests on it, then the entry",
    Standing.GONE: "no sentence is left for it: see what cites it with `coverdict show`, and withdraw it",
    Standing.AMBIGUOUS: "as many equal sentences as statements are no longer there: write the right place at each",
    Standing.MOVED: "the same sentence at another place: --update writes the new one",
}


def verification_as_text(verification: Verification, width: int = WIDTH) -> str:
    """The report for people."""
    return page_as_text(verification_page(verification), width)


def verification_as_markdown(verification: Verification) -> str:
    """The report as Markdown."""
    return page_as_markdown(verification_page(verification))


def verification_page(verification: Verification) -> Page:
    """A part for each document at hand, then those that are not."""
    return Page(
        f"{_verdict(verification)}: {_asked(verification)} of “{verification.title}”",
        (),
        (
            *(_edition(each) for each in verification.editions),
            *_unseen("Not in the folder of documents", _LACKING, verification.missing),
            *_unseen("Not held", _NOT_HELD, verification.not_held),
        ),
        tuple(_close(verification)),
    )


_LACKING = "Nothing of these could be verified; put the file into the folder, under the name that the register gives."
_NOT_HELD = (
    "Their registers say `held: false`, so there is no sentence to verify a statement against."
)


def _asked(verification: Verification) -> str:
    return "the sources" if verification.only is None else f"the source {verification.only}"


def _verdict(verification: Verification) -> str:
    if not verification.verified:
        return "Not verified"
    return "Verified" if verification.editions else "Nothing to verify"


def _edition(edition: Edition) -> Part:
    unit = unit_of(edition.file)
    groups = (_group(edition, standing, unit) for standing in _MEANS)
    items = [each for each in groups if each is not None]
    if edition.unreviewed:
        items.append(_unreviewed(edition.unreviewed, unit))
    return Part(f"{edition.title} ({edition.id})", tuple(items), lead=_lead(edition))


def _lead(edition: Edition) -> str:
    total = counted(len(edition.statements), "statement")
    counts = ", ".join(
        f"{edition.counts[each]} {each}"
        for each in Standing
        if edition.counts[each] or each is Standing.UNCHANGED
    )
    over = edition.counts["unreviewed"]
    unread = f"; {counted(over, 'sentence')} unreviewed" if over else ""
    return f"{edition.file}: {total}, {counts}{unread}.{_file_told(edition)}"


def _file_told(edition: Edition) -> str:
    if edition.same_file:
        return ""
    if edition.is_verified:
        return " The file is another than the one registered, but every sentence agrees; --update writes its digest."
    return " The file is another than the one registered."


def _group(edition: Edition, standing: Standing, unit: str) -> Item | None:
    those = [each for each in edition.statements if each.standing is standing]
    if not those:
        return None
    below = tuple(_statement(each, unit) for each in those)
    return Item(f"{len(those)} {standing} — {_MEANS[standing]}", below=below)


def _statement(checked: Checked, unit: str) -> Item:
    return Item(f"{checked.key}, registered at {checked.span}", tuple(_notes(checked, unit)))


def _notes(checked: Checked, unit: str) -> Iterator[str]:
    found = checked.found
    if checked.standing is Standing.MOVED and found is not None:
        yield way(checked.registered, found, (unit, unit))
        return
    yield f"we say: {checked.says}"
    yield f"was at {where(checked.registered, unit)}"
    if found is not None:
        yield f"now, at {where(found, unit)}: {shown(found.text)}"
    for each in checked.among:
        yield f"may be at {where(each, unit)}: {shown(each.text)}"


def _unreviewed(sentences: Iterable[Sentence], unit: str) -> Item:
    below = tuple(Item(f"{where(each, unit)}: {shown(each.text)}") for each in sentences)
    return Item(
        f"{len(below)} unreviewed — no statement covers it:"
        " `coverdict sources index` with --like writes an entry for each",
        below=below,
    )


def _unseen(heading: str, lead: str, documents: tuple[Unseen, ...]) -> Iterator[Part]:
    if documents:
        items = (
            Item(
                f"{each.title} ({each.id}{f', {each.file}' if each.file else ''}):"
                f" {counted(each.statements, 'statement')}"
            )
            for each in documents
        )
        yield Part(heading, tuple(items), lead=lead)


def _close(verification: Verification) -> Iterator[str]:
    if verification.unread:
        yield (
            f"{counted(verification.unread, 'statement')} of the pack still to be reviewed:"
            " `coverdict check` lists each."
        )
