"""Coverdict: coverage decisions from rules that are data, each step cited.

The library's functions and the values they take and give; each is imported when it is first used, so that a command
pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coverdict.api import (
        Explanation,
        OpenedPack,
        asking_for,
        data_root,
        decide,
        explain,
        open_pack,
        run_scenarios,
        with_originals,
    )
    from coverdict.explaining.descriptions import describe
    from coverdict.explaining.templates import case_template
    from coverdict.loading.cases import (
        CasePart,
        FilePart,
        OptionPart,
        ReadCase,
        TextPart,
        read_case,
    )
    from coverdict.running.agreement import Disagreement
    from coverdict.vocabulary.cases import Asking, Case, Refusal
    from coverdict.vocabulary.diagnostics import Diagnostic
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.scenarios import Scenario, ScenarioResult
    from coverdict.vocabulary.verdicts import Verdict

__all__ = [
    "Asking",
    "Case",
    "CasePart",
    "Diagnostic",
    "Disagreement",
    "Explanation",
    "FilePart",
    "OpenedPack",
    "OptionPart",
    "Pack",
    "ReadCase",
    "Refusal",
    "Scenario",
    "ScenarioResult",
    "TextPart",
    "Verdict",
    "asking_for",
    "case_template",
    "data_root",
    "decide",
    "describe",
    "explain",
    "open_pack",
    "read_case",
    "run_scenarios",
    "with_originals",
]

_HOMES = {
    "coverdict.explaining.descriptions": ("describe",),
    "coverdict.explaining.templates": ("case_template",),
    "coverdict.loading.cases": (
        "CasePart",
        "FilePart",
        "OptionPart",
        "ReadCase",
        "TextPart",
        "read_case",
    ),
    "coverdict.running.agreement": ("Disagreement",),
    "coverdict.vocabulary.cases": ("Asking", "Case", "Refusal"),
    "coverdict.vocabulary.diagnostics": ("Diagnostic",),
    "coverdict.vocabulary.packs": ("Pack",),
    "coverdict.vocabulary.scenarios": ("Scenario", "ScenarioResult"),
    "coverdict.vocabulary.verdicts": ("Verdict",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'coverdict' has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "coverdict.api")), name)
