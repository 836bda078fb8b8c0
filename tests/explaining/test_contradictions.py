"""Statements that contradict each other, told wherever an answer rests on one of them."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coverdict import (
    Pack,
    TextPart,
    Verdict,
    asking_for,
    decide,
    open_pack,
    read_case,
    with_originals,
)
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.descriptions import describe
from coverdict.presenting.markdown import verdict_as_markdown
from coverdict.presenting.verdict_text import verdict_as_text

LOANS = Path(__file__).parents[1] / "packs" / "library-loans"
FILM = """
loan.date: 2026-03-02
item: {kind: film, owner: this-library, reserved: false}
reader: {card: valid, is-child: false, items: 0, debt: 0}
"""
TOLD = (
    "contradicts: A film may be kept for two weeks — Your library card (secondary, not held),"
    " under “What you can take home”; followed here: this one, because the leaflet only tells"
    " readers what the rules say, and was printed before the present ones"
)


@cache
def pack() -> Pack:
    opened = open_pack(LOANS, "library-loans")
    assert opened.pack is not None
    return opened.pack


@cache
def answer(written: str = FILM) -> Verdict:
    case = read_case(pack(), [TextPart(written.encode(), "case.yaml")]).case
    assert case is not None
    found = decide(pack(), case, asking_for(pack(), case, "lending", date(2026, 3, 2)))
    assert isinstance(found, Verdict)
    return found


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("lending-rules.one-week", "films-for-two-weeks"),
        ("leaflet.films-for-two-weeks", "one-week"),
    ],
)
def test_a_contradiction_is_told_at_both_of_its_statements(key: str, other: str) -> None:
    (cited,) = cited_statements(pack(), [key])
    (told,) = cited.contradicts
    assert (told.statement.id, told.follows) == (other, "lending-rules.one-week")
    assert told.statement.contradicts == ()


def test_other_statements_contradict_nothing() -> None:
    (cited,) = cited_statements(pack(), ["lending-rules.debt"])
    assert cited.contradicts == ()


def test_an_answer_that_rests_on_one_side_tells_of_the_other() -> None:
    assert TOLD in " ".join(verdict_as_text(answer()).split())
    assert TOLD in verdict_as_markdown(answer())


def test_an_answer_that_rests_on_neither_says_nothing_of_it() -> None:
    assert "contradicts" not in verdict_as_text(answer(FILM.replace("kind: film", "kind: map")))


def test_each_statement_of_a_contradiction_is_used_by_the_other() -> None:
    found = describe(pack(), "lending-rules.one-week")
    assert found is not None
    assert ("contradicts it", "leaflet.films-for-two-weeks") in [
        (use.how, use.id) for use in found.used_by
    ]


def test_the_sentence_of_the_other_side_stands_beside_our_wording() -> None:
    found = describe(pack(), "leaflet.films-for-two-weeks")
    assert found is not None
    (cited,) = with_originals(found, pack(), LOANS / "documents")[0].statements
    (told,) = cited.contradicts
    assert (cited.original, told.statement.original) == (None, "- Films for one week")
    assert told.statement.checked == "the digest agrees"
