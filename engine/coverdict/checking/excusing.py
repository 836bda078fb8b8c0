"""Warnings that may be excused: how they are made, and which of them a pack's waivers excuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coverdict.loading.names import nearest
from coverdict.vocabulary.codes import CODES
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Severity, Span
from coverdict.vocabulary.digests import content_digest
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.waivers import Excusable, Waiver

MUTANT = "mutant"
_HOW = "or excuse it: `coverdict check --waivers` prints the lines"
Key = tuple[str, str]
"""A code, and the id that it is about."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a warning is told: the id it is about, and the place in the files."""

    about: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judged:
    """The warnings that stand, those that are excused, and what is wrong with the waivers."""

    standing: tuple[Excusable, ...]
    excused: tuple[Excusable, ...]
    problems: tuple[Diagnostic, ...]


def warning(
    code: str,
    message: str,
    why: str,
    mend: str,
    place: Place,
    *content: object,
    related: tuple[Related, ...] = (),
) -> Excusable:
    """A warning; once any of the ``content`` changes, a waiver of it lapses."""
    help = f"{mend}; {_HOW}"
    told = Diagnostic(code, message, why, place.span, help, Severity.WARNING, related)
    return Excusable(told, place.about, content_digest(content))


def judged(pack: Pack, found: Iterable[Excusable], codes: Iterable[str]) -> Judged:
    """The warnings held against the pack's waivers; ``codes`` are those that can be excused."""
    known = frozenset(codes)
    problems = [*_refused(pack, known), *_repeated(pack), *_about_nothing(pack)]
    waivers: dict[Key, Waiver] = {}
    for item in _of_warnings(pack):
        if item.excuses in known:
            waivers.setdefault((item.excuses, item.about), item)
    met: dict[Key, list[Excusable]] = {}
    for each in found:
        met.setdefault((each.diagnostic.code, each.about), []).append(each)
    standing: list[Excusable] = []
    excused: list[Excusable] = []
    for key, several in met.items():
        digest = waivers[key].digest if key in waivers else ""
        for each in several:
            (excused if each.digest == digest else standing).append(each)
    for key, waiver in waivers.items():
        problems += _lapsed(waiver, met[key]) if key in met else [_idle(waiver)]
    return Judged(tuple(standing), tuple(excused), tuple(problems))


def changeable(pack: Pack) -> tuple[str, ...]:
    """The ids of what mutants can be about."""
    scope = ["scope"] if pack.scope is not None else []
    facts = dict.fromkeys(item.fact for item in pack.presumptions)
    named = (pack.parameters, pack.criteria, pack.choices, pack.amounts, pack.rules)
    impossible = (item.id for item in pack.impossible)
    return (*scope, *impossible, *facts, *(id for things in named for id in things))


def _about_nothing(pack: Pack) -> Iterator[Diagnostic]:
    """Waivers of mutants of what is not there; whether the others are needed, only a run with mutants can tell."""
    ids = changeable(pack)
    for waiver in pack.waivers:
        if waiver.excuses == MUTANT and waiver.about not in ids:
            near = nearest(waiver.about, ids)
            yield Diagnostic(
                "CV361",
                f"the waiver of a mutant of `{waiver.about}` excuses nothing",
                "nothing of that id can be changed",
                waiver.span,
                f"did you mean `{near}`?" if near else "take the waiver out",
                Severity.WARNING,
            )


def _of_warnings(pack: Pack) -> Iterator[Waiver]:
    return (item for item in pack.waivers if item.excuses != MUTANT)


def _refused(pack: Pack, known: frozenset[str]) -> Iterator[Diagnostic]:
    for waiver in _of_warnings(pack):
        if waiver.excuses in CODES and waiver.excuses not in known:
            yield Diagnostic(
                "CV362",
                f"`{waiver.excuses}` can't be excused: it is no warning of a check of knowledge",
                "with an error a pack can't be used, whatever a waiver says",
                waiver.span,
                "mend what it says, and take the waiver out",
            )
        elif waiver.excuses not in CODES:
            yield Diagnostic(
                "CV362",
                f"`{waiver.excuses}` can't be excused: there is no such code",
                "the waiver would excuse nothing, and nobody would notice",
                waiver.span,
                "write the code of the warning as `coverdict check` prints it",
            )


def _lapsed(waiver: Waiver, found: Iterable[Excusable]) -> Iterator[Diagnostic]:
    for each in found:
        if each.digest != waiver.digest:
            place = each.diagnostic.span
            yield Diagnostic(
                "CV360",
                f"the waiver of {waiver.excuses} about `{waiver.about}` has lapsed",
                "what it excuses was changed since, so the reason may hold no longer",
                waiver.span,
                f"look at it again; if it is still excused, write the new digest: {each.digest}",
                Severity.WARNING,
                (Related("what it excuses stands here", place),) if place else (),
            )
            return


def _idle(waiver: Waiver) -> Diagnostic:
    return Diagnostic(
        "CV361",
        f"the waiver of {waiver.excuses} about `{waiver.about}` excuses nothing",
        "a waiver that is left over would excuse the finding unseen if it came back",
        waiver.span,
        "take the waiver out, or mend its id",
        Severity.WARNING,
    )


def _repeated(pack: Pack) -> Iterator[Diagnostic]:
    first: dict[Key, Waiver] = {}
    for waiver in _of_warnings(pack):
        before = first.setdefault((waiver.excuses, waiver.about), waiver)
        if before is not waiver:
            yield Diagnostic(
                "CV361",
                f"{waiver.excuses} about `{waiver.about}` is excused twice",
                "with two waivers nobody could tell which reason counts",
                waiver.span,
                "take one of them out",
                Severity.WARNING,
                (Related("excused first here", before.span),),
            )
