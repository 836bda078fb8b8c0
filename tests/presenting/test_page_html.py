"""A page as one HTML file."""

import re
from html.parser import HTMLParser

import pytest

from coverdict.presenting.page_html import page_as_html
from coverdict.presenting.pages import Item, Page, Part, Table
from coverdict.vocabulary.models import Belnap

VOID = {"meta", "br"}


class Elements(HTMLParser):
    """The elements of a document, each closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(*parts: Part, **more: bool) -> Page:
    return Page("A <page> & more", ("under it",), parts, ("the end",), **more)


RICH = page(
    Part("One", (Item("a", ("note",), (Item("b", link="two"),), anchor="a"),), "It leads in."),
    Part("Two", (Item("a paragraph", ("note",), (Item("c"),)),), anchor="two", prose=True),
    Part("Three", (), table=Table(("what", "n"), (("x", "1"), ("all", "1")), frozenset({1}), 1)),
    Part("Deeper", (), level=3, small="rule deeper"),
    contents=True,
)


def test_every_element_is_closed_where_it_should_be() -> None:
    tags = [tag for tag, _ in Elements(page_as_html(RICH)).found]
    assert tags[:3] == ["html", "head", "meta"]
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)] == [
        "h1",
        "h2",
        "h2",
        "h2",
        "h2",
        "h3",
    ]


def test_the_file_needs_nothing_else_and_runs_nothing() -> None:
    text = page_as_html(RICH)
    tags = {tag for tag, _ in Elements(text).found}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert not re.search(r"https?:|url\(|@import|src=|\bon\w+=", text)


def test_a_browser_is_told_the_language_the_title_and_both_colour_schemes() -> None:
    text = page_as_html(RICH)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert "<title>A &lt;page&gt; &amp; more</title>" in text
    assert '<html lang="de">' in page_as_html(RICH, "de")
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


@pytest.mark.parametrize("sign", ["<script>alert(1)</script>", "a & b", "\x1b[31m", "&lt;"])
def test_a_text_says_what_it_says_whatever_signs_it_has(sign: str) -> None:
    part = Part(sign, (Item(sign, (sign,)),), sign, small=sign)
    text = page_as_html(page(part, Part("t", (), table=Table((sign,), ((sign,),), frozenset(), 1))))
    shown = Elements(text)
    assert {tag for tag, _ in shown.found}.isdisjoint({"script"})
    assert "\x1b" not in text
    assert sign not in text or sign == "&lt;"


def test_items_link_to_one_another() -> None:
    text = page_as_html(RICH)
    assert (
        '<li id="a">a<br><span class="note">note</span>\n<ul>\n<li><a href="#two">b</a></li>'
        in text
    )
    assert '<h2 id="two">Two</h2>' in text


def test_a_long_page_has_its_chapters_first() -> None:
    contents = '<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>\n<li>One</li>\n'
    assert f'{contents}<li><a href="#two">Two</a></li>' in page_as_html(RICH)
    assert "<nav" not in page_as_html(page(Part("One", ())))


def test_items_of_prose_are_paragraphs() -> None:
    paragraph = '<p>a paragraph<br><span class="note">note</span></p>\n<ul>\n<li>c</li>\n</ul>'
    assert paragraph in page_as_html(RICH)


def test_a_table_keeps_its_sums_apart_and_its_numbers_flush_right() -> None:
    row = '<tr><td>{}</td><td class="number">1</td></tr>'
    bodies = "\n".join(f"<tbody>\n{row.format(each)}\n</tbody>" for each in ("x", "all"))
    assert bodies in page_as_html(RICH)
    assert '<th scope="col" class="number">n</th>' in page_as_html(RICH)


def test_a_tree_has_its_marks_and_what_they_mean() -> None:
    tree = Part("Tree", (Item("it holds", mark=Belnap.TRUE, label="[1]"),), tree=True)
    text = page_as_html(page(tree))
    assert '<ul class="tree">\n<li class="marked"><b>[1]</b> <b>✓</b> it holds</li>' in text
    assert "✗ does not hold" in text


def test_a_long_list_of_short_items_takes_two_columns() -> None:
    short = tuple(Item(str(n)) for n in range(9))
    assert '<ul class="many">' in page_as_html(page(Part("Many", short)))
    assert '<ul class="many">' not in page_as_html(page(Part("Few", short[:8])))
