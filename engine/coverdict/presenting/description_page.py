"""A description of something in a pack as a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coverdict.explaining.descriptions import Description
from coverdict.explaining.mentions import Use
from coverdict.explaining.particulars import Section
from coverdict.presenting.citing import key_of, place_of
from coverdict.presenting.pages import Item, Page, Part, first_capital, sentence
from coverdict.vocabulary.verdicts import StatementCited


def description_page(description: Description) -> Page:
    """What it says, what it rests on, what uses it and where it stands."""
    return Page(
        headline=first_capital(description.title),
        under=(
            f"{first_capital(description.kind)} {description.id}, declared at {description.place}.",
        ),
        parts=(
            *(_section(each) for each in description.sections),
            *_statements(description),
            *_uses(description),
        ),
    )


def _section(section: Section) -> Part:
    return Part(first_capital(section.heading), _nested(section.lines))


def _nested(lines: tuple[str, ...]) -> tuple[Item, ...]:
    """The lines as items; a bullet's text, and what is below it, begins four columns further in."""
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    return tuple(
        Item(lines[start], below=_nested(tuple(line[4:] for line in lines[start + 1 : end])))
        for start, end in pairwise([*starts, len(lines)])
    )


def _statements(description: Description) -> Iterator[Part]:
    if description.statements:
        heading = "The statement" if description.kind == "statement" else "Rests on"
        yield Part(heading, tuple(_statement(each) for each in description.statements))


def _statement(statement: StatementCited) -> Item:
    notes = [place_of(statement), f"statement {key_of(statement)}, {statement.digest}"]
    if statement.original is not None:
        notes.append(f"source text: “{statement.original}”")
    if statement.checked is not None:
        notes.append(f"checked: {statement.checked}")
    return Item(sentence(statement.says), tuple(notes))


def _uses(description: Description) -> Iterator[Part]:
    if description.used_by:
        yield Part("Used by", tuple(_use(each) for each in description.used_by))


def _use(use: Use) -> Item:
    return Item(f"{first_capital(use.kind)} “{use.title}” ({use.id}) {use.how}")
