"""Statements, rules and scenarios, each held against the others: what cites a statement, what exercises it.

Enters a pack and the trials of its scenarios. Leaves rows both ways, and what is wrong: an encoded statement on which
no answer rests. Only scenarios that are as expected exercise anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from coverdict.auditing.scenarios.trials import Trial, found_behind
from coverdict.checking.statements import binding_citations
from coverdict.explaining.expectations import rested_on
from coverdict.explaining.mentions import Space, Use, uses_in
from coverdict.vocabulary.cases import Refusal
from coverdict.vocabulary.diagnostics import Diagnostic, Severity, Span, in_order
from coverdict.vocabulary.packs import Pack, ParameterValue, Presumption, Rule
from coverdict.vocabulary.sources import Role


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with everything that cites it, and the scenarios whose answers rest on it.

    One that is not ``in_window`` is cited, but only by what is in force on no day of the pack's window.
    """

    key: str
    says: str
    document: str
    role: Role
    span: Span
    cited_by: tuple[Use, ...]
    scenarios: tuple[str, ...]
    in_window: bool = True

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that cite it, by id."""
        return tuple(use.id for use in self.cited_by if use.kind == "rule")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with the statements it cites, and the scenarios whose answers rest on it."""

    id: str
    title: str
    statements: tuple[str, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario with the rules and the statements that its answer rests on; of one that failed none are told."""

    id: str
    title: str
    passed: bool
    rules: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows in the order of the files, and what is wrong."""

    statements: tuple[StatementRow, ...]
    rules: tuple[RuleRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> tuple[ScenarioRow, ...]:
        """The scenarios that are not as expected."""
        return tuple(row for row in self.scenarios if not row.passed)


def matrix_of(pack: Pack, trials: Iterable[Trial]) -> Matrix:
    """The pack's statements, rules and scenarios, each with the others that belong to it."""
    scenarios = tuple(_scenario(pack, trial) for trial in trials)
    by_statement = _by(scenarios, lambda row: row.statements)
    by_rule = _by(scenarios, lambda row: row.rules)
    uses = uses_in(pack, Space.STATEMENT)
    cited = {cited.key for cited in binding_citations(pack)}
    in_window = set(_cited_in_window(pack))
    statements = tuple(
        StatementRow(
            key,
            item.says,
            item.document.id,
            item.role,
            item.span,
            tuple(use for use in uses.get(key, ()) if use.kind != "statement"),
            by_statement.get(key, ()),
            key not in cited or key in in_window,
        )
        for key, item in pack.statements.items()
    )
    rules = tuple(
        RuleRow(id, rule.title, _keys(pack, id), by_rule.get(id, ()))
        for id, rule in pack.rules.items()
    )
    findings = in_order(encoded_but_not_exercised(statements))
    return Matrix(statements, rules, scenarios, findings)


def encoded_but_not_exercised(statements: Iterable[StatementRow]) -> Iterator[Diagnostic]:
    """A statement that decides something in the pack's window, on which the answer to no scenario rests."""
    for row in statements:
        if row.role is Role.ENCODED and not row.scenarios and row.in_window:
            deciding = (use for use in row.cited_by if use.kind != "term")
            by = ", ".join(f"{use.kind} `{use.id}`" for use in deciding)
            yield Diagnostic(
                "CV511",
                f"the statement `{row.key}` is marked encoded, and no scenario exercises it",
                "nobody would notice if what follows it were wrong",
                row.span,
                f"write a scenario whose answer rests on {by}" if by else None,
                Severity.WARNING,
            )


def _scenario(pack: Pack, trial: Trial) -> ScenarioRow:
    one = trial.scenario
    found: set[str] = set()
    if trial.passed and not isinstance(trial.answer, Refusal):
        asked = (key for item in trial.answer.missing_facts for key in item.statements)
        found = rested_on(trial.answer, found_behind(trial)).union(
            asked, _scope(pack, trial), _lists(pack, trial)
        )
    return ScenarioRow(
        one.id,
        one.title,
        trial.passed,
        tuple(id for id in pack.rules if id in found),
        tuple(key for key in pack.statements if key in found),
    )


def _cited_in_window(pack: Pack) -> Iterator[str]:
    """The statements cited by anything that is in force on some day of the window."""
    dated: tuple[Rule | Presumption | ParameterValue, ...] = (
        *pack.rules.values(),
        *pack.presumptions,
        *(value for parameter in pack.parameters.values() for value in parameter.values),
    )
    closures = (
        *(item.closure for item in pack.criteria.values()),
        *(item.closure for item in pack.choices.values()),
    )
    undated = (
        *(item.cites for item in closures if item is not None),
        *(item.cites for item in pack.amounts.values()),
        *(item.cites for item in pack.criteria.values()),
        *(item.cites for item in pack.code_sets.values()),
        *([pack.scope.cites] if pack.scope else ()),
    )
    in_force = (item.cites for item in dated if item.effective.overlaps(pack.window))
    for cites in (*in_force, *undated):
        yield from (cited.key for cited in cites)


def _lists(pack: Pack, trial: Trial) -> Iterator[str]:
    """What a code set cites that no rule reads as a whole, where the case gives a code of it to the question."""
    read = {key for rule in pack.rules.values() for key in _keys(pack, rule.id)}
    for situation in trial.situations:
        for name in situation.program.facts:
            listed = pack.facts[name].values_from
            if listed is not None and name in trial.scenario.case.facts:
                cites = pack.code_sets[listed.id].cites
                yield from (cited.key for cited in cites if cited.key not in read)


def _scope(pack: Pack, trial: Trial) -> Iterator[str]:
    """What the scope cites: every answer that was decided rests on it."""
    if pack.scope is not None and trial.situation is not None:
        yield from (cited.key for cited in pack.scope.cites)


def _keys(pack: Pack, rule: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited.key for cited in pack.rules[rule].cites))


def _by(
    scenarios: Iterable[ScenarioRow], names: Callable[[ScenarioRow], tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in scenarios:
        for name in names(row):
            found.setdefault(name, []).append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}
