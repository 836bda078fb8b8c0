"""Where determinations made elsewhere differ from the rules, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.auditing.tables.contradictions import ContradictionReport, KindExplained
from coverdict.populations.comparisons import AmountChange, AmountOfKind, Contradictions
from coverdict.presenting.citing import Sources
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

_MOST_MISSING = 5


def contradictions_as_text(
    report: ContradictionReport, width: int = WIDTH, ascii: bool = False
) -> str:
    """The report for people."""
    return page_as_text(contradiction_page(report, ascii), width, ascii)


def contradictions_as_markdown(report: ContradictionReport) -> str:
    """The report as Markdown."""
    return page_as_markdown(contradiction_page(report))


def contradiction_page(report: ContradictionReport, ascii: bool = False) -> Page:
    """Counts, amounts, the kinds that differ, those that the rules leave open, what could not be compared, sources."""
    found, sources, pack = report.found, Sources(report.statements), report.pack
    kinds = [_kind(report, each, sources, ascii) for each in (*report.kinds, *report.open_kinds)]
    return Page(
        _summary(found),
        (
            f"Determined: the column `{report.column}`. "
            f"Rules: {pack.title.rstrip('.')} ({pack.id} {pack.version}, {pack.digest[:19]}…).",
            f"Question: {report.question_title} As known on {report.knowledge_date}.",
            _rows(found),
        ),
        (
            *_verdicts(found),
            *_amounts(found),
            *kinds,
            *rest_part(found.rest),
            *rest_part(found.open_rest),
            *_not_compared(found),
            *sources.parts(),
        ),
    )


def _summary(found: Contradictions) -> str:
    if not found.compared:
        return "Nothing could be compared."
    told = (
        f"{found.agree:,} of {found.compared:,} determinations agree with the rules,"
        f" {found.differ:,} differ, and of {found.open:,} the rules can't say."
    )
    if found.amounts_differ:
        told += f" Amounts differ in {counted_rows(found.amounts_differ)}."
    return told


def _rows(found: Contradictions) -> str:
    apart = [
        (found.silent, "without a determination"),
        (found.not_known, "with a word that is not known"),
        (found.rejected, "rejected"),
    ]
    told = "".join(f", {rows:,} {what}" for rows, what in apart if rows)
    return f"{counted_rows(found.rows)}: {found.compared:,} compared{told}."


def _verdicts(found: Contradictions) -> Iterator[Part]:
    if found.moves:
        table = outcome_table(found.moves)
        yield Part(
            "Verdicts", (), table=table, lead="As determined in rows, by the rules in columns."
        )


def _amounts(found: Contradictions) -> Iterator[Part]:
    if not found.amounts:
        return
    table = Table(
        (
            "Amount",
            "Rows that differ",
            "Rules say more",
            "Rules say less",
            "Only rules know",
            "Only determined",
        ),
        tuple(_amount(each) for each in found.amounts),
        frozenset(range(1, 6)),
        len(found.amounts),
    )
    yield Part("Amounts", (), table=table, lead="Compared where both sides know them.")


def _amount(each: AmountChange) -> tuple[str, ...]:
    sums = (value_of(value, each.type) for value in (each.more, each.less))
    return (
        first_capital(each.title),
        f"{each.changed:,}",
        *sums,
        f"{each.learned:,}",
        f"{each.lost:,}",
    )


def _kind(report: ContradictionReport, each: KindExplained, sources: Sources, ascii: bool) -> Part:
    kind, first = each.kind, each.examples[0].row
    told, items = Told(sources, ascii), []
    if each.rules:
        by = "amounts rest on" if kind.differs == "amounts" else "decided by"
        items.append(Item(by, below=tuple(rule_item(rule, sources) for rule in each.rules)))
    items += [_amount_of_kind(report, item) for item in kind.amounts]
    if each.missing:
        missing = [Item(f"{item.asks} (fact {item.fact})") for item in each.missing[:_MOST_MISSING]]
        more = len(each.missing) - len(missing)
        missing += [Item(f"and {counted(more, 'more fact')}")] if more > 0 else []
        items.append(Item(f"row {first} does not say", below=tuple(missing)))
    items.append(Item("examples", below=tuple(example_item(item) for item in each.examples)))
    if each.steps:
        told.begin()
        steps = tuple(map(told.item, each.steps))
        items.append(Item(f"row {first}, by the rules", below=steps))
    return Part(_heading(report, each), tuple(items))


def _amount_of_kind(report: ContradictionReport, item: AmountOfKind) -> Item:
    amount = next(each for each in report.found.amounts if each.amount == item.amount)
    rows = counted_rows(item.rows)
    if item.before is None or item.after is None:
        return Item(f"{amount.title}: otherwise in {rows}")
    theirs, ours = (value_of(value, amount.type) for value in (item.before, item.after))
    return Item(f"{amount.title}: determined {theirs}, by the rules {ours} ({rows})")


def _heading(report: ContradictionReport, each: KindExplained) -> str:
    kind, rows = each.kind, counted_rows(each.kind.rows)
    part = share(kind.rows, report.found.compared)
    theirs, ours = in_words(kind.before.outcome), in_words(kind.after.outcome)
    match kind.differs:
        case "verdict":
            what = f"Determined {theirs}, by the rules {ours}"
        case "open":
            what = f"Determined {theirs}, and the rules can't say ({ours})"
        case _:
            what = f"{first_capital(ours)} on both sides, with other amounts"
    return f"{what}: {rows} ({part})"


def _not_compared(found: Contradictions) -> Iterator[Part]:
    items = [
        Item(f"`{each.word}` in {counted_rows(each.rows)}: say what it stands for with --values")
        for each in found.words
    ]
    items += [
        Item(
            f"the column `{each.column}` holds no such amount in {counted_rows(each.rows)}, such as `{each.word}`"
        )
        for each in found.unreadable
    ]
    if items:
        yield Part("Words that are not known", tuple(items))
