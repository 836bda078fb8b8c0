"""How far scenarios reach, as a page: the figures, then by file what no scenario shows, and where to start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coverdict.auditing.scenarios.coverage import Figure, Reached, Row, Side
from coverdict.presenting.pages import Item, Part, Table
from coverdict.vocabulary.packs import Pack

_COUNTED = {
    "rule": "rules (on both sides)",
    "condition": "sides of conditions",
    "closure": "closures",
    "presumption": "sides of presumptions",
    "value of a parameter": "values of parameters",
    "value of a choice": "values of choices",
    "duty": "sides of duties",
}
_NEVER = {
    "for": "never holds",
    "against": "never fails",
    "unknown": "is never unknown",
    "applied": "never applies",
    "ruled out": "is never ruled out",
}


def coverage_parts(
    pack: Pack, found: Reached, below: Sequence[tuple[Figure, int]]
) -> tuple[Part, ...]:
    """The parts of the page; ``below`` are the figures that are too small, with the per cent asked for."""
    return (
        Part("Coverage", (), lead=_lead(found), table=_figures(found)),
        *_missing(pack, found),
        *_threshold(pack, below),
    )


def coverage_line(found: Reached) -> str:
    """The two figures that a threshold may ask for, on one line."""
    shown = (f"{each.percent} % of {_COUNTED[each.kind]}" for each in found.figures[:2])
    return f"coverage: {', '.join(shown)}"


def _lead(found: Reached) -> str:
    count = found.scenarios
    return f"What the {count} scenario{'s' * (count != 1)} that came out as expected show{'s' * (count == 1)}."


def _figures(found: Reached) -> Table:
    rows = tuple(
        (_COUNTED[each.kind], str(each.reached), str(each.of), f"{each.percent} %")
        for each in found.figures
    )
    return Table(("What", "Shown", "Of", "In per cent"), rows, frozenset({1, 2, 3}), len(rows))


def _missing(pack: Pack, found: Reached) -> Iterator[Part]:
    """What is missing, by file; the conditions of a rule stand below it."""
    by_file: dict[str, list[Row]] = {}
    for row in found.missing:
        by_file.setdefault(row.file, []).append(row)
    for file, rows in by_file.items():
        yield Part(f"Not shown: {file}", tuple(_items(pack, rows)))


def _items(pack: Pack, rows: Iterable[Row]) -> Iterator[Item]:
    of_rules: dict[str, list[Row]] = {}
    others: list[Row] = []
    for row in rows:
        if row.kind in ("rule", "condition"):
            of_rules.setdefault(row.of, []).append(row)
        else:
            others.append(row)
    for id, own in of_rules.items():
        yield _rule(pack, id, own)
    for row in others:
        sides = " and ".join(side.name for side in row.missing)
        yield Item(f"{row.kind} “{row.title}”: never {sides}", (f"{row.of}, line {row.line}",))


def _rule(pack: Pack, id: str, rows: Iterable[Row]) -> Item:
    rule = pack.rules[id]
    sides = [side for row in rows if row.kind == "rule" for side in row.missing]
    conditions = tuple(_condition(row) for row in rows if row.kind == "condition")
    title = f"rule “{rule.title}”"
    never = f": {' and '.join(_NEVER[side.name] for side in sides)}" if sides else ""
    return Item(title + never, (f"{id}, line {rule.span.line}", *_start(sides)), conditions)


def _condition(row: Row) -> Item:
    never = " and ".join(_NEVER[side.name] for side in row.missing)
    return Item(f"line {row.line}, “{row.title}”: {never}", _start(row.missing))


def _start(sides: Sequence[Side]) -> tuple[str, ...]:
    nearest = dict.fromkeys(side.nearest for side in sides if side.nearest)
    return (f"nearest scenario: {', '.join(nearest)}",) if nearest else ()


def _threshold(pack: Pack, below: Sequence[tuple[Figure, int]]) -> Iterator[Part]:
    if below and pack.coverage is not None:
        items = tuple(
            Item(f"{_COUNTED[each.kind]}: {each.percent} % shown, {percent} % asked for")
            for each, percent in below
        )
        place = f"The pack asks for more, at {pack.coverage.span}."
        yield Part("Below the threshold", items, lead=place)
