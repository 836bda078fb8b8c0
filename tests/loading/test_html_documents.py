import pytest

from coverdict.loading.html_documents import html_sentences


def cut(text: str) -> list[tuple[int, int, str]]:
    return [(each.block, each.sentence, each.text) for each in html_sentences(text)]


def texts(text: str) -> list[str]:
    return [each.text for each in html_sentences(text)]


def test_a_block_is_the_rank_of_a_stretch_of_text() -> None:
    page = "<html><body><p>It is open. It is free.</p>\n<div></div> <p> </p><p>It ends.</p></body>"
    assert cut(page) == [(1, 1, "It is open."), (1, 2, "It is free."), (2, 1, "It ends.")]


def test_text_around_a_nested_block_is_cut_at_its_edges() -> None:
    assert texts("<div>Before <div>within</div> after</div>") == ["Before", "within", "after"]


def test_inline_elements_and_comments_part_no_words() -> None:
    assert texts("<p>un<b>break</b><!-- so -->able <a href='x'>link</a></p>") == [
        "unbreakable link"
    ]


def test_entities_are_letters() -> None:
    assert texts("<p>Fish &amp; chips&nbsp;&#8212; &eacute;t&#xE9; &lt;5</p>") == [
        "Fish & chips — été <5"
    ]


def test_a_line_break_is_a_space_and_two_are_an_edge() -> None:
    assert cut("<p>One line<br>and more.<br> <br/>Another</p>") == [
        (1, 1, "One line and more."),
        (2, 1, "Another"),
    ]


def test_headings_and_captions_stand_above_what_follows() -> None:
    page = "<p>Top</p><h2>Fares <i>now</i></h2><p>Low.</p><table><caption>Ferry</caption><tr><td>Two</table><p>End.</p>"
    found = [(each.heading, each.text) for each in html_sentences(page)]
    assert found == [
        (None, "Top"),
        ("Fares now", "Fares now"),
        ("Fares now", "Low."),
        ("Ferry", "Ferry"),
        ("Ferry", "Two"),
        ("Fares now", "End."),
    ]


def test_a_table_row_is_one_sentence() -> None:
    page = "<table><tr><th>Fare<th>Boat. Train</tr><tr><td><p>Two</p><p>coins</p><td><td>x</table>"
    assert cut(page) == [(1, 1, "Fare | Boat. Train"), (2, 1, "Two coins | | x")]


def test_a_table_that_lays_out_a_page_is_read_as_text() -> None:
    page = "<table><tr><td>Menu<td><h1>Fares</h1>Low. Fair.<table><tr><td>a<td>b</table><td>Side</table>"
    assert texts(page) == ["Menu", "Fares", "Low.", "Fair.", "a | b", "Side"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) { p('<p>no</p>') }</script>",
        "<style>p { color: red }</style>",
        "<template><p>no</p></template>",
        "<noscript>no</noscript>",
        "<svg><title>no</title><text>no</text></svg>",
        "<div hidden><p>no</p></div>",
        "<div style='margin: 0; display : NONE'><p>no</p></div>",
        "<p style='visibility:hidden'>no</p>",
        "<!-- no -->",
        "<![CDATA[ no ]]>",
        "<![no]>",
        "<?no?>",
    ],
)
def test_what_a_page_does_not_show_is_left_out(hidden: str) -> None:
    assert texts(f"<head><title>no</title></head><p>Seen.</p>{hidden}<p>Too.</p>") == [
        "Seen.",
        "Too.",
    ]


def test_end_tags_may_be_left_out() -> None:
    page = "<head><title>no</title><p hidden>no<p>One.<ul><li>Two. So.<li>Three<ul><li>Four</ul></ul><dl><dt>A<dd>B. C"
    assert texts(page) == ["One.", "Two. So.", "Three", "Four", "A", "B.", "C"]


def test_end_tags_without_a_beginning_are_no_harm() -> None:
    assert texts("</div></p>One</td></b></table>") == ["One"]


def test_each_line_of_preformatted_text_is_one_sentence() -> None:
    assert cut("<pre>a. B\n\n  c</pre>") == [(1, 1, "a. B"), (1, 2, "c")]


def test_deep_nesting_is_read() -> None:
    assert texts("<div>" * 50_000 + "Deep") == ["Deep"]


def test_a_table_of_ten_megabytes_is_read_row_by_row() -> None:
    row = f"<tr><td>A fare<td>{'of coins ' * 100}"
    assert len(html_sentences(f"<table>{row * 11_000}</table>")) == 11_000
