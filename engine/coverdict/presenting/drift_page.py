"""What a new edition changes, as a page: a list to work through, figures first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.auditing.documents.dependents import Dependent, Exercise
from coverdict.auditing.documents.drift import Affected, Change, Drift, Fate
from coverdict.auditing.documents.figures import FigureChange
from coverdict.auditing.documents.wordings import Kept, Words
from coverdict.loading.document_kinds import unit_of
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.pages import Item, Page, Part
from coverdict.presenting.whereabouts import counted, shown, way, where

_TO_DO = "[ ]"
_MARKED = {Kept.BOTH: "{}", Kept.WAS: "[-{}-]", Kept.NOW: "{{+{}+}}"}
_WORDS_AROUND = 12  # kept beside what changed
_MOST_WORDS = 60
_SEVERAL = {"criterion": "criteria", "duty": "duties"}
_LEGEND = "[-This-] was taken away, {+this+} was put in."
_PARTS = {
    Fate.REWORDED: ("Reworded", _LEGEND),
    Fate.GONE: ("Gone", None),
    Fate.NEW: ("New", None),
    Fate.MOVED: ("Moved, not reworded", None),
}
_NO_STATEMENT = "no statement is registered from it"


def drift_as_text(drift: Drift, names: tuple[str, str], width: int = WIDTH) -> str:
    """The list for people; ``names`` are those of the old and the new edition's file."""
    return page_as_text(drift_page(drift, *names), width)


def drift_as_markdown(drift: Drift, names: tuple[str, str]) -> str:
    """The list as Markdown, with boxes to tick."""
    return page_as_markdown(drift_page(drift, *names))


def drift_page(drift: Drift, was: str, now: str) -> Page:
    """Sentences with other figures, then those otherwise reworded, gone, new and moved."""
    figures = [each for each in drift.changes if each.figures]
    units = (unit_of(was), unit_of(now))
    parts = [_part("Figures that changed", figures, units, _LEGEND)]
    for fate, (heading, lead) in _PARTS.items():
        of_fate = (each for each in drift.changes if each.fate is fate and not each.figures)
        parts.append(_part(heading, list(of_fate), units, lead))
    return Page(
        f"What {now} changes in {drift.title or was}",
        tuple(_under(drift, was)),
        tuple(part for part in parts if part.items),
        tuple(_close(drift)),
    )


def _under(drift: Drift, was: str) -> Iterator[str]:
    told = ", ".join(f"{number:,} {fate}" for fate, number in drift.counts.items())
    yield f"Sentences: {told}."
    if drift.document is None:
        yield f"No document of the pack has sentences of {was}, so nothing is known to rest on it."
    if drift.lost:
        lost = counted(len(drift.lost), "statement")
        yield f"{lost} of {drift.document} not found in {was}: {', '.join(drift.lost)}."


def _part(
    heading: str, changes: Iterable[Change], units: tuple[str, str], lead: str | None
) -> Part:
    return Part(heading, tuple(_change(each, units) for each in changes), lead=lead)


def _change(change: Change, units: tuple[str, str]) -> Item:
    text, *notes = _told(change, units)
    below = [_affected(each) for each in change.statements]
    if not below and change.fate is not Fate.NEW:
        notes.append(_NO_STATEMENT)
    return Item(text, tuple(notes), tuple(below), label=_TO_DO)


def _told(change: Change, units: tuple[str, str]) -> Iterator[str]:
    was, now = change.was, change.now
    if was is not None and now is not None:
        if change.figures:
            yield "; ".join(map(_figure, change.figures))
        yield _marked(change.words) if change.words else shown(now.text)
        yield f"{way(was, now, units)}{_alike(change)}"
    elif was is not None:
        yield shown(was.text)
        yield f"was at {where(was, units[0])}"
    elif now is not None:
        yield shown(now.text)
        yield f"at {where(now, units[1])}"


def _figure(figure: FigureChange) -> str:
    if figure.was is None:
        return f"{figure.now} is new"
    return f"{figure.was} → {figure.now}" if figure.now is not None else f"{figure.was} is gone"


def _marked(words: Iterable[Words]) -> str:
    """Both wordings in one line, what only one of them has in marks; long stretches of what both have are cut."""
    return f"“{' '.join(_MARKED[each.kept].format(_cut(each)) for each in words)}”"


def _cut(words: Words) -> str:
    several = words.text.split()
    if words.kept is not Kept.BOTH or len(several) <= 2 * _WORDS_AROUND + 1:
        return words.text if len(several) <= _MOST_WORDS else " ".join(several[:_MOST_WORDS]) + " …"
    return " ".join([*several[:_WORDS_AROUND], "…", *several[-_WORDS_AROUND:]])


def _alike(change: Change) -> str:
    return f" ({change.likeness} % alike)" if change.likeness is not None else ""


def _affected(affected: Affected) -> Item:
    return Item(
        f"statement {affected.key}: {affected.says}",
        (f"{affected.role}, registered at {affected.span}",),
        (*map(_dependent, affected.dependents), *map(_scenario, affected.scenarios)),
    )


def _dependent(dependent: Dependent) -> Item:
    how = f"reads {dependent.through}" if dependent.through else dependent.how
    return Item(f"{dependent.kind} “{dependent.title}” ({dependent.id}) {how}")


def _scenario(scenario: Exercise) -> Item:
    return Item(f"scenario “{scenario.title}” ({scenario.id}), at {scenario.span}")


def _close(drift: Drift) -> Iterator[str]:
    statements = [one for each in drift.changes for one in each.statements]
    kinds: dict[str, set[str]] = {}
    for one in statements:
        kinds.setdefault("statement", set()).add(one.key)
        for each in one.dependents:
            kinds.setdefault(each.kind, set()).add(each.id)
        for scenario in one.scenarios:
            kinds.setdefault("scenario", set()).add(scenario.id)
    told = [counted(len(ids), kind, _SEVERAL.get(kind)) for kind, ids in kinds.items()]
    if told:
        yield f"To look at: {', '.join(told)}."
