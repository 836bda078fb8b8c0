"""A rule in sentences: what it concludes, when, unless what, and what it goes before."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.presenting.pack_page import pack_page
from coverdict.presenting.pages import Item
from tests.explaining.lending import write_pack


def rule(folder: Path, written: str) -> list[str]:
    """The lines in which a rule of the small pack is told, without its sources."""
    pack = open_pack(write_pack(folder, written), "lending").pack
    assert pack is not None
    page = pack_page(pack, {})
    part = next(part for part in page.parts if part.anchor == "rule-tested")
    kept = (item for item in part.items if not item.text.startswith(("Source", "No scenario")))
    return [line for item in kept for line in lines(item)]


def lines(item: Item, indent: str = "") -> list[str]:
    return [
        indent + item.text,
        *(line for each in item.below for line in lines(each, indent + "  ")),
    ]


HEAD = """\
  - id: tested
    title: a rule
    cites: [house-rules.adults]
    effective: {from: 2026-01-01, until: open}
"""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "when: {reader.adult: false}\n    then: {lendable: false}",
            ["The book stays in the house, if the reader is a child."],
        ),
        (
            "modality: usually\n    when: {books.out: {above: 1}}\n    then: {lendable: true}",
            ["The book may be lent (usually), if this holds:", "  books out already: above 1"],
        ),
        (
            "when: {any: [{reader.adult: true}, {not: {all: [{books.out: 1}, {book.kind: novel}]}}]}\n"
            "    unless: {at-least-n-of: {n: 1, of: [{books.out: 2}, {book.kind: atlas}]}}\n"
            "    then: {lendable: true}",
            [
                "The book may be lent, if any of these holds:",
                "  the reader is an adult",
                "  not all of these:",
                "    books out already: 1",
                "    the kind of book: a novel",
                "Unless at least 1 of these hold:",
                "  books out already: 2",
                "  the kind of book: an atlas",
            ],
        ),
        (
            "modality: may\n    when: {reader.adult: true}\n    then: {lendable: true, shelf: low}",
            [
                "If this holds:",
                "  the reader is an adult",
                "Then, possibly:",
                "  the book may be lent",
                "  the shelf it goes to: the low shelf",
            ],
        ),
        (
            "when: {reader.adult: true}\n    defeats: [adults-borrow]\n    notes: it is so\n"
            "    then: {lendable: true}",
            [
                "The book may be lent, if the reader is an adult.",
                "Takes precedence over:",
                "  Adults may borrow books",
                "Note: It is so.",
            ],
        ),
    ],
)
def test_a_rule_is_told_in_sentences(tmp_path: Path, body: str, told: list[str]) -> None:
    assert rule(tmp_path, f"{HEAD}    {body}\n") == told


def test_a_rule_tells_to_which_it_gives_way(tmp_path: Path) -> None:
    when = "    when: {reader.adult: true}\n"
    one = f"{HEAD}{when}    then: {{lendable: true}}\n"
    other = HEAD.replace("tested", "other").replace("a rule", "another rule")
    other += f"{when}    defeats: [tested]\n    then: {{lendable: false}}\n"
    told = ["Gives way, where it applies, to:", "  Another rule"]
    assert rule(tmp_path, one + other)[1:] == told


@pytest.mark.parametrize(
    ("settings", "told"),
    [(1, ["The book may be lent, in every case."]), (2, ["In every case:", "Then:"])],
)
def test_a_rule_without_a_condition_holds_in_every_case(
    tmp_path: Path, settings: int, told: list[str]
) -> None:
    pack = open_pack(write_pack(tmp_path), "lending").pack
    assert pack is not None
    found = pack.rules["adults-borrow"]
    always = replace(found, when=None, unless=None, then=found.then[:settings])
    page = pack_page(replace(pack, rules={always.id: always}), {})
    part = next(part for part in page.parts if part.anchor == "rule-adults-borrow")
    assert [item.text for item in part.items][: len(told)] == told
