import hashlib
import unicodedata

import pytest

from coverdict.loading.documents import document_digest, sentence_digest, sentences


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


def test_the_digest_is_blind_to_spaces_quotes_and_soft_hyphens() -> None:
    assert sentence_digest(
        "\ufeffIt\u00a0 isn\u2019t \u201cfer\u00adried\u201d\t."
    ) == sentence_digest('It isn\'t "ferried" .')


def test_the_digest_is_blind_to_how_an_accent_is_composed() -> None:
    assert sentence_digest(unicodedata.normalize("NFD", "café")) == sentence_digest("café")


@pytest.mark.parametrize(
    ("one", "other"),
    [("10² m", "102 m"), ("½ cup", "1\u20442 cup"), ("Boat", "boat"), ("a-b", "ab")],
)
def test_the_digest_tells_apart_what_means_something_else(one: str, other: str) -> None:
    assert sentence_digest(one) != sentence_digest(other)


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
