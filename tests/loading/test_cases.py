import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict.loading.cases import CasePart, FilePart, OptionPart, ReadCase, TextPart, read_case
from coverdict.vocabulary.packs import Pack
from tests.packs_written import FACTS, RULES, minimal_pack

MORE_FACTS = FACTS + (
    "  - {id: fee, title: the fee, type: money, asks: Fee?, asked-of: patient}\n"
    "  - {id: rate, title: the rate, type: percent, asks: Rate?, asked-of: patient}\n"
    "  - {id: days, title: days, type: dates, asks: Which?, asked-of: patient}\n"
    "  - {id: tools, title: tools, type: choices, of: [axe, saw], asks: Tools?, asked-of: patient}\n"
)
STATED = RULES.replace(
    "{id: may-enter, title: they may enter}",
    "{id: may-enter, title: they may enter, may-be-stated: {asks: May they?, asked-of: guard}}",
)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    opened = minimal_pack(tmp_path / "park", facts=MORE_FACTS, rules=STATED)
    assert opened.pack is not None
    return opened.pack


def text(written: str, name: str = "case.yaml") -> TextPart:
    return TextPart(written.encode(), name)


def facts(pack: Pack, *parts: CasePart) -> dict[str, object]:
    case = read_case(pack, parts).case
    assert case is not None
    return {name: given.value for name, given in (*case.facts.items(), *case.stated.items())}


def refused(pack: Pack, *parts: CasePart) -> tuple[str, str, str | None, str]:
    read: ReadCase = read_case(pack, parts)
    (found,) = read.diagnostics
    assert read.case is None
    return found.code, found.message, found.help, str(found.span)


def test_nested_and_dotted_names_are_the_same(pack: Pack) -> None:
    nested = facts(pack, text("visit: {day: 2026-03-02}\nvisitor:\n  age: 40\n"))
    dotted = facts(pack, text("visit.day: 2026-03-02\nvisitor.age: 40\n"))
    assert nested == dotted == {"visit.day": date(2026, 3, 2), "visitor.age": 40}


def test_each_type_has_its_value(pack: Pack) -> None:
    written = 'gate.open: true\nticket: day\nfee: "4.50"\nrate: 20\ntools: [saw, axe]\n'
    written += "days: [2026-03-09, 2026-03-02, 2026-03-09]\n"
    assert facts(pack, text(written)) == {
        "gate.open": True,
        "ticket": "day",
        "fee": Decimal("4.50"),
        "rate": Decimal(20),
        "tools": ("axe", "saw"),
        "days": (date(2026, 3, 2), date(2026, 3, 9)),
    }


def test_several_files_make_one_case(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ticket: day\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"visitor": {"age": 40}}), encoding="utf-8")
    parts = [FilePart(tmp_path / name, name) for name in ("a.yaml", "b.json")]
    assert facts(pack, *parts) == {"ticket": "day", "visitor.age": 40}


def test_options_go_over_files(pack: Pack) -> None:
    found = facts(pack, OptionPart("ticket=year"), text("ticket: day\nvisitor.age: 40\n"))
    assert found == {"ticket": "year", "visitor.age": 40}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("visit.day=2026-03-02", date(2026, 3, 2)),
        ("visitor.age=40", 40),
        ("gate.open=true", True),
        ("gate.open=false", False),
        ("fee=4.50", Decimal("4.50")),
        ("tools=[saw, axe]", ("axe", "saw")),
        ("tools=saw", ("saw",)),
    ],
)
def test_an_option_needs_no_quotes(pack: Pack, option: str, value: object) -> None:
    assert facts(pack, OptionPart(option)) == {option.split("=")[0]: value}


def test_where_a_fact_was_said_is_kept(pack: Pack) -> None:
    case = read_case(pack, [text("ticket: day\n"), OptionPart("visitor.age=40")]).case
    assert case is not None
    assert case.facts["ticket"].origin == "case.yaml:1:1"
    assert case.facts["visitor.age"].origin == "--fact visitor.age=40"


def test_a_criterion_that_may_be_stated_is_stated_not_given(pack: Pack) -> None:
    case = read_case(pack, [text("may-enter: false\n")]).case
    assert case is not None
    assert not case.facts
    assert case.stated["may-enter"].value is False


def test_two_files_that_contradict_each_other_are_refused_with_both_places(pack: Pack) -> None:
    parts = [text("ticket: day\n", "a.yaml"), text("\nticket: year\n", "b.yaml")]
    (found,) = read_case(pack, parts).diagnostics
    assert (found.code, str(found.span)) == ("CV406", "b.yaml:2:1")
    assert [str(near.span) for near in found.related] == ["a.yaml:1:1"]


def test_two_parts_may_say_the_same(pack: Pack) -> None:
    assert facts(pack, text("ticket: day\n"), text("ticket: day\n", "b")) == {"ticket": "day"}


def test_one_file_that_says_a_fact_nested_and_dotted_otherwise_is_refused(pack: Pack) -> None:
    code, *_, place = refused(pack, text("visitor: {age: 40}\nvisitor.age: 41\n"))
    assert (code, place) == ("CV406", "case.yaml:2:1")


@pytest.mark.parametrize(
    ("written", "code", "message", "place"),
    [
        ("tikcet: day\n", "CV404", "the fact `tikcet` is not known", "case.yaml:1:1"),
        (
            "price: 4\n",
            "CV405",
            "`price` is a conclusion, which a case can't state",
            "case.yaml:1:1",
        ),
        ("ticket: week\n", "CV306", "`week` is not a value of `ticket`", "case.yaml:1:9"),
        ("visitor.age: old\n", "CV307", "`old` does not fit `visitor.age`", "case.yaml:1:14"),
        ("visitor.age: -1\n", "CV307", "`-1` does not fit `visitor.age`", "case.yaml:1:14"),
        ("gate.open: 1\n", "CV307", "`1` does not fit `gate.open`", "case.yaml:1:12"),
        (
            "visit.day: 2026-02-30\n",
            "CV307",
            "`2026-02-30` does not fit `visit.day`",
            "case.yaml:1:12",
        ),
        ('fee: "4.505"\n', "CV307", "`4.505` does not fit `fee`", "case.yaml:1:6"),
        ("tools: saw\n", "CV307", "`saw` does not fit `tools`", "case.yaml:1:8"),
        ("tools: [saw, spade]\n", "CV306", "`spade` is not a value of `tools`", "case.yaml:1:14"),
        (
            "- ticket\n",
            "CV401",
            "the case is a list, not a group of `name: value` lines",
            "case.yaml:1:1",
        ),
        (
            "ticket\n",
            "CV401",
            "the case is a text, not a group of `name: value` lines",
            "case.yaml:1:1",
        ),
        ("{}\n", "CV403", "the case gives no facts", "case.yaml:1:1"),
        ("ticket: yes\n", "CV137", "`yes` is not how true or false is written", "case.yaml:1:9"),
    ],
)
def test_bad_input_is_told_with_its_place(
    pack: Pack, written: str, code: str, message: str, place: str
) -> None:
    found = refused(pack, text(written))
    assert (found[0], found[1], found[3]) == (code, message, place)


def test_an_unknown_fact_is_told_with_the_nearest_one(pack: Pack) -> None:
    assert refused(pack, OptionPart("visitor.ag=40")) == (
        "CV404",
        "the fact `visitor.ag` is not known",
        "did you mean `visitor.age`?",
        "--fact visitor.ag=40",
    )


def test_an_option_without_a_value_is_told_how_to_write_one(pack: Pack) -> None:
    assert refused(pack, OptionPart("ticket")) == (
        "CV402",
        "`ticket` is not of the form name=value",
        "write, for example, --fact visit.day=2026-03-02",
        "--fact ticket",
    )


@pytest.mark.parametrize("written", ["ticket:day", "ticket: day", "ticket day"])
def test_an_option_with_another_sign_is_told_what_was_meant(pack: Pack, written: str) -> None:
    assert refused(pack, OptionPart(written))[2] == "write --fact ticket=day"


@pytest.mark.parametrize(
    ("written", "shown"), [('visitor.age: "7"', '`"7"`'), ('gate.open: "true"', '`"true"`')]
)
def test_quotes_that_are_too_much_are_shown_and_taken_away(
    pack: Pack, written: str, shown: str
) -> None:
    (found,) = read_case(pack, [text(written)]).diagnostics
    assert found.message.startswith(f"{shown} does not fit")
    assert found.help == f"take the quotes away: {shown.replace(chr(34), '')}"


def test_everything_that_is_wrong_is_told_at_once(pack: Pack) -> None:
    read = read_case(pack, [text("tikcet: day\nvisitor.age: old\nfee: 4\n")])
    assert [found.code for found in read.diagnostics] == ["CV404", "CV307"]


def test_text_from_a_pipe_may_be_json(pack: Pack) -> None:
    assert facts(pack, text('{"ticket": "day", "fee": 4.50}', "-")) == {
        "ticket": "day",
        "fee": Decimal("4.50"),
    }
