"""A description of something in a pack as a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coverdict.explaining.descriptions import Description
from coverdict.explaining.mentions import Use
from coverdict.explaining.particulars import Section
from coverdict.presenting.citing import contradictions_of, key_of, original_of, place_of
from coverdict.presenting.pages import Item, Page, Part, first_capital, sentence
from coverdict.vocabulary.verdicts import StatementCited


def description_page(description: Description) -> Page:
    """What it says, what it rests on, what uses it and where it stands."""
    return Page(
        headline=first_capital(description.title),
        under=tuple(_declared(description)),
        parts=(
            *(_section(each) for each in description.sections),
            *_statements(description),
            *_uses(description),
        ),
    )


def _declared(description: Description) -> Iterator[str]:
    """Which thing it is, and where it stands; a list of several is none."""
    if description.kind != description.id:
        kind = first_capital(description.kind)
        yield f"{kind} {description.id}, declared at {description.place}."


def _section(section: Section) -> Part:
    items, heading = _nested(section.lines), first_capital(section.heading)
    if len(items) == 1 and items[0].below:
        return Part(heading, items[0].below, lead=first_capital(items[0].text))
    return Part(heading, items)


def _nested(lines: tuple[str, ...]) -> tuple[Item, ...]:
    """The lines as items; a bullet's text, and what is below it, begins four columns further in."""
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    return tuple(
        Item(lines[start], below=_nested(tuple(line[4:] for line in lines[start + 1 : end])))
        for start, end in pairwise([*starts, len(lines)])
    )


def _statements(description: Description) -> Iterator[Part]:
    if description.kind == "statement":
        lines = (line for each in description.statements for line in _whereabouts(each))
        yield Part("Place", tuple(Item(line) for line in lines))
    elif description.statements:
        heading = "Its statements" if description.kind == "document" else "Rests on"
        yield Part(heading, tuple(_statement(each) for each in description.statements))


def _statement(statement: StatementCited) -> Item:
    return Item(
        sentence(statement.says), (f"statement {key_of(statement)}", *_whereabouts(statement))
    )


def _whereabouts(statement: StatementCited) -> tuple[str, ...]:
    digest = f"digest {statement.digest}" if statement.digest else "the document is not held"
    return (
        place_of(statement),
        digest,
        *original_of(statement),
        *contradictions_of(statement),
    )


def _uses(description: Description) -> Iterator[Part]:
    if description.used_by:
        yield Part("Used by", tuple(_use(each) for each in description.used_by))


def _use(use: Use) -> Item:
    return Item(f"{first_capital(use.kind)} “{use.title}” ({use.id}) {use.how}")
