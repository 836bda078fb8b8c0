"""A page with chapters, as text and as Markdown."""

from coverdict.presenting.page_markdown import page_as_markdown
from coverdict.presenting.page_text import page_as_text
from coverdict.presenting.pages import Item, Page, Part

CHAPTER = Part("A chapter", (), anchor="chapter")
SECTION = Part(
    "A section",
    (Item("It says [so], if:", below=(Item("a fact", ("a note",), link="fact-a"),)),),
    level=3,
    anchor="section",
    small="rule so",
    prose=True,
)
BELOW = Part("Below it", (Item("an item", anchor="item"),), level=4)
LONG = Page("A page", (), (CHAPTER, SECTION, BELOW), contents=True)


def test_text_lists_the_chapters_and_underlines_the_headings() -> None:
    assert page_as_text(LONG) == (
        "A page\n\nContents\n  - A chapter\n\n\nA chapter\n=========\n\nA section\n---------\n"
        "rule so\n  It says [so], if:\n    - a fact\n      a note\n\nBelow it\n  - an item\n"
    )


def test_markdown_links_to_what_it_names() -> None:
    assert page_as_markdown(LONG) == (
        "# A page\n\n## Contents\n\n- [A chapter](#chapter)\n\n"
        '## <a id="chapter"></a>A chapter\n\n### <a id="section"></a>A section\n\n'
        "<small>rule so</small>\n\nIt says [so], if:\n\n"
        "- [a fact](#fact-a)\n  - a note\n\n"
        '#### Below it\n\n- <a id="item"></a>an item\n'
    )


def test_brackets_in_a_linked_text_stay_its_own() -> None:
    page = Page("A page", (), (Part("One", (Item("see [1]", link="x"),)),))
    assert r"- [see \[1\]](#x)" in page_as_markdown(page)


def test_a_page_without_contents_keeps_its_plain_headings() -> None:
    page = Page("A page", (), (Part("One", (Item("item"),)),))
    assert page_as_text(page) == "A page\n\nOne\n  - item\n"
