import hashlib
import time

import pytest

from coverdict.loading.documents import document_digest, sentences
from coverdict.loading.sentences import sentence_digest


def places(text: str) -> list[tuple[int, int]]:
    return [(found.block, found.sentence) for found in sentences(text)]


def texts(text: str) -> list[str]:
    return [found.text for found in sentences(text)]


def test_a_block_is_the_number_of_its_line_and_blank_lines_are_none() -> None:
    assert places("One bus runs.\n\n \t\nTwo trams run. A ferry waits.") == [(1, 1), (4, 1), (4, 2)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_how_lines_end(end: str) -> None:
    assert places(f"First it rains.{end}{end}Then it snows.{end}") == [(1, 1), (3, 1)]


def test_a_form_feed_or_line_separator_starts_no_new_block() -> None:
    assert places("It rains\x0c here.\nIt snows\u2028 there.") == [(1, 1), (2, 1)]


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == ()


def test_list_items_and_table_rows_are_one_sentence_each() -> None:
    items = "- Bread. Butter.\n* Milk? Yes.\n3. Tea. Cups.\n"
    text = items + "| Item | Cost. Each |\n|---|---|\n| Tea | 2 |"
    assert places(text) == [(line, 1) for line in range(1, 7)]


def test_a_short_line_left_open_at_its_end_is_a_heading_of_what_follows() -> None:
    found = sentences("The ferry runs daily.\nFares\nA ticket costs two coins.\nTimes\n- Noon")
    assert [each.heading for each in found] == [None, "Fares", "Fares", "Times", "Times"]


def test_a_heading_with_a_question_inside_is_one_sentence() -> None:
    assert texts("Who Rides Free? The Basics") == ["Who Rides Free? The Basics"]


def test_a_marked_heading_gives_its_title_without_the_marks() -> None:
    found = sentences("## Who rides free? ##\nChildren do.")
    assert [each.heading for each in found] == ["Who rides free?", "Who rides free?"]


@pytest.mark.parametrize(
    "line",
    [
        "These ride free:",
        "Does it run?",
        '"It runs."',
        "- Noon",
        "| Noon |",
        "and so on",
        "Tickets are sold on board by the crew to everybody who did not buy one",
    ],
)
def test_a_line_that_is_closed_or_listed_or_long_or_begun_small_is_no_heading(line: str) -> None:
    assert [each.heading for each in sentences(line)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Use form B.| Send it back.",
        "Is it late?| Yes!| No.| It waits.",
        'They said "no."| Others (all of them.) agreed.',
        "It costs $2.50.| 20% is tax.",
        "It sank…| \"Nobody drowned.\"| 'Luckily.'",
        "It ended.| Élan followed.| (So did hope.)| [Not mine.]",
    ],
)
def test_a_sentence_ends_before_a_capital_or_quote_or_digit(text: str) -> None:
    assert texts(text.replace("|", "")) == text.split("| ")


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Mint struck it.",
        "Ask Dr. Bell or Mrs. Lane first.",
        "Take a boat (e.g. The Swan) to town.",
        "See No. 7 and Sec. 12 by Jan. 1 at the latest.",
        "It rose by 2.5 knots, approx. half of it by night.",
        "Yahoo! was a site of the web.",
    ],
)
def test_an_abbreviation_or_a_small_letter_ends_no_sentence(text: str) -> None:
    assert texts(text) == [text]


def test_the_word_no_ends_a_sentence_unless_a_number_follows() -> None:
    assert texts("Late? No. Early.") == ["Late?", "No.", "Early."]


def test_the_digest_of_a_sentence_is_that_of_its_text() -> None:
    (only,) = sentences("  It\u2019s late. ")
    assert (
        only.digest
        == sentence_digest(only.text)
        == "sha256:" + hashlib.sha256(b"It's late.").hexdigest()
    )


def test_the_digest_of_a_document_is_that_of_its_bytes() -> None:
    assert document_digest(b"a\r\n") == "sha256:" + hashlib.sha256(b"a\r\n").hexdigest()
    assert document_digest(b"a\r\n") != document_digest(b"a\n")


@pytest.mark.parametrize(
    "line",
    ["A boat leaves. " * 65_000, "." * 1_000_000, "a. b " * 200_000, "Mr. " * 250_000],
    ids=["sentences", "dots", "small letters", "abbreviations"],
)
def test_a_long_line_takes_no_more_time_than_as_many_short_ones(line: str) -> None:
    begun = time.perf_counter()
    assert len(sentences(line)) in (1, 65_000)
    assert time.perf_counter() - begun < 10  # by the square of its length it would take hours


def test_a_line_of_ten_megabytes_is_read() -> None:
    line = f"It rains{' on the harbour and the town' * 7} alike. " * 50_000
    assert len(sentences(line)) == 50_000


def test_equal_sentences_have_places_of_their_own() -> None:
    found = sentences("It is free. It is free.\nIt is free.")
    assert [(each.block, each.sentence) for each in found] == [(1, 1), (1, 2), (2, 1)]
    assert len({each.digest for each in found}) == 1
