"""Coverdict: coverage decisions from rules that are data, each step cited.

The library's functions and the values they take and give; each is imported when it is first used, so that a command
pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from coverdict.api.answering import Explanation, decide, explain, with_originals
    from coverdict.api.estimating import estimate, read_course, read_plan
    from coverdict.api.installed import data_root
    from coverdict.api.interviewing import start_interview
    from coverdict.api.opened import OpenedPack, open_to_decide
    from coverdict.api.opening import open_pack
    from coverdict.api.testing import run_scenarios
    from coverdict.checking.warnings import warnings_of
    from coverdict.explaining.deciding import asking_for
    from coverdict.explaining.descriptions import describe
    from coverdict.explaining.interview import Interview
    from coverdict.loading.cases import (
        CasePart,
        FilePart,
        OptionPart,
        ReadCase,
        TextPart,
        read_case,
    )
    from coverdict.loading.courses import ReadCourse
    from coverdict.loading.plans import ReadPlan
    from coverdict.running.agreement import Disagreement
    from coverdict.vocabulary.cases import Asking, Case, Refusal
    from coverdict.vocabulary.courses import Course, Plan
    from coverdict.vocabulary.diagnostics import Diagnostic
    from coverdict.vocabulary.estimates import Estimate
    from coverdict.vocabulary.packs import Pack
    from coverdict.vocabulary.scenarios import Scenario, ScenarioResult
    from coverdict.vocabulary.verdicts import Verdict
    from coverdict.writing.case_templates import case_template
    from coverdict.writing.course_templates import course_template

__all__ = [
    "Asking",
    "Case",
    "CasePart",
    "Course",
    "Diagnostic",
    "Disagreement",
    "Estimate",
    "Explanation",
    "FilePart",
    "Interview",
    "OpenedPack",
    "OptionPart",
    "Pack",
    "Plan",
    "ReadCase",
    "ReadCourse",
    "ReadPlan",
    "Refusal",
    "Scenario",
    "ScenarioResult",
    "TextPart",
    "Verdict",
    "asking_for",
    "case_template",
    "course_template",
    "data_root",
    "decide",
    "describe",
    "estimate",
    "explain",
    "open_pack",
    "open_to_decide",
    "read_case",
    "read_course",
    "read_plan",
    "run_scenarios",
    "start_interview",
    "warnings_of",
    "with_originals",
]

_HOMES = {
    "coverdict.api.answering": ("Explanation", "decide", "explain", "with_originals"),
    "coverdict.api.estimating": ("estimate", "read_course", "read_plan"),
    "coverdict.api.installed": ("data_root",),
    "coverdict.api.interviewing": ("start_interview",),
    "coverdict.api.opened": ("OpenedPack", "open_to_decide"),
    "coverdict.api.opening": ("open_pack",),
    "coverdict.api.testing": ("run_scenarios",),
    "coverdict.checking.warnings": ("warnings_of",),
    "coverdict.explaining.descriptions": ("describe",),
    "coverdict.explaining.interview": ("Interview",),
    "coverdict.explaining.deciding": ("asking_for",),
    "coverdict.loading.cases": (
        "CasePart",
        "FilePart",
        "OptionPart",
        "ReadCase",
        "TextPart",
        "read_case",
    ),
    "coverdict.loading.courses": ("ReadCourse",),
    "coverdict.loading.plans": ("ReadPlan",),
    "coverdict.running.agreement": ("Disagreement",),
    "coverdict.vocabulary.cases": ("Asking", "Case", "Refusal"),
    "coverdict.vocabulary.courses": ("Course", "Plan"),
    "coverdict.vocabulary.diagnostics": ("Diagnostic",),
    "coverdict.vocabulary.estimates": ("Estimate",),
    "coverdict.vocabulary.packs": ("Pack",),
    "coverdict.vocabulary.scenarios": ("Scenario", "ScenarioResult"),
    "coverdict.vocabulary.verdicts": ("Verdict",),
    "coverdict.writing.case_templates": ("case_template",),
    "coverdict.writing.course_templates": ("course_template",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'coverdict' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
