"""What a reader of a pack's document meets first: what it is, what it can be asked, what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.explaining.mentions import Space
from coverdict.explaining.naming import (
    claim,
    in_plain_letters,
    subject_title,
    type_of,
    value_in_words,
    values_of,
)
from coverdict.explaining.particulars import period_in_words
from coverdict.presenting.pack_items import (
    all_named,
    anchor,
    condition_item,
    kind_and_id,
    named,
    rests_on,
)
from coverdict.presenting.pages import Item, Part, first_capital, sentence
from coverdict.vocabulary.packs import Impossible, Pack, Presumption, Question
from coverdict.vocabulary.shades import Shade

_HOW_TO_READ = (
    "This text is made from the rules by which cases are decided, so it says what they say.",
    "Each topic lists what is concluded, and below each conclusion the rules on it. A rule says what follows from"
    " which facts and conclusions, how surely, which sentences of a source it rests on, and which worked examples"
    " (“scenarios”) exercise it.",
    "What is marked “usually” or “may” is no surer than its source, and no answer that rests on it is surer either.",
    "What neither a fact nor a rule settles is not known; nothing follows from silence, unless it is said here"
    " to be presumed.",
    "Rules that disagree make a conflict, which is told, unless one of them takes precedence or has an exception.",
)


def head_parts(pack: Pack) -> Iterator[Part]:
    """How to read the document, the questions, the scope, what is presumed and what cannot be."""
    read = tuple(Item(each) for each in _HOW_TO_READ)
    yield Part("How to read this", read, anchor="how-to-read", prose=True)
    yield Part("Questions", (), anchor="questions")
    yield from (_question(pack, each) for each in pack.questions.values())
    yield Part("What it is about", _scope(pack), anchor=anchor("pack", pack.id), prose=True)
    if pack.presumptions:
        lead = "Each of these is taken where a case says nothing else, and is told with the answer."
        yield Part("What is presumed", (), lead, anchor="presumed")
        yield from (_presumption(pack, each) for each in pack.presumptions)
    if pack.impossible:
        lead = "Facts that cannot be true together: no answer to such a case could be right."
        yield Part("What cannot be", (), lead, anchor="impossible")
        yield from (_impossible(pack, each) for each in pack.impossible)


def _question(pack: Pack, question: Question) -> Part:
    answers = tuple(
        Item(f"{first_capital(in_plain_letters(verdict))}: “{says}”")
        for verdict, says in question.wording.items()
    )
    return Part(
        question.title,
        (
            Item("Answered by:", below=all_named(pack, (question.decides,))),
            *((Item("The answer is put so:", below=answers),) if answers else ()),
            *_shades(pack, question),
            *_reported(pack, question),
        ),
        level=3,
        anchor=anchor("question", question.id),
        small=kind_and_id("question", question.id),
        prose=True,
    )


def _shades(pack: Pack, question: Question) -> Iterator[Item]:
    if question.shades:
        below = (
            Item(
                f"{first_capital(in_plain_letters(each.of))}, where"
                f" {subject_title(pack, each.when.key)}: “{_with_titles(pack, each)}”",
                link=anchor(Space.NAME, each.when.key),
            )
            for each in question.shades
        )
        says = (
            "In the place of that stands the first of these that holds and whose values are known:"
        )
        yield Item(says, below=tuple(below))


def _with_titles(pack: Pack, shade: Shade) -> str:
    """The text with what each value is, in the place of the value."""
    return shade.worded({name: f"[{subject_title(pack, name)}]" for name in shade.named})


def _reported(pack: Pack, question: Question) -> Iterator[Item]:
    if question.reports:
        below = all_named(pack, (each.key for each in question.reports))
        yield Item("Told with the answer, as far as it is known:", below=below)


def _scope(pack: Pack) -> tuple[Item, ...]:
    date = named(pack, pack.service_date)
    days = Item(
        f"It decides {period_in_words(pack.window)}. The date of service is:",
        below=(Item(first_capital(date.text), link=date.link),),
    )
    if pack.scope is None:
        return (days,)
    where = f"It decides only where {pack.scope.title}, that is, if"
    scope = condition_item(pack, where, pack.scope.when)
    return (days, scope, *rests_on(pack, pack.scope.cites))


def _presumption(pack: Pack, found: Presumption) -> Part:
    fact = Item(sentence(_taken(pack, found)), link=anchor(Space.NAME, found.fact))
    return Part(
        first_capital(found.title),
        (fact, *_unless_told(pack, found), *rests_on(pack, found.cites)),
        level=3,
        anchor=anchor("presumption", found.fact),
        small=period_in_words(found.effective, found.known),
        prose=True,
    )


def _taken(pack: Pack, found: Presumption) -> str:
    fact, value = found.fact, found.value
    if isinstance(value, bool):
        return f"Taken: {claim(pack, fact, value)}"
    words = value_in_words(value, type_of(pack, fact), values_of(pack, fact))
    return f"Taken: {subject_title(pack, fact)}: {words}"


def _unless_told(pack: Pack, found: Presumption) -> Iterator[Item]:
    if found.unless_told:
        yield Item(
            "Not taken where the case says anything of these:",
            below=all_named(pack, found.gives_way_to),
        )


def _impossible(pack: Pack, found: Impossible) -> Part:
    return Part(
        first_capital(found.title),
        (condition_item(pack, "A case is sent back if", found.when),),
        level=3,
        anchor=anchor("impossible", found.id),
        small=kind_and_id("impossible", found.id),
        prose=True,
    )
