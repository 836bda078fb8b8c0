from pathlib import Path

import pytest

from tests.checking.warned import messages, warned
from tests.packs_written import CODES, FACTS, RULES, SOURCES

AGE = "{id: visitor.age, title: the age,"


def titled(title: str) -> str:
    return FACTS.replace("title: the age", f"title: {title}")


@pytest.mark.parametrize("title", ["visitor.age", "Visitor age", '"12"', "visitor-age", '"…"'])
def test_a_title_that_says_no_more_than_its_id_is_told(tmp_path: Path, title: str) -> None:
    (found,) = warned(tmp_path, "CV349", facts=titled(title))
    assert found.about == "visitor.age"
    assert found.diagnostic.message.startswith(
        "the title of fact `visitor.age` says no more than its id: “"
    )
    assert str(found.diagnostic.span) == "park/facts/all.yaml:3:10"


@pytest.mark.parametrize("title", ["the visitor's age", "age of 12"])
def test_a_title_in_words_is_let_through(tmp_path: Path, title: str) -> None:
    assert messages(tmp_path, "CV349", facts=titled(title)) == []


@pytest.mark.parametrize(("title", "times"), [("some-tickets", 1), ("some tickets", 0)])
def test_a_list_may_be_called_by_the_words_of_its_id(
    tmp_path: Path, title: str, times: int
) -> None:
    codes = CODES.replace("id: tickets, title: tickets", f"id: some-tickets, title: {title}")
    rules = RULES.replace("$tickets", "$some-tickets")
    assert len(messages(tmp_path, "CV349", codes=codes, rules=rules)) == times


def test_listed_values_without_words_are_told_together(tmp_path: Path) -> None:
    facts = FACTS.replace("[day, year]", '{day: day, year: "365", ten-day: ten-day}')
    assert messages(tmp_path, "CV349", facts=facts) == [
        "values of fact “the ticket” (`ticket`) have no plain words: `year`, `ten-day`"
    ]


def test_a_value_may_be_its_own_word(tmp_path: Path) -> None:
    facts = FACTS.replace("[day, year]", "[day, year, ten-day]")
    assert messages(tmp_path, "CV349", facts=facts) == []


def test_a_title_used_twice_is_told_with_both_places(tmp_path: Path) -> None:
    (found,) = warned(tmp_path, "CV350", facts=titled("The  Ticket"))
    assert found.about == "ticket"
    assert found.diagnostic.message == "fact `ticket` has the title of `visitor.age`: “the ticket”"
    assert str(found.diagnostic.span) == "park/facts/all.yaml:5:10"
    assert [str(near.span) for near in found.diagnostic.related] == ["park/facts/all.yaml:3:10"]


def test_things_of_two_kinds_may_share_a_title(tmp_path: Path) -> None:
    assert messages(tmp_path, "CV350", facts=titled("the price")) == []


def test_two_values_with_the_same_words_are_told(tmp_path: Path) -> None:
    codes = CODES.replace("year: for a year", "year: for a day")
    assert messages(tmp_path, "CV350", codes=codes) == [
        "`day` and `year` of code set “tickets” (`tickets`) have the same words: “for a day”"
    ]


@pytest.mark.parametrize("asks", ["The age", '"?"'])
def test_what_asks_nothing_is_told(tmp_path: Path, asks: str) -> None:
    (found,) = warned(tmp_path, "CV351", facts=FACTS.replace("How old?", asks))
    said = asks.strip('"')
    assert (
        found.diagnostic.message == f"`asks` of “the age” (`visitor.age`) is no question: “{said}”"
    )


def test_what_asks_for_a_statement_is_a_question_too(tmp_path: Path) -> None:
    stating = "title: they may enter, may-be-stated: {asks: Tell us, asked-of: guard}"
    rules = RULES.replace("title: they may enter", stating)
    (said,) = messages(tmp_path, "CV351", rules=rules, sources=SOURCES)
    assert said.startswith("`asks` of “they may enter” (`may-enter`)")
