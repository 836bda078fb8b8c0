"""A pack at a glance as a page."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.explaining.overviews import Named, Overview, TopicOverview
from coverdict.presenting.pages import Item, Page, Part, first_capital


def overview_page(found: Overview) -> Page:
    """What it can be asked, topic by topic what it concludes, its sources, and where to read on."""
    return Page(
        headline=found.pack.title,
        under=(_window(found), _counts(found)),
        parts=(
            Part("Questions", tuple(_named(each) for each in found.questions)),
            *_kinds(found),
            Part("Topics", tuple(_topic(each) for each in found.topics)),
            Part("Sources", tuple(_named(each) for each in found.sources)),
            Part("To read on", tuple(map(Item, _read_on(found)))),
        ),
        close=(f"Pack {found.pack.id} {found.pack.version}, {found.pack.digest}.",),
    )


_READ_ON = (
    "coverdict show ID tells everything about one of these, and about any rule, fact, value or statement.",
    "coverdict show --plain tells the whole pack as a document, with every rule in sentences.",
)


def _read_on(found: Overview) -> Iterator[str]:
    yield from _READ_ON
    if found.terms:
        yield "coverdict show terms explains the terms of art; any of their names shows one of them."


def _window(found: Overview) -> str:
    start = found.window_from or "any day"
    until = f"until before {found.window_until}" if found.window_until else "with no end"
    return f"For dates of service from {start} {until}."


def _counts(found: Overview) -> str:
    counted = {
        "rule": found.rules,
        "fact": found.facts,
        "dated value": found.parameters,
        "list": found.code_sets,
        "statement": found.statements,
    }
    if found.terms:
        counted["term"] = found.terms
    return ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counted.items()) + "."


def _kinds(found: Overview) -> Iterator[Part]:
    if found.kinds:
        lead = "coverdict new case --kind ID starts one, with the questions that can matter to it."
        yield Part("Kinds of cases", tuple(_named(each) for each in found.kinds), lead)


def _named(each: Named) -> Item:
    return Item(f"{first_capital(each.title)} ({each.id})")


def _topic(topic: TopicOverview) -> Item:
    rules = f"{topic.rules} rule{'s' * (topic.rules != 1)}"
    return Item(f"{topic.title}: {rules}", below=tuple(_named(each) for each in topic.conclusions))
