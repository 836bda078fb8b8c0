import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coverdict.loading.html_documents import html_sentences
from coverdict.loading.markdown_documents import markdown_sentences


def cut(text: str) -> list[tuple[int, int, str]]:
    return [(each.block, each.sentence, each.text) for each in markdown_sentences(text)]


def test_a_paragraph_over_several_lines_is_one_block() -> None:
    text = "One boat\nleaves. It\nis **full**.\n\nNext."
    assert cut(text) == [(1, 1, "One boat leaves."), (1, 2, "It is full."), (5, 1, "Next.")]


@pytest.mark.parametrize("heading", ["## Fares *now* ##", "Fares now\n---", "Fares `now`\n==="])
def test_headings_stand_above_what_follows(heading: str) -> None:
    found = markdown_sentences(f"{heading}\n\nLow.")
    assert [(each.heading, each.text) for each in found] == [
        ("Fares now", "Fares now"),
        ("Fares now", "Low."),
    ]


def test_a_paragraph_of_a_list_item_is_one_sentence() -> None:
    text = "- Bread. Butter.\n- Milk\n  and tea\n\n  Cups. Pots.\n\n1. One\n   - Two"
    assert cut(text) == [
        (1, 1, "Bread. Butter."),
        (2, 1, "Milk and tea"),
        (5, 1, "Cups. Pots."),
        (7, 1, "One"),
        (8, 1, "Two"),
    ]


def test_a_table_row_is_one_sentence_and_its_rule_none() -> None:
    text = "| Fare | Boat |\n|---|---|\n| Two. Or | *a*<br>b |\n|  |  |"
    assert cut(text) == [(1, 1, "Fare | Boat"), (3, 1, "Two. Or | a b")]


def test_a_quotation_is_cut_as_prose() -> None:
    assert cut("> It is\n> free. So.") == [(1, 1, "It is free."), (1, 2, "So.")]


@pytest.mark.parametrize("code", ["```py\na. B\n\nc\n```", "    a. B\n\n    c"])
def test_each_line_of_code_is_one_sentence(code: str) -> None:
    assert cut(code) == [(1, 1, "a. B"), (1, 2, "c")]


def test_marks_links_pictures_and_entities_are_as_a_reader_sees_them() -> None:
    text = "~~Old~~ [link](x 'y') ![no](z) fish &amp; chips \\* <b>end</b><!-- no -->"
    assert cut(text) == [(1, 1, "Old link fish & chips * end")]


def test_html_within_is_read_as_html() -> None:
    text = "Top\n\n<div>One. Two.\n<p>Three</p></div>\n\n<script>no</script>\n\nEnd"
    assert cut(text) == [
        (1, 1, "Top"),
        (3, 1, "One."),
        (3, 2, "Two."),
        (3, 3, "Three"),
        (8, 1, "End"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_how_lines_end(end: str) -> None:
    assert cut(end.join(["# One", "", "Two"])) == [(1, 1, "One"), (3, 1, "Two")]


def test_what_stands_at_the_very_top_between_rules_is_no_text() -> None:
    assert cut("---\ntitle: No\n---\n\nYes.") == [(5, 1, "Yes.")]
    assert cut("---\n\nYes.") == [(3, 1, "Yes.")]


words = st.lists(st.sampled_from(["One", "boat.", "leaves", "Two"]), min_size=1).map(" ".join)
paragraphs = st.one_of(
    words,
    words.map("# {}".format),
    words.map("> {}".format),
    st.lists(words, min_size=1).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(words, min_size=2, max_size=2).map("| {0[0]} | {0[1]} |\n|---|---|".format),
)


@given(st.lists(paragraphs))
def test_a_page_made_of_markdown_has_the_same_sentences(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    page = MarkdownIt("commonmark").enable("table").render(text)
    markdown, html = markdown_sentences(text), html_sentences(page)
    assert [(each.heading, each.text) for each in markdown] == [
        (each.heading, each.text) for each in html
    ]
