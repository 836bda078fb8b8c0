"""The answer in plain words where it depends on more than the verdict."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Pack, Verdict, decide
from coverdict.vocabulary.models import Belnap
from tests.packs_written import PACK, RULES, minimal_pack
from tests.situations import case_of

SHADES = """\
      wording: {covered: Yes., not-covered: No., undetermined: Perhaps., conflicting: Both.}
      shades:
        - {of: not-covered, when: may-wait, says: "Not until {open-again}, for {price} ({full-price})."}
        - {of: not-covered, when: may-wait, says: Not yet.}
        - {of: not-covered, when: may-leave, says: Never.}
"""
PARK = PACK.replace(
    "    - {id: entry, title: May they enter?, decides: may-enter, reports: [price]}\n",
    "    - id: entry\n      title: May they enter?\n      decides: may-enter\n" + SHADES,
)
WAITING = RULES.replace(
    "amounts:\n",
    "  - {id: may-wait, title: they may wait, title-when-false: they may not wait}\n"
    "  - {id: may-leave, title: they may leave}\n"
    "amounts:\n  - id: open-again\n    title: the day on which it opens\n    type: date\n"
    "    is: {plus-days: [$visit.day, $visitor.age]}\n    cites: [sign.gate]\n",
)
RULE = """\
  - id: ID
    title: t of ID
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    modality: MODALITY
    when: {WHEN}
    then: {THEN}
"""


def rule(id: str, when: str, then: str, modality: str = "must") -> str:
    told = {"ID": id, "MODALITY": modality, "WHEN": when, "THEN": then}
    text = RULE
    for name, value in told.items():
        text = text.replace(name, value)
    return text


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    rules = WAITING + rule("closed", "gate.open: false", "may-enter: false, may-leave: true")
    rules += rule("wait", "ticket: year", "may-wait: true")
    rules += rule("no-wait", "ticket: day", "may-wait: false")
    opened = minimal_pack(tmp_path_factory.mktemp("park"), pack=PARK, rules=rules)
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def answer(pack: Pack, **facts: object) -> Verdict:
    given = {"visit.day": "2026-03-02", "gate.open": False, **facts}
    case = case_of(pack, {name: value for name, value in given.items() if value is not None})
    found = decide(pack, case, Asking("entry", date(2026, 3, 2), date(2026, 3, 2)))
    assert isinstance(found, Verdict)
    return found


YEAR = {"ticket": "year", "visitor.age": 5}


def test_a_shade_that_holds_words_the_answer_with_its_values(pack: Pack) -> None:
    found = answer(pack, **YEAR)
    assert found.says == "Not until 2026-03-07, for $4.00 ($4.00)."
    assert (found.verdict, found.shade) == ("not-covered", "may-wait")


@pytest.mark.parametrize(
    ("facts", "says", "shade"),
    [
        ({"ticket": "year"}, "Not yet.", "may-wait"),
        ({"ticket": "day", "visitor.age": 5}, "Never.", "may-leave"),
        ({"visitor.age": 5}, "Never.", "may-leave"),
        ({**YEAR, "gate.open": True}, "Yes.", None),
        ({**YEAR, "gate.open": None}, "Perhaps.", None),
    ],
)
def test_what_does_not_hold_or_lacks_a_value_is_passed_over(
    pack: Pack, facts: dict[str, object], says: str, shade: str | None
) -> None:
    found = answer(pack, **facts)
    assert (found.says, found.shade) == (says, shade)


def test_a_shade_and_its_values_are_told_and_cited_as_ground(pack: Pack) -> None:
    found = answer(pack, **YEAR)
    assert [each.id for each in found.conclusions] == ["may-wait"]
    assert [each.amount for each in found.amounts] == ["open-again", "price"]
    grounds = [each.id for each in found.derivation]
    assert grounds == ["may-enter", "may-wait", "open-again", "price"]
    assert "the full price: $4.00" in [each.text for each in found.reasons]


def test_what_could_make_a_shade_stand_is_asked_for(pack: Pack) -> None:
    found = answer(pack, ticket=None)
    assert [(each.fact, each.matters_to) for each in found.missing_facts] == [
        ("ticket", ("may-wait",))
    ]
    assert [(each.id, each.state) for each in found.conclusions] == [
        ("may-wait", Belnap.UNKNOWN),
        ("may-leave", Belnap.TRUE),
    ]


def test_of_another_verdict_nothing_is_told(pack: Pack) -> None:
    found = answer(pack, **YEAR, **{"gate.open": True})
    assert (found.conclusions, found.amounts, found.missing_facts) == ((), (), ())


def test_a_value_in_conflict_words_no_answer(tmp_path: Path) -> None:
    either = WAITING.replace("    is: {plus-days: [$visit.day, $visitor.age]}\n", "")
    either = either.replace("type: date\n    cites: [sign.gate]\n", "type: date\n")
    rules = either + rule("closed", "gate.open: false", "may-enter: false, may-wait: true")
    rules += rule("a", "gate.open: false", "open-again: 2026-03-05")
    rules += rule("b", "gate.open: false", "open-again: 2026-03-06")
    pack = minimal_pack(tmp_path, pack=PARK, rules=rules).pack
    assert pack is not None
    assert answer(pack).says == "Not yet."
