"""A run of scenarios as JSON: how each went, and how far they reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.run import Mutation
from coverdict.auditing.scenarios.coverage import Figure, Reached
from coverdict.auditing.scenarios.outcomes import Run
from coverdict.presenting.as_json import as_json
from coverdict.presenting.mutation_page import KINDS
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.verdicts import PackName
from coverdict.writing.missing_scenarios import changes_in_words


def run_as_json(
    pack: Pack,
    run: Run,
    found: Reached | None,
    below: Sequence[tuple[Figure, int]],
    mutation: Mutation | None = None,
) -> str:
    """``{pack, scenarios, failed, statements, coverage, mutants}``; the last two are null where not asked for."""
    told = {
        "pack": PackName(pack.id, pack.version, pack.title, pack.digest),
        "scenarios": run.outcomes,
        "failed": len(run.failed),
        "statements": run.statements,
        "coverage": _coverage(found, below) if found else None,
        "mutants": _mutants(pack, mutation) if mutation else None,
    }
    return as_json(told)


def _coverage(found: Reached, below: Sequence[tuple[Figure, int]]) -> Mapping[str, object]:
    asked = {figure.kind: percent for figure, percent in below}
    figures = [
        {
            "kind": each.kind,
            "reached": each.reached,
            "of": each.of,
            "percent": each.percent,
            "below": asked.get(each.kind),
        }
        for each in found.figures
    ]
    return {"scenarios": found.scenarios, "figures": figures, "rows": found.rows}


def _mutants(pack: Pack, found: Mutation) -> Mapping[str, object]:
    missing = [
        {
            "like": item.like.id,
            "changes": changes_in_words(pack, item),
            "refused": item.refused,
            "verdict": item.verdict,
            "modality": item.modality,
            "conclusions": item.conclusions,
            "rules": item.rules,
            "no_rules": item.no_rules,
            "notices": [_mutant(mutant) for mutant in item.notices],
        }
        for item in found.missing
    ]
    return {
        "tried": found.tried,
        "noticed": found.noticed,
        "survivors": [_mutant(item) for item in found.survivors],
        "excused": [_mutant(item.mutant) for item in found.excused],
        "missing": missing,
        "unnoticeable": [_mutant(item) for item in found.unnoticeable],
        "waivers_lapsed": [str(item.span) for item in found.lapsed],
        "waivers_idle": [str(item.span) for item in found.idle],
    }


def _mutant(item: Mutant) -> Mapping[str, str]:
    return {
        "kind": KINDS[item.field],
        "about": item.about,
        "title": item.title,
        "change": item.change,
        "place": str(item.span),
        "digest": item.digest,
    }
