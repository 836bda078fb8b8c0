"""The topics of a pack's document: each conclusion with its rules, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coverdict.explaining.mentions import Space
from coverdict.explaining.naming import claim, in_plain_letters, subject_title
from coverdict.explaining.overviews import kind_of
from coverdict.explaining.particulars import period_in_words
from coverdict.explaining.topics import (
    Concluded,
    Group,
    concluded,
    rules_on,
    topic_id,
    topic_title,
    topics_of,
)
from coverdict.explaining.wording import Phrase, expression_in_words, setting_in_words
from coverdict.presenting.hedging import hedged
from coverdict.presenting.pack_items import (
    anchor,
    condition_item,
    item_of,
    kind_and_id,
    rests_on,
)
from coverdict.presenting.pages import Item, Part, first_capital, sentence
from coverdict.vocabulary.expressions import RoundingMode
from coverdict.vocabulary.packs import Amount, Choice, Closure, Criterion, Modality, Pack, Rule
from coverdict.vocabulary.scenarios import Scenario
from coverdict.vocabulary.values import Type

Exercised = Mapping[str, Sequence[Scenario]]

_MOST_SCENARIOS = 3
_ROUNDED = {
    RoundingMode.HALF_UP: "half-up",
    RoundingMode.HALF_EVEN: "half to the even side",
    RoundingMode.UP: "up",
    RoundingMode.DOWN: "down",
}
_SURELY = {Modality.MUST: "", Modality.USUALLY: ", usually", Modality.MAY: ", possibly"}


def topic_parts(pack: Pack, exercised: Exercised) -> Iterator[Part]:
    """Each topic: its conclusions, below each its rules with the scenarios that exercise them."""
    conclusions = {each.id: each for each in concluded(pack)}
    rules = rules_on(pack)
    for topic in topics_of(pack):
        yield Part(topic.title, (), lead=topic.about, anchor=anchor("topic", topic.id))
        for group in topic.groups:
            found = conclusions[group.conclusion]
            yield _conclusion(pack, found, group, rules) if group.at_home else _abroad(pack, found)
            yield from (_rule(pack, rule, exercised) for rule in group.rules)


def _conclusion(
    pack: Pack, found: Concluded, group: Group, rules: Mapping[str, tuple[Rule, ...]]
) -> Part:
    items = (*_declared(pack, found), *_elsewhere(group, rules.get(found.id, ())))
    return Part(
        first_capital(found.title),
        items or _undecided(found, group),
        level=3,
        anchor=anchor(Space.NAME, found.id),
        small=kind_and_id(kind_of(found), found.id),
        prose=True,
    )


def _abroad(pack: Pack, found: Concluded) -> Part:
    """The heading of rules on what another topic declares."""
    topic = topic_title(pack, topic_id(pack, found.span))
    return Part(
        f"Further rules on: {found.title}",
        (Item(f"Declared under “{topic}”.", link=anchor(Space.NAME, found.id)),),
        level=3,
        prose=True,
    )


def _declared(pack: Pack, found: Concluded) -> Iterator[Item]:
    match found:
        case Criterion():
            yield from _criterion(pack, found)
        case Choice():
            yield Item("One of these:", below=tuple(Item(says) for says in found.values.values()))
            yield from _closure(pack, found, found.closure)
        case Amount():
            yield from _amount(pack, found)


def _criterion(pack: Pack, found: Criterion) -> Iterator[Item]:
    action = found.action
    if action:
        yield Item(f"{first_capital(in_plain_letters(action.who))}: {sentence(action.do)}")
    if action and action.by:
        yield Item(sentence(f"By when: {action.by}"))
    if found.title_when_false:
        yield Item(sentence(f"If not: {found.title_when_false}"))
    yield from _closure(pack, found, found.closure)
    if found.stating:
        asked = in_plain_letters(found.stating.asked_of)
        yield Item(f"A case may state it outright: {found.stating.asks} (ask: {asked})")
    yield from rests_on(pack, found.cites)


def _closure(pack: Pack, found: Criterion | Choice, closure: Closure | None) -> Iterator[Item]:
    if closure is None:
        return
    value = closure.value
    says = (
        claim(pack, found.id, value)
        if isinstance(value, bool)
        else f"{found.title}: {found.values[value] if isinstance(found, Choice) else value}"
    )
    yield Item(
        f"{sentence(says)} That is so once every rule that could say otherwise is ruled out."
    )
    yield from rests_on(pack, closure.cites)


def _amount(pack: Pack, found: Amount) -> Iterator[Item]:
    if found.expression:
        words = expression_in_words(pack, found.expression, found.type)
        yield Item(sentence(f"Worked out as {words}"))
    if found.rounding:
        cents = found.type is Type.MONEY and found.rounding.to == "0.01"
        unit = "the cent" if cents else f"a multiple of {found.rounding.to}"
        yield Item(f"Rounded {_ROUNDED[found.rounding.mode]} to {unit}.")
    if found.stands_in_for:
        other = subject_title(pack, found.stands_in_for.key)
        yield Item(sentence(f"Told only while this is not known: {other}"))
    yield from rests_on(pack, found.cites)


def _elsewhere(group: Group, rules: Sequence[Rule]) -> Iterator[Item]:
    """The rules on it that stand elsewhere: in other topics, or with what they conclude first."""
    others = [rule for rule in rules if rule not in group.rules]
    if others:
        links = tuple(Item(first_capital(each.title), link=_anchor(each)) for each in others)
        yield Item("Also decided by:" if group.rules else "Decided by:", below=links)


def _undecided(found: Concluded, group: Group) -> tuple[Item, ...]:
    return () if group.rules else (Item("No rule decides it."),)


def _anchor(rule: Rule) -> str:
    return anchor(Space.RULE, rule.id)


def _rule(pack: Pack, rule: Rule, exercised: Exercised) -> Part:
    return Part(
        first_capital(rule.title),
        (
            *_sentences(pack, rule),
            *_precedence(pack, rule),
            *((Item(f"Note: {sentence(rule.notes)}"),) if rule.notes else ()),
            *rests_on(pack, rule.cites),
            Item(_scenarios(exercised.get(rule.id, ()))),
        ),
        level=4,
        anchor=_anchor(rule),
        small=f"{kind_and_id('rule', rule.id)}, {period_in_words(rule.effective, rule.known)}",
        prose=True,
    )


def _sentences(pack: Pack, rule: Rule) -> Iterator[Item]:
    """What the rule concludes, when, and unless what; of several conclusions each stands by itself."""
    says = [setting_in_words(pack, each) for each in rule.then]
    if len(says) == 1:
        claimed = hedged(first_capital(says[0]), rule.modality)
        yield _when(pack, f"{claimed}, if", rule, f"{claimed}, in every case.")
        yield from _unless(pack, rule)
        return
    yield _when(pack, "If", rule, "In every case:", closes=False)
    yield from _unless(pack, rule)
    told = (Phrase(words, each.id) for words, each in zip(says, rule.then, strict=True))
    yield Item(f"Then{_SURELY[rule.modality]}:", below=tuple(item_of(pack, each) for each in told))


def _when(pack: Pack, before: str, rule: Rule, always: str, closes: bool = True) -> Item:
    return condition_item(pack, before, rule.when, closes) if rule.when else Item(always)


def _unless(pack: Pack, rule: Rule) -> Iterator[Item]:
    if rule.unless:
        yield condition_item(pack, "Unless", rule.unless)


def _precedence(pack: Pack, rule: Rule) -> Iterator[Item]:
    over = [pack.rules[each.key] for each in rule.defeats]
    under = [
        other for other in pack.rules.values() if rule.id in {each.key for each in other.defeats}
    ]
    for words, rules in (
        ("Takes precedence over:", over),
        ("Gives way, where it applies, to:", under),
    ):
        if rules:
            links = (Item(first_capital(each.title), link=_anchor(each)) for each in rules)
            yield Item(words, below=tuple(links))


def _scenarios(found: Sequence[Scenario]) -> str:
    if not found:
        return "No scenario exercises it."
    shown = ", ".join(f"“{each.title}”" for each in found[:_MOST_SCENARIOS])
    more = len(found) - _MOST_SCENARIOS
    return f"Exercised by: {shown}" + (f", and {more} more." if more > 0 else ".")
