"""What a change of the knowledge does to a table of cases, as a page: counts, money, each kind with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coverdict.auditing.tables.altered import Altered
from coverdict.auditing.tables.impacts import ImpactReport, KindExplained, RuleCited
from coverdict.populations.comparisons import (
    AmountChange,
    AmountOfKind,
    Impact,
    Outcome,
    RejectedByOne,
    Turn,
)
from coverdict.presenting.citing import Sources, key_of
from coverdict.presenting.outcomes_page import Told, counted
from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import WIDTH, page_as_text
from coverdict.presenting.pages import Item, Page, Part, Table, first_capital
from coverdict.presenting.table_parts import (
    counted_rows,
    example_item,
    in_words,
    outcome_table,
    rest_part,
    rule_item,
    share,
    value_of,
)
from coverdict.vocabulary.verdicts import PackName, StatementCited

_MOST_RULES = 8
_MOST_CHANGES = 20


def impact_as_text(report: ImpactReport, width: int = WIDTH, ascii: bool = False) -> str:
    """The report for people."""
    return page_as_text(impact_page(report, ascii), width, ascii)


def impact_as_markdown(report: ImpactReport) -> str:
    """The report as Markdown."""
    return page_as_markdown(impact_page(report))


def impact_page(report: ImpactReport, ascii: bool = False) -> Page:
    """Verdicts, amounts, the kinds of change, what could not be compared, the statements cited."""
    found, sources = report.impact, Sources(_statements(report))
    kinds = tuple(_kind(report, each, sources, ascii) for each in report.kinds)
    return Page(
        impact_summary(found),
        (
            f"Before: {report.before_named}, {_named(report.before)}.",
            f"After: {report.after_named}, {_named(report.after)}.",
            f"Question: {report.question_title} As known on {report.knowledge_date}.",
            rows_in_words(found),
        ),
        (
            *_verdicts(found),
            *_amounts(found),
            *_turns(found.turns),
            *_knowledge(report.knowledge),
            *kinds,
            *rest_part(found.rest),
            *_rejected(found.rejected),
            *_columns(report),
            *sources.parts(),
        ),
    )


def impact_summary(found: Impact) -> str:
    """What changes, in a sentence."""
    if not found.changes:
        return f"Nothing changes in {counted_rows(found.compared)} compared."
    if found.turns and not found.differing:
        rows = counted_rows(found.compared)
        return f"In {rows} compared no verdict and no amount changes, but what else is told does."
    told = [f"{found.verdicts_changed:,} of {found.compared:,} verdicts change"]
    told.append(f"{counted_rows(found.amounts_changed)} have other amounts")
    if found.reasons_changed:
        told.append(f"{counted_rows(found.reasons_changed)} have only other reasons")
    apart = found.rejected_before + found.rejected_after
    told += [f"{counted_rows(apart)} only one version rejects"] if apart else []
    return f"{', '.join(told[:-1])} and {told[-1]}."


def rows_in_words(found: Impact) -> str:
    """What became of the rows."""
    apart = [
        (found.rejected_by_both, "rejected by both versions"),
        (found.rejected_before, "only by the version before"),
        (found.rejected_after, "only by the version after"),
    ]
    told = ", ".join(f"{rows:,} {what}" for rows, what in apart if rows)
    return f"{counted_rows(found.rows)}: {found.compared:,} compared{f', {told}' if told else ''}."


def _named(pack: PackName) -> str:
    return f"{pack.id} {pack.version} ({pack.digest[:19]}…)"


def _verdicts(found: Impact) -> Iterator[Part]:
    moved = [move for move in found.moves if move.before != move.after]
    total = found.rows - found.rejected_by_both
    if not found.moves:
        return
    yield Part(
        "Verdicts", (), table=outcome_table(found.moves), lead="Before in rows, after in columns."
    )
    if moved:
        rows = sorted(moved, key=lambda move: -move.rows)
        cells = (
            (in_words(each.before), in_words(each.after), f"{each.rows:,}", share(each.rows, total))
            for each in rows
        )
        table = Table(
            ("Before", "After", "Rows", "Share"), tuple(cells), frozenset({2, 3}), len(rows)
        )
        yield Part("Verdicts that change", (), table=table)


def _amounts(found: Impact) -> Iterator[Part]:
    changed = [each for each in found.amounts if each.rows]
    same = len(found.amounts) - len(changed)
    if not found.amounts:
        return
    if not changed:
        yield Part("Amounts", (), lead=f"No row has another amount ({counted(same, 'amount')}).")
        return
    table = Table(
        ("Amount", "Rows", "Sum before", "Sum after", "Difference"),
        tuple(_amount_row(each) for each in changed),
        frozenset({1, 2, 3, 4}),
        len(changed),
    )
    items = [each for each in map(_amount_note, changed) if each is not None]
    if same:
        items.append(Item(f"{counted(same, 'other amount')}: as before in every row"))
    if found.only_before:
        items.append(Item(f"not compared, told before only: {', '.join(found.only_before)}"))
    if found.only_after:
        items.append(Item(f"not compared, told after only: {', '.join(found.only_after)}"))
    yield Part(
        "Amounts", tuple(items), table=table, lead="Sums are of the rows that have the amount."
    )


def _turns(turns: Sequence[Turn]) -> Iterator[Part]:
    """What else is told with the answer, where it comes to something else."""
    if turns:
        said = ((each.title, each.before or "not told", each.after or "not told") for each in turns)
        rows = [(first_capital(title), *map(in_words, ways)) for title, *ways in said]
        told = tuple((*row, f"{each.rows:,}") for row, each in zip(rows, turns, strict=True))
        table = Table(
            ("Told with the answer", "Before", "After", "Rows"), told, frozenset({3}), len(told)
        )
        yield Part("What is told besides", (), table=table)


def _amount_row(each: AmountChange) -> tuple[str, ...]:
    difference = None
    if each.before is not None and each.after is not None:
        difference = each.after - each.before
    told = (each.before, each.after, difference)
    return (
        first_capital(each.title),
        f"{each.rows:,}",
        *(value_of(value, each.type) for value in told),
    )


def _amount_note(each: AmountChange) -> Item | None:
    """Where rows that gain or lose the amount, or that balance one another, make the difference hard to read."""
    parts = []
    if each.more and each.less:
        more, less = value_of(each.more, each.type), value_of(each.less, each.type)
        parts.append(f"{counted_rows(each.changed)} go up by {more} and down by {less} together")
    if each.learned:
        parts.append(f"{counted_rows(each.learned)} have it only after")
    if each.lost:
        parts.append(f"{counted_rows(each.lost)} have it only before")
    return Item(f"{each.title}: {'; '.join(parts)}") if parts else None


def _knowledge(changes: Sequence[Altered]) -> Iterator[Part]:
    if changes:
        items = tuple(
            Item(f"{each.what} {each.id}, {each.how}: {each.title}", (each.place,))
            for each in changes[:_MOST_CHANGES]
        )
        more = len(changes) - len(items)
        items += (Item(f"and {counted(more, 'more change')}"),) if more > 0 else ()
        yield Part("What the versions declare otherwise", items)


def _kind(report: ImpactReport, each: KindExplained, sources: Sources, ascii: bool) -> Part:
    kind, first = each.kind, each.examples[0].row
    told = Told(sources, ascii)
    items = list(_rules(each, sources))
    if kind.amounts:
        below = tuple(_amount_of_kind(report.impact, item) for item in kind.amounts)
        items.append(Item("amounts", below=below))
    items.append(Item("examples", below=tuple(example_item(item) for item in each.examples)))
    told.begin()
    items.append(
        Item(f"row {first}, after the change", below=tuple(map(told.item, each.steps_after)))
    )
    told.begin()
    items.append(Item(f"row {first}, before it", below=tuple(map(told.item, each.steps_before))))
    return Part(kind_heading(kind.differs, kind.before, kind.after, kind.rows), tuple(items))


def kind_heading(differs: str, before: Outcome, after: Outcome, rows: int) -> str:
    """What the rows of a kind have in common."""
    same = first_capital(in_words(before.outcome))
    match differs:
        case "verdict":
            what = f"From {in_words(before.outcome)} to {in_words(after.outcome)}"
        case "surety":
            what = f"{same}, from {before.modality} to {after.modality}"
        case "amounts":
            what = f"{same} as before, with other amounts"
        case _:
            what = f"{same} as before, by other rules"
    return f"{what}: {counted_rows(rows)}"


def _rules(each: KindExplained, sources: Sources) -> Iterator[Item]:
    """The rules of both versions, or once those of the version after where they are the same."""
    of_amounts = each.kind.differs == "amounts"
    by = "amounts rest on" if of_amounts else "decided by"
    none = "no rule behind the amounts" if of_amounts else "no rule decides"
    ids = [[rule.rule for rule in rules] for rules in (each.rules_before, each.rules_after)]
    if ids[0] == ids[1] and ids[0]:
        yield _rules_of(f"before and after: {by}", each.rules_after, sources)
        return
    for when, rules in (("before", each.rules_before), ("after", each.rules_after)):
        yield _rules_of(f"{when}: {by if rules else none}", rules, sources)


def _rules_of(text: str, rules: Sequence[RuleCited], sources: Sources) -> Item:
    below = tuple(rule_item(rule, sources) for rule in rules[:_MOST_RULES])
    more = len(rules) - len(below)
    below += (Item(f"and {counted(more, 'more rule')}"),) if more > 0 else ()
    return Item(text, below=below)


def _amount_of_kind(found: Impact, item: AmountOfKind) -> Item:
    amount = next(each for each in found.amounts if each.amount == item.amount)
    apart = [(item.learned, "only after"), (item.lost, "only before")]
    known = "".join(f", {count:,} known {when}" for count, when in apart if count)
    rows = f"{counted_rows(item.rows)}{known}"
    if item.before is None or item.after is None:
        return Item(f"{amount.title}: otherwise in {rows}")
    before, after = (value_of(each, amount.type) for each in (item.before, item.after))
    return Item(f"{amount.title}: {before} → {after} ({rows})")


def _rejected(rejected: Sequence[RejectedByOne]) -> Iterator[Part]:
    for by in ("before", "after"):
        items = tuple(_rejection(each) for each in rejected if each.by == by)
        if items:
            yield Part(f"Rejected by the version {by} the change alone", items)


def _rejection(each: RejectedByOne) -> Item:
    column = f"`{each.column}`: " if each.column else ""
    rows = ", ".join(map(str, each.examples))
    return Item(f"{column}{each.reason} — {counted_rows(each.rows)}, such as {rows}")


def _columns(report: ImpactReport) -> Iterator[Part]:
    told = (("before", report.columns_only_before), ("after", report.columns_only_after))
    items = tuple(
        Item(f"only the version {when} knows {', '.join(f'`{name}`' for name in names)}")
        for when, names in told
        if names
    )
    if items:
        yield Part("Columns that one version passes over", items)


def _statements(report: ImpactReport) -> Iterator[StatementCited]:
    """The statements of both versions; where they are worded otherwise, both wordings."""
    before = {key_of(each): each for each in report.statements_before}
    after = {key_of(each): each for each in report.statements_after}
    for key, statement in {**before, **after}.items():
        was = before.get(key)
        if was is not None and key in after and was.says != statement.says:
            yield replace(statement, says=f"{statement.says} (before the change: {was.says})")
        else:
            yield statement
