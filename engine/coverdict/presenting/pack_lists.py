"""What the rules of a pack's document work with: values by date, lists of codes, courses, and the facts of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coverdict.explaining.mentions import Space
from coverdict.explaining.naming import in_plain_letters, subject_title, value_in_words
from coverdict.explaining.particulars import KINDS_OF_VALUE, period_in_words
from coverdict.explaining.tables import rows_told
from coverdict.presenting.pack_items import all_named, anchor, kind_and_id, rests_on
from coverdict.presenting.pages import Item, Part, first_capital, sentence
from coverdict.vocabulary.courses import CourseRules, Restart
from coverdict.vocabulary.packs import CodeSet, Fact, Pack, Parameter
from coverdict.vocabulary.values import Type


def list_parts(pack: Pack) -> Iterator[Part]:
    """Values by date, lists, what a course of visits hands on, and every fact with its question."""
    if pack.parameters:
        yield Part("Values by date", (), anchor="parameters")
        yield from (_parameter(pack, each) for each in pack.parameters.values())
    if pack.code_sets:
        yield Part("Lists", (), anchor="code-sets")
        yield from (_code_set(pack, each) for each in pack.code_sets.values())
    if pack.course:
        items = tuple(_course(pack, pack.course))
        yield Part("A course of visits", items, anchor="course", prose=True)
    yield Part("What a case can say", (), anchor="facts")
    for topic, facts in _by_topic(pack).items():
        items = tuple(_fact(pack, each) for each in facts)
        yield Part(first_capital(in_plain_letters(topic)), items, level=3)


def _parameter(pack: Pack, parameter: Parameter) -> Part:
    items = (
        Item(
            f"{value_in_words(each.value, parameter.type, {})}"
            f" {period_in_words(each.effective, each.known)}.",
            below=tuple(item for source in rests_on(pack, each.cites) for item in source.below),
        )
        for each in parameter.values
    )
    return Part(
        first_capital(parameter.title),
        tuple(items),
        level=3,
        anchor=anchor(Space.NAME, parameter.id),
        small=kind_and_id("parameter", parameter.id),
        prose=True,
    )


def _code_set(pack: Pack, found: CodeSet) -> Part:
    rows = rows_told(pack, found)
    codes = tuple(
        Item(_worded(code, says), below=tuple(map(Item, rows.get(code, ()))))
        for code, says in found.codes.items()
    )
    return Part(
        first_capital(found.title),
        (Item("One of these:", below=codes), *rests_on(pack, found.cites)),
        level=3,
        anchor=anchor(Space.NAME, found.id),
        small=kind_and_id("code set", found.id),
        prose=True,
    )


def _worded(value: str, says: str) -> str:
    return says if says == value.replace("-", " ") else f"{says} ({value})"


def _course(pack: Pack, course: CourseRules) -> Iterator[Item]:
    for carry in course.carries:
        anew = ", and begins anew with each year" if carry.restarts is Restart.EACH_YEAR else ""
        fact, amount = (subject_title(pack, each.key) for each in (carry.fact, carry.becomes))
        yield Item(f"From one visit to the next, “{fact}” becomes “{amount}”{anew}.")
    for line in course.lines:
        amount, limit = (subject_title(pack, each.key) for each in (line.amount, line.limit))
        yield Item(f"“{first_capital(amount)}” is drawn against “{limit}”.")
    listed = {
        "Added up over the visits:": [each.amount.key for each in course.totals],
        "Told of the first visit on which it holds:": [each.key for each in course.milestones],
        "Settled by a plan:": [each.key for each in course.plan_facts],
    }
    yield from (Item(words, below=all_named(pack, ids)) for words, ids in listed.items() if ids)


def _by_topic(pack: Pack) -> Mapping[str, list[Fact]]:
    """The facts by the file in which they are declared."""
    found: dict[str, list[Fact]] = {}
    for fact in pack.facts.values():
        topic = fact.span.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        found.setdefault(topic, []).append(fact)
    return found


def _fact(pack: Pack, fact: Fact) -> Item:
    notes = [kind_and_id("fact", fact.id)]
    if fact.title_when_false:
        notes.append(f"if not: {fact.title_when_false}")
    if fact.changeable:
        notes.append("this can still be chosen")
    if fact.only_if_told:
        notes.append(" ".join(("never asked for, used where it is told", *_instead_of(pack, fact))))
    below = (Item(sentence(_answer(fact))), *rests_on(pack, fact.cites))
    asked = in_plain_letters(fact.asked_of)
    text = f"{first_capital(fact.title)} — {fact.asks} (ask: {asked})"
    return Item(text, tuple(notes), below, anchor=anchor(Space.NAME, fact.id))


def _instead_of(pack: Pack, fact: Fact) -> Iterator[str]:
    titles = [pack.facts[cited.key].title for cited in fact.instead_of]
    if titles:
        yield f"instead of {' or '.join(titles)}"


def _answer(fact: Fact) -> str:
    kind = KINDS_OF_VALUE[fact.type]
    if fact.type in (Type.CHOICE, Type.CHOICES):
        listed = "; ".join(_worded(value, says) for value, says in fact.values.items())
        return f"{kind}: {listed}"
    return kind
