"""A scenario to fill in: facts that its question may ask for, or a case with what it gives today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverdict.checking.unfilled import MARK
from coverdict.explaining.case_files import as_yaml
from coverdict.explaining.naming import type_of
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import Verdict, VerdictValue
from coverdict.writing.skeletons import Skeleton

_TITLE = f"  title: {MARK} the case in plain words"
_VERDICTS = "covered, not-covered, undetermined or conflicting: what the source says must come out"


def scenario_skeleton(pack: Pack, id: str, question: str, like: str | None = None) -> Skeleton:
    """A scenario with nothing said yet, or one that starts from the case of another."""
    about = f"  like: {like}  # starts from its case; `without: [fact]` leaves facts of it out"
    lines = (
        f"- id: {id}",
        _TITLE,
        *_question(pack, question),
        *([about] if like else []),
        "  case:  # facts by name; `coverdict new case` lists them all with their values",
        *([] if like else [f"    {pack.service_date}: {pack.window.start}"]),
        "    todo.fact: true",
        "  expect:",
        f"    # {_VERDICTS}",
        "    verdict: undetermined",
        "    rests-on: [todo.rule]  # rules and statements on which the answer must rest",
        "    # conclusions: {name: value}",
        "    # duties: [duty.name]",
        "    # missing: [fact.name]  # facts that must be asked for",
    )
    return Skeleton("scenarios", "scenarios", lines)


def scenario_of_case(pack: Pack, id: str, case: Case, verdict: Verdict) -> Skeleton:
    """A scenario that expects of a case what it gives today, for somebody to hold against the source."""
    given = {**case.facts, **case.stated}
    facts = (
        f"    {name}: {as_yaml(each.value, type_of(pack, name))}" for name, each in given.items()
    )
    lines = (
        f"- id: {id}",
        _TITLE,
        *_question(pack, verdict.question),
        "  case:",
        *facts,
        "  # What comes out today. Check this against the source before you keep it.",
        "  expect:",
        *_expected(verdict),
    )
    return Skeleton("scenarios", "scenarios", lines)


def _question(pack: Pack, question: str) -> Iterator[str]:
    if question != pack.main_question.id:
        yield f"  question: {question}"


def _expected(verdict: Verdict) -> Iterator[str]:
    yield f"    verdict: {verdict.verdict.value}"
    settled = verdict.verdict in (VerdictValue.COVERED, VerdictValue.NOT_COVERED)
    if settled and verdict.modality is not None:
        yield f"    modality: {verdict.modality.value}"
    if verdict.shade is not None:
        yield f"    shade: {verdict.shade}"
    supports = (support for finding in verdict.derivation for support in finding.support)
    yield from _names("rests-on", (support.rule for support in supports if support.rule))
    yield from _names("duties", (duty.duty for duty in verdict.duties))
    if not settled:
        yield from _names("missing", (missing.fact for missing in verdict.missing_facts))


def _names(key: str, names: Iterable[str]) -> Iterator[str]:
    listed = tuple(dict.fromkeys(names))
    if listed:
        yield f"    {key}:"
        yield from (f"      - {name}" for name in listed)
