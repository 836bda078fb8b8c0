"""The rules for json-rules-engine, which runs and is measured inside a process of node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.engines import NODE_ENGINES
from tests.bench.generated_rules import AllOf, AnyOf, Condition, Facts, RuleSet, Test, tests_of

SCRIPT = Path(__file__).with_name("json_rules.js")
PACKAGE = NODE_ENGINES / "node_modules/json-rules-engine/package.json"
_OPERATORS = {
    "is": "equal",
    "in": "in",
    "above": "greaterThan",
    "at-least": "greaterThanInclusive",
    "below": "lessThan",
    "at-most": "lessThanInclusive",
}
_HIGHEST = 100


def installed() -> str | None:
    """The version of the package; None where it or node is not installed."""
    if not PACKAGE.is_file() or shutil.which("node") is None:
        return None
    return str(json.loads(PACKAGE.read_text())["version"])


def versions() -> list[tuple[str, str | None]]:
    """The package and node, each with its version; None where it is not installed."""
    node = None
    if shutil.which("node") is not None:
        node = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    return [("json-rules-engine", installed()), ("node", node and node.removeprefix("v"))]


def written(rules: RuleSet) -> list[dict[str, Any]]:
    """The rules, those that others rest on with the higher priority."""
    depth: dict[str, int] = {}
    for rule in rules.rules:
        below = max((depth.get(test.subject, 0) for test in tests_of(rule.when)), default=0)
        depth[rule.concludes] = max(depth.get(rule.concludes, 0), below + 1)
    found = []
    for rule in rules.rules:
        conditions = [_condition(rule.when)]
        if rule.unless is not None:
            conditions.append({"not": _condition(rule.unless)})
        found.append(
            {
                "conditions": {"all": conditions},
                "priority": _HIGHEST - depth[rule.concludes],
                "concludes": rule.concludes,
            }
        )
    return found


def _condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case AllOf(parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_condition(part) for part in parts]}
        case Test(subject, "between", (low, high)):
            ends = (Test(subject, "at-least", low), Test(subject, "at-most", high))
            return _condition(AllOf(ends))
        case Test(subject, operator, value):
            listed = list(value) if isinstance(value, tuple) else value
            return {"fact": subject, "operator": _OPERATORS[operator], "value": listed}


class JsonRules:
    """json-rules-engine with a rule set and its cases, in a process that waits to be asked."""

    def __init__(self, rules: RuleSet, cases: Sequence[Facts]) -> None:
        self._criteria = rules.criteria
        self._node = subprocess.Popen(
            ["node", str(SCRIPT), str(NODE_ENGINES.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        given = {"rules": written(rules), "criteria": list(rules.criteria), "cases": list(cases)}
        self._asked(given)

    def told(self) -> list[dict[str, bool]]:
        """Of each case, every criterion and whether it holds."""
        return [dict(zip(self._criteria, found, strict=True)) for found in self._asked("answers")]

    def seconds(self, cases: int) -> float:
        """The time of one case, over the first so many."""
        return float(self._asked({"time": cases}))

    def close(self) -> None:
        """End the process."""
        assert self._node.stdin is not None
        self._node.stdin.close()
        self._node.wait()

    def _asked(self, question: object) -> Any:  # noqa: ANN401 - parsed JSON
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(question) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())
