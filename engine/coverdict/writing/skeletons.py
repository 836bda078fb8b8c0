"""Skeletons: an entry of a pack's file to fill in, with the words of the pack that may go into it beside it.

What is to be filled in is marked (see `checking.unfilled`), so that `check` points at it until it is. Enters a pack,
which may be unfinished. Leaves the lines of one item of a list.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coverdict.checking.unfilled import MARK
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type
from coverdict.writing.relevance import FEW, Candidate, conclusions, readable, statements

_WIDTH = 112


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The lines of an item; ``folder`` and ``section`` tell in which files and under which key it goes.

    ``head`` are the lines with which a file begins that holds nothing else.
    """

    folder: str
    section: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()

    @property
    def as_file(self) -> str:
        """The text of a file that holds nothing else."""
        return "".join(
            f"{line}\n" for line in (*self.head, f"{self.section}:", *indented(self.lines, 2))
        )


def indented(lines: Iterable[str], column: int) -> Iterator[str]:
    """The lines with so many blanks before them; an empty one stays empty."""
    return (" " * column + line if line else line for line in lines)


def rule_skeleton(pack: Pack, id: str, about: Sequence[str] = ()) -> Skeleton:
    """A rule: what it may test and conclude, and what it may cite, is listed beside it, the likeliest first.

    ``about`` are words to look for; without them the id's own words are.
    """
    start = pack.window.start
    lines = (
        f"- id: {id}",
        f"  title: {MARK} a claim in plain words about the case",
        *_listed("the statements it rests on", statements(pack, id, about), "  "),
        "  cites: [todo.statement]",
        f"  effective: {{from: {start}, until: open}}  # dates of service; `until` is the first day outside",
        "  # modality: usually  # as sure as the source is: must (where nothing is written), usually or may",
        "  when:",
        "    all:",
        *_listed("what may be tested", readable(pack, id, about), "      "),
        "      - todo.fact: true",
        "  # unless: {name: value}  # the exception: the rule applies only where this is known not to hold",
        "  # defeats: [rule.id]  # rules that this one takes precedence over",
        *_listed("what may be concluded", conclusions(pack, id, about), "  "),
        "  then: {todo.conclusion: true}",
    )
    return Skeleton("rules", "rules", lines)


_OF_TYPE: Mapping[Type, tuple[str, ...]] = {
    Type.BOOLEAN: (
        f"  title: {MARK} a claim that is true or false, such as the gate is open",
        f"  title-when-false: {MARK} the claim when it is false",
        "  type: boolean",
    ),
    **dict.fromkeys(
        (Type.CHOICE, Type.CHOICES),
        (
            "  # each value with its plain words; or a plain list, or a code set: `of: $codes`",
            "  of:",
            f"    todo: {MARK} the value in plain words",
        ),
    ),
}


def fact_skeleton(pack: Pack, id: str, type: Type) -> Skeleton:
    """A fact of a type; the parties whom the pack asks so far are listed beside it."""
    title = f"  title: {MARK} the thing that the fact is about"
    head = _OF_TYPE.get(type, ())
    if type is not Type.BOOLEAN:
        head = (title, f"  type: {type.value}", *head)
    parties = sorted({fact.asked_of for fact in pack.facts.values()})
    lines = (
        f"- id: {id}",
        *head,
        f"  asks: {MARK} the question in plain words",
        *_comment(f"who can answer; in this pack so far: {', '.join(parties)}", "  "),
        "  asked-of: todo",
        "  # changeable: true  # where the parties can still choose it",
        "  # cites: [document.statement]  # statements that say to ask for it",
    )
    return Skeleton("facts", "facts", lines)


def _listed(what: str, candidates: Sequence[Candidate], indent: str) -> Iterator[str]:
    """Candidates as comments, cut to those that are likeliest."""
    if not candidates:
        return
    more = len(candidates) - FEW
    others = f" ({more} more: --about WORD finds others)" if more > 0 else ""
    yield from _comment(f"{what}, the likeliest first{others}:", indent)
    for each in candidates[:FEW]:
        yield from _comment(f"{each.written}  # {each.says}", indent, "  ")


def _comment(text: str, indent: str, within: str = "") -> Iterator[str]:
    lines = textwrap.wrap(
        text, _WIDTH - len(indent), break_on_hyphens=False, break_long_words=False
    )
    for number, line in enumerate(lines):
        yield f"{indent}# {within}{'  ' if number else ''}{line}"
