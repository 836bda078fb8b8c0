"""Scenarios that mutation testing found missing, as YAML to fill in; waivers of mutants that no case can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.witnesses import Witness
from coverdict.checking.unfilled import MARK
from coverdict.explaining.case_files import as_yaml
from coverdict.explaining.naming import type_of
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import ExpectedConclusion
from coverdict.vocabulary.values import Type

_WIDTH = 118
_LISTED = 5  # mutants named above a scenario, before it is only said how many there are


def missing_scenarios(pack: Pack, missing: Iterable[Witness], taken: Iterable[str]) -> str:
    """A file of scenarios, one for each witness that has a case of its own; what others should also expect follows.

    ``taken`` are the ids of the scenarios there are. What each expects is what comes out today, for the analyst to
    hold against the source.
    """
    used = set(taken)
    own: list[str] = []
    others: list[str] = []
    for witness in missing:
        if witness.changes:
            own += [*_notices(witness, "  "), *_scenario(pack, witness, _new_id(witness, used))]
        else:
            others += _also(pack, witness)
    lines = ["scenarios:", *own] if own else []
    return "\n".join([*lines, *others]) + "\n" if own or others else ""


def mutant_waivers(mutants: Iterable[Mutant]) -> str:
    """A file of waivers for the mutants, the reason of each left to the analyst."""
    lines = [
        "waivers:  # where no case was found that shows the difference; a file of waivers/ takes them"
    ]
    for mutant in mutants:
        lines += [
            f"  # {mutant.title}",
            "  - excuses: mutant",
            f"    about: {mutant.about}",
            f"    change: {as_yaml(mutant.change, Type.CHOICE)}",
            f"    digest: {mutant.digest}",
            f"    why: {MARK} why no case can show the difference",
        ]
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


def changes_in_words(pack: Pack, witness: Witness) -> str:
    """How the case differs from the scenario it is like, as a case file has it."""
    given, left_out = _changes(pack, witness)
    parts = [f"{name}: {value}" for name, value in given.items()]
    return ", ".join([*parts, *(f"without {name}" for name in left_out)])


def _scenario(pack: Pack, witness: Witness, id: str) -> Iterator[str]:
    given, left_out = _changes(pack, witness)
    yield f"  - id: {id}"
    yield f"    title: {MARK} the case in plain words"
    if witness.like.question != pack.main_question.id:
        yield f"    question: {witness.like.question}"
    yield f"    like: {witness.like.id}"
    if given:
        yield f"    case: {{{', '.join(f'{name}: {value}' for name, value in given.items())}}}"
    if left_out:
        yield f"    without: [{', '.join(left_out)}]"
    yield "    # What comes out today. Check this against the source before you keep it."
    yield "    expect:"
    yield from (f"      {line}" for line in _expected(pack, witness))


def _also(pack: Pack, witness: Witness) -> Iterator[str]:
    """What a scenario gives already and does not expect, as a comment: a second scenario would be its twin."""
    yield f"# The scenario {witness.like.id} should also expect, if the source says so:"
    yield from (f"#   {line}" for line in _expected(pack, witness))
    yield from _notices(witness, "")


def _notices(witness: Witness, indent: str) -> Iterator[str]:
    by_title: dict[str, list[str]] = {}
    for mutant in witness.notices[:_LISTED]:
        by_title.setdefault(mutant.title, []).append(mutant.change)
    for title, changes in by_title.items():
        yield from _comment(f"would notice in “{title}”:", indent)
        for change in changes:
            yield from _comment(f"- {change}", indent, "  ")
    if len(witness.notices) > _LISTED:
        yield f"{indent}# and {len(witness.notices) - _LISTED} changes more"


def _comment(text: str, indent: str, hanging: str = "") -> list[str]:
    start = f"{indent}# "
    return wrap(text, _WIDTH, initial_indent=start, subsequent_indent=start + hanging)


def _expected(pack: Pack, witness: Witness) -> Iterator[str]:
    if witness.refused is not None:
        yield f"refused: {witness.refused}"
    if witness.verdict is not None:
        yield f"verdict: {witness.verdict}"
    if witness.modality is not None:
        yield f"modality: {witness.modality}"
    if witness.conclusions:
        yield "conclusions:"
        yield from _conclusions(pack, witness.conclusions)
    yield from _rules(witness)


def _rules(witness: Witness) -> Iterator[str]:
    for key, names in (("rules", witness.rules), ("no-rules", witness.no_rules)):
        if names:
            yield f"{key}: [{', '.join(names)}]"


def _conclusions(pack: Pack, wanted: Mapping[str, ExpectedConclusion]) -> Iterator[str]:
    for id, item in wanted.items():
        value = _as_written(pack, id, item.value or "")
        both = f"{{is: {value}, modality: {item.modality}}}" if item.modality else value
        yield f"  {id}: {both}"


def _as_written(pack: Pack, id: str, value: str) -> str:
    is_amount = type_of(pack, id) in (Type.MONEY, Type.PERCENT) and value[:1] in "-0123456789"
    return f'"{value}"' if is_amount else value


def _changes(pack: Pack, witness: Witness) -> tuple[dict[str, str], list[str]]:
    given = {
        name: as_yaml(value, type_of(pack, name))
        for name, value in witness.changes.items()
        if value is not None
    }
    return given, [name for name, value in witness.changes.items() if value is None]


def _new_id(witness: Witness, used: set[str]) -> str:
    number = 2
    while f"{witness.like.id}-{number}" in used:
        number += 1
    used.add(f"{witness.like.id}-{number}")
    return f"{witness.like.id}-{number}"
