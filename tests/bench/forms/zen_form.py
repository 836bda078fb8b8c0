"""The rules for zen-engine: a decision graph in its JSON form, run through its static loader."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tests.bench.engines import found_engines
from tests.bench.forms.deciders import name_of
from tests.bench.forms.infix import Syntax, criteria, expressions_by_criterion
from tests.bench.generated_rules import Facts, RuleSet, Value

Graph = dict[str, Any]
KEY = "rules"


def expressions(rules: RuleSet) -> Graph:
    """An expression node with an expression for each criterion, which reads those before it."""
    known = set(rules.criteria)
    syntax = Syntax(
        name=lambda id: f"$.{name_of(id)}" if id in known else name_of(id),
        value=_value,
    )
    written = [
        {"id": f"e{number}", "key": name_of(id), "value": text}
        for number, (id, text) in enumerate(criteria(rules, syntax))
    ]
    content = {
        "expressions": written,
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return _graph([_node("criteria", "expressionNode", content)])


def tables(rules: RuleSet) -> Graph:
    """A decision table for each criterion, with a row for each rule and a last one for when none applies."""
    syntax = Syntax(name=name_of, value=_value)
    rows = expressions_by_criterion(rules, syntax)
    return _graph([_node(name_of(id), "decisionTableNode", _table(id, rows[id])) for id in rows])


def _table(id: str, conditions: list[str]) -> Graph:
    rows = [{"_id": f"r{n}", "when": text, "then": "true"} for n, text in enumerate(conditions)]
    return {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when", "field": ""}],
        "outputs": [{"id": "then", "name": "then", "field": name_of(id)}],
        "rules": [*rows, {"_id": "none", "when": "", "then": "false"}],
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


def _value(_: str, value: Value) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _graph(steps: list[Graph]) -> Graph:
    nodes = [
        _node("input", "inputNode", {"schema": ""}),
        *steps,
        _node("output", "outputNode", {"schema": ""}),
    ]
    edges = [
        {"id": f"edge{n}", "type": "edge", "sourceId": one["id"], "targetId": next["id"]}
        for n, (one, next) in enumerate(pairwise(nodes))
    ]
    kind = "application/vnd.gorules.decision"
    return {"contentType": kind, "nodes": nodes, "edges": edges}


def _node(id: str, type: str, content: Graph) -> Graph:
    return {"id": id, "type": type, "name": id, "position": {"x": 0, "y": 0}, "content": content}


class Zen:
    """zen-engine with one graph; ``trace`` asks for what each expression or table came to."""

    def __init__(self, rules: RuleSet, graph: Graph, trace: bool = False) -> None:
        found_engines()
        import zen

        self._names = {name_of(id): id for id in rules.criteria}
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph}}})
        self._options = {"trace": trace}

    def case(self, facts: Facts) -> dict[str, object]:
        return {name_of(id): value for id, value in facts.items()}

    def decide(self, case: dict[str, object]) -> Any:  # noqa: ANN401 - untyped
        return self.engine.evaluate(KEY, case, self._options)

    def told(self, answer: Any) -> Mapping[str, bool]:  # noqa: ANN401 - untyped
        return {id: answer["result"][name] for name, id in self._names.items()}
