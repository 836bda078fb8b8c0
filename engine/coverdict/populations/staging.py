"""Columns become nested SELECTs, each working out what the one inside it makes possible.

A column that is read once is written where it is read; any other is worked out once and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from coverdict.populations.relational import Definition
from coverdict.populations.values import Node, column

_LONGEST = 40
"""So many columns at most are read by what is written in one place."""


def staged(
    source: Node, definitions: Sequence[Definition], outputs: Mapping[str, Node]
) -> exp.Select:
    """``SELECT outputs FROM source``, with the definitions that the outputs need worked out in between."""
    stages = _Stages(_merged(_needed(definitions, outputs.values()), outputs.values()))
    wanted = {name for node in outputs.values() for name in _read(node)}
    inner = source
    for level in range(1, stages.number + 1):
        inner = _selected(stages.selected(level, wanted), inner).subquery(f"s{level}", copy=False)
    return _selected([_named(node, name) for name, node in outputs.items()], inner)


@dataclass(slots=True)
class _Stages:
    """The definitions by the first stage at which all that they read is there."""

    kept: Sequence[Definition]
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.kept:
            self.reads[item.name] = read = frozenset(_read(item.node))
            below = max((self.levels.get(name, 0) for name in read), default=0)
            self.levels[item.name] = below + 1

    @property
    def number(self) -> int:
        """How many stages there are."""
        return max(self.levels.values(), default=0)

    def selected(self, level: int, wanted: Iterable[str]) -> list[Node]:
        """What is worked out at this level, and whatever is there and read later."""
        later = set(wanted).union(
            *(read for name, read in self.reads.items() if self.levels[name] > level)
        )
        there = sorted(name for name in later if self.levels.get(name, 0) < level)
        here = [item for item in self.kept if self.levels[item.name] == level]
        made = [_named(item.node, item.name, item.says) for item in here]
        return [*(column(name) for name in there), *made]


def _selected(nodes: Sequence[Node], source: Node) -> exp.Select:
    return exp.Select(expressions=list(nodes)).from_(source, copy=False)


def _named(node: Node, name: str, says: str | None = None) -> Node:
    alias = exp.alias_(node, exp.to_identifier(name, quoted=True), copy=False)
    if says:
        alias.add_comments([f" {says} "])
    return alias


def _read(node: Node) -> list[str]:
    """The columns that an expression reads, one for each occurrence."""
    return [item.name for item in node.find_all(exp.Column)]


def _needed(definitions: Sequence[Definition], outputs: Iterable[Node]) -> list[Definition]:
    wanted = {name for node in outputs for name in _read(node)}
    needed = []
    for item in reversed(definitions):
        if item.name in wanted:
            needed.append(item)
            wanted.update(_read(item.node))
    return needed[::-1]


def _merged(definitions: Sequence[Definition], outputs: Iterable[Node]) -> list[Definition]:
    """The definitions without those that only one other reads, which are written there."""
    uses = Counter(name for item in definitions for name in _read(item.node))
    for node in outputs:
        uses.update(dict.fromkeys(_read(node), 2))
    inlined: dict[str, Node] = {}
    kept = []
    for item in definitions:
        node = _with(item.node, inlined)
        if uses[item.name] == 1 and len(_read(node)) <= _LONGEST:
            inlined[item.name] = node
        else:
            kept.append(Definition(item.name, node, item.says))
    return kept


def _with(node: Node, inlined: Mapping[str, Node]) -> Node:
    """The expression with what is inlined in the place of its columns; the expression itself is given up."""

    def put(each: exp.Expr) -> exp.Expr:
        if isinstance(each, exp.Column) and each.name in inlined:
            return exp.Paren(this=inlined[each.name])
        return each

    if not any(name in inlined for name in _read(node)):
        return node
    return node.transform(put)
