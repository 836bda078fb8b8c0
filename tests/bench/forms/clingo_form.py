"""The rules for clingo: a logic program; each case is grounded and solved anew, as clingo is mostly used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from tests.bench.engines import found_engines
from tests.bench.forms.deciders import name_of
from tests.bench.generated_rules import AllOf, AnyOf, Condition, Facts, RuleSet, Test

_SIGNS = {"above": ">", "at-least": ">=", "below": "<", "at-most": "<="}


def program(rules: RuleSet) -> str:
    """A clause for each rule, and two for an ``any`` within; a fact is ``given(name, value)``."""
    writer = _Writer(set(rules.criteria))
    for rule in rules.rules:
        body = writer.body(rule.when)
        if rule.unless is not None:
            body += [f"not {literal}" for literal in writer.body(rule.unless)]
        writer.lines.append(f"holds({name_of(rule.concludes)}) :- {', '.join(body)}.")
    return "\n".join([*writer.lines, "#show holds/1."])


class _Writer:
    def __init__(self, criteria: set[str]) -> None:
        self.lines: list[str] = []
        self._criteria, self._numbers = criteria, count(1)

    def body(self, condition: Condition) -> list[str]:
        match condition:
            case AllOf(parts):
                return [literal for part in parts for literal in self.body(part)]
            case AnyOf(parts):
                head = f"any({next(self._numbers)})"
                self.lines += [f"{head} :- {', '.join(self.body(part))}." for part in parts]
                return [head]
            case Test():
                return list(self._test(condition))

    def _test(self, test: Test) -> Iterator[str]:
        subject = name_of(test.subject)
        if test.subject in self._criteria:
            yield f"holds({subject})"
        elif test.operator == "is":
            yield f"given({subject}, {_term(test.value)})"
        elif test.operator == "in":
            assert isinstance(test.value, tuple)
            yield f"given({subject}, ({'; '.join(map(_term, test.value))}))"
        else:
            variable = f"V{next(self._numbers)}"
            yield f"given({subject}, {variable})"
            if isinstance(test.value, tuple):
                yield from (f"{variable} >= {test.value[0]}", f"{variable} <= {test.value[1]}")
            else:
                yield f"{variable} {_SIGNS[test.operator]} {test.value}"


def _term(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return name_of(value) if isinstance(value, str) else str(value)


class Clingo:
    """clingo: the model, which is every criterion that holds."""

    def __init__(self, rules: RuleSet) -> None:
        found_engines()
        import clingo

        self._clingo, self._program, self._criteria = clingo, program(rules), rules.criteria

    def case(self, facts: Facts) -> str:
        return "".join(f"given({name_of(id)}, {_term(value)})." for id, value in facts.items())

    def decide(self, case: str) -> list[Any]:
        control = self._clingo.Control(["--warn=none"])
        control.add("base", [], self._program + case)
        control.ground([("base", [])])
        found: list[Any] = []
        control.solve(on_model=lambda model: found.extend(model.symbols(shown=True)))
        return found

    def told(self, answer: list[Any]) -> Mapping[str, bool]:
        held = {symbol.arguments[0].name for symbol in answer}
        return {id: name_of(id) in held for id in self._criteria}
