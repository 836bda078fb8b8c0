"""A run of scenarios as JUnit XML: a suite for each file, a case for each scenario; the same run, the same bytes."""

from __future__ import annotations

from xml.etree import ElementTree

from coverdict.auditing.scenarios.outcomes import Outcome, Run
from coverdict.presenting.diagnostics import visible
from coverdict.presenting.outcomes_page import outcome_as_text


def run_as_junit(run: Run, pack: str) -> str:
    """The run as XML; ``pack`` is the pack's id. Times are left out, since they differ from run to run."""
    root = ElementTree.Element("testsuites", _counts(run.outcomes) | {"name": pack})
    by_file: dict[str, list[Outcome]] = {}
    for outcome in run.outcomes:
        by_file.setdefault(outcome.file, []).append(outcome)
    for file, outcomes in by_file.items():
        suite = ElementTree.SubElement(root, "testsuite", {"name": file} | _counts(outcomes))
        for outcome in outcomes:
            _case(suite, outcome, pack, run)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(outcomes: list[Outcome] | tuple[Outcome, ...]) -> dict[str, str]:
    failed = sum(not item.passed for item in outcomes)
    return {"tests": str(len(outcomes)), "failures": str(failed), "errors": "0", "skipped": "0"}


def _case(suite: ElementTree.Element, outcome: Outcome, pack: str, run: Run) -> None:
    about = {
        "classname": f"{pack}.{outcome.question}",
        "name": visible(f"{outcome.id}: {outcome.title}"),
        "file": outcome.file,
        "line": str(outcome.line),
    }
    case = ElementTree.SubElement(suite, "testcase", about)
    if not outcome.passed:
        first = visible(outcome.differences[0].says)
        failure = ElementTree.SubElement(case, "failure", {"message": first, "type": "difference"})
        failure.text = outcome_as_text(outcome, run.statements)
