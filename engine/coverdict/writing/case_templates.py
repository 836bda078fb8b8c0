"""A case to fill in: every fact with its question and its values, nothing stated yet."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.explaining.case_files import as_yaml
from coverdict.vocabulary.packs import Criterion, Fact, Pack, Stating
from coverdict.vocabulary.values import Type

_MOST_VALUES = 24
_EXAMPLES = {
    Type.BOOLEAN: "true",
    Type.COUNT: "0",
    Type.MONEY: '"100.00"',
    Type.PERCENT: "20",
}


def case_template(pack: Pack) -> str:
    """A case file in which every line is a comment: take the mark off what is known, and write its value."""
    lines = [
        f"# A case for: {pack.title} ({pack.id} {pack.version})",
        "# Take the # off the line of each fact that is known, and write its value. Leave the rest as they are:",
        "# a fact that is not given is not known, and the answer tells which of them matter.",
    ]
    topic = ""
    for fact in (fact for fact in pack.facts.values() if not fact.only_if_told):
        if fact.id.split(".")[0] != topic:
            topic = fact.id.split(".")[0]
            lines += ["", f"# ── {topic.replace('-', ' ')} ──"]
        lines += ["", *fact_lines(pack, fact)]
    stated = [item for item in pack.criteria.values() if item.stating is not None]
    if stated:
        lines += ["", "# ── what may be stated outright, if somebody attests it ──"]
    for criterion in stated:
        assert criterion.stating is not None
        asked_of = f"ask the {criterion.stating.asked_of}; "
        lines += ["", *stating_lines(criterion, criterion.stating, asked_of)]
    lines += _never_asked(pack)
    return "\n".join(lines) + "\n"


def _never_asked(pack: Pack) -> Iterator[str]:
    """The facts that are used only where a case tells them, below all others."""
    found = [fact for fact in pack.facts.values() if fact.only_if_told]
    if found:
        yield from ("", "# ── other ways to tell, and rarer things: nobody is asked for them ──")
    for fact in found:
        yield from ("", *fact_lines(pack, fact))


def fact_lines(pack: Pack, fact: Fact, names_party: bool = True) -> Iterator[str]:
    """The fact's question, its values, and a line to take the mark off; of a long list only the first values."""
    party = f"ask the {fact.asked_of}; " if names_party else ""
    yield f"# {fact.asks} ({party}{_form(fact)})"
    for value, words in list(fact.values.items())[:_MOST_VALUES]:
        yield f"#     {value}: {words}"
    more = len(fact.values) - _MOST_VALUES
    if more > 0:
        yield f"#     … and {more} more: coverdict show {fact.id} lists them all"
    yield line_of(pack, fact)


def line_of(pack: Pack, fact: Fact) -> str:
    """The line to take the mark off, with a value that the fact may have."""
    return f"# {fact.id}: {_example(pack, fact)}"


def stating_lines(criterion: Criterion, stating: Stating, party: str = "") -> Iterator[str]:
    """The question by which a criterion may be stated outright, and a line to take the mark off."""
    yield f"# {stating.asks} ({party}true or false)"
    yield f"# {criterion.id}: true"


def _form(fact: Fact) -> str:
    match fact.type:
        case Type.BOOLEAN:
            return "true or false"
        case Type.CHOICE:
            return "one of these"
        case Type.CHOICES:
            return "any of these, in brackets"
        case Type.COUNT:
            return "a whole number"
        case Type.MONEY:
            return "dollars, in quotes"
        case Type.PERCENT:
            return "per cent"
        case Type.DATE:
            return "year-month-day"
        case Type.DATES:
            return "days as year-month-day, in brackets"


def _example(pack: Pack, fact: Fact) -> str:
    if fact.type in (Type.DATE, Type.DATES):
        day = str(pack.window.start or "2026-01-01")
        return f"[{day}]" if fact.type is Type.DATES else day
    if fact.type.has_list:
        first = next(iter(fact.values), "")
        return as_yaml((first,) if fact.type is Type.CHOICES else first, fact.type)
    return _EXAMPLES[fact.type]
