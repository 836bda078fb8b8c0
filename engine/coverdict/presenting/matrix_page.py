"""The matrix of statements, rules and scenarios as a page: figures and findings, then each way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from coverdict.auditing.scenarios.matrix import Matrix, RuleRow, ScenarioRow, StatementRow
from coverdict.presenting.outcomes_page import counted
from coverdict.presenting.pages import Item, Page, Part, Table
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Role

_COLUMNS = ("statement", "role", "says", "cited by", "id", "title", "scenario")


def matrix_page(pack: Pack, matrix: Matrix, whole: bool = True) -> Page:
    """The figures, what is wrong, a row for each statement; with ``whole`` every name, both ways."""
    names = (*_by_statement(matrix), *_by_scenario(matrix)) if whole else ()
    return Page(
        headline=f"Statements, rules and scenarios of {pack.id} {pack.version}",
        under=(_summary(matrix), *_outside(matrix)),
        parts=(
            Part("In figures", (), table=_figures(matrix)),
            *_findings(matrix),
            Part("Statements", (), table=_statements(matrix.statements)),
            Part("Rules", (), table=_rules(matrix.rules)),
            *names,
        ),
        contents=whole,
    )


def matrix_as_csv(matrix: Matrix) -> str:
    """A line for each statement, each thing that cites it, and each scenario that exercises both."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    of_rules = {row.id: row.scenarios for row in matrix.rules}
    for row in matrix.statements:
        lines.writerows(_csv_lines(row, of_rules))
    return text.getvalue()


def _csv_lines(row: StatementRow, of_rules: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    start = [row.key, row.role.value, row.says]
    if not row.cited_by:
        yield [*start, "", "", "", ""]
    for use in row.cited_by:
        scenarios = of_rules[use.id] if use.kind == "rule" else row.scenarios
        for scenario in scenarios or ("",):
            yield [*start, use.kind, use.id, use.title, scenario]


def _summary(matrix: Matrix) -> str:
    counts = (
        counted(len(matrix.statements), "statement"),
        counted(len(matrix.rules), "rule"),
        counted(len(matrix.scenarios)),
    )
    told, failed = ", ".join(counts), len(matrix.failed)
    if not matrix.scenarios:
        return f"{told}."
    if not failed:
        return f"{told}, all as expected."
    return f"{told}, of which {failed} failed and count for nothing: see coverdict test."


def _outside(matrix: Matrix) -> Iterator[str]:
    count = sum(not row.in_window for row in matrix.statements)
    if count:
        yield (
            f"{count} statement{'s' * (count != 1)} decide{'s' * (count == 1)} only on days outside the"
            " pack's window, so no scenario can exercise them."
        )


def _figures(matrix: Matrix) -> Table:
    rows = [_figure(role.value, matrix.statements, role) for role in Role]
    shown = tuple(row for row in rows if row[1] != "0")
    titles = ("Role", "Statements", "Cited", "Exercised by a scenario")
    return Table(
        titles, (*shown, _figure("all", matrix.statements)), frozenset({1, 2, 3}), len(shown)
    )


def _figure(
    name: str, statements: Iterable[StatementRow], role: Role | None = None
) -> tuple[str, ...]:
    rows = [row for row in statements if role in (None, row.role)]
    cited, exercised = (
        sum(bool(row.cited_by) for row in rows),
        sum(bool(row.scenarios) for row in rows),
    )
    return name, str(len(rows)), str(cited), str(exercised)


def _findings(matrix: Matrix) -> Iterator[Part]:
    if matrix.findings:
        items = (
            Item(
                f"{item.severity.value}[{item.code}]: {item.message}",
                tuple(filter(None, (str(item.span), item.help))),
            )
            for item in matrix.findings
        )
        yield Part("To mend", tuple(items))


def _statements(rows: Iterable[StatementRow]) -> Table:
    shown = tuple(
        (
            row.key,
            row.role.value,
            str(len(row.rules)),
            str(len(row.cited_by) - len(row.rules)),
            str(len(row.scenarios)),
        )
        for row in rows
    )
    titles = ("Statement", "Role", "Rules", "Other citations", "Scenarios")
    return Table(titles, shown, frozenset({2, 3, 4}), len(shown))


def _rules(rows: Iterable[RuleRow]) -> Table:
    shown = tuple((row.id, str(len(row.statements)), str(len(row.scenarios))) for row in rows)
    return Table(("Rule", "Statements", "Scenarios"), shown, frozenset({1, 2}), len(shown))


def _by_statement(matrix: Matrix) -> Iterator[Part]:
    """Each statement with what cites it, and the scenarios that exercise it; by document."""
    by_document: dict[str, list[StatementRow]] = {}
    for row in matrix.statements:
        by_document.setdefault(row.document, []).append(row)
    of_rules = {row.id: row.scenarios for row in matrix.rules}
    for document, rows in by_document.items():
        items = tuple(_statement(row, of_rules) for row in rows)
        yield Part(f"From statements to scenarios: {document}", items)


def _statement(row: StatementRow, of_rules: Mapping[str, tuple[str, ...]]) -> Item:
    cited = tuple(
        Item(
            f"{use.kind} “{use.title}” ({use.id}) {use.how}",
            _scenarios(of_rules[use.id]) if use.kind == "rule" else (),
        )
        for use in row.cited_by
    )
    notes = (f"{row.key}, {row.role.value}", *(() if row.rules else _scenarios(row.scenarios)))
    return Item(row.says, notes, cited)


def _scenarios(ids: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{counted(len(ids))}: {', '.join(ids)}",) if ids else ("no scenario",)


def _by_scenario(matrix: Matrix) -> Iterator[Part]:
    """Each scenario with the rules that its answer rests on, and the statements that these cite."""
    rules = {row.id: row for row in matrix.rules}
    items = tuple(_scenario(row, rules) for row in matrix.scenarios)
    yield Part("From scenarios to statements", items)


def _scenario(row: ScenarioRow, rules: Mapping[str, RuleRow]) -> Item:
    own = tuple(
        Item(f"rule “{rules[id].title}” ({id})", (", ".join(rules[id].statements),))
        for id in row.rules
    )
    through = {key for id in row.rules for key in rules[id].statements}
    others = [key for key in row.statements if key not in through]
    notes = [row.id, *([f"besides: {', '.join(others)}"] if others else ())]
    return Item(row.title + ("" if row.passed else " — failed"), tuple(notes), own)
